//! Small settings of this device, kept in local storage. Nothing of a petition ever stands there.

use gloo_storage::{LocalStorage, Storage};

use super::browser;

const TEXT_SIZE: &str = "cunzhan.text_size";
const THEME: &str = "cunzhan.theme";
const PERSIST_ASKED: &str = "cunzhan.persist_asked";
const PIN_ASKED: &str = "cunzhan.pin_asked";
const PAPER: &str = "cunzhan.paper";
const VIEWS: &str = "cunzhan.views";

/// Plain text, not JSON: it would be the only thing that brings a JSON reader into this program.
fn kept(key: &str, otherwise: &str) -> String {
    let value = storage().and_then(|storage| storage.get_item(key).ok().flatten());
    value.unwrap_or_else(|| otherwise.to_owned())
}

/// None where the browser refuses it, which gloo would take for a mistake of the program's.
fn storage() -> Option<web_sys::Storage> {
    let granted = leptos::prelude::window().local_storage().is_ok_and(|storage| storage.is_some());
    granted.then(LocalStorage::raw)
}

/// Where local storage is refused the setting lasts as long as the page.
fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// `normal`, `large` or `larger`.
#[must_use]
pub fn text_size() -> String {
    kept(TEXT_SIZE, "normal")
}

/// Sets the text's size.
pub fn set_text_size(size: &str) {
    keep(TEXT_SIZE, size);
    apply();
}

/// `auto`, `light` or `dark`.
#[must_use]
pub fn theme() -> String {
    kept(THEME, "auto")
}

/// Sets the theme.
pub fn set_theme(theme: &str) {
    keep(THEME, theme);
    apply();
}

/// The receipt's paper: `a4` or `slip`.
#[must_use]
pub fn paper() -> String {
    kept(PAPER, "a4")
}

/// Remembers the receipt's paper.
pub fn set_paper(paper: &str) {
    keep(PAPER, paper);
}

/// The filters kept under a name, as the list writes them.
#[must_use]
pub fn views() -> String {
    kept(VIEWS, "")
}

/// Keeps them.
pub fn set_views(views: &str) {
    keep(VIEWS, views);
}

/// Whether the question for persistent storage was put and answered, by either button.
#[must_use]
pub fn persist_asked() -> bool {
    !kept(PERSIST_ASKED, "").is_empty()
}

/// Remembers that it was.
pub fn set_persist_asked() {
    keep(PERSIST_ASKED, "yes");
}

/// The day on which a PIN was last asked for and put off.
#[must_use]
pub fn pin_asked_on() -> String {
    kept(PIN_ASKED, "")
}

/// Remembers that it was put off.
pub fn set_pin_asked_on(day: &str) {
    keep(PIN_ASKED, day);
}

/// Gives the page the size and theme that were set.
pub fn apply() {
    let (size, theme) = (text_size(), theme());
    browser::set_root_attribute("data-text", (size != "normal").then_some(size.as_str()));
    browser::set_root_attribute("data-theme", (theme != "auto").then_some(theme.as_str()));
}
