//! What a test speaks through: a WebSocket, or requests where `CUNZHAN_TEST_LINE=requests`.

use futures_util::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    task::JoinHandle,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config, tungstenite::Message,
};
use wire::{BUNDLE_TYPE, LINE_HEADER, bundle, unbundle};

/// A connection.
pub enum Line {
    Socket(Box<WebSocketStream<MaybeTlsStream<TcpStream>>>),
    Requests(Requests),
}

/// Whether tests speak through requests.
pub fn through_requests() -> bool {
    std::env::var_os("CUNZHAN_TEST_LINE").is_some_and(|line| line == "requests")
}

impl Line {
    /// As the tests are run. `None` where there is no relay.
    pub async fn connect(url: &str) -> Option<Self> {
        if through_requests() {
            return Requests::open(url).await.map(Self::Requests);
        }
        let (socket, _) = connect_async_with_config(url, None, true).await.ok()?;
        Some(Self::Socket(Box::new(socket)))
    }

    /// The next frame; `None` where the connection is gone. Given up in the middle, nothing is lost.
    pub async fn hear(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::Socket(socket) => loop {
                match socket.next().await?.ok()? {
                    Message::Binary(frame) => return Some(frame.into()),
                    Message::Close(_) => return None,
                    _ => {}
                }
            },
            Self::Requests(requests) => requests.heard.recv().await,
        }
    }

    /// Whether it could be said.
    pub async fn say(&mut self, frame: Vec<u8>) -> bool {
        match self {
            Self::Socket(socket) => socket.send(Message::Binary(frame.into())).await.is_ok(),
            Self::Requests(requests) => {
                let said =
                    ask(&requests.host, "say", Some(&requests.token), &bundle(&[frame])).await;
                said.is_some()
            }
        }
    }
}

/// A line of requests, with one that always waits for what comes.
pub struct Requests {
    host: String,
    token: String,
    heard: mpsc::UnboundedReceiver<Vec<u8>>,
    hearing: JoinHandle<()>,
}

impl Requests {
    pub async fn open(url: &str) -> Option<Self> {
        let host = url.trim_start_matches("ws://").trim_end_matches("/sync").to_owned();
        let mut frames = ask(&host, "open", None, &bundle::<Vec<u8>>(&[])).await?.into_iter();
        let token = String::from_utf8(frames.next()?).expect("a name");
        let (hears, heard) = mpsc::unbounded_channel();
        frames.for_each(|frame| hears.send(frame).expect("is heard"));
        let (at, of) = (host.clone(), token.clone());
        let hearing = tokio::spawn(async move {
            while let Some(frames) = ask(&at, "hear", Some(&of), &[]).await {
                for frame in frames {
                    if hears.send(frame).is_err() {
                        return;
                    }
                }
            }
        });
        Some(Self { host, token, heard, hearing })
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.hearing.abort();
    }
}

/// A request on a connection of its own; `None` where it fails.
async fn ask(host: &str, what: &str, token: Option<&str>, body: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut stream = TcpStream::connect(host).await.ok()?;
    let named = token.map(|token| format!("{LINE_HEADER}: {token}\r\n")).unwrap_or_default();
    let length = body.len();
    let head = format!(
        "POST /sync/{what} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: {BUNDLE_TYPE}\r\ncontent-length: {length}\r\n{named}\r\n"
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    if !head.starts_with("http/1.1 200") {
        return None;
    }
    assert!(head.contains(&format!("content-type: {BUNDLE_TYPE}")), "{head}");
    let frames = unbundle(&answer[end + 4..]).ok()?;
    Some(frames.into_iter().map(<[u8]>::to_vec).collect())
}
