//! The files worker: reads Excel ledgers and makes official papers. A worker of its own, so that
//! neither a large file nor one that breaks the reader touches the screen or what is stored: when it
//! dies, the file does. And what makes papers need not be loaded before somebody makes one.

mod import;
mod papers;
pub mod picture;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use self::import::Import;
use crate::bridge::{self, FromImporter, ToImporter};

/// Starts the worker.
pub fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let import = Import::default();
    let post = {
        let scope = scope.clone();
        move |message: &FromImporter| {
            let buffer = js_sys::Uint8Array::from(bridge::encode(message).as_slice()).buffer();
            let _ = scope.post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer));
        }
    };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        // A file comes beside its message: it would be copied more than once within one.
        let (message, file) = match data.dyn_ref::<js_sys::Array>() {
            Some(both) => (both.get(0), both.get(1).dyn_into::<web_sys::Blob>().ok()),
            None => (data, None),
        };
        let bytes = js_sys::Uint8Array::new(&message).to_vec();
        match bridge::decode::<ToImporter>(&bytes) {
            Some(ToImporter::Read { bytes }) => post(&import.read(&bytes)),
            Some(ToImporter::ReadDisputes { bytes }) => post(&import::disputes(&bytes)),
            Some(ToImporter::Interpret { turn, plans }) => import.interpret(turn, &plans, &post),
            Some(ToImporter::Paper { turn, ask }) => {
                post(&FromImporter::Paper { turn, made: papers::lay_out(&ask) });
            }
            Some(ToImporter::Export(table)) => {
                post(&FromImporter::Workbook(ledger::export::workbook(&table)));
            }
            Some(ToImporter::Picture) => {
                let post = post.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    let made = match file {
                        Some(file) => picture::make_fit(&file).await,
                        None => Err(bridge::PictureTrouble::Broken),
                    };
                    post(&FromImporter::Picture(made));
                });
            }
            Some(ToImporter::Docx { ask }) => post(&FromImporter::Docx(papers::word_file(&ask))),
            None => {}
        }
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
}
