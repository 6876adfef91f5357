//! Small settings of this device, kept in local storage. Nothing of a petition ever stands there.

use gloo_storage::{LocalStorage, Storage};

use super::browser;

const TEXT_SIZE: &str = "cunzhan.text_size";
const THEME: &str = "cunzhan.theme";
const PERSIST_ASKED: &str = "cunzhan.persist_asked";
const PAPER: &str = "cunzhan.paper";

fn kept(key: &str, otherwise: &str) -> String {
    LocalStorage::get(key).unwrap_or_else(|_| otherwise.to_owned())
}

/// Where local storage is refused the setting lasts as long as the page.
fn keep(key: &str, value: &str) {
    let _ = LocalStorage::set(key, value);
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

/// Whether the question for persistent storage was put and answered, by either button.
#[must_use]
pub fn persist_asked() -> bool {
    LocalStorage::get(PERSIST_ASKED).unwrap_or(false)
}

/// Remembers that it was.
pub fn set_persist_asked() {
    let _ = LocalStorage::set(PERSIST_ASKED, true);
}

/// Gives the page the size and theme that were set.
pub fn apply() {
    let (size, theme) = (text_size(), theme());
    browser::set_root_attribute("data-text", (size != "normal").then_some(size.as_str()));
    browser::set_root_attribute("data-theme", (theme != "auto").then_some(theme.as_str()));
}
