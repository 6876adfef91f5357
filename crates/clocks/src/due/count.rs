//! Going forward over days.

use chrono::NaiveDate;

use super::{NoDue, Pause};
use crate::{Calendar, Unit};

/// Counts days, and remembers whether every day it had to judge was in a known year.
pub(super) struct Count<'a> {
    calendar: &'a Calendar,
    paused: &'a [Pause],
    known: bool,
}

impl<'a> Count<'a> {
    pub(super) fn new(calendar: &'a Calendar, paused: &'a [Pause]) -> Self {
        Self { calendar, paused, known: true }
    }

    /// Whether every day judged so far lies in a year with a table.
    pub(super) fn known(&self) -> bool {
        self.known
    }

    /// The day that is so many days after `from`, paused days left out.
    pub(super) fn days(
        &mut self,
        from: NaiveDate,
        days: u32,
        unit: Unit,
    ) -> Result<NaiveDate, NoDue> {
        let mut date = from;
        let mut left = days;
        while left > 0 {
            date = date.succ_opt().ok_or(NoDue::OutOfRange)?;
            // A pause is jumped over as a whole: it may be years long by mistake.
            if let Some(pause) = self.paused.iter().find(|p| p.from <= date && date <= p.to) {
                date = pause.to;
            } else if unit == Unit::Calendar || self.works(date) {
                left -= 1;
            }
        }
        Ok(date)
    }

    /// That day, or the first working day after it.
    pub(super) fn working_from(&mut self, from: NaiveDate) -> Result<NaiveDate, NoDue> {
        let mut date = from;
        while !self.works(date) {
            date = date.succ_opt().ok_or(NoDue::OutOfRange)?;
        }
        Ok(date)
    }

    fn works(&mut self, date: NaiveDate) -> bool {
        let day = self.calendar.is_working(date);
        self.known &= day.known;
        day.working
    }
}
