//! "今日": why a matter lies on somebody's desk today. A pure function of row, reader and day, so
//! that counts always agree with the rows behind them.

use chrono::NaiveDate;
use clocks::{ClockId, Stage as Pace, progress};
use ident::{OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

use crate::{CaseKind, MatterRow, directory::Power, matter::Stage, row::RowClock};

mod filter;

pub use filter::{HolderPlace, Kinds, RowFilter, RowOrder};

/// A list of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TodayList {
    /// 已超期
    Overdue,
    /// 今天到期
    DueToday,
    /// 7 天内到期
    DueSoon,
    /// 待我签发
    Signature,
    /// 退回来的: objected to, sent back, revoked.
    CameBack,
    /// 新到: sent here and not opened.
    Incoming,
    /// 待分流
    Routing,
    /// 待受理
    Acceptance,
    /// 待告知去向: passed on, and the petitioner was not told where to (Art. 23).
    Notice,
    /// 下派的事: what a station was asked to do.
    Errands,
    /// 需人工处理: contradictions, late steps, contested facts.
    Decision,
    /// 待信访人: the next step is the petitioner's.
    Petitioner,
    /// 我承办的
    Mine,
    /// 下级超期: overdue at an office below.
    OverdueBelow,
}

impl TodayList {
    /// All of them, in the order they are shown: the most pressing first.
    pub const ALL: [Self; 14] = [
        Self::Overdue,
        Self::DueToday,
        Self::DueSoon,
        Self::Signature,
        Self::CameBack,
        Self::Incoming,
        Self::Routing,
        Self::Acceptance,
        Self::Notice,
        Self::Errands,
        Self::Decision,
        Self::Petitioner,
        Self::Mine,
        Self::OverdueBelow,
    ];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueToday => "due_today",
            Self::DueSoon => "due_soon",
            Self::Signature => "signature",
            Self::CameBack => "came_back",
            Self::Incoming => "incoming",
            Self::Routing => "routing",
            Self::Acceptance => "acceptance",
            Self::Notice => "notice",
            Self::Errands => "errands",
            Self::Decision => "decision",
            Self::Petitioner => "petitioner",
            Self::Mine => "mine",
            Self::OverdueBelow => "overdue_below",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }
}

/// Who reads the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader<'a> {
    /// Their office.
    pub office: &'a OfficeCode,
    /// The person.
    pub person: PersonId,
    /// What their posts permit.
    pub powers: &'a [Power],
    /// Their day.
    pub today: NaiveDate,
}

/// Days before its end from which a clock is on the list of what is due soon.
pub const SOON: i64 = 7;

impl Reader<'_> {
    /// The lists on which a matter stands for this reader; most are on none.
    pub fn lists(&self, row: &MatterRow) -> impl Iterator<Item = TodayList> {
        TodayList::ALL.into_iter().filter(move |list| self.is_on(row, *list))
    }

    /// Whether a matter stands on a list.
    #[must_use]
    pub fn is_on(&self, row: &MatterRow, list: TodayList) -> bool {
        let holds = row.holder.as_ref() == Some(self.office);
        let petition = row.kind == CaseKind::Petition;
        match list {
            TodayList::Overdue => self.pace(row).is_some_and(|(pace, _)| pace == Pace::Overdue),
            TodayList::DueToday => self.pace(row).is_some_and(|(pace, _)| pace == Pace::DueToday),
            TodayList::DueSoon => {
                self.pace(row).is_some_and(|(_, left)| (1..=SOON).contains(&left))
            }
            TodayList::Signature => {
                holds
                    && petition
                    && row.stage == Stage::Drafted
                    && self.powers.contains(&Power::Head)
            }
            TodayList::CameBack => {
                let objected =
                    row.stage == Stage::Objected && row.sender.as_ref() == Some(self.office);
                let returned = holds && (row.stage == Stage::Returned || row.redo);
                objected || (returned && !row.stage.is_over())
            }
            TodayList::Incoming => holds && row.unopened && !row.is_over(),
            TodayList::Routing => {
                holds
                    && petition
                    && !row.unopened
                    && matches!(row.stage, Stage::Open | Stage::Triaged)
            }
            TodayList::Acceptance => holds && row.stage == Stage::Received,
            // Whoever has it gives another notice: of accepting it or not.
            TodayList::Notice => {
                let own = |clock: &RowClock| {
                    clock.id == ClockId::DirectNotice && clock.office.as_ref() == Some(self.office)
                };
                petition && !holds && row.clocks.iter().any(own)
            }
            TodayList::Errands => row.errands.contains(self.office),
            TodayList::Decision => row.contested > 0 || row.for_a_person > 0,
            TodayList::Petitioner => {
                let waits = |clock: &RowClock| {
                    matches!(clock.id, ClockId::ReqReview | ClockId::ReqRereview)
                };
                row.clocks.iter().any(waits) || row.material_asked
            }
            TodayList::OverdueBelow => {
                let theirs = |clock: &&RowClock| {
                    clock.office.as_ref().is_some_and(|office| office != self.office)
                };
                row.clocks.iter().filter(theirs).any(|clock| clock.due < self.today)
            }
            TodayList::Mine => row.charged == Some(self.person) && holds && !row.is_over(),
        }
    }

    /// How the most pressing clock that this office owes stands: its pace, and the calendar days
    /// left.
    #[must_use]
    pub fn pace(&self, row: &MatterRow) -> Option<(Pace, i64)> {
        row.clocks
            .iter()
            .filter(|clock| clock.office.as_ref() == Some(self.office))
            .map(|clock| {
                let progress = progress(clock.start, clock.due, self.today);
                (progress.stage, progress.days_left)
            })
            .min_by_key(|(_, left)| *left)
    }

    /// The day by which this office owes something next; none where it owes nothing by a day.
    #[must_use]
    pub fn due(&self, row: &MatterRow) -> Option<NaiveDate> {
        let own = row.clocks.iter().filter(|clock| clock.office.as_ref() == Some(self.office));
        own.map(|clock| clock.due).min()
    }
}
