//! One term of a query.

use crate::normalise::{is_ideograph, normalise};
use crate::picker::PickerName;
use crate::pinyin_key::{PinyinHit, PinyinPattern};
use crate::search_key::{SearchKey, is_number_separator};

/// The score of a name that matches worst of all that do.
pub(crate) const WORST_SCORE: u32 = 8;

/// One term of a query, folded, with what else it may be found as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    text: String,
    reading: Reading,
}

/// What a term may be found as besides itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reading {
    Plain,
    /// Pinyin: only `a`-`z` and digits.
    Pinyin(PinyinPattern),
    /// Digits without the separators that were typed.
    Digits(String),
    /// Runs of ideographs and of everything else, each a term.
    Mixed(Vec<Term>),
}

impl Term {
    /// Reads one term; nothing if folding leaves nothing of it.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let text = normalise(typed);
        if text.is_empty() {
            return None;
        }
        let reading = Reading::of(&text);
        Some(Self { text, reading })
    }

    /// Whether a row matches. Allocates nothing.
    pub(crate) fn matches(&self, row: &SearchKey) -> bool {
        row.text().contains(self.text.as_str())
            || match &self.reading {
                Reading::Plain => false,
                Reading::Pinyin(pattern) => row.pinyin().contains_pattern(pattern),
                Reading::Digits(digits) => row.text().contains(digits.as_str()),
                Reading::Mixed(runs) => runs.iter().all(|run| run.matches(row)),
            }
    }

    /// How well the term fits one name; 0 is best and [`WORST_SCORE`] the worst.
    pub(crate) fn score(&self, name: &PickerName) -> Option<u32> {
        let as_text = name.text.find(self.text.as_str()).map(|at| match at {
            0 if name.text.len() == self.text.len() => 0,
            0 => 1,
            _ => 4,
        });
        let otherwise = match &self.reading {
            Reading::Plain | Reading::Digits(_) => None,
            Reading::Pinyin(pattern) => {
                let usual = name.usual.find_pattern(pattern).map(|hit| match hit {
                    PinyinHit::Whole => 2,
                    PinyinHit::Start => 3,
                    PinyinHit::Inside => 5,
                });
                usual.or_else(|| {
                    name.pinyin.find_pattern(pattern).map(|hit| match hit {
                        PinyinHit::Whole => 6,
                        PinyinHit::Start => 7,
                        PinyinHit::Inside => WORST_SCORE,
                    })
                })
            }
            Reading::Mixed(runs) => {
                runs.iter().try_fold(0, |worst, run| Some(run.score(name)?.max(worst)))
            }
        };
        as_text.into_iter().chain(otherwise).min()
    }
}

impl Reading {
    fn of(text: &str) -> Self {
        if let Some(letters) = pinyin(text) {
            return Self::Pinyin(PinyinPattern::new(&letters));
        }
        if let Some(digits) = digits(text) {
            return Self::Digits(digits);
        }
        if text.contains(is_ideograph) && text.contains(is_latin) {
            return Self::Mixed(runs(text).filter_map(Term::parse).collect());
        }
        Self::Plain
    }
}

/// The letters of a term that may be pinyin.
fn pinyin(text: &str) -> Option<String> {
    let plausible = text.contains(is_latin)
        && text.chars().all(|c| is_latin(c) || c.is_ascii_digit() || c == '\'');
    plausible.then(|| {
        text.chars().filter(|&c| c != '\'').map(|c| if c == 'ü' { 'v' } else { c }).collect()
    })
}

/// The digits of a term that is digits with separators.
fn digits(text: &str) -> Option<String> {
    let digits: String =
        text.chars().filter(|&character| !is_number_separator(character)).collect();
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (only_digits && digits.len() < text.len()).then_some(digits)
}

fn is_latin(character: char) -> bool {
    character.is_ascii_lowercase() || character == 'ü'
}

/// Runs of ideographs and of everything else.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = is_ideograph(rest.chars().next()?);
        let end = rest.find(|character| is_ideograph(character) != first).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(run)
    })
}
