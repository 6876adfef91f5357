//! Something a thing is found by.

use crate::normalise::normalise;
use crate::pinyin_key::PinyinKey;

/// A label or alias, ready to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PickerName {
    /// The name folded.
    pub(crate) text: String,
    /// Its usual readings alone.
    pub(crate) usual: PinyinKey,
    /// All its readings.
    pub(crate) pinyin: PinyinKey,
}

impl PickerName {
    pub(super) fn new(text: &str, pinyin: PinyinKey) -> Self {
        Self { text: normalise(text), usual: pinyin.usual(), pinyin }
    }
}
