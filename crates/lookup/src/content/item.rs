use crate::PinyinKey;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A name of level 2, such as 土地承包经营.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentItem {
    /// Our id, the category's before the dot: `rural.land_contract`. Never changes, never used again.
    pub id: Cow<'static, str>,
    /// The name as shown and printed.
    pub label: Cow<'static, str>,
    /// The name's pinyin, derived beforehand.
    pub pinyin: PinyinKey,
    /// The official code of six digits, once a customer has brought it.
    #[serde(default)]
    pub national_code: Option<Cow<'static, str>>,
}

impl ContentItem {
    pub(super) const fn new(id: &'static str, label: &'static str, pinyin: &'static str) -> Self {
        Self {
            id: Cow::Borrowed(id),
            label: Cow::Borrowed(label),
            pinyin: PinyinKey::from_static(pinyin),
            national_code: None,
        }
    }
}
