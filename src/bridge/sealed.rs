//! Accusations: on this device alone, apart from everything else.

use casework::intake::Intake;
use serde::{Deserialize, Serialize};

use super::Draft;

/// What is asked about accusations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealedAsk {
    /// Record one; its draft goes in the same transaction.
    Record {
        /// The draft it was written in.
        draft: String,
        /// What was entered.
        intake: Box<Intake>,
    },
    /// Those that the person at this device may read.
    List,
    /// One draft, by its id.
    Draft(String),
    /// Throw a draft away.
    DropDraft(String),
}

/// A recorded accusation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedItem {
    /// Its number, counted apart.
    pub number: String,
    /// When it was recorded, milliseconds since 1970.
    pub at: i64,
    /// Who recorded it.
    pub recorder: String,
    /// What was entered.
    pub intake: Intake,
}

/// What the person at this device may read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SealedShelf {
    /// Recorded, newest first.
    pub records: Vec<SealedItem>,
    /// Being written, newest first.
    pub drafts: Vec<Draft>,
}
