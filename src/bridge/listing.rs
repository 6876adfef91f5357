//! What lists show.

use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use casework::directory::Tier;

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Window {
    /// How many matters this device holds.
    pub total: u32,
    /// How many of them the query finds.
    pub found: u32,
    /// Index of the first row.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Which matter.
    pub matter: MatterId,
    /// Its first local number.
    pub local_no: String,
    /// The main petitioner.
    pub name: String,
    /// The day of receipt, `2026-11-22`, or empty.
    pub received_on: String,
    /// Channel by name.
    pub channel: String,
    /// Category id.
    pub category: String,
    /// Where the problem arose.
    pub place: String,
    /// How many people came.
    pub petitioners: u32,
    /// The beginning of what it is about, up to 80 characters.
    pub excerpt: String,
    /// The name of the office that registered it.
    pub home_name: String,
    /// The name of the office that has it.
    pub holder_name: String,
    /// How many facts have more than one value.
    pub contested: u32,
    /// How many notes and follow-ups.
    pub notes: u32,
    /// Something in it was not confirmed by the relay yet.
    pub waiting: bool,
}

/// An entry that waits to be handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingEntry {
    /// Which matter.
    pub matter: MatterId,
    /// Its local number.
    pub local_no: String,
    /// The main petitioner.
    pub name: String,
    /// What it is: the step as written.
    pub step: casework::Step,
    /// When it was saved, milliseconds since 1970.
    pub at: i64,
    /// Why the relay refused it, where it did.
    pub refused: Option<Refused>,
}

/// Why the relay refused an entry. It is kept here for a person to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// Not this office's to write.
    NotAllowed,
    /// The relay could not read it.
    Unreadable,
    /// Larger than the limit.
    TooLarge,
    /// Made by another device.
    OtherDevice,
    /// It builds on changes that the relay does not have.
    Missing,
}

/// An office in a picker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeItem {
    /// Its code.
    pub code: OfficeCode,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: Tier,
    /// Its name's pinyin, as `lookup` writes it.
    pub key: String,
}
