//! A WebSocket, from the request that asks for one.
//!
//! axum's own is not used: what it was once given to send stays allocated for as long as the connection
//! lasts, and on the morning after a change each of a thousand stations is given the whole directory. Here a
//! long message goes out in pieces.

use axum::{
    body::{Body, Bytes as Frame},
    extract::Request,
    response::Response,
};
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        error::CapacityError,
        handshake::server::create_response_with_body,
        protocol::{
            Role, WebSocketConfig,
            frame::{
                Frame as Part,
                coding::{Data, OpCode},
            },
        },
    },
};

use super::line::{Gone, Heard};

/// Read at a time from a connection, and held for as long as it lasts: a waiting station says no more than
/// that it is there. A frame that is longer has room of its own while it comes.
const READ_BUFFER: usize = 1 << 10;
/// A message a little over the limit is read and gets its fault, and the connection goes on; a longer one is
/// not read at all.
const READ_AT_MOST: usize = wire::MAX_FRAME + (64 << 10);
/// Bytes that go out in one piece, and stay allocated afterwards.
const PIECE: usize = 4 << 10;

/// A WebSocket.
#[derive(Debug)]
pub struct Socket(WebSocketStream<TokioIo<Upgraded>>);

/// The request does not ask for a WebSocket as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAsked;

impl Socket {
    /// What to answer to who asks for a WebSocket; once that is said, `begin` gets it.
    ///
    /// # Errors
    /// [`NotAsked`].
    pub fn answer<F: Future<Output = ()> + Send + 'static>(
        mut request: Request,
        begin: impl FnOnce(Self) -> F + Send + 'static,
    ) -> Result<Response, NotAsked> {
        let answer = create_response_with_body(&request, Body::empty).map_err(|_| NotAsked)?;
        let upgrade = hyper::upgrade::on(&mut request);
        tokio::spawn(async move {
            // Otherwise who asked has gone.
            if let Ok(upgraded) = upgrade.await {
                let config = WebSocketConfig::default()
                    .read_buffer_size(READ_BUFFER)
                    .write_buffer_size(0)
                    .max_message_size(Some(READ_AT_MOST))
                    .max_frame_size(Some(READ_AT_MOST));
                let stream = TokioIo::new(upgraded);
                let socket =
                    WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await;
                begin(Self(socket)).await;
            }
        });
        Ok(answer)
    }

    /// What comes next. Given up in the middle, nothing is lost.
    pub(super) async fn hear(&mut self) -> Heard {
        match self.0.next().await {
            Some(Ok(Message::Binary(frame))) => Heard::Frame(frame),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Heard::Sign,
            Some(Ok(Message::Text(_) | Message::Frame(_))) => Heard::Malformed,
            Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) => Heard::TooLong,
            Some(Ok(Message::Close(_)) | Err(_)) | None => Heard::Over,
        }
    }

    /// Says a frame, in as many pieces as it takes.
    pub(super) async fn say(&mut self, mut frame: Frame) -> Result<(), Gone> {
        let mut kind = Data::Binary;
        loop {
            let piece = frame.split_to(frame.len().min(PIECE));
            let part = Part::message(piece, OpCode::Data(kind), frame.is_empty());
            self.0.send(Message::Frame(part)).await.map_err(|_| Gone)?;
            if frame.is_empty() {
                return Ok(());
            }
            kind = Data::Continue;
        }
    }

    /// Asks whether the station is there.
    pub(super) async fn ping(&mut self) -> Result<(), Gone> {
        self.0.send(Message::Ping(Frame::new())).await.map_err(|_| Gone)
    }

    /// Says that it is over.
    pub(super) async fn close(&mut self) {
        let _ = self.0.close(None).await;
    }
}
