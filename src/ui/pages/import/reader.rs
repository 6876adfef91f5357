//! The importer worker's other end.

use js_sys::{Array, Uint8Array};
use web_sys::{
    MessageEvent, Worker,
    wasm_bindgen::{JsCast, closure::Closure},
};

use crate::{
    bridge::{FromImporter, ToImporter, decode, encode},
    ui::browser,
};

/// A running importer; dropping it ends it.
pub struct Reader {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _died: Closure<dyn Fn(web_sys::Event)>,
}

impl Reader {
    /// Starts it. `tell` hears its answers, and `None` when it died.
    pub fn start(tell: impl Fn(Option<FromImporter>) + Clone + 'static) -> Option<Self> {
        let script =
            browser::meta("cunzhan-importer").unwrap_or_else(|| "./importer_loader.js".to_owned());
        let worker = Worker::new(&script).ok()?;
        let died = {
            let tell = tell.clone();
            Closure::<dyn Fn(web_sys::Event)>::new(move |_| tell(None))
        };
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = Uint8Array::new(&event.data()).to_vec();
            if let Some(answer) = decode(&bytes) {
                tell(Some(answer));
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(died.as_ref().unchecked_ref()));
        Some(Self { worker, _heard: heard, _died: died })
    }

    /// Asks about a file, which goes to the worker as it is.
    pub fn ask_about(&self, message: &ToImporter, file: &web_sys::Blob) {
        let bytes = Uint8Array::from(encode(message).as_slice());
        let _ = self.worker.post_message(&Array::of2(&bytes, file));
    }

    /// Asks.
    pub fn ask(&self, message: &ToImporter) {
        let buffer = Uint8Array::from(encode(message).as_slice()).buffer();
        let _ = self.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
