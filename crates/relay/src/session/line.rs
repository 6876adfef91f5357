//! What a session speaks through: a WebSocket, or requests.

use axum::body::Bytes as Frame;
use std::time::Duration;
use tokio::time::timeout;

use super::socket::Socket;
use crate::requests::{RequestLine, Said};

/// So long may a station take to read one message.
const SENDING: Duration = Duration::from_secs(120);

/// A connection.
#[derive(Debug)]
pub enum Line {
    /// A WebSocket.
    Socket(Box<Socket>),
    /// Requests, where a WebSocket cannot be had.
    Requests(RequestLine),
}

/// What came.
#[derive(Debug)]
pub(super) enum Heard {
    /// A frame.
    Frame(Frame),
    /// A sign of life.
    Sign,
    /// What is no frame; the connection goes on.
    Malformed,
    /// More than is read at all; the connection is over.
    TooLong,
    /// The connection is over.
    Over,
}

/// It could not be said: the connection is over.
#[derive(Debug)]
pub(super) struct Gone;

impl Line {
    /// What comes next. Given up in the middle, nothing is lost.
    pub(super) async fn hear(&mut self) -> Heard {
        match self {
            Self::Socket(socket) => socket.hear().await,
            Self::Requests(line) => match line.hear().await {
                Some(Said::Frame(frame)) => Heard::Frame(frame),
                Some(Said::Sign) => Heard::Sign,
                None => Heard::Over,
            },
        }
    }

    /// Says a frame.
    pub(super) async fn say(&mut self, frame: Frame) -> Result<(), Gone> {
        let said = async {
            match self {
                Self::Socket(socket) => socket.say(frame).await.is_ok(),
                Self::Requests(line) => line.say(frame).await,
            }
        };
        match timeout(SENDING, said).await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Gone),
        }
    }

    /// Asks whether the station is there. One that asks for what is new says so by that.
    pub(super) async fn ping(&mut self) -> Result<(), Gone> {
        match self {
            Self::Socket(socket) => socket.ping().await,
            Self::Requests(_) => Ok(()),
        }
    }

    /// Ends it politely.
    pub(super) async fn close(&mut self) {
        if let Self::Socket(socket) = self {
            let _ = timeout(Duration::from_secs(1), socket.close()).await;
        }
    }
}
