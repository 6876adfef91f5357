//! Which kind of archive a case becomes.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{CaseKind, MatterState, matter::Stage};

/// The kind of archive that a case is, by what became of it: the rows of an organ's schedule of terms
/// (made under Order No. 8 of the National Archives Administration).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum RetentionClass {
    /// Leaders gave important instructions, and it has a result.
    #[n(0)]
    Instructed,
    /// It has a result.
    #[n(1)]
    WithResult,
    /// It has none.
    #[n(2)]
    WithoutResult,
    /// A file of a dispute: no law sets a term.
    #[n(3)]
    Mediation,
    /// An ordinary letter or call on which nothing was to be done: it becomes no archive.
    #[n(4)]
    NotArchived,
}

impl RetentionClass {
    /// The class of a case as it stands; of one that goes on, the one it would have now.
    #[must_use]
    pub fn of(state: &MatterState) -> Self {
        let instructed = !state.instructions.is_empty();
        match state.kind {
            CaseKind::Dispute if instructed && state.dispute.outcome.is_some() => Self::Instructed,
            CaseKind::Dispute => Self::Mediation,
            CaseKind::Visit | CaseKind::Reception | CaseKind::Screening => Self::WithoutResult,
            // An opinion on a tool is no file of the organ's business.
            CaseKind::Remark => Self::NotArchived,
            CaseKind::Petition => match (has_result(state), instructed) {
                (true, true) => Self::Instructed,
                (true, false) => Self::WithResult,
                (false, false) if state.stage == Stage::Filed => Self::NotArchived,
                (false, _) => Self::WithoutResult,
            },
        }
    }
}

/// Somebody decided or answered on the merits.
fn has_result(state: &MatterState) -> bool {
    state.opinion.as_ref().is_some_and(|opinion| opinion.signed_on.is_some())
        || matches!(
            state.stage,
            Stage::Delivered
                | Stage::Concluded
                | Stage::Verified
                | Stage::Exhausted
                | Stage::Answered
                | Stage::OnRecord
        )
}
