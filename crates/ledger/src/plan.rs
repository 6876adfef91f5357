//! How a sheet is to be read. Plain data: the guess, which a person may change and give back.

use serde::{Deserialize, Serialize};

use crate::field::{Channel, Field};

/// Why a column was given its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The heading says so.
    Heading,
    /// The heading says so and the cells look like it.
    HeadingAndContent,
    /// The cells look like it; the heading says nothing, or something they contradict.
    Content,
    /// Nothing says anything: kept as written.
    Nothing,
    /// A person said so.
    Person,
}

/// What one column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// From 0.
    pub column: u32,
    /// As Excel names it: A, B, … AA.
    pub letter: String,
    /// The heading as written, groups above first, parted by "·"; empty if there is none.
    pub heading: String,
    /// What it means.
    pub field: Field,
    /// How sure, from 0 to 100.
    pub confidence: u8,
    /// Why.
    pub reason: Reason,
    /// A few cells as written.
    pub samples: Vec<String>,
}

impl ColumnPlan {
    /// Give the column another meaning, as a person does.
    pub fn correct(&mut self, field: Field) {
        self.field = field;
        self.confidence = 100;
        self.reason = Reason::Person;
    }
}

/// Where the default channel was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelReason {
    /// In the name of the sheet.
    SheetName,
    /// In the lines above the headings.
    Title,
    /// In a heading, such as 来访时间.
    Heading,
    /// A person said so.
    Person,
}

/// How one table of a sheet is to be read. A sheet with several tables, each under headings of its own, has several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPlan {
    /// The sheet's name.
    pub sheet: String,
    /// Whether to read it at all. Off for notes, tallies and hidden sheets.
    pub include: bool,
    /// Whether the office has hidden the sheet.
    pub hidden: bool,
    /// The lines above the headings, as written.
    pub title: Vec<String>,
    /// The rows they stand on.
    pub title_rows: Vec<u32>,
    /// The rows of the headings, as Excel counts; none for a table without.
    pub header_rows: Vec<u32>,
    /// The first row of data.
    pub first_row: u32,
    /// The last row to look at.
    pub last_row: u32,
    /// The columns, from the left.
    pub columns: Vec<ColumnPlan>,
    /// The channel where a row states none.
    pub channel: Option<Channel>,
    /// Where that was found.
    pub channel_reason: Option<ChannelReason>,
    /// The village whose ledger it is, where no column says.
    #[serde(default)]
    pub village: Option<String>,
    /// First and last year that the title or the sheet's name speaks of.
    pub years: Option<(i32, i32)>,
    /// The month they speak of, if it is one.
    pub month: Option<u32>,
}

impl SheetPlan {
    /// The columns given a meaning, from the left.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = &ColumnPlan> {
        self.columns.iter().filter(move |column| column.field == field)
    }
}

/// Excel's name of a column.
#[must_use]
pub fn column_letter(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letter;

    #[test]
    fn letters() {
        assert_eq!(
            [0, 25, 26, 701, 702, 16383].map(column_letter),
            ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
        );
    }
}
