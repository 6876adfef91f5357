//! Counting.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};

use super::{Figure, Indicator, Period};
use crate::{
    CaseKind, Directory, MatterRow,
    directory::{RoundKind, Tier},
    meeting::tally::{is_accepted, is_dealt_with, is_letter},
    row::{MeetingRow, RowInstruction},
    step::duty::InstructionWay,
};

/// What was counted so far.
#[derive(Default)]
struct Counts {
    visits: HashMap<Tier, u32>,
    solved: HashMap<Tier, u32>,
    letters: u32,
    special: u32,
    regular: u32,
    found: u32,
    settled: u32,
    /// Raised at receptions of city leaders.
    raised: BTreeSet<MatterId>,
    /// Of the cases at hand: those dealt with, and whether the petitioner accepts.
    dealt_with: BTreeMap<MatterId, bool>,
    here: BTreeSet<MatterId>,
}

pub(super) fn figures<'a>(
    rows: impl IntoIterator<Item = &'a MatterRow>,
    directory: &Directory,
    period: Period,
    cut_off: NaiveDate,
) -> Vec<Figure> {
    let seen = Period { from: period.from, to: period.to.min(cut_off) };
    let day = Day { seen, cut_off };
    let mut counts = Counts::default();
    for row in rows {
        counts.take(row, directory, &day);
    }
    let city = directory.city().map(|office| &office.code);
    for round in &directory.arrangements.rounds {
        if Some(&round.organiser) == city && seen.contains(round.from) {
            match round.kind {
                RoundKind::Special => counts.special += 1,
                RoundKind::Regular => counts.regular += 1,
            }
        }
    }
    counts.figures()
}

/// What is looked at.
struct Day {
    /// The part of the period that is over at the cut-off.
    seen: Period,
    cut_off: NaiveDate,
}

impl Day {
    /// Whether something had happened by the cut-off.
    fn has_come(&self, day: &str) -> bool {
        day.parse::<NaiveDate>().is_ok_and(|day| day <= self.cut_off)
    }
}

impl Counts {
    fn take(&mut self, row: &MatterRow, directory: &Directory, day: &Day) {
        match row.kind {
            CaseKind::Petition => self.take_petition(row, day),
            CaseKind::Dispute => {
                self.here.insert(row.matter);
                let Some(dispute) = &row.dispute else { return };
                if is_dealt_with(row) && day.has_come(&dispute.ended_on) {
                    self.dealt_with.insert(row.matter, is_accepted(row));
                }
                if day.seen.contains_text(&dispute.found_on) {
                    self.found += 1;
                    let settled = dispute.is_settled() && day.has_come(&dispute.ended_on);
                    self.settled += u32::from(settled);
                }
            }
            CaseKind::Visit => {
                let Some((tier, visit)) = meeting(row, directory, day) else { return };
                *self.visits.entry(tier).or_default() += 1;
                *self.solved.entry(tier).or_default() += visit.solved;
            }
            CaseKind::Reception => {
                let Some((tier, reception)) = meeting(row, directory, day) else { return };
                if tier == Tier::City {
                    self.raised.extend(&reception.cases);
                }
            }
            CaseKind::Screening | CaseKind::Remark => {}
        }
    }

    fn take_petition(&mut self, row: &MatterRow, day: &Day) {
        self.here.insert(row.matter);
        // Answered on the spot leaves no day in the row.
        if is_dealt_with(row) && (row.concluded_on.is_empty() || day.has_come(&row.concluded_on)) {
            self.dealt_with.insert(row.matter, is_accepted(row));
        }
        // One letter counts once, however often it was written on.
        let by_letter = |one: &RowInstruction| {
            one.says && one.way == InstructionWay::Letter.name() && day.seen.contains_text(&one.on)
        };
        self.letters += u32::from(is_letter(row) && row.instructions.iter().any(by_letter));
    }

    fn figures(&self) -> Vec<Figure> {
        let received = count(self.raised.len());
        let excluded = count(self.raised.difference(&self.here).count());
        let ended = self.raised.iter().filter_map(|matter| self.dealt_with.get(matter));
        let dealt_with = count(ended.clone().count());
        let accepted = count(ended.filter(|accepted| **accepted).count());
        let of = |counts: &HashMap<Tier, u32>, tier| counts.get(&tier).copied().unwrap_or(0);
        let figure = |indicator| {
            let (numerator, denominator) = match indicator {
                Indicator::Received => (received, None),
                Indicator::DealtWith => (dealt_with, Some(received)),
                Indicator::AcceptedOfReceived => (accepted, Some(received)),
                Indicator::AcceptedOfDealtWith => (accepted, Some(dealt_with)),
                Indicator::LettersInstructed => (self.letters, None),
                Indicator::LeaderVisits => (of(&self.visits, Tier::City), None),
                Indicator::LeaderSolved => (of(&self.solved, Tier::City), None),
                Indicator::DepartmentVisits => (of(&self.visits, Tier::Department), None),
                Indicator::DepartmentSolved => (of(&self.solved, Tier::Department), None),
                Indicator::SpecialRounds => (self.special, None),
                Indicator::RegularRounds => (self.regular, None),
                Indicator::DisputesFound => (self.found, None),
                Indicator::DisputesSettled => (self.settled, Some(self.found)),
            };
            let of_received = matches!(
                indicator,
                Indicator::DealtWith
                    | Indicator::AcceptedOfReceived
                    | Indicator::AcceptedOfDealtWith
            );
            let excluded = if of_received { excluded } else { 0 };
            Figure { indicator, numerator, denominator, excluded }
        };
        Indicator::ALL.into_iter().map(figure).collect()
    }
}

/// A visit or a reception that took place in the period, with the tier of the office that held it.
fn meeting<'r>(
    row: &'r MatterRow,
    directory: &Directory,
    day: &Day,
) -> Option<(Tier, &'r MeetingRow)> {
    let meeting = row.meeting.as_ref()?;
    let home: &OfficeCode = row.home.as_ref()?;
    let held = meeting.held && !meeting.cancelled && day.seen.contains_text(&meeting.day);
    if held { Some((directory.tier(home)?, meeting)) } else { None }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
