//! What the relay refused, for a person to decide about.

use casework::{CaseKind, Step, view::HistoryEntry};
use ident::{ChangeHash, MatterId};
use serde::{Deserialize, Serialize};

use super::Refused;

/// What is asked about it. A form is named by its matter and its first change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuarantineAsk {
    /// All that nobody has let go of.
    List,
    /// Hand a form in again.
    HandIn(MatterId, ChangeHash),
    /// Let go of a form: it is listed no more.
    LetGo(MatterId, ChangeHash),
    /// A form as a file.
    Export(MatterId, ChangeHash),
}

/// A form that the relay refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedItem {
    /// Which matter.
    pub matter: MatterId,
    /// Its first change.
    pub form: ChangeHash,
    /// What kind the matter is of; none for the directory, and for what is no longer here.
    pub kind: Option<CaseKind>,
    /// The matter's local number; may be empty.
    pub local_no: String,
    /// Whose it is; may be empty.
    pub name: String,
    /// When it was saved, milliseconds since 1970.
    pub at: i64,
    /// Why the relay refused it.
    pub why: Refused,
    /// What was entered: its steps.
    pub steps: Vec<Step>,
    /// The same with who entered it and what it changed, where that can still be told.
    pub entries: Vec<HistoryEntry>,
    /// The matter is on this device.
    pub here: bool,
}
