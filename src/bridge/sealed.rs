//! Accusations: apart from everything else.

use casework::{access::Given, intake::Intake};
use ident::SealedId;
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
    /// What the person at this device may read.
    List,
    /// One draft, by its id.
    Draft(String),
    /// Throw a draft away.
    DropDraft(String),
    /// Ask the relay for what was handed in; it comes with `Event::SealedChanged`.
    Fetch,
    /// Open one.
    Open {
        /// Which.
        id: SealedId,
        /// Why.
        given: Given,
    },
    /// Let the other liaisons open what this one opens.
    PassOn(Given),
}

/// What became of a recorded accusation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealedFate {
    /// Sealed; it is handed in as soon as the relay is reached.
    Leaves,
    /// Sealed; it stays until a liaison is known.
    Waits,
    /// Not sealed: nobody is known to whom it could be.
    Here,
}

/// An accusation in the clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedItem {
    /// Its number, counted apart.
    pub number: String,
    /// When it was recorded, milliseconds since 1970.
    pub at: i64,
    /// Who recorded it, and where.
    pub recorder: String,
    /// Whether the device that it names signed it.
    pub authentic: bool,
    /// What was entered.
    pub intake: Intake,
}

/// A sealed accusation that is still here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedOut {
    /// Its number.
    pub number: String,
    /// When it was recorded, milliseconds since 1970.
    pub at: i64,
    /// What becomes of it.
    pub fate: SealedFate,
}

/// One in the liaison's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedEntry {
    /// Which.
    pub id: SealedId,
    /// The day it came, as text.
    pub day: String,
    /// Whether this device opens it.
    pub opens: bool,
    /// Liaisons who cannot open it.
    pub lacking: Vec<String>,
}

/// What the person at this device may read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SealedShelf {
    /// Recorded and not sealed, newest first.
    pub records: Vec<SealedItem>,
    /// Sealed and still here, newest first.
    pub waiting: Vec<SealedOut>,
    /// Being written, newest first.
    pub drafts: Vec<Draft>,
    /// What was handed in, for a liaison; none for anybody else.
    pub items: Option<Vec<SealedEntry>>,
}
