//! The engine worker: a station over IndexedDB, one input after the other.
//!
//! Inputs are commands of the UI, messages of the relay, words of other tabs and the ticking of a
//! clock. Each is worked off before the next is looked at, and whatever writes holds the lock that
//! all tabs share, so that what was read is still true when it is written.

mod access;
mod answer;
mod attachment;
mod convert;
mod courier;
mod device;
mod draft;
mod driver;
mod entropy;
mod excerpt;
mod field;
mod input;
mod line;
mod listing;
mod lock;
mod locks;
mod meeting;
mod pulse;
mod quarantine;
mod remark;
mod requests;
mod sealed;
mod similar;
mod socket;
mod store;
mod tabs;
mod typed;
mod vault;
mod watched;
mod way;

use futures::{StreamExt, channel::mpsc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::bridge::{self, FromEngine, ToEngine};
use driver::Driver;
use input::Input;

/// Automerge in WebAssembly became 20 times slower past 2,000 documents while memory grew by 64 KiB
/// at a time, since each growth began a collection: one block taken and dropped at the start makes
/// room in one go. Bytes; a tablet has 2 GB.
const HEAD_ROOM: usize = 24 << 20;

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Posts a message to the UI thread; its bytes are moved, not copied.
fn post(message: &FromEngine) {
    let Some(scope) = scope() else { return };
    let bytes = js_sys::Uint8Array::from(bridge::encode(message).as_slice());
    let buffer = bytes.buffer();
    let moved = js_sys::Array::of1(&buffer);
    let _ = scope.post_message_with_transfer(&buffer, &moved);
}

pub use driver::{Coming, Rest, rest};

/// Starts the engine in this worker. `load` fetches the rest of the program (`src/bin/engine.rs`).
pub fn start(load: fn() -> Coming) {
    drop(core::hint::black_box(Vec::<u8>::with_capacity(HEAD_ROOM)));
    let Some(scope) = scope() else { return };
    let (sender, mut inputs) = mpsc::unbounded::<Input>();
    let on_message = {
        let sender = sender.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
            if let Some(command) = bridge::decode::<ToEngine>(&bytes) {
                let _ = sender.unbounded_send(Input::Command(Box::new(command)));
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    wasm_bindgen_futures::spawn_local(async move {
        let mut driver = Box::new(Driver::new(sender, load));
        post(&FromEngine::Ready);
        while let Some(input) = inputs.next().await {
            driver = driver.take(input).await;
        }
    });
}
