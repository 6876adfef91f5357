use super::ContentItem;
use crate::PinyinKey;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A name of level 1, such as 农村农业, with those of level 2 under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentCategory {
    /// Our id: `rural`. Never changes, never used again.
    pub id: Cow<'static, str>,
    /// The name as shown and printed.
    pub label: Cow<'static, str>,
    /// The name's pinyin, derived beforehand.
    pub pinyin: PinyinKey,
    /// The official code of six digits, once a customer has brought it.
    #[serde(default)]
    pub national_code: Option<Cow<'static, str>>,
    /// Level 2, in the order shown.
    pub items: Cow<'static, [ContentItem]>,
}

impl ContentCategory {
    pub(super) const fn new(
        id: &'static str,
        label: &'static str,
        pinyin: &'static str,
        items: &'static [ContentItem],
    ) -> Self {
        Self {
            id: Cow::Borrowed(id),
            label: Cow::Borrowed(label),
            pinyin: PinyinKey::from_static(pinyin),
            national_code: None,
            items: Cow::Borrowed(items),
        }
    }
}
