//! Clocks of a matter as events: what started, who owes, what ended it. Due dates follow from them
//! with the rules, never the other way round.

use chrono::NaiveDate;
use clocks::ClockId;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

use super::Actor;
use crate::Directory;

/// How a clock ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEnd {
    /// The day.
    pub on: NaiveDate,
    /// Whether what was owed was done; false where the duty fell away.
    pub met: bool,
}

/// One clock of a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRun {
    /// Which limit.
    pub id: ClockId,
    /// The office that owes it; none where it is the petitioner's own limit.
    pub office: Option<OfficeCode>,
    /// The day of the event that starts it. That day is not counted.
    pub start: NaiveDate,
    /// Whether the start is the day of sending, because no one signed it in yet.
    pub assumed: bool,
    /// The day that was set, for a limit that is a date.
    pub stated: Option<NaiveDate>,
    /// Calendar days by which it was extended.
    pub extended: u32,
    /// First and last days that are not counted.
    pub pauses: Vec<(NaiveDate, NaiveDate)>,
    /// Its end, where it ended.
    pub end: Option<ClockEnd>,
}

impl ClockRun {
    /// A clock that starts.
    #[must_use]
    pub fn new(id: ClockId, office: Option<&OfficeCode>, start: NaiveDate) -> Self {
        Self {
            id,
            office: office.cloned(),
            start,
            assumed: false,
            stated: None,
            extended: 0,
            pauses: Vec::new(),
            end: None,
        }
    }

    /// Whether whoever acts owes it: for their own office, or for one whose work it took over.
    #[must_use]
    pub fn is_owed_by(&self, actor: &Actor<'_>, directory: &Directory) -> bool {
        self.office.as_ref().is_some_and(|office| actor.stands_for(office, directory))
    }

    /// A clock that starts with the sending until somebody signs the matter in.
    #[must_use]
    pub fn assumed(mut self) -> Self {
        self.assumed = true;
        self
    }

    /// A clock with a day that was set.
    #[must_use]
    pub fn until(mut self, stated: NaiveDate) -> Self {
        self.stated = Some(stated);
        self
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.end.is_none()
    }
}
