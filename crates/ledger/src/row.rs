//! What a ledger's lines become.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::field::{Channel, Sex};
use crate::key::RowKey;
use crate::problem::Problem;

/// One petition as the ledger states it. What could not be read is `None`, with a problem that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// The same for the same content, wherever it stands.
    pub key: RowKey,
    /// The sheet's name.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: u32,
    /// The day it came in.
    pub received_on: Option<NaiveDate>,
    /// Who came, wrote or called: the first named.
    pub name: Option<String>,
    /// Further names in the same cell.
    pub other_names: Vec<String>,
    /// As written; never derived from the number of the identity card.
    pub sex: Option<Sex>,
    /// Identity card: 18 or 15 places.
    pub id_number: Option<String>,
    /// Telephone: digits, with a dash after the area code of a landline.
    pub phone: Option<String>,
    /// The village or community, without town and group; as written where none was made out.
    pub village: Option<String>,
    /// The address as written, where it says more than the village.
    pub address: Option<String>,
    /// How many people. One where nothing is written.
    pub petitioners: Option<u32>,
    /// The way it came in.
    pub channel: Option<Channel>,
    /// What it is about, as written.
    pub text: Option<String>,
    /// Kind of matter, as written.
    pub category: Option<String>,
    /// The broad subject the category belongs to.
    pub tag: Option<String>,
    /// Who is to deal with it, as written.
    pub responsible_unit: Option<String>,
    /// Until when, by the ledger's own statement.
    pub due_on: Option<NaiveDate>,
    /// Whether it is concluded. An empty cell says that it is not; no such column says nothing.
    pub concluded: Option<bool>,
    /// The day it was concluded, if the ledger has that.
    pub concluded_on: Option<NaiveDate>,
    /// Whether the petitioner accepts the outcome.
    pub petitioner_accepts: Option<bool>,
    /// Heading and text of what means none of the above.
    pub other: Vec<(String, String)>,
    /// Heading and text of every cell, as written.
    pub raw: Vec<(String, String)>,
    /// What is wrong, or worth a look.
    pub problems: Vec<Problem>,
}

#[cfg(test)]
impl LedgerRow {
    /// A row that says nothing.
    pub(crate) fn nothing(sheet: &str, row: u32) -> Self {
        Self {
            key: crate::key::NONE,
            sheet: sheet.to_owned(),
            row,
            received_on: None,
            name: None,
            other_names: Vec::new(),
            sex: None,
            id_number: None,
            phone: None,
            village: None,
            address: None,
            petitioners: None,
            channel: None,
            text: None,
            category: None,
            tag: None,
            responsible_unit: None,
            due_on: None,
            concluded: None,
            concluded_on: None,
            petitioner_accepts: None,
            other: Vec::new(),
            raw: Vec::new(),
            problems: Vec::new(),
        }
    }
}

/// Why a line is not a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Nothing on it.
    Blank,
    /// Only its own number: a line prepared and never used.
    NumberOnly,
    /// A subtotal or total.
    Subtotal,
    /// The headings.
    Heading,
    /// The headings again, on a new page.
    RepeatedHeading,
    /// 1, 2, 3 under the headings.
    ColumnNumbers,
    /// Above the headings, or the title again.
    Title,
    /// A line over the next ones, such as 一、来信.
    Section,
    /// Signatures and notes below the table.
    Footer,
    /// Too little on it to be a petition.
    NotARow,
    /// The sheet or table was not to be read.
    SheetLeftOut,
}

/// A line, or a run of blank ones, that is not a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The sheet's name.
    pub sheet: String,
    /// The row, as Excel counts.
    pub row: u32,
    /// The last row, for a run of blank lines; otherwise the same.
    pub last_row: u32,
    /// Why.
    pub reason: SkipReason,
    /// What stands there, as written.
    pub text: String,
}

/// All that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Interpretation {
    /// The petitions, in the order of the workbook.
    pub rows: Vec<LedgerRow>,
    /// The lines that are none.
    pub skipped: Vec<Skipped>,
}
