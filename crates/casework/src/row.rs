//! Rows: what lists, search and counts are made of. A row is a pure function of the documents and
//! the directory, with nothing in it that is relative to today.

mod parts;
mod project;

use chrono::NaiveDate;
use clocks::ClockId;
use ident::{MatterId, OfficeCode, PersonId};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{CaseKind, Moment, matter::Stage, retention::ErasureScope};

/// A matter's row. Stored; fields are numbered and a number is never reused.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct MatterRow {
    /// Which matter.
    #[n(0)]
    pub matter: MatterId,
    /// The version of the projection that made it: a row of an older one is made anew.
    #[n(1)]
    pub projection: u8,
    /// Its first local number.
    #[n(2)]
    pub local_no: String,
    /// The main petitioner's name.
    #[n(3)]
    pub name: String,
    /// Their name's pinyin, as `lookup` writes it.
    #[n(4)]
    pub name_key: String,
    /// Their phone.
    #[n(5)]
    pub phone: String,
    /// The day of receipt, `2026-11-22`; empty where no one stated it.
    #[n(6)]
    pub received_on: String,
    /// When it was recorded: milliseconds since 1970 on the recording device's clock.
    #[n(7)]
    pub recorded_at: i64,
    /// When something last happened to it, likewise.
    #[n(8)]
    pub touched_at: i64,
    /// The office that registered it.
    #[n(9)]
    pub home: Option<OfficeCode>,
    /// The office that has it.
    #[n(10)]
    pub holder: Option<OfficeCode>,
    /// Channel by name.
    #[n(11)]
    pub channel: String,
    /// Category id.
    #[n(12)]
    pub category: String,
    /// Where the problem arose, as written.
    #[n(13)]
    pub place: String,
    /// How many people came: persons.
    #[n(14)]
    pub petitioners: u32,
    /// Demands and free text, for reading and searching.
    #[n(15)]
    pub text: String,
    /// How many facts have more than one value.
    #[n(16)]
    pub contested: u32,
    /// How many notes and follow-ups there are.
    #[n(17)]
    pub notes: u32,
    /// Whether it was handed on since it was registered.
    #[n(18)]
    pub handed: bool,
    /// Whether it came from a ledger.
    #[n(19)]
    pub from_ledger: bool,
    /// ID number, folded to a hash of 8 bytes: finds repeats without keeping the number in lists.
    #[cbor(n(20), with = "minicbor::bytes")]
    pub id_mark: Option<[u8; 8]>,
    /// Where it stands.
    #[cbor(n(21), default)]
    pub stage: Stage,
    /// The clocks that run and have a day.
    #[cbor(n(22), default)]
    pub clocks: Vec<RowClock>,
    /// The office that sent it to its holder.
    #[n(23)]
    pub sender: Option<OfficeCode>,
    /// Sent to its holder, who has done nothing with it yet.
    #[cbor(n(24), default)]
    pub unopened: bool,
    /// The person in charge.
    #[n(25)]
    pub charged: Option<PersonId>,
    /// How many steps a person has to look at.
    #[cbor(n(26), default)]
    pub for_a_person: u32,
    /// It is handled again after a sending back or a review.
    #[cbor(n(27), default)]
    pub redo: bool,
    /// 重大紧急
    #[cbor(n(28), default)]
    pub urgent: bool,
    /// Stations that were asked to help and have not answered.
    #[cbor(n(29), default)]
    pub errands: Vec<OfficeCode>,
    /// The petitioner was asked for material that has not come.
    #[cbor(n(30), default)]
    pub material_asked: bool,
    /// All its local numbers, where there are several.
    #[cbor(n(31), default)]
    pub local_nos: Vec<String>,
    /// Facts beside the procedure that are stated as true, by name.
    #[cbor(n(32), default)]
    pub marks: Vec<String>,
    /// Matters it was tied to, with how.
    #[cbor(n(33), default)]
    pub links: Vec<(MatterId, String)>,
    /// The village of the place, where it was matched: an office code.
    #[cbor(n(34), default)]
    pub place_office: String,
    /// How many people are affected: persons; 0 where nobody said.
    #[cbor(n(35), default)]
    pub affected: u32,
    /// Which way its demands go, by name, each once.
    #[cbor(n(36), default)]
    pub routes: Vec<String>,
    /// The directory at hand did not vouch for one of its steps: a later one may.
    #[cbor(n(37), default)]
    pub doubtful: bool,
    /// Of which kind it is.
    #[cbor(n(38), default)]
    pub kind: CaseKind,
    /// What a dispute is called; what a meeting or a report is about.
    #[cbor(n(39), default)]
    pub title: String,
    /// What only a dispute's row has.
    #[n(40)]
    pub dispute: Option<DisputeRow>,
    /// What only the row of a visit or a reception has.
    #[n(41)]
    pub meeting: Option<MeetingRow>,
    /// What only a report's row has.
    #[n(42)]
    pub screening: Option<ScreeningRow>,
    /// What was promised and is open.
    #[cbor(n(43), default)]
    pub promises: Vec<RowPromise>,
    /// What leaders said of it.
    #[cbor(n(44), default)]
    pub instructions: Vec<RowInstruction>,
    /// Visits and receptions at which it was spoken of.
    #[cbor(n(45), default)]
    pub heard: Vec<MatterId>,
    /// The day it was concluded (办结), `2026-11-22`; empty before.
    #[cbor(n(46), default)]
    pub concluded_on: String,
    /// The relay made it, and the documents it was made of are not on this device: so many bytes.
    /// None in the rows that a station makes.
    #[n(47)]
    pub absent: Option<u32>,
    /// How it is kept, once it is over.
    #[n(48)]
    pub kept: Option<KeptRow>,
    /// What only the row of a remark on the app has.
    #[n(49)]
    pub remark: Option<RemarkRow>,
}

pub use project::id_mark;

pub use parts::{
    DisputeRow, KeptRow, MeetingRow, RemarkRow, RowAnswer, RowInstruction, RowPromise, ScreeningRow,
};

/// A clock of a row: what a list needs to say how it stands on any day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RowClock {
    /// Which limit.
    #[n(0)]
    pub id: ClockId,
    /// Who owes it; none where it is the petitioner's own limit.
    #[n(1)]
    pub office: Option<OfficeCode>,
    /// The day of the event that started it.
    #[cbor(n(2), with = "crate::time::cbor_date")]
    pub start: NaiveDate,
    /// The last day in time.
    #[cbor(n(3), with = "crate::time::cbor_date")]
    pub due: NaiveDate,
    /// A year's table of working days was missing: the day may move.
    #[n(4)]
    pub provisional: bool,
}

impl MatterRow {
    /// The projection's version.
    pub const PROJECTION: u8 = 7;

    /// Whether nothing is to be done about it any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self.kind {
            CaseKind::Petition => self.stage.is_over(),
            CaseKind::Dispute => {
                self.dispute.as_ref().is_some_and(|dispute| !dispute.struck_on.is_empty())
            }
            CaseKind::Visit | CaseKind::Reception => {
                self.meeting.as_ref().is_some_and(|meeting| meeting.held || meeting.cancelled)
            }
            CaseKind::Screening => true,
            CaseKind::Remark => {
                self.remark.as_ref().is_some_and(|remark| !remark.answers.is_empty())
            }
        }
    }

    /// Whether nothing is left of it but what is counted.
    #[must_use]
    pub fn is_destroyed(&self) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.erased == Some(ErasureScope::Whole))
    }

    /// Whether it is of a village: it arose there, was registered there, or is a visit there.
    #[must_use]
    pub fn is_of(&self, village: &OfficeCode) -> bool {
        self.place_office == village.as_str()
            || self.home.as_ref() == Some(village)
            || self.meeting.as_ref().is_some_and(|one| one.village.as_ref() == Some(village))
    }

    /// When it was recorded.
    #[must_use]
    pub fn recorded(&self) -> Moment {
        Moment::from_millis(self.recorded_at)
    }

    /// A row that says nothing yet: for what is made piece by piece.
    #[must_use]
    pub fn blank(matter: MatterId) -> Self {
        Self {
            matter,
            projection: Self::PROJECTION,
            local_no: String::new(),
            name: String::new(),
            name_key: String::new(),
            phone: String::new(),
            received_on: String::new(),
            recorded_at: 0,
            touched_at: 0,
            home: None,
            holder: None,
            channel: String::new(),
            category: String::new(),
            place: String::new(),
            petitioners: 0,
            text: String::new(),
            contested: 0,
            notes: 0,
            handed: false,
            from_ledger: false,
            id_mark: None,
            stage: Stage::Unregistered,
            clocks: Vec::new(),
            sender: None,
            unopened: false,
            charged: None,
            for_a_person: 0,
            redo: false,
            urgent: false,
            errands: Vec::new(),
            material_asked: false,
            local_nos: Vec::new(),
            marks: Vec::new(),
            links: Vec::new(),
            place_office: String::new(),
            affected: 0,
            routes: Vec::new(),
            doubtful: false,
            kind: CaseKind::Petition,
            title: String::new(),
            dispute: None,
            meeting: None,
            screening: None,
            promises: Vec::new(),
            instructions: Vec::new(),
            heard: Vec::new(),
            concluded_on: String::new(),
            absent: None,
            kept: None,
            remark: None,
        }
    }

    /// The same without who it is about.
    #[must_use]
    pub fn without_people(self) -> Self {
        Self {
            name: String::new(),
            name_key: String::new(),
            phone: String::new(),
            id_mark: None,
            ..self
        }
    }

    /// What is counted of it, and nothing that anybody wrote: of a case that was destroyed.
    #[must_use]
    pub fn skeleton(self) -> Self {
        let kept = self.kept.clone().map(|kept| KeptRow {
            erased: Some(ErasureScope::Whole),
            proposed: false,
            ..kept
        });
        let dispute = self.dispute.clone().map(|dispute| DisputeRow {
            amount: String::new(),
            leader: String::new(),
            ..dispute
        });
        let meeting = self.meeting.clone().map(|meeting| MeetingRow {
            leader: String::new(),
            leader_post: String::new(),
            ..meeting
        });
        Self {
            place: String::new(),
            text: String::new(),
            title: String::new(),
            charged: None,
            clocks: Vec::new(),
            promises: Vec::new(),
            instructions: Vec::new(),
            kept,
            dispute,
            meeting,
            remark: self.remark.is_some().then(RemarkRow::default),
            absent: None,
            ..self.without_people()
        }
    }

    /// Reads a stored row.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        minicbor::decode(bytes).ok()
    }

    /// Writes it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).unwrap_or_default()
    }
}
