//! The door: where connections come in. It ends TLS where the relay has a certificate, lets in no
//! more than the limits allow, and sends away who comes in and says nothing, or sends and never
//! comes to an end.

mod guest;
mod tls;

use axum::{extract::connect_info::Connected, serve::IncomingStream};
use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::limits::{Admission, Ticket};
pub use guest::{Guest, Trust};
pub use tls::{Tls, TlsError};

/// So long may a TLS handshake take.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Handshakes that are done and wait to be served.
const WAITING: usize = 64;
/// After a failure to accept (no file descriptors are left) so long is waited.
const PAUSE: Duration = Duration::from_millis(200);

/// A listener of ours.
#[derive(Debug)]
pub struct Door {
    address: io::Result<SocketAddr>,
    coming: mpsc::Receiver<(Guest, SocketAddr)>,
    task: JoinHandle<()>,
}

impl Door {
    /// Lets connections in from a listener.
    #[must_use]
    pub fn open(listener: TcpListener, tls: Option<Tls>, admission: Arc<Admission>) -> Self {
        let address = listener.local_addr();
        let (sender, coming) = mpsc::channel(WAITING);
        let task = tokio::spawn(accept(listener, tls, admission, sender));
        Self { address, coming, task }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(
    listener: TcpListener,
    tls: Option<Tls>,
    admission: Arc<Admission>,
    sender: mpsc::Sender<(Guest, SocketAddr)>,
) {
    loop {
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(PAUSE).await;
                continue;
            }
        };
        // Dropped: the other side sees that the connection is closed.
        let Some(ticket) = admission.admit(address.ip()) else { continue };
        // An acknowledgement and the feed behind it are small: sent at once, not held back until
        // the peer's TCP has confirmed the one before (40 ms).
        let _ = stream.set_nodelay(true);
        let (tls, sender) = (tls.clone(), sender.clone());
        tokio::spawn(async move {
            if let Some(guest) = greet(stream, tls, ticket).await {
                let _ = sender.send((guest, address)).await;
            }
        });
    }
}

async fn greet(stream: TcpStream, tls: Option<Tls>, ticket: Ticket) -> Option<Guest> {
    match tls {
        None => Some(Guest::plain(stream, ticket)),
        Some(tls) => {
            let stream = timeout(HANDSHAKE, tls.accept(stream)).await.ok()?.ok()?;
            Some(Guest::tls(stream, ticket))
        }
    }
}

impl axum::serve::Listener for Door {
    type Io = Guest;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Guest, SocketAddr) {
        match self.coming.recv().await {
            Some(guest) => guest,
            // The task ends only with the door.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        match &self.address {
            Ok(address) => Ok(*address),
            Err(error) => Err(error.kind().into()),
        }
    }
}

/// What a handler learns of its connection.
#[derive(Debug, Clone)]
pub struct Peer {
    /// Where it comes from.
    pub address: IpAddr,
    /// Whether it is somebody we know: told by the session, heeded by the connection.
    pub trust: Trust,
}

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self { address: stream.remote_addr().ip(), trust: stream.io().trust() }
    }
}
