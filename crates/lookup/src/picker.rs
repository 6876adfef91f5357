//! Picking one of a known set of things by typing.

mod item;
mod name;

pub use item::PickerItem;
pub(crate) use name::PickerName;

use crate::query::Query;

/// A known set of things (units, categories) of which one is picked by typing Chinese, pinyin or initials.
///
/// Built over stored pinyin, so that it works without reading tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker<I> {
    items: Vec<PickerItem<I>>,
}

impl<I> Default for Picker<I> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<I> Picker<I> {
    /// A picker over things in the order they are to be shown in when nothing was typed.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = PickerItem<I>>) -> Self {
        Self { items: items.into_iter().collect() }
    }

    /// All things, in the order given.
    #[must_use]
    pub fn items(&self) -> &[PickerItem<I>] {
        &self.items
    }

    /// At most `limit` things that match what was typed, best match first, equally good ones in the order given.
    ///
    /// Best is the very label; then labels that begin with what was typed; labels whose whole pinyin, then the
    /// beginning of whose pinyin was typed; labels that hold it further on, as text, then as pinyin; labels that only
    /// have it by a less usual reading; then the aliases in the same order. With several terms all must match, and
    /// the sum decides. Nothing typed finds everything.
    #[must_use]
    pub fn find(&self, typed: &str, limit: usize) -> Vec<&PickerItem<I>> {
        let query = Query::parse(typed);
        let mut found: Vec<(u32, &PickerItem<I>)> =
            self.items.iter().filter_map(|item| Some((item.score(query.terms())?, item))).collect();
        found.sort_by_key(|(score, _)| *score);
        found.into_iter().take(limit).map(|(_, item)| item).collect()
    }
}
