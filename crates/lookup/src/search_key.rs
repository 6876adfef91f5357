//! What a list row offers to a search.

use crate::normalise::normalise;
use crate::pinyin_key::PinyinKey;

/// Separates fields inside a key's text. [`normalise`] never yields it, so no match reaches across fields.
const FIELD: char = '\n';

/// The fields of one row, as they are shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchFields<'a> {
    /// Names of people and bodies.
    pub names: &'a [&'a str],
    /// Running text: the excerpt, an address, a place.
    pub texts: &'a [&'a str],
    /// Registration, document and other numbers. Found with and without their hyphens.
    pub numbers: &'a [&'a str],
    /// Telephone numbers. Found with and without their hyphens.
    pub phones: &'a [&'a str],
    /// The stored pinyin of the names (and of whatever else is to be found by pinyin).
    pub pinyin: Option<&'a PinyinKey>,
}

/// What a row offers to a search, built once a row and matched without allocating.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchKey {
    text: Box<str>,
    pinyin: PinyinKey,
}

impl SearchKey {
    /// Folds the fields of a row.
    #[must_use]
    pub fn new(fields: &SearchFields<'_>) -> Self {
        let mut text = String::new();
        for name in fields.names {
            let folded = normalise(name);
            push_without(&mut text, &folded, is_name_dot);
            push(&mut text, &folded);
        }
        for other in fields.texts {
            push(&mut text, &normalise(other));
        }
        for number in fields.numbers.iter().chain(fields.phones) {
            let folded = normalise(number);
            push_without(&mut text, &folded, is_number_separator);
            push(&mut text, &folded);
        }
        Self { text: text.into_boxed_str(), pinyin: fields.pinyin.cloned().unwrap_or_default() }
    }

    /// The folded fields.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The stored pinyin.
    pub(crate) fn pinyin(&self) -> &PinyinKey {
        &self.pinyin
    }
}

/// What people put between the digits of a number and leave out when they look for it.
pub(crate) fn is_number_separator(character: char) -> bool {
    matches!(character, '-' | '+' | '(' | ')' | '/')
}

fn is_name_dot(character: char) -> bool {
    character == '\u{B7}'
}

fn push(text: &mut String, field: &str) {
    if !field.is_empty() {
        text.push_str(field);
        text.push(FIELD);
    }
}

/// Adds a field once more without its separators, if it has any.
fn push_without(text: &mut String, field: &str, separator: fn(char) -> bool) {
    if field.contains(separator) {
        text.extend(field.chars().filter(|&character| !separator(character)));
        text.push(FIELD);
    }
}
