//! Remarks on the app itself (对本应用的意见): the complaint function that the rules for staff apps ask
//! for. Anybody at an office says something; the offices above it see it, and may answer.

use chrono::NaiveDate;
use ident::{ChangeHash, MatterId, OfficeCode, PersonId, digest};
use serde::{Deserialize, Serialize};

mod apply;
mod permit;

pub use permit::answering_post;

/// 对本应用的意见. It needs no post: whoever works with the app may speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The office it comes from.
    pub office: OfficeCode,
    /// The day it was written.
    pub on: NaiveDate,
    /// What it says.
    pub text: String,
    /// The app's version and the browser, as the screen tells them.
    #[serde(default)]
    pub about: String,
    /// Who wrote it, where somebody else hands it in: on a tablet of several people, one that was
    /// written before remarks were handed in.
    #[serde(default)]
    pub person: Option<PersonId>,
}

impl Remark {
    /// Longest text, in characters.
    pub const MAX_TEXT: usize = 4000;
    /// Longest [`Remark::about`], in characters.
    pub const MAX_ABOUT: usize = 400;

    /// The id of a remark that lay on a device before remarks were handed in: it follows from where
    /// it lay, so that taking it along twice makes one of it.
    #[must_use]
    pub fn id_of_kept(key: &[u8]) -> MatterId {
        let hash = digest("cunzhan/remark/1", &[key]);
        let mut id = [0u8; 16];
        for (to, from) in id.iter_mut().zip(hash) {
            *to = from;
        }
        MatterId::new(id)
    }
}

/// 对意见的答复
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkAnswer {
    /// Who and when.
    pub by: crate::step::payload::Acting,
    /// What is answered.
    pub text: String,
}

/// An answer that has effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerState {
    /// The change it stands in.
    pub change: ChangeHash,
    /// By which office.
    pub office: OfficeCode,
    /// On which day.
    pub on: NaiveDate,
    /// What it says.
    pub text: String,
}

/// What follows from the steps of a remark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RemarkState {
    /// What was said.
    pub said: Option<Remark>,
    /// Who said it.
    pub person: Option<PersonId>,
    /// What was answered, in order.
    pub answers: Vec<AnswerState>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_kept_ones_are_pinned() {
        let id = Remark::id_of_kept(&[1; 16]).to_hex();
        assert_eq!(id, "880f45f01f8143a746343e49b491ab7b");
    }
}
