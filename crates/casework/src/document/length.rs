//! How much one form may say. What is longer than a change may be is refused before it is written:
//! no replica could read it back, and no relay would take it.

use serde::{Deserialize, Serialize};

use super::{Edit, change::MAX_CHANGE};
use crate::schema::{AgreementField, Fact, FactValue, PersonField};

/// Most text in one change, in bytes of UTF-8 (Chinese: about 327,000 characters). What stands around
/// texts in a change takes the rest of [`MAX_CHANGE`].
pub const MAX_TEXTS: usize = MAX_CHANGE - (64 << 10);

/// Where a text is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextPlace {
    /// A fact: [`Fact::MAX_TEXT`] characters.
    Fact(Fact),
    /// The free text.
    Narrative,
    /// The demands.
    Demands,
    /// A person's field: as many.
    Person(PersonField),
    /// The own office's text.
    Memo,
    /// A part of a mediated agreement.
    Agreement(AgreementField),
    /// What is said with the step itself: a note, a talk, an opinion, a letter.
    Step,
}

impl Edit {
    fn text(&self) -> (TextPlace, usize) {
        match self {
            Self::Fact(fact, value) => {
                let length = match value {
                    Some(FactValue::Text(text)) => text.len(),
                    _ => 0,
                };
                (TextPlace::Fact(*fact), length)
            }
            Self::Narrative(text) => (TextPlace::Narrative, text.len()),
            Self::Demand { text, .. } => (TextPlace::Demands, text.len()),
            Self::StrikeDemand { .. } => (TextPlace::Demands, 0),
            Self::Person { field, value, .. } => (TextPlace::Person(*field), value.len()),
            Self::Memo(text) => (TextPlace::Memo, text.len()),
            Self::Agreement(field, text) => (TextPlace::Agreement(*field), text.len()),
        }
    }
}

/// The first value that is longer than its place holds: what is shown in lists and typed into one line.
pub(super) fn overlong(edits: &[Edit]) -> Option<TextPlace> {
    let long = |text: &str| text.chars().nth(Fact::MAX_TEXT).is_some();
    edits.iter().find_map(|edit| match edit {
        Edit::Fact(fact, Some(FactValue::Text(text))) if long(text) => Some(TextPlace::Fact(*fact)),
        Edit::Person { field, value, .. } if long(value) => Some(TextPlace::Person(*field)),
        _ => None,
    })
}

/// How long the texts of a change are together, and which place has most of them.
pub(super) fn weigh(message: &str, edits: &[Edit]) -> (usize, TextPlace) {
    weigh_places(
        core::iter::once((TextPlace::Step, message.len())).chain(edits.iter().map(Edit::text)),
    )
}

/// The same of any places. What stands in the same place counts together.
pub(crate) fn weigh_places<P: PartialEq + Copy + From<TextPlace>>(
    texts: impl IntoIterator<Item = (P, usize)>,
) -> (usize, P) {
    let mut places: Vec<(P, usize)> = Vec::new();
    let mut whole = 0usize;
    for (place, length) in texts {
        whole = whole.saturating_add(length);
        match places.iter_mut().find(|(at, _)| *at == place) {
            Some((_, sum)) => *sum = sum.saturating_add(length),
            None => places.push((place, length)),
        }
    }
    let longest = places.into_iter().max_by_key(|(_, length)| *length);
    (whole, longest.map_or(TextPlace::Step.into(), |(place, _)| place))
}
