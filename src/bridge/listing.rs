//! What lists show.

use chrono::NaiveDate;
use clocks::ClockId;
use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use casework::{
    CaseKind,
    directory::Tier,
    matter::Stage,
    row::{DisputeRow, MeetingRow, RowInstruction, RowPromise, ScreeningRow},
    worklist::{RowFilter, RowOrder, TodayList},
};

use super::Packed;

/// What is looked for in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListQuery {
    /// What was typed into the search box.
    pub text: String,
    /// What else has to hold; the default wants everything.
    pub filter: RowFilter,
    /// In which order.
    pub order: RowOrder,
    /// Index of the first row wanted.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// How many matters stand on each list of the day. Each count is that of a filter's rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TodayLists {
    /// When the relay last answered this tab, milliseconds since 1970.
    pub as_of: Option<i64>,
    /// The day the counts are of.
    #[serde(with = "clocks::iso_date")]
    pub today: NaiveDate,
    /// The lists that are not empty, the most pressing first.
    pub lists: Vec<(TodayList, u32)>,
    /// How many this office registered.
    pub registered_here: u32,
    /// How many this device holds.
    pub total: u32,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Window {
    /// How many matters this device holds.
    pub total: u32,
    /// How many of them the query finds.
    pub found: u32,
    /// Index of the first row.
    pub offset: u32,
    /// The rows, each with its matter. They are more than are in sight: only what is drawn is opened, and
    /// what is not drawn anew is told by its bytes.
    pub rows: Vec<(MatterId, Packed<ListRow>)>,
}

impl Window {
    /// All rows, opened.
    #[must_use]
    pub fn all_rows(&self) -> Vec<ListRow> {
        self.rows.iter().filter_map(|(_, row)| row.open()).collect()
    }
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
    /// Where it stands.
    pub stage: Stage,
    /// The clock that presses most here.
    pub clock: Option<ListClock>,
    /// 重大紧急
    pub urgent: bool,
    /// Sent here, and nothing done with it yet.
    pub unopened: bool,
    /// The name of the person in charge, or empty.
    pub charged_name: String,
    /// How many steps a person has to look at.
    pub for_a_person: u32,
    /// Whether this device's own office has it.
    pub held_here: bool,
    /// The name of the office above the holder, where another office has the holder's name.
    pub holder_parent: String,
    /// Of which kind it is.
    pub kind: CaseKind,
    /// What a dispute is called.
    pub title: String,
    /// What only some lists show.
    pub more: Packed<RowMore>,
}

/// What only some lists show of a row; opened by those alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowMore {
    /// What only a dispute's row has.
    pub dispute: Option<DisputeRow>,
    /// What only the row of a visit or a reception has.
    pub meeting: Option<MeetingRow>,
    /// What only a report's row has.
    pub screening: Option<ScreeningRow>,
    /// What was promised and is open.
    pub promises: Vec<RowPromise>,
    /// What leaders said of it.
    pub instructions: Vec<RowInstruction>,
    /// The office that registered it.
    pub home: Option<OfficeCode>,
    /// The village of the place, where it was matched.
    pub place_office: String,
}

/// A clock in a row of the list. How far it is today, `clocks::progress` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListClock {
    /// Which limit.
    pub id: ClockId,
    /// Who owes it.
    pub owner: ClockOwner,
    /// Whoever owes it passed the matter on.
    pub passed_on: bool,
    /// The day of the event that started it.
    #[serde(with = "clocks::iso_date")]
    pub start: NaiveDate,
    /// The last day in time.
    #[serde(with = "clocks::iso_date")]
    pub due: NaiveDate,
    /// A year's table of working days was missing: the day may move.
    pub provisional: bool,
}

/// Who owes what a clock of the list measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockOwner {
    /// This device's office.
    Here,
    /// Another office, by name.
    Office(String),
    /// The petitioner, whose own limit it is.
    Petitioner,
}

/// A row for a file. Personal data stands in it whole: what goes into the file, the screen decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRow {
    /// All its local numbers.
    pub local_nos: Vec<String>,
    /// The main petitioner.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// The day of receipt, `2026-11-22`, or empty.
    pub received_on: String,
    /// Channel by name.
    pub channel: String,
    /// How many people came.
    pub petitioners: u32,
    /// How many are affected; 0 where nobody said.
    pub affected: u32,
    /// Category id.
    pub category: String,
    /// Where the problem arose, as written.
    pub place: String,
    /// The code of the office of that place, where it was matched.
    pub place_office: String,
    /// Demands and free text.
    pub text: String,
    /// The office that registered it: code and name.
    pub home: (String, String),
    /// The name of the office that has it.
    pub holder_name: String,
    /// The name of the person in charge, or empty.
    pub charged_name: String,
    /// Where it stands.
    pub stage: Stage,
    /// The clock that presses most here.
    pub clock: Option<ListClock>,
    /// 重大紧急
    pub urgent: bool,
    /// Whether it is tied to an earlier matter of the same person.
    pub repeat: bool,
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
