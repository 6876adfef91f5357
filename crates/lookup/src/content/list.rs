use super::{ContentCategory, ContentItem, version_1};
use crate::{Picker, PickerItem};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One version of the content list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentList {
    /// Which one, counted from 1.
    pub version: u16,
    /// Level 1, in the order shown.
    pub categories: Cow<'static, [ContentCategory]>,
}

/// What an id stands for. A matter may be filed under a category alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentEntry<'a> {
    /// An id of level 1.
    Category(&'a ContentCategory),
    /// An id of level 2, with the category it belongs to.
    Item(&'a ContentCategory, &'a ContentItem),
}

impl ContentList {
    /// The list new matters are filed by.
    #[must_use]
    pub fn current() -> &'static Self {
        &version_1::LIST
    }

    /// The list of a version, if there is one.
    #[must_use]
    pub fn of_version(version: u16) -> Option<&'static Self> {
        [&version_1::LIST].into_iter().find(|list| list.version == version)
    }

    /// A category of level 1.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&ContentCategory> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// A name of level 2.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&ContentItem> {
        match self.entry(id) {
            Some(ContentEntry::Item(_, item)) => Some(item),
            _ => None,
        }
    }

    /// What an id of either level stands for.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<ContentEntry<'_>> {
        let Some((category_id, _)) = id.split_once('.') else {
            return self.category(id).map(ContentEntry::Category);
        };
        let category = self.category(category_id)?;
        let item = category.items.iter().find(|item| item.id == id)?;
        Some(ContentEntry::Item(category, item))
    }

    /// A picker over both levels, each category before its items; an item is also found by its category.
    #[must_use]
    pub fn picker(&self) -> Picker<String> {
        Picker::new(self.categories.iter().flat_map(|category| {
            let itself = PickerItem::new(
                category.id.to_string(),
                category.label.clone(),
                category.pinyin.clone(),
            );
            let items = category.items.iter().map(|item| {
                PickerItem::new(item.id.to_string(), item.label.clone(), item.pinyin.clone())
                    .with_alias(&category.label, category.pinyin.clone())
            });
            std::iter::once(itself).chain(items)
        }))
    }
}

impl ContentEntry<'_> {
    /// The name, without the category's.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Category(category) => &category.label,
            Self::Item(_, item) => &item.label,
        }
    }
}
