//! A text file as the user gives it.

use js_sys::{Array, Function, Reflect, Uint8Array, global};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File,
    wasm_bindgen::{JsCast, JsValue},
};

/// A file's text: UTF-8, or else what spreadsheet programs on Chinese systems save. None where it
/// cannot be read, or has more than so many bytes.
pub async fn file_text(file: &File, most: usize) -> Option<String> {
    // One more is enough to be told that it is too large.
    if file.size() > most as f64 {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = Uint8Array::new(&buffer);
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => Some(text),
        Err(_) => decode_gb18030(&bytes).ok()?.as_string(),
    }
}

/// The browser's own table; ours would be large.
fn decode_gb18030(bytes: &Uint8Array) -> Result<JsValue, JsValue> {
    let decoder: Function = Reflect::get(&global(), &"TextDecoder".into())?.dyn_into()?;
    let decoder = Reflect::construct(&decoder, &Array::of1(&"gb18030".into()))?;
    let decode: Function = Reflect::get(&decoder, &"decode".into())?.dyn_into()?;
    decode.call1(&decoder, bytes)
}
