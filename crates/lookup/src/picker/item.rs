//! One thing that can be picked.

use super::PickerName;
use crate::pinyin_key::PinyinKey;
use crate::query::{Term, WORST_SCORE};

/// Any alias is a worse match than any label.
const ALIAS: u32 = WORST_SCORE + 1;

/// One thing that can be picked: its id, its label, and what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerItem<I> {
    id: I,
    label: String,
    name: PickerName,
    aliases: Vec<PickerName>,
}

impl<I> PickerItem<I> {
    /// A thing found by its label, as text and as pinyin.
    #[must_use]
    pub fn new(id: I, label: impl Into<String>, pinyin: PinyinKey) -> Self {
        let label = label.into();
        let name = PickerName::new(&label, pinyin);
        Self { id, label, name, aliases: Vec::new() }
    }

    /// Lets it be found by another name too (a former name, an abbreviation, the group it belongs to).
    #[must_use]
    pub fn with_alias(mut self, alias: &str, pinyin: PinyinKey) -> Self {
        self.aliases.push(PickerName::new(alias, pinyin));
        self
    }

    /// What was picked.
    pub fn id(&self) -> &I {
        &self.id
    }

    /// What is shown.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// How well the terms fit, 0 is best; nothing unless all do.
    pub(super) fn score(&self, terms: &[Term]) -> Option<u32> {
        terms.iter().try_fold(0_u32, |sum, term| Some(sum.saturating_add(self.score_of(term)?)))
    }

    fn score_of(&self, term: &Term) -> Option<u32> {
        term.score(&self.name).or_else(|| {
            let aliases = self.aliases.iter().filter_map(|alias| term.score(alias));
            aliases.min().map(|score| score.saturating_add(ALIAS))
        })
    }
}
