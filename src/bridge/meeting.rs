//! What the pages of visits, receptions and letters ask.

use casework::{
    CaseKind,
    directory::Tier,
    meeting::tally::{LetterStage, LetterTally, ReceptionTally, VisitTally},
    row::{MeetingRow, RowInstruction, RowPromise},
};
use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use super::Packed;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeetingAsk {
    /// All visits, with their counts.
    Visits(Span),
    /// All receptions, with their counts.
    Receptions(Span),
    /// Letters that are wanted, with the counts of all.
    Letters(LettersWanted, Span),
    /// What concerns a village; without one, the cases of this device, newest first.
    Village(Option<OfficeCode>),
    /// Open all that concerns a village and say whether it is complete.
    TakeAlong(OfficeCode),
    /// Cases on which a leader said something at a visit or a reception that is nobody's task yet.
    Unconfirmed,
    /// These cases in short.
    Cases(Vec<MatterId>),
}

/// Of which days something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Span {
    /// This calendar year.
    #[default]
    Year,
    /// The twelve months up to today.
    Twelve,
}

/// Which letters are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LettersWanted {
    /// All of them.
    #[default]
    All,
    /// No leader read them yet.
    Unread,
    /// What a leader said is nobody's task yet.
    Unconfirmed,
    /// Somebody owes an answer to the leader.
    Assigned,
    /// The writer has no answer.
    Unanswered,
}

/// The beginning of a list, and how long all of it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Listed<T> {
    /// How many there are.
    pub all: u32,
    /// The first of them.
    pub items: Vec<T>,
}

impl<T> Listed<T> {
    /// How many there are beside the first.
    #[must_use]
    pub fn more(&self) -> u32 {
        self.all.saturating_sub(u32::try_from(self.items.len()).unwrap_or(u32::MAX))
    }
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum MeetingReply {
    /// To `Visits`; the latest day first. The counts of all, and of those that the offices of a tier
    /// planned: the city's are its leaders' visits. Only tiers with visits.
    Visits(VisitTally, Vec<(Tier, VisitTally)>, Packed<Listed<MeetingItem>>),
    /// To `Receptions`; the latest day first.
    Receptions(ReceptionTally, Packed<Listed<MeetingItem>>),
    /// To `Letters`; newest first.
    Letters(LetterTally, Packed<Listed<LetterItem>>),
    /// To `Village`, `TakeAlong`, `Unconfirmed`, `Cases`.
    Village(Packed<VillageDesk>),
}

/// A visit or a reception in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingItem {
    /// Which.
    pub case: MatterId,
    /// Its number.
    pub local_no: String,
    /// What lists show of it.
    pub row: MeetingRow,
    /// The village's name.
    pub village_name: String,
    /// The name of the office that planned it.
    pub home_name: String,
    /// Something in it was not confirmed by the relay yet.
    pub waiting: bool,
}

/// A letter in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterItem {
    /// Which.
    pub case: MatterId,
    /// Its number.
    pub local_no: String,
    /// The writer.
    pub name: String,
    /// The day it was received, `2026-11-22`.
    pub received_on: String,
    /// The beginning of what it says.
    pub excerpt: String,
    /// How far it is with the leader.
    pub stage: LetterStage,
    /// The writer has an answer.
    pub answered: bool,
    /// Something demanded is past its day.
    pub overdue: bool,
    /// What leaders said of it, with the names of the offices whose task it is.
    pub instructions: Vec<(RowInstruction, String)>,
}

/// What concerns a village.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VillageDesk {
    /// Petitions and disputes, newest first.
    pub cases: Vec<CaseBrief>,
    /// How many of its cases are open.
    pub open: u32,
    /// How many of its visits are here.
    pub visits: u32,
    /// What was found when it was last prepared.
    pub prepared: Option<Prepared>,
    /// The offices that the own office hands a case to: above and directly below, with their names.
    pub line: Vec<(OfficeCode, String)>,
}

/// A case in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseBrief {
    /// Which.
    pub case: MatterId,
    /// Of which kind.
    pub kind: CaseKind,
    /// Its number.
    pub local_no: String,
    /// The petitioner, or the parties.
    pub name: String,
    /// Their pinyin, as `lookup` writes it.
    pub name_key: String,
    /// The petitioner's telephone.
    pub phone: String,
    /// What it is about, in a line.
    pub about: String,
    /// The day, `2026-11-22`.
    pub on: String,
    /// Nothing ended it yet.
    pub open: bool,
    /// This office has it.
    pub here: bool,
    /// What was promised of it and is open.
    pub promises: Vec<RowPromise>,
    /// Something a leader said of it is nobody's task yet.
    pub unconfirmed: bool,
}

/// What was found when a village was last prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Open petitions.
    pub matters: u32,
    /// Open disputes.
    pub disputes: u32,
    /// Open promises.
    pub promises: u32,
    /// Visits.
    pub visits: u32,
    /// Cases that are wholly here.
    pub ready: u32,
    /// Cases of which something is missing.
    pub missing: u32,
    /// The relay had nothing more.
    pub caught_up: bool,
    /// How much it is, in bytes.
    pub bytes: u64,
}
