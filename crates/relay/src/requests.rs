//! Lines made of requests, where a WebSocket cannot be had: one opens a line, one says frames, one
//! waits for what comes. The session behind a line is the same as behind a socket. A line that fails in
//! any way is given up, and another one opened: every message can be said again.

mod serve;

use axum::body::Bytes as Frame;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::mpsc;

use crate::{
    door::Trust,
    invite::random,
    limits::{Admission, Ticket},
};
pub use serve::routes;

/// Frames on their way in either direction, before one has to wait for the other side.
const WAITING: usize = 8;
/// A line whose session is over is remembered for so long: what it said last may still be asked for.
const LINGERS: Duration = Duration::from_secs(30);

/// What names a line: drawn at random, known to who opened it alone.
pub(crate) type Token = [u8; 32];

/// What came through a line.
#[derive(Debug)]
pub enum Said {
    /// A frame.
    Frame(Frame),
    /// Somebody asks what is new, and so is there.
    Sign,
}

/// A line as requests find it.
#[derive(Debug)]
struct Open {
    say: mpsc::Sender<Said>,
    hear: tokio::sync::Mutex<mpsc::Receiver<Frame>>,
    /// The session knows the device.
    trust: Trust,
}

/// The session's end of a line.
#[derive(Debug)]
pub struct RequestLine {
    said: mpsc::Receiver<Said>,
    hears: mpsc::Sender<Frame>,
    token: Token,
    requests: Arc<Requests>,
    _ticket: Ticket,
}

/// The lines that are open at this relay. They are no others': a balancer has to send a station's
/// requests to one process.
#[derive(Debug)]
pub struct Requests {
    admission: Arc<Admission>,
    lines: Mutex<HashMap<Token, Arc<Open>>>,
}

impl Requests {
    /// None is open. A line counts as a connection.
    #[must_use]
    pub fn new(admission: Arc<Admission>) -> Arc<Self> {
        Arc::new(Self { admission, lines: Mutex::default() })
    }

    /// Opens a line; none where there are too many connections.
    fn open(self: &Arc<Self>, from: IpAddr) -> Option<(Token, RequestLine, Trust)> {
        let ticket = self.admission.admit(from)?;
        let token: Token = random().ok()?;
        let (say, said) = mpsc::channel(WAITING);
        let (hears, hear) = mpsc::channel(WAITING);
        let trust = Trust::default();
        let open = Open { say, hear: tokio::sync::Mutex::new(hear), trust: trust.clone() };
        self.lines().insert(token, Arc::new(open));
        let line = RequestLine { said, hears, token, requests: Arc::clone(self), _ticket: ticket };
        Some((token, line, trust))
    }

    fn find(&self, token: &Token) -> Option<Arc<Open>> {
        self.lines().get(token).cloned()
    }

    fn forget(&self, token: &Token) {
        self.lines().remove(token);
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, HashMap<Token, Arc<Open>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RequestLine {
    /// What comes next; none when nothing will.
    pub(crate) async fn hear(&mut self) -> Option<Said> {
        self.said.recv().await
    }

    /// Says a frame; waits where too much was not asked for yet. False where nobody will.
    pub(crate) async fn say(&mut self, frame: Frame) -> bool {
        self.hears.send(frame).await.is_ok()
    }
}

impl Drop for RequestLine {
    fn drop(&mut self) {
        let (requests, token) = (Arc::clone(&self.requests), self.token);
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    tokio::time::sleep(LINGERS).await;
                    requests.forget(&token);
                });
            }
            Err(_) => requests.forget(&token),
        }
    }
}
