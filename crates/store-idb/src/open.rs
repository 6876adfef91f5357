//! Opening the database, and bringing it up to the schema of this version.

use futures::channel::oneshot;
use replica::{Space, StoreError};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest};

use crate::error::{dom_error, store_error};

/// The schema of this version: what `spaces_of` says for it exists.
const SCHEMA: u32 = 4;

/// The spaces that a schema adds to the one before it. A new version adds a line, and changes none.
fn spaces_of(schema: u32) -> &'static [Space] {
    match schema {
        1 => &[
            Space::Meta,
            Space::Changes,
            Space::Rows,
            Space::RowPages,
            Space::Outbox,
            Space::Drafts,
            Space::Opening,
            Space::Unrowed,
            Space::Manifests,
            Space::Quarantine,
        ],
        2 => &[Space::Sealed, Space::Dismissed, Space::Feedback],
        3 => &[Space::Scratch, Space::Blobs, Space::BlobMeta],
        4 => &[Space::Certificates],
        _ => &[],
    }
}

fn factory() -> Result<IdbFactory, StoreError> {
    // `indexedDB` stands on the window and on the worker's global scope alike.
    let value = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))
        .map_err(|_| StoreError::Unavailable)?;
    value.dyn_into().map_err(|_| StoreError::Unavailable)
}

pub(crate) async fn open(name: &str) -> Result<IdbDatabase, StoreError> {
    let request = factory()?.open_with_u32(name, SCHEMA).map_err(|e| store_error(&e))?;
    let (sender, receiver) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));

    let upgrade = {
        let request = request.clone();
        Closure::<dyn FnMut(web_sys::IdbVersionChangeEvent)>::new(
            move |event: web_sys::IdbVersionChangeEvent| {
                if upgrade(&request, event.old_version()).is_err() {
                    // The open request then fails with the transaction.
                    if let Some(transaction) = request.transaction() {
                        let _ = transaction.abort();
                    }
                }
            },
        )
    };
    let done = {
        let (request, sender) = (request.clone(), sender.clone());
        Closure::<dyn FnMut(web_sys::Event)>::new(move |_| {
            if let Some(sender) = sender.take() {
                let _ = sender.send(outcome(&request));
            }
        })
    };
    let handler = done.as_ref().unchecked_ref();
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    request.set_onsuccess(Some(handler));
    request.set_onerror(Some(handler));
    let database = receiver.await.unwrap_or(Err(StoreError::Unavailable));
    request.set_onupgradeneeded(None);
    request.set_onsuccess(None);
    request.set_onerror(None);
    let database = database?;
    close_for_upgrades(&database);
    Ok(database)
}

fn outcome(request: &IdbOpenDbRequest) -> Result<IdbDatabase, StoreError> {
    if let Ok(Some(error)) = request.error() {
        return Err(match error.name().as_str() {
            // The number it has cannot be read; it is above ours.
            "VersionError" => StoreError::TooNew { found: SCHEMA + 1, supported: SCHEMA },
            // Firefox's private windows of old.
            "InvalidStateError" => StoreError::Unavailable,
            _ => dom_error(&error),
        });
    }
    let result = request.result().map_err(|e| store_error(&e))?;
    result.dyn_into().map_err(|_| StoreError::Unavailable)
}

fn upgrade(request: &IdbOpenDbRequest, from: f64) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.dyn_into()?;
    let names = database.object_store_names();
    for schema in 1..=SCHEMA {
        if f64::from(schema) > from {
            for space in spaces_of(schema) {
                if !names.contains(space.name()) {
                    database.create_object_store(space.name())?;
                }
            }
        }
    }
    Ok(())
}

/// Another tab with a newer version may bring the database up: we do not stand in its way.
fn close_for_upgrades(database: &IdbDatabase) {
    let closing = database.clone();
    let close = Closure::<dyn FnMut(web_sys::Event)>::new(move |_| closing.close());
    database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
    // Lives as long as the database's connection, which is as long as the worker.
    close.forget();
}
