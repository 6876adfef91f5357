//! What the page of screening shows: the own period, open rounds, past periods, and how it stands with
//! the offices below.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use super::{Findings, Period, Standing};
use crate::{
    CaseKind, Directory, MatterRow,
    directory::{Intensive, Round, Tier},
};

/// So many periods that are over are shown.
const PAST: usize = 8;
/// So many rounds that are closed are shown.
const CLOSED_ROUNDS: usize = 6;

/// A period, and how it stands with the report on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodView {
    /// The period.
    pub period: Period,
    /// How it stands.
    pub standing: Standing,
}

/// A dispute that was entered in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// Which.
    pub case: MatterId,
    /// What it is called.
    pub title: String,
    /// The day it was found, `2026-11-22`.
    pub on: String,
    /// The round it was found in; empty where in none.
    pub round: String,
}

/// An office below, in this period of its own and in the open rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeView {
    /// Which.
    pub office: OfficeCode,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: Tier,
    /// The phone of its desk; empty where none is known.
    pub phone: String,
    /// Its period, and how it stands; none where it has none today.
    pub now: Option<PeriodView>,
    /// Whether the period before this one has no report, though the office worked with this then.
    pub missed_last: bool,
}

/// A round as an office sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// Who asks.
    pub organiser: String,
    /// Whether one can report to it.
    pub open: bool,
    /// How it stands with the own share; none where the office takes no part.
    pub own: Option<Standing>,
    /// How it stands with each office below that takes part, by code.
    pub below: Vec<(OfficeCode, String, Standing)>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningView {
    /// Whose page.
    pub office: OfficeCode,
    /// The day it is of.
    #[serde(with = "clocks::iso_date")]
    pub today: NaiveDate,
    /// The own period; none for a department.
    pub now: Option<PeriodView>,
    /// What was entered in it, or in an open round, newest first.
    pub found: Vec<FoundView>,
    /// Periods that are over, the latest first; none from before the office recorded anything.
    pub past: Vec<PeriodView>,
    /// Rounds, the open ones first.
    pub rounds: Vec<RoundView>,
    /// The offices directly below that screen, by code.
    pub below: Vec<OfficeView>,
    /// The intensive periods that hold here today, or will, by their first day.
    pub intensives: Vec<(Intensive, String)>,
}

impl ScreeningView {
    /// The page of an office on a day.
    pub fn of<'a>(
        rows: impl IntoIterator<Item = &'a MatterRow> + Clone,
        directory: &Directory,
        office: &OfficeCode,
        today: NaiveDate,
    ) -> Self {
        let findings = Findings::of(rows.clone());
        let stands = |office: &OfficeCode, period| PeriodView {
            period,
            standing: findings.standing(office, period),
        };
        let now = Period::of(directory, office, today);
        let past = core::iter::successors(now, |period| period.before(directory, office))
            .skip(1)
            .take(PAST)
            .take_while(|period| findings.worked(office, *period))
            .map(|period| stands(office, period))
            .collect();
        let rounds = rounds(&findings, directory, office, today);
        let open: Vec<&str> =
            rounds.iter().filter(|one| one.open).map(|one| one.round.id.as_str()).collect();
        let below = children(directory, office, today)
            .map(|at| {
                let now = Period::of(directory, &at.code, today);
                let last = now.and_then(|period| period.before(directory, &at.code));
                let last = last.filter(|period| findings.worked(&at.code, *period));
                OfficeView {
                    office: at.code.clone(),
                    name: at.name.clone(),
                    tier: at.tier,
                    phone: at.phone.clone(),
                    now: now.map(|period| stands(&at.code, period)),
                    missed_last: last.is_some_and(|period| {
                        findings.standing(&at.code, period) == Standing::NotReported
                    }),
                }
            })
            .collect();
        Self {
            office: office.clone(),
            today,
            now: now.map(|period| stands(office, period)),
            found: found(rows, office, now, &open),
            past,
            below,
            intensives: intensives(directory, office, today),
            rounds,
        }
    }
}

/// Stations and townships directly below, by code: departments do not screen by cycle.
fn children<'a>(
    directory: &'a Directory,
    office: &'a OfficeCode,
    today: NaiveDate,
) -> impl Iterator<Item = &'a crate::directory::Office> {
    directory.below(office).filter(move |at| at.is_open_on(today) && at.tier != Tier::Department)
}

fn rounds(
    findings: &Findings<'_>,
    directory: &Directory,
    office: &OfficeCode,
    today: NaiveDate,
) -> Vec<RoundView> {
    let arrangements = &directory.arrangements;
    let mut shown: Vec<&Round> = arrangements
        .rounds
        .iter()
        .filter(|round| {
            round.is_for(directory, office) || directory.is_at_or_above(office, &round.organiser)
        })
        .collect();
    shown.sort_by_key(|round| {
        (!round.is_open_on(today), core::cmp::Reverse(round.from), round.id.clone())
    });
    let open = shown.iter().filter(|round| round.is_open_on(today)).count();
    shown
        .into_iter()
        .take(open + CLOSED_ROUNDS)
        .map(|round| {
            let below = directory
                .offices
                .iter()
                .filter(|at| at.code != *office && at.is_open_on(round.from))
                .filter(|at| directory.is_at_or_above(office, &at.code))
                .filter(|at| round.is_for(directory, &at.code));
            RoundView {
                organiser: name(directory, &round.organiser),
                open: round.is_open_on(today),
                own: round.is_for(directory, office).then(|| findings.standing_in(office, round)),
                below: below
                    .map(|at| {
                        let standing = findings.standing_in(&at.code, round);
                        (at.code.clone(), at.name.clone(), standing)
                    })
                    .collect(),
                round: round.clone(),
            }
        })
        .collect()
}

fn found<'a>(
    rows: impl IntoIterator<Item = &'a MatterRow>,
    office: &OfficeCode,
    now: Option<Period>,
    open: &[&str],
) -> Vec<FoundView> {
    let mut found: Vec<FoundView> = rows
        .into_iter()
        .filter(|row| row.kind == CaseKind::Dispute && row.home.as_ref() == Some(office))
        .filter_map(|row| {
            let dispute = row.dispute.as_ref()?;
            let on = clocks::parse_date(&dispute.found_on)?;
            let wanted = now.is_some_and(|period| period.holds(on))
                || open.contains(&dispute.round.as_str());
            wanted.then(|| FoundView {
                case: row.matter,
                title: if row.title.is_empty() { row.name.clone() } else { row.title.clone() },
                on: dispute.found_on.clone(),
                round: dispute.round.clone(),
            })
        })
        .collect();
    found.sort_by(|a, b| (&b.on, b.case).cmp(&(&a.on, a.case)));
    found
}

fn intensives(
    directory: &Directory,
    office: &OfficeCode,
    today: NaiveDate,
) -> Vec<(Intensive, String)> {
    let mut shown: Vec<&Intensive> = directory
        .arrangements
        .intensives
        .iter()
        .filter(|one| one.from <= one.last() && today <= one.last())
        .filter(|one| {
            directory.is_at_or_above(&one.scope, office)
                || directory.is_at_or_above(office, &one.scope)
        })
        .collect();
    shown.sort_by_key(|one| (one.from, one.id.clone()));
    shown.into_iter().map(|one| (one.clone(), name(directory, &one.scope))).collect()
}

fn name(directory: &Directory, office: &OfficeCode) -> String {
    directory.office(office).map(|office| office.name.clone()).unwrap_or_default()
}
