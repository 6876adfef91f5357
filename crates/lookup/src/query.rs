//! What was typed into a search box.

mod term;

use crate::search_key::SearchKey;
pub(crate) use term::{Term, WORST_SCORE};

/// What was typed into a search box: terms divided by white space, all of which have to match.
///
/// A term matches a row
/// - if it is part of any field of the row, both folded by [`normalise`](crate::normalise());
/// - if it is Latin letters, with or without digits, also by pinyin: see
///   [`PinyinKey::contains`](crate::PinyinKey::contains); apostrophes (`xi'an`) don't count and ü may be typed as such;
/// - if it is digits with hyphens or parentheses, also without these;
/// - if it mixes ideographs and Latin letters (`张san`), also if every run of either matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    terms: Vec<Term>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        Self { terms: typed.split_whitespace().filter_map(Term::parse).collect() }
    }

    /// Whether nothing is looked for. Such a query matches every row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a row matches. Allocates nothing.
    #[must_use]
    pub fn matches(&self, row: &SearchKey) -> bool {
        self.terms.iter().all(|term| term.matches(row))
    }

    /// The terms, for ranking.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }
}
