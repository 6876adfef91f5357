//! The few things asked of the browser itself.

use std::cell::Cell;

use casework::Moment;
use chrono::NaiveDate;
use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, StorageManager, Url,
    wasm_bindgen::{JsCast, JsValue},
};

thread_local! {
    static NAVIGATED: Cell<bool> = const { Cell::new(false) };
}

/// The device's clock.
#[must_use]
pub fn now() -> Moment {
    Moment::from_millis(js_sys::Date::now() as i64)
}

/// Today in China.
#[must_use]
pub fn today() -> NaiveDate {
    now().date()
}

/// So many random bytes in hexadecimal.
#[must_use]
pub fn random_hex<const BYTES: usize>() -> String {
    let bytes = random_bytes::<BYTES>();
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)).map(|digit| char::from(*digit)))
        .collect()
}

/// A number drawn by chance.
#[must_use]
pub fn random_number() -> u64 {
    u64::from_be_bytes(random_bytes())
}

fn random_bytes<const BYTES: usize>() -> [u8; BYTES] {
    let mut bytes = [0u8; BYTES];
    let drawn = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).map(|_| ()));
    if drawn.is_err() {
        // Without the browser's source a name only has to differ from the few others on this device.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    bytes
}

/// What `<meta name=...>` says.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let element = document().query_selector(&format!("meta[name={name}]")).ok()??;
    element.get_attribute("content").filter(|content| !content.is_empty())
}

/// The text of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// A mark in the browser's record of times.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _ = performance.mark(name);
    }
}

/// Says in the page itself that the app can be used.
pub fn mark_ready() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-ready", "true");
    }
}

/// An attribute of the page's root; none removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Whether the page was left for another since the start.
#[must_use]
pub fn navigated() -> bool {
    NAVIGATED.get()
}

/// Remembers that it was.
pub fn set_navigated() {
    NAVIGATED.set(true);
}

/// The height of what is in sight, in CSS pixels.
#[must_use]
pub fn viewport_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0)
}

/// Device pixels to each CSS pixel, the browser's zoom included.
#[must_use]
pub fn density() -> f64 {
    window().device_pixel_ratio()
}

/// Where one comes back to is put right by hand: the browser would do it before the page is there.
pub fn restore_by_hand() {
    if let Ok(history) = window().history() {
        let _ = Reflect::set(&history, &"scrollRestoration".into(), &"manual".into());
    }
}

/// How far the page is scrolled.
#[must_use]
pub fn scroll_top() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

/// Scrolls the page.
pub fn scroll_to(top: f64) {
    window().scroll_to_with_x_and_y(0.0, top);
}

/// Puts the focus on an element by its id.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Opens the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Prints the page.
pub fn print() {
    let _ = window().print();
}

/// A question in the browser's own window.
#[must_use]
pub fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(true)
}

/// What the browser calls itself.
#[must_use]
pub fn user_agent() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Gives the user a file.
///
/// # Errors
/// The browser's own, where it cannot make one.
pub fn download(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download holds the blob by then; where it does not, a minute is ample.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Whether the browser keeps this app's storage; none where it does not say.
pub async fn persisted() -> Option<bool> {
    JsFuture::from(storage()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks the browser to keep this app's storage; none where it does not say.
pub async fn persist() -> Option<bool> {
    JsFuture::from(storage()?.persist().ok()?).await.ok()?.as_bool()
}

/// Bytes used and bytes there may be; none where the browser does not say.
pub async fn estimate() -> Option<(f64, f64)> {
    let estimate = JsFuture::from(storage()?.estimate().ok()?).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some((number("usage")?, number("quota")?))
}

/// The storage manager, which browsers have only where the connection is safe.
fn storage() -> Option<StorageManager> {
    let navigator = window().navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    (!storage.is_undefined()).then(|| storage.unchecked_into())
}
