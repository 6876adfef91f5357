//! The pinyin of a name, as a string a list row can carry.

mod pattern;

pub(crate) use pattern::PinyinPattern;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Separates the accepted readings of one character.
pub(crate) const ALTERNATIVE: u8 = b'|';
/// Separates characters.
pub(crate) const CHARACTER: u8 = b' ';
/// Separates names: a match never reaches from one into the next.
pub(crate) const NAME: u8 = b';';

/// How pinyin is typed and stored: small, readable, matched without any table.
///
/// The stored form is the readings of each character in turn, lower case ASCII with `v` for ü, the usual reading
/// first: `zhang san`; `shan|dan|chan xiong|xin`; two names `zhang san;li si`. A run of Latin letters or digits is one
/// "character": `di 3 zu`. Characters without a reading have no place in it; they are found as themselves through
/// [`SearchKey`](crate::SearchKey)'s text.
///
/// Any text is taken as a key (rows come from elsewhere); what isn't of that form merely finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PinyinKey(Cow<'static, str>);

/// Where in a key a term was found. Better hits come first in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PinyinHit {
    /// It takes up a whole name: `zs` or `zhangsan` in 张三.
    Whole,
    /// It begins a name: `zs` in 张三丰.
    Start,
    /// It begins at a later character: `sf` in 张三丰.
    Inside,
}

impl PinyinKey {
    /// A key from its stored form.
    #[must_use]
    pub fn from_stored(stored: impl Into<String>) -> Self {
        Self(Cow::Owned(stored.into()))
    }

    /// A key from static data.
    #[must_use]
    pub const fn from_static(stored: &'static str) -> Self {
        Self(Cow::Borrowed(stored))
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it to be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One key for several names, each found on its own.
    #[must_use]
    pub fn of_names<'a>(keys: impl IntoIterator<Item = &'a PinyinKey>) -> Self {
        let mut joined = String::new();
        for key in keys {
            if key.is_empty() {
                continue;
            }
            if !joined.is_empty() {
                joined.push(char::from(NAME));
            }
            joined.push_str(key.as_str());
        }
        Self(Cow::Owned(joined))
    }

    /// The keys of the names of a joined one, in their order; one for a single name, none for an empty
    /// key. A name without a reading has none in a joined key.
    #[must_use]
    pub fn names(&self) -> Vec<Self> {
        let names = self.0.split(char::from(NAME)).filter(|name| !name.is_empty());
        names.map(|name| Self(Cow::Owned(name.to_owned()))).collect()
    }

    /// The key with the usual reading of each character alone.
    #[must_use]
    pub(crate) fn usual(&self) -> Self {
        let mut usual = String::with_capacity(self.0.len());
        let mut keep = true;
        for character in self.0.chars() {
            if u8::try_from(character) == Ok(ALTERNATIVE) {
                keep = false;
            } else if matches!(u8::try_from(character), Ok(CHARACTER | NAME)) {
                keep = true;
            }
            if keep {
                usual.push(character);
            }
        }
        Self(Cow::Owned(usual))
    }

    /// The usual reading of each character, over all names: for sorting and for a caption beside a name.
    pub fn usual_readings(&self) -> impl Iterator<Item = &str> {
        let characters = self.0.split([char::from(CHARACTER), char::from(NAME)]);
        characters
            .filter_map(|readings| readings.split(char::from(ALTERNATIVE)).next())
            .filter(|reading| !reading.is_empty())
    }

    /// The first letters of the usual readings: `zs` for 张三.
    #[must_use]
    pub fn usual_initials(&self) -> String {
        self.usual_readings().filter_map(|reading| reading.chars().next()).collect()
    }

    /// Finds a typed term, `a`-`z` and digits only, from the start of any character on. Each consecutive character
    /// takes at least its first letter or digit and at most its whole reading, so `zs`, `zhs`, `zhangs`, `zsan` and
    /// `zhangsan` all find 张三, and so does `san`; `ang` doesn't. An empty term is not found.
    ///
    /// Only the first 127 letters of a term are compared.
    #[must_use]
    pub fn contains(&self, term: &str) -> bool {
        self.contains_pattern(&PinyinPattern::new(term))
    }

    /// Finds a typed term as [`contains`](Self::contains) does and says how well it fits.
    #[must_use]
    pub fn find(&self, term: &str) -> Option<PinyinHit> {
        self.find_pattern(&PinyinPattern::new(term))
    }

    /// As [`contains`](Self::contains), with a term made ready.
    pub(crate) fn contains_pattern(&self, pattern: &PinyinPattern) -> bool {
        pattern.is_in(&self.0)
    }

    /// As [`find`](Self::find), with a term made ready.
    pub(crate) fn find_pattern(&self, pattern: &PinyinPattern) -> Option<PinyinHit> {
        let inside = || pattern.is_in(&self.0).then_some(PinyinHit::Inside);
        pattern.at_start_of(&self.0).or_else(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_key_comes_apart_into_its_names() {
        let (one, other) = (PinyinKey::from_static("xie,zhang"), PinyinKey::from_static("zeng"));
        let joined = PinyinKey::of_names([&one, &other]);
        assert_eq!(joined.names(), [one.clone(), other]);
        assert_eq!(one.names(), [one]);
        assert!(PinyinKey::from_static("").names().is_empty());
    }
}
