//! The connection to the relay by WebSocket.

use futures::channel::mpsc::UnboundedSender;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BinaryType, Event, MessageEvent, WebSocket};

use super::input::Input;

/// An open or opening connection. Its events arrive as inputs with its number.
#[derive(Debug)]
pub struct Socket {
    socket: WebSocket,
    number: u32,
    _opened: Closure<dyn FnMut(Event)>,
    _closed: Closure<dyn FnMut(Event)>,
    _message: Closure<dyn FnMut(MessageEvent)>,
}

impl Socket {
    /// Begins to connect.
    pub fn connect(address: &str, number: u32, inputs: &UnboundedSender<Input>) -> Option<Self> {
        let socket = WebSocket::new(address).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = {
            let inputs = inputs.clone();
            Closure::<dyn FnMut(Event)>::new(move |_| {
                let _ = inputs.unbounded_send(Input::Opened(number));
            })
        };
        let closed = {
            let inputs = inputs.clone();
            Closure::<dyn FnMut(Event)>::new(move |_| {
                let _ = inputs.unbounded_send(Input::Closed(number));
            })
        };
        let message = {
            let inputs = inputs.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Ok(buffer) = event.data().dyn_into::<js_sys::ArrayBuffer>() {
                    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                    let _ = inputs.unbounded_send(Input::Frame(number, bytes));
                }
            })
        };
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        Some(Self { socket, number, _opened: opened, _closed: closed, _message: message })
    }

    /// Which connection this is.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Bytes that were sent and are not on their way yet.
    pub fn left(&self) -> u32 {
        self.socket.buffered_amount()
    }

    /// Sends a frame; what cannot be sent is sent again on the next connection.
    pub fn send(&self, frame: &[u8]) {
        let _ = self.socket.send_with_u8_array(frame);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onclose(None);
        self.socket.set_onmessage(None);
        let _ = self.socket.close();
    }
}
