//! Reading the history for what the state does not keep.

use casework::{MatterView, Step, view::HistoryEntry};
use ident::OfficeCode;

/// The last effective step that `pick` takes something of.
pub fn last<'a, T>(
    view: &'a MatterView,
    pick: impl Fn(&'a Step) -> Option<T>,
) -> Option<(T, &'a HistoryEntry)> {
    view.history
        .iter()
        .rev()
        .filter(|entry| entry.verdict.is_none())
        .find_map(|entry| pick(&entry.step).map(|found| (found, entry)))
}

/// The same, of one office's own steps.
pub fn last_own<'a, T>(
    view: &'a MatterView,
    office: &OfficeCode,
    pick: impl Fn(&'a Step) -> Option<T>,
) -> Option<(T, &'a HistoryEntry)> {
    view.history
        .iter()
        .rev()
        .filter(|entry| entry.verdict.is_none() && entry.by.office_code.as_ref() == Some(office))
        .find_map(|entry| pick(&entry.step).map(|found| (found, entry)))
}

/// A text's first line and what follows it, both trimmed.
pub fn split(text: &str) -> (String, String) {
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    (first.trim().to_owned(), rest.trim().to_owned())
}
