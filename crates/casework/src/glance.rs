//! 村情一览: what is open in a village, or in a township over its villages, and how the year went.
//! A pure function of rows, directory and day.

use chrono::{Datelike, NaiveDate};
use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    CaseKind, Directory, MatterRow,
    directory::Tier,
    dispute::codes::Risk,
    screening::{Findings, Period, PeriodView, Standing},
};

/// So many promises are named.
const MOST_PROMISES: usize = 12;
/// How far back the last report of a screening is looked for, in periods.
const PERIODS_BACK: usize = 60;

/// A promise that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseDue {
    /// Of which case.
    pub case: MatterId,
    /// Of which kind.
    pub kind: CaseKind,
    /// What.
    pub text: String,
    /// Who promised.
    pub who: String,
    /// By when.
    #[serde(with = "clocks::iso_date")]
    pub due: NaiveDate,
}

/// A month of the year at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MonthCount {
    /// 1 to 12.
    pub month: u32,
    /// Petition matters received: items (件).
    pub matters: u32,
    /// Disputes found: items.
    pub disputes: u32,
}

/// What is open at one of the offices below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCount {
    /// Which.
    pub office: OfficeCode,
    /// Its name.
    pub name: String,
    /// Open petition matters.
    pub matters: u32,
    /// Open disputes.
    pub disputes: u32,
    /// Promises that are open.
    pub promises: u32,
    /// The day of the last visit that took place, `2026-11-22`; empty where this device knows of none.
    pub last_visit: String,
}

/// What is counted of an office below.
#[derive(Debug, Clone, Default)]
struct Counted {
    matters: u32,
    disputes: u32,
    promises: u32,
    last_visit: String,
}

/// An office at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    /// Which.
    pub office: OfficeCode,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: Tier,
    /// The day it is of.
    #[serde(with = "clocks::iso_date")]
    pub today: NaiveDate,
    /// Open petition matters: items.
    pub matters: u32,
    /// Open disputes by level, the gravest first, those without a level last: items. Only levels
    /// that occur.
    pub disputes: Vec<(Option<Risk>, u32)>,
    /// How many promises are open.
    pub promises: u32,
    /// How many of them are overdue.
    pub overdue: u32,
    /// The soonest of them.
    pub due: Vec<PromiseDue>,
    /// The last visit: which, its day, the leader.
    pub last_visit: Option<(MatterId, String, String)>,
    /// The last period that was reported on; of a village, or of the office's own.
    pub last_screening: Option<PeriodView>,
    /// The months of this year up to now.
    pub months: Vec<MonthCount>,
    /// The offices directly below, by code; never by number.
    pub below: Vec<OpenCount>,
}

impl Glance {
    /// An office on a day; none where the directory does not know it.
    pub fn of<'a>(
        rows: impl IntoIterator<Item = &'a MatterRow> + Clone,
        directory: &Directory,
        office: &OfficeCode,
        today: NaiveDate,
    ) -> Option<Self> {
        let there = directory.office(office)?;
        let areas = Areas::of(directory, office);
        let mut glance = Self {
            office: office.clone(),
            name: there.name.clone(),
            tier: there.tier,
            today,
            matters: 0,
            disputes: Vec::new(),
            promises: 0,
            overdue: 0,
            due: Vec::new(),
            last_visit: None,
            last_screening: last_screening(rows.clone(), directory, office, today),
            months: (1..=today.month())
                .map(|month| MonthCount { month, ..MonthCount::default() })
                .collect(),
            below: Vec::new(),
        };
        let mut open: BTreeMap<&OfficeCode, Counted> =
            areas.children.iter().map(|code| (*code, Counted::default())).collect();
        let mut risks: BTreeMap<Option<Risk>, u32> = BTreeMap::new();
        for row in rows {
            let Some(child) = areas.place(row) else { continue };
            glance.count_month(row);
            if row.kind == CaseKind::Visit {
                glance.count_visit(row);
            }
            glance.count_promises(row);
            let mut other = Counted::default();
            let counted = child.and_then(|child| open.get_mut(child)).unwrap_or(&mut other);
            counted.promises += u32::try_from(row.promises.len()).unwrap_or(u32::MAX);
            if let Some(visit) = row.meeting.as_ref().filter(|one| one.held)
                && row.kind == CaseKind::Visit
                && visit.day > counted.last_visit
            {
                counted.last_visit.clone_from(&visit.day);
            }
            if row.is_over() {
                continue;
            }
            match row.kind {
                CaseKind::Petition => {
                    glance.matters += 1;
                    counted.matters += 1;
                }
                CaseKind::Dispute => {
                    let risk = row.dispute.as_ref().and_then(|one| Risk::from_name(&one.risk));
                    *risks.entry(risk).or_default() += 1;
                    counted.disputes += 1;
                }
                CaseKind::Visit | CaseKind::Reception | CaseKind::Screening | CaseKind::Remark => {}
            }
        }
        // None sorts before every level; the gravest is the greatest.
        glance.disputes = risks.into_iter().rev().collect();
        glance.due.sort_by(|a, b| (a.due, &a.text, a.case).cmp(&(b.due, &b.text, b.case)));
        glance.due.truncate(MOST_PROMISES);
        let name = |code: &OfficeCode| {
            directory.office(code).map(|office| office.name.clone()).unwrap_or_default()
        };
        glance.below = open
            .into_iter()
            .map(|(code, counted)| OpenCount {
                office: code.clone(),
                name: name(code),
                matters: counted.matters,
                disputes: counted.disputes,
                promises: counted.promises,
                last_visit: counted.last_visit,
            })
            .collect();
        Some(glance)
    }

    fn count_month(&mut self, row: &MatterRow) {
        let on = match (row.kind, &row.dispute) {
            (CaseKind::Petition, _) => clocks::parse_date(&row.received_on),
            (CaseKind::Dispute, Some(dispute)) => clocks::parse_date(&dispute.found_on),
            _ => None,
        };
        let Some(on) = on.filter(|on| on.year() == self.today.year()) else { return };
        let month = self.months.iter_mut().find(|month| month.month == on.month());
        match (month, row.kind) {
            (Some(month), CaseKind::Petition) => month.matters += 1,
            (Some(month), _) => month.disputes += 1,
            (None, _) => {}
        }
    }

    fn count_visit(&mut self, row: &MatterRow) {
        let Some(visit) = row.meeting.as_ref().filter(|visit| visit.held) else { return };
        let later = |(_, day, _): &(MatterId, String, String)| visit.day > *day;
        if self.last_visit.as_ref().is_none_or(later) {
            self.last_visit = Some((row.matter, visit.day.clone(), visit.leader.clone()));
        }
    }

    fn count_promises(&mut self, row: &MatterRow) {
        for promise in &row.promises {
            self.promises += 1;
            self.overdue += u32::from(promise.due < self.today);
            self.due.push(PromiseDue {
                case: row.matter,
                kind: row.kind,
                text: promise.text.clone(),
                who: promise.who.clone(),
                due: promise.due,
            });
        }
    }
}

/// Which rows belong to an office, and to which of the offices directly below it.
struct Areas<'a> {
    office: &'a OfficeCode,
    city: bool,
    children: Vec<&'a OfficeCode>,
    /// Each office below, by its code, with the one directly below that it is, or stands under.
    child_of: BTreeMap<&'a str, &'a OfficeCode>,
}

impl<'a> Areas<'a> {
    fn of(directory: &'a Directory, office: &'a OfficeCode) -> Self {
        let children: Vec<&OfficeCode> =
            directory.below(office).map(|office| &office.code).collect();
        let child_of = directory
            .offices
            .iter()
            .filter_map(|at| {
                let line = directory.line_up(&at.code);
                let child = line.map(|at| &at.code).find(|code| children.contains(code))?;
                Some((at.code.as_str(), child))
            })
            .collect();
        let city = directory.tier(office) == Some(Tier::City);
        Self { office, city, children, child_of }
    }

    /// Whether a row belongs here, and below which child: where it arose comes before where it was
    /// registered. The city's are all.
    fn place(&self, row: &MatterRow) -> Option<Option<&'a OfficeCode>> {
        let village = row.meeting.as_ref().and_then(|one| one.village.as_ref());
        let codes = [
            village.map(OfficeCode::as_str),
            Some(row.place_office.as_str()),
            row.home.as_ref().map(OfficeCode::as_str),
        ];
        let codes = || codes.into_iter().flatten();
        if let Some(child) = codes().find_map(|code| self.child_of.get(code)) {
            return Some(Some(*child));
        }
        (self.city || codes().any(|code| code == self.office.as_str())).then_some(None)
    }
}

fn last_screening<'a>(
    rows: impl IntoIterator<Item = &'a MatterRow>,
    directory: &Directory,
    office: &OfficeCode,
    today: NaiveDate,
) -> Option<PeriodView> {
    let findings = Findings::of(rows);
    let now = Period::of(directory, office, today);
    core::iter::successors(now, |period| period.before(directory, office))
        .take(PERIODS_BACK)
        .map(|period| PeriodView { period, standing: findings.standing(office, period) })
        .find(|one| one.standing != Standing::NotReported)
}
