//! What is counted of visits, receptions and letters: pure functions over rows, so that every number
//! agrees with the rows behind it. Units are never mixed: batches (批), persons (人次), items (件),
//! times (次).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ident::MatterId;
use serde::{Deserialize, Serialize};

use crate::{
    CaseKind, MatterRow,
    matter::Stage,
    row::{MeetingRow, RowInstruction},
    schema::Channel,
    step::{
        codes::{Mark, Relation},
        duty::InstructionWay,
    },
};

/// A span of days, both ends included; none: open on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Days {
    /// The first day.
    #[serde(with = "day")]
    pub from: Option<NaiveDate>,
    /// The last.
    #[serde(with = "day")]
    pub to: Option<NaiveDate>,
}

/// A day as text, so that no parser of dates gets into the UI.
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Iso(#[serde(with = "clocks::iso_date")] NaiveDate);

    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map(Iso).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(of: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<Iso>::deserialize(of)?.map(|day| day.0))
    }
}

impl Days {
    /// Of one calendar year.
    #[must_use]
    pub fn year_of(day: NaiveDate) -> Self {
        let year = chrono::Datelike::year(&day);
        Self {
            from: NaiveDate::from_ymd_opt(year, 1, 1),
            to: NaiveDate::from_ymd_opt(year, 12, 31),
        }
    }

    /// The twelve months up to a day, and what is planned after it.
    #[must_use]
    pub fn twelve_months_to(day: NaiveDate) -> Self {
        let before = day.checked_sub_months(chrono::Months::new(12));
        Self { from: before.and_then(|before| before.succ_opt()), to: None }
    }

    /// Whether a day, written `2026-11-22`, lies in it. Days so written are in the order of time.
    #[must_use]
    pub fn hold(&self, day: &str) -> bool {
        let after = self.from.is_none_or(|from| from.to_string().as_str() <= day);
        after && self.to.is_none_or(|to| day <= to.to_string().as_str())
    }
}

fn meetings<'a>(
    rows: impl IntoIterator<Item = &'a MatterRow>,
    kind: CaseKind,
    days: Days,
) -> impl Iterator<Item = &'a MeetingRow> {
    let of_kind = rows.into_iter().filter(move |row| row.kind == kind);
    of_kind.filter_map(|row| row.meeting.as_ref()).filter(move |one| days.hold(&one.day))
}

/// Visits. Two counts and no rate: a visit raises none, one or several problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VisitTally {
    /// Planned and neither held nor cancelled: times (次).
    pub planned: u32,
    /// Held: times (下访次数).
    pub held: u32,
    /// Cancelled: times.
    pub cancelled: u32,
    /// Talks: batches.
    pub talks: u32,
    /// People talked with: persons (人次).
    pub people: u32,
    /// Problems raised: items (个).
    pub problems: u32,
    /// Problems solved, there or after: items (个).
    pub solved: u32,
}

impl VisitTally {
    /// Of the visits on these days.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a MatterRow>, days: Days) -> Self {
        let mut tally = Self::default();
        for one in meetings(rows, CaseKind::Visit, days) {
            tally.held += u32::from(one.held);
            tally.cancelled += u32::from(one.cancelled && !one.held);
            tally.planned += u32::from(!one.held && !one.cancelled);
            tally.talks = tally.talks.saturating_add(one.talks);
            tally.people = tally.people.saturating_add(one.people);
            tally.problems = tally.problems.saturating_add(one.problems);
            tally.solved = tally.solved.saturating_add(one.solved);
        }
        tally
    }
}

/// Receptions. Each count has its own unit and none is made of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReceptionTally {
    /// Days planned and neither held nor cancelled.
    pub planned: u32,
    /// Days held (接访次数).
    pub held: u32,
    /// Talks: batches (接待批次).
    pub batches: u32,
    /// People talked with: persons (人次).
    pub people: u32,
    /// Cases raised, registered or linked, each once: items (受理件).
    pub cases: u32,
    /// Of them dealt with: concluded, or settled (处结).
    pub dealt_with: u32,
    /// Of those the petitioner accepts (结服). Unknown is not yes.
    pub accepted: u32,
    /// Cases that this device does not hold, so that nothing is known of them.
    pub unknown: u32,
}

impl ReceptionTally {
    /// Of the receptions on these days. `row` finds the row of a case that was raised.
    pub fn of<'a>(
        rows: impl IntoIterator<Item = &'a MatterRow>,
        days: Days,
        row: impl Fn(MatterId) -> Option<&'a MatterRow>,
    ) -> Self {
        let mut tally = Self::default();
        let mut cases = BTreeSet::new();
        for one in meetings(rows, CaseKind::Reception, days) {
            tally.held += u32::from(one.held);
            tally.planned += u32::from(!one.held && !one.cancelled);
            tally.batches = tally.batches.saturating_add(one.talks);
            tally.people = tally.people.saturating_add(one.people);
            cases.extend(one.cases.iter().copied());
        }
        for case in cases {
            tally.cases += 1;
            match row(case) {
                Some(found) => {
                    let dealt_with = is_dealt_with(found);
                    tally.dealt_with += u32::from(dealt_with);
                    tally.accepted += u32::from(dealt_with && is_accepted(found));
                }
                None => tally.unknown += 1,
            }
        }
        tally
    }
}

/// Whether a case was brought to an end on its merits (处结): a petition was concluded or answered on
/// the spot, a dispute settled.
#[must_use]
pub fn is_dealt_with(row: &MatterRow) -> bool {
    match row.kind {
        CaseKind::Petition => {
            !row.concluded_on.is_empty() || row.stage.is_concluded() || row.stage == Stage::Answered
        }
        CaseKind::Dispute => row.dispute.as_ref().is_some_and(crate::row::DisputeRow::is_settled),
        CaseKind::Visit | CaseKind::Reception | CaseKind::Screening | CaseKind::Remark => false,
    }
}

/// Whether the petitioner accepts (息诉息访), as somebody recorded it; for a dispute, that it was
/// settled says so.
#[must_use]
pub fn is_accepted(row: &MatterRow) -> bool {
    match row.kind {
        CaseKind::Dispute => is_dealt_with(row),
        _ => row.marks.iter().any(|mark| mark == Mark::Accepted.name()),
    }
}

/// How far a letter is with the leader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LetterStage {
    /// No leader has read it.
    Unread,
    /// Read; nothing was said (已阅).
    Read,
    /// Something was said that the office has not confirmed: nobody's task yet.
    Unconfirmed,
    /// Somebody's task until a day.
    Assigned,
    /// Reported back.
    FedBack,
}

impl LetterStage {
    /// All of them, in their order.
    pub const ALL: [Self; 5] =
        [Self::Unread, Self::Read, Self::Unconfirmed, Self::Assigned, Self::FedBack];
}

/// Whether a case is a letter. One that was merged into another goes on there.
#[must_use]
pub fn is_letter(row: &MatterRow) -> bool {
    row.kind == CaseKind::Petition
        && row.channel == Channel::Letter.name()
        && !row.links.iter().any(|(_, how)| how == Relation::MergedInto.name())
}

/// How far a case is with the leader: of several instructions the one that is least far counts.
#[must_use]
pub fn letter_stage(row: &MatterRow) -> LetterStage {
    let said = row.instructions.iter().filter(|one| one.says);
    let stage = said.map(|one| match (&one.task, one.answered) {
        (None, _) => LetterStage::Unconfirmed,
        (Some(_), false) => LetterStage::Assigned,
        (Some(_), true) => LetterStage::FedBack,
    });
    let read = if row.instructions.is_empty() { LetterStage::Unread } else { LetterStage::Read };
    stage.min().unwrap_or(read)
}

/// Whether the writer has an answer: an opinion was delivered, the matter was concluded, or they were
/// told where it goes.
#[must_use]
pub fn is_answered(row: &MatterRow) -> bool {
    row.stage == Stage::Delivered || row.stage.is_over() || !row.concluded_on.is_empty()
}

/// Letters: every one read, every one answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LetterTally {
    /// Letters: items (件).
    pub letters: u32,
    /// Unread.
    pub unread: u32,
    /// Read, nothing said.
    pub read: u32,
    /// Instructed, not confirmed.
    pub unconfirmed: u32,
    /// Assigned and not fed back.
    pub assigned: u32,
    /// Of those past their day.
    pub overdue: u32,
    /// Fed back.
    pub fed_back: u32,
    /// On which a leader said something: the three before this together (领导批示).
    pub instructed: u32,
    /// Whose writer has an answer.
    pub answered: u32,
}

impl LetterTally {
    /// Of the letters received on these days, as they stand `today`.
    pub fn of<'a>(
        rows: impl IntoIterator<Item = &'a MatterRow>,
        days: Days,
        today: NaiveDate,
    ) -> Self {
        let mut tally = Self::default();
        let letters = rows.into_iter().filter(|row| is_letter(row));
        for row in letters.filter(|row| days.hold(&row.received_on)) {
            tally.letters += 1;
            tally.answered += u32::from(is_answered(row));
            tally.overdue += u32::from(is_overdue(row, today));
            let count = match letter_stage(row) {
                LetterStage::Unread => &mut tally.unread,
                LetterStage::Read => &mut tally.read,
                LetterStage::Unconfirmed => &mut tally.unconfirmed,
                LetterStage::Assigned => &mut tally.assigned,
                LetterStage::FedBack => &mut tally.fed_back,
            };
            *count += 1;
        }
        tally.instructed = tally.unconfirmed + tally.assigned + tally.fed_back;
        tally
    }
}

/// Whether a leader said something at a visit or a reception that is nobody's task yet.
#[must_use]
pub fn waits_after_a_meeting(one: &RowInstruction) -> bool {
    let met = [InstructionWay::Visit.name(), InstructionWay::Reception.name()];
    one.says && one.task.is_none() && met.contains(&one.way.as_str())
}

/// Whether something that a leader demanded is past its day.
#[must_use]
pub fn is_overdue(row: &MatterRow, today: NaiveDate) -> bool {
    let today = today.to_string();
    row.instructions
        .iter()
        .any(|one| one.task.is_some() && !one.answered && one.until.as_str() < today.as_str())
}
