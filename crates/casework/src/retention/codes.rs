//! Codes of erasures and of requests by the person concerned.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What is erased.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum ErasureScope {
    /// The people document and what is attached: who it was about. What was asked for and what came
    /// of it stays, and is counted.
    #[n(0)]
    People,
    /// All of it, the steps included: people, notes of offices and committees, attachments, words.
    /// What is counted stays in the row, and the approval's name in the log; its words are those of
    /// the approved list.
    #[n(1)]
    Whole,
}

/// On which ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasureGround {
    /// The purpose is reached, cannot be reached, or needs it no more: PIPL Art. 47 (1).
    PurposeDone,
    /// The term for which it was to be kept has ended: PIPL Art. 47 (2).
    TermEnded,
    /// Consent was withdrawn: PIPL Art. 47 (3).
    Withdrawn,
    /// It was handled against the law or an agreement: PIPL Art. 47 (4).
    Unlawful,
    /// It stands on an approved list of archives to be destroyed (Archives Law).
    Destruction,
}

impl ErasureGround {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::PurposeDone, Self::TermEnded, Self::Withdrawn, Self::Unlawful, Self::Destruction];

    /// Whether it holds before the term of the archive has ended. Where another law has a term that
    /// runs, there is nothing but keeping (PIPL Art. 47, second paragraph); what should never have
    /// been here has none.
    #[must_use]
    pub fn breaks_term(self) -> bool {
        self == Self::Unlawful
    }
}

/// Who asks: the rights of Art. 44 to 50 are the person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requester {
    /// The person.
    Person,
    /// Somebody with the person's mandate.
    Agent,
    /// A parent or guardian (of somebody under 14: PIPL Art. 31).
    Guardian,
    /// A near relative of somebody who died (PIPL Art. 49).
    Relative,
}

impl Requester {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Person, Self::Agent, Self::Guardian, Self::Relative];
}
