//! The connection to the relay, whichever way it goes.

use futures::channel::mpsc::UnboundedSender;

use super::{input::Input, requests::Requests, socket::Socket, way::Way};

/// An open or opening connection. Its events arrive as inputs with its number.
#[derive(Debug)]
pub enum Line {
    /// A WebSocket.
    Socket(Socket),
    /// Requests.
    Requests(Requests),
}

impl Line {
    /// Begins to connect; none where the browser cannot.
    pub fn connect(
        way: Way,
        address: &str,
        number: u32,
        inputs: &UnboundedSender<Input>,
    ) -> Option<Self> {
        match way {
            Way::Socket => Socket::connect(address, number, inputs).map(Self::Socket),
            Way::Requests => Requests::connect(address, number, inputs).map(Self::Requests),
        }
    }

    /// Which connection this is.
    pub fn number(&self) -> u32 {
        match self {
            Self::Socket(socket) => socket.number(),
            Self::Requests(requests) => requests.number(),
        }
    }

    /// Which way it goes.
    pub fn way(&self) -> Way {
        match self {
            Self::Socket(_) => Way::Socket,
            Self::Requests(_) => Way::Requests,
        }
    }

    /// Sends a frame; what cannot be sent is sent again on the next connection.
    pub fn send(&self, frame: Vec<u8>) {
        match self {
            Self::Socket(socket) => socket.send(&frame),
            Self::Requests(requests) => requests.send(frame),
        }
    }

    /// Bytes that were sent and are not on their way yet, as far as that can be known.
    pub fn left(&self) -> u32 {
        match self {
            Self::Socket(socket) => socket.left(),
            Self::Requests(_) => 0,
        }
    }
}
