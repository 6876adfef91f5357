//! Which period an office reports on.

use chrono::NaiveDate;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

use crate::Directory;

/// A period that is reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// Its first day.
    #[serde(with = "clocks::iso_date")]
    pub from: NaiveDate,
    /// Its last.
    #[serde(with = "clocks::iso_date")]
    pub to: NaiveDate,
    /// It is one day of an intensive period.
    pub intensive: bool,
}

impl Period {
    /// The period of an office that a day lies in: that of its tier's cycle, or the day alone while
    /// an intensive period holds there. Where one begins or ends in mid-cycle, what is left of the
    /// cycle before and after it is a period of its own, so that no day is asked about twice. None
    /// for an office that does not screen, or did not exist on that day.
    #[must_use]
    pub fn of(directory: &Directory, office: &OfficeCode, day: NaiveDate) -> Option<Self> {
        let there = directory.office(office)?;
        if !there.is_open_on(day) {
            return None;
        }
        let cycle = directory.arrangements.cycles.of(there.tier)?;
        let intensive = |day| directory.arrangements.intensive_on(directory, office, day).is_some();
        if intensive(day) {
            return Some(Self { from: day, to: day, intensive: true });
        }
        let (first, last) = cycle.period(day);
        let ordinary = |day: &NaiveDate| there.is_open_on(*day) && !intensive(*day);
        let back = core::iter::successors(Some(day), NaiveDate::pred_opt);
        let from = back.take_while(|at| *at >= first && ordinary(at)).last()?;
        let ahead = core::iter::successors(Some(day), NaiveDate::succ_opt);
        let to = ahead.take_while(|at| *at <= last && ordinary(at)).last()?;
        Some(Self { from, to, intensive: false })
    }

    /// The period before this one.
    #[must_use]
    pub fn before(self, directory: &Directory, office: &OfficeCode) -> Option<Self> {
        Self::of(directory, office, self.from.pred_opt()?)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}
