//! The network between a tablet and the relay.

mod forward;
mod ports;
mod trap;

use anyhow::{Context, Result};
use std::{
    net::Ipv4Addr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, AtomicU32, AtomicUsize, Ordering},
    },
};
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

pub(crate) use ports::free_port;
pub use trap::Trap;
use trap::Traps;

/// What a proxy's connections share.
#[derive(Default)]
struct Line {
    open: AtomicUsize,
    ever: AtomicUsize,
    /// Bits a second each way through WebSockets; 0 for as fast as it goes.
    pace: AtomicU32,
    traps: Traps,
    /// What stands between the tablet and the relay.
    between: AtomicU8,
}

/// What stands between a tablet and the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Between {
    /// Nothing but the line.
    Nothing,
    /// A firewall that lets no WebSocket through.
    NoSockets,
    /// A network that answers everything itself until its visitors sign in.
    Portal,
    /// A line that was cut far away: connections stay open, and nothing comes through.
    Silence,
}

/// A forwarder of bytes with a port of its own, which is a tablet's origin for as long as the test
/// lasts. It can be cut: then every connection ends and new ones are refused.
pub struct Proxy {
    port: u16,
    relay: u16,
    line: Arc<Line>,
    accepting: Mutex<Option<JoinHandle<()>>>,
}

impl Proxy {
    /// A proxy before the relay at a port; connected.
    pub(crate) async fn before(relay: u16) -> Result<Self> {
        let port = free_port().await?;
        let proxy = Self { port, relay, line: Arc::default(), accepting: Mutex::new(None) };
        proxy.restore().await?;
        Ok(proxy)
    }

    /// The address a tablet uses.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Takes the network away: every connection ends at once, new ones are refused.
    pub async fn cut(&self) {
        let accepting = self.accepting().take();
        if let Some(accepting) = accepting {
            accepting.abort();
            // Ends as cancelled, when the listener and all connections are closed.
            let _ = accepting.await;
        }
    }

    /// Gives the network back.
    ///
    /// # Errors
    /// Where the port cannot be had again.
    pub async fn restore(&self) -> Result<()> {
        self.cut().await;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))
            .await
            .with_context(|| format!("the proxy's port {} is taken", self.port))?;
        let (relay, line) = (self.relay, Arc::clone(&self.line));
        *self.accepting() = Some(tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                connections.spawn(forward::connection(client, relay, Arc::clone(&line)));
                while connections.try_join_next().is_some() {}
            }
        }));
        Ok(())
    }

    /// Makes the line slow, or fast again: so many bits a second each way, through all WebSockets
    /// together. What is open already is slowed as well.
    pub fn slow(&self, bits_a_second: Option<u32>) {
        self.line.pace.store(bits_a_second.unwrap_or(0), Ordering::SeqCst);
    }

    /// Puts something between the tablet and the relay. What is open already stays as it is, but falls
    /// silent with [`Between::Silence`].
    pub fn put_between(&self, between: Between) {
        self.line.between.store(between as u8, Ordering::SeqCst);
    }

    /// How many WebSockets are open through it now.
    #[must_use]
    pub fn open_sockets(&self) -> usize {
        self.line.open.load(Ordering::SeqCst)
    }

    /// How many WebSockets were ever opened through it.
    #[must_use]
    pub fn sockets_ever(&self) -> usize {
        self.line.ever.load(Ordering::SeqCst)
    }

    /// Sets a trap for the next WebSocket.
    pub fn set(&self, trap: Trap) {
        self.line.traps.set(trap);
    }

    /// Waits until the trap has sprung.
    pub async fn sprung(&self) {
        self.line.traps.sprung().await;
    }

    fn accepting(&self) -> std::sync::MutexGuard<'_, Option<JoinHandle<()>>> {
        self.accepting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(accepting) = self.accepting().take() {
            accepting.abort();
        }
    }
}
