//! What the DOM says, kept by its name.

use replica::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// A thrown value as a store's error.
pub(crate) fn store_error(thrown: &JsValue) -> StoreError {
    match thrown.dyn_ref::<DomException>() {
        Some(exception) => dom_error(exception),
        None => StoreError::Other { name: "UnknownError".to_owned() },
    }
}

/// A DOM exception as a store's error.
pub(crate) fn dom_error(exception: &DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" => StoreError::Unavailable,
        name => StoreError::Other { name: name.to_owned() },
    }
}
