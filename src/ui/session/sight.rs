//! Tells the engine whether somebody can see this tab, and whether the browser is to save data.

use js_sys::Reflect;
use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*, task::spawn_local};
use web_sys::{
    EventTarget,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};

use super::Session;
use crate::bridge::Command;

impl Session {
    /// Begins to.
    pub(super) fn watch_sight(self) {
        let tell = move || {
            let seen = !document().hidden();
            let told = self.ask(Command::Seen { seen, sparing: is_sparing() });
            spawn_local(async move {
                let _ = told.await;
            });
        };
        tell();
        // Of the document; it bubbles to the window.
        window_event_listener_untyped("visibilitychange", move |_| tell());
        if let Some(connection) = connection().and_then(|one| one.dyn_into::<EventTarget>().ok()) {
            let changed = Closure::<dyn FnMut()>::new(tell);
            let heard = changed.as_ref().unchecked_ref();
            let _ = connection.add_event_listener_with_callback("change", heard);
            // As long as the app.
            changed.forget();
        }
    }
}

/// What the browser says of the network, where it says anything.
fn connection() -> Option<JsValue> {
    let navigator = window().navigator();
    let connection = Reflect::get(&navigator, &"connection".into()).ok()?;
    (!connection.is_undefined() && !connection.is_null()).then_some(connection)
}

/// Whether data is to be saved: somebody set the browser or the device so.
fn is_sparing() -> bool {
    connection()
        .and_then(|connection| Reflect::get(&connection, &"saveData".into()).ok())
        .is_some_and(|sparing| sparing.is_truthy())
}
