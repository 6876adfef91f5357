//! One connection through the proxy.

use std::{
    future::pending,
    io,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    time::sleep,
};

use super::{Between, Line, Trap};

/// Counts a WebSocket as open for as long as it is.
struct Open(Arc<Line>);

impl Open {
    fn new(line: Arc<Line>) -> Self {
        line.open.fetch_add(1, Ordering::SeqCst);
        line.ever.fetch_add(1, Ordering::SeqCst);
        Self(line)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Forwards until one side ends; a relay that is not there ends it at once.
pub(super) async fn connection(client: TcpStream, relay: u16, line: Arc<Line>) {
    // A connection that breaks is what this is for.
    let _ = forward(client, relay, line).await;
}

async fn forward(mut client: TcpStream, relay: u16, line: Arc<Line>) -> io::Result<()> {
    let mut relay = TcpStream::connect((Ipv4Addr::LOCALHOST, relay)).await?;
    client.set_nodelay(true)?;
    relay.set_nodelay(true)?;
    let Some(head) = request_head(&mut client).await? else { return Ok(()) };
    if is(&line, Between::Portal) {
        return client.write_all(SIGN_IN).await;
    }
    if is_upgrade(&head) && is(&line, Between::NoSockets) {
        return client.write_all(FORBIDDEN).await;
    }
    relay.write_all(&head).await?;
    if !is_upgrade(&head) {
        copy_bidirectional(&mut client, &mut relay).await?;
        return Ok(());
    }
    let _open = Open::new(Arc::clone(&line));
    let trap = line.traps.take();
    let (from_client, to_client) = client.into_split();
    let (from_relay, to_relay) = relay.into_split();
    let said = AtomicUsize::new(0);
    tokio::select! {
        ended = saying(from_client, to_relay, &said, trap, &line) => ended,
        ended = answering(from_relay, to_client, &said, trap, &line) => ended,
    }
}

fn is(line: &Line, between: Between) -> bool {
    line.between.load(Ordering::SeqCst) == between as u8
}

/// What a network says to those who have not signed in.
const SIGN_IN: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 20\r\n\
    connection: close\r\n\r\n<p>please sign in</p>";
/// What a firewall says to who asks for a WebSocket.
const FORBIDDEN: &[u8] =
    b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Up to the empty line behind the first request's headers, and whatever came with it.
async fn request_head(client: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if client.read_buf(&mut head).await? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(head))
}

fn is_upgrade(head: &[u8]) -> bool {
    String::from_utf8_lossy(head).to_ascii_lowercase().contains("\r\nupgrade: websocket")
}

/// Takes as long as so many bytes take on a slow line.
async fn pace(line: &Line, bytes: usize) {
    let bits_a_second = line.pace.load(Ordering::SeqCst);
    if bits_a_second > 0 {
        sleep(Duration::from_secs_f64(bytes as f64 * 8.0 / f64::from(bits_a_second))).await;
    }
}

/// What is read at once: little of a slow line, so that it flows and does not come in gulps.
const GULP: usize = 2 << 10;

/// From the tablet to the relay.
async fn saying(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    said: &AtomicUsize,
    trap: Option<Trap>,
    line: &Line,
) -> io::Result<()> {
    let mut buffer = vec![0; GULP];
    loop {
        let count = from.read(&mut buffer).await?;
        if is(line, Between::Silence) {
            pending::<()>().await;
        }
        if count == 0 {
            return Ok(());
        }
        let before = said.load(Ordering::SeqCst);
        let pass = match trap {
            Some(Trap::Saying(most)) => count.min(most.saturating_sub(before)),
            Some(Trap::Answer(_)) | None => count,
        };
        // Counted first: the answer may be here before the write returns.
        said.store(before + pass, Ordering::SeqCst);
        pace(line, pass).await;
        to.write_all(&buffer[..pass]).await?;
        if pass < count {
            line.traps.spring();
            pending::<()>().await;
        }
    }
}

/// From the relay to the tablet.
async fn answering(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    said: &AtomicUsize,
    trap: Option<Trap>,
    line: &Line,
) -> io::Result<()> {
    let mut buffer = vec![0; GULP];
    loop {
        let count = from.read(&mut buffer).await?;
        if is(line, Between::Silence) {
            pending::<()>().await;
        }
        if count == 0 {
            return Ok(());
        }
        if let Some(Trap::Answer(after)) = trap
            && said.load(Ordering::SeqCst) >= after
        {
            line.traps.spring();
            pending::<()>().await;
        }
        pace(line, count).await;
        to.write_all(&buffer[..count]).await?;
    }
}
