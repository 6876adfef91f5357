//! Reading dispute ledgers (矛盾纠纷台账): other columns than those of petitions, the same care. What
//! has no place of its own, or could not be understood, is kept as written.

mod codes;
mod column;
mod read;

use serde::{Deserialize, Serialize};

pub use column::DisputeField;
pub use read::read;

use crate::key::RowKey;

/// How a column of a sheet was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeColumn {
    /// The sheet's name.
    pub sheet: String,
    /// As Excel names it.
    pub letter: String,
    /// The heading as written.
    pub heading: String,
    /// What it means.
    pub field: DisputeField,
}

/// What is worth a look in a row. The sentences are the screen's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeTrouble {
    /// The day it was found is missing or could not be read.
    NoDay,
    /// It has no name; the beginning of its text stands for it.
    NoTitle,
    /// No party could be read.
    NoParty,
    /// Its type was not understood.
    TypeUnclear,
    /// What came of it was not understood.
    OutcomeUnclear,
}

/// A person as the ledger names them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DisputeParty {
    /// Name.
    pub name: String,
    /// Phone; empty where none stands beside it.
    pub phone: String,
}

/// One dispute as the ledger states it. Codes stand under the names the casework documents use; texts
/// are empty where nothing stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeLedgerRow {
    /// The same for the same content, wherever it stands.
    pub key: RowKey,
    /// The sheet's name.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: u32,
    /// The day it was found, `2026-11-22`.
    pub found_on: String,
    /// Who found it.
    pub found_by: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// Its type: a code by name.
    pub kind: String,
    /// Where it arose.
    pub place: String,
    /// The parties.
    pub parties: Vec<DisputeParty>,
    /// How many people; empty where no number stands.
    pub affected: String,
    /// The amount at issue, as written.
    pub amount: String,
    /// Its level: a code by name.
    pub risk: String,
    /// How it came about.
    pub cause: String,
    /// The responsible unit, as written.
    pub unit: String,
    /// Until when it is to be settled, `2026-11-22`.
    pub until: String,
    /// What came of it: a code by name; empty while it is open.
    pub outcome: String,
    /// By which way: a code by name; empty where it was not understood.
    pub way: String,
    /// The day of that, `2026-11-22`, where the ledger has one.
    pub ended_on: String,
    /// Heading and text of all else, and of what was not understood.
    pub other: Vec<(String, String)>,
    /// What is worth a look.
    pub troubles: Vec<DisputeTrouble>,
}

/// All that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DisputeLedger {
    /// How the columns were read, sheet by sheet.
    pub columns: Vec<DisputeColumn>,
    /// The disputes, in the order of the workbook.
    pub rows: Vec<DisputeLedgerRow>,
    /// Lines that are none: sheet, row, what stands there.
    pub skipped: Vec<(String, u32, String)>,
}
