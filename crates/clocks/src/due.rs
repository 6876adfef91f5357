//! When something is due.

mod count;

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Calendar, ClockId, Limit, Profile, Unit, iso_date};
use count::Count;

/// Days that are not counted: a hearing, first and last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First day.
    #[serde(with = "iso_date")]
    pub from: NaiveDate,
    /// Last day.
    #[serde(with = "iso_date")]
    pub to: NaiveDate,
}

/// What a clock counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start<'a> {
    /// The day of the event (receipt by the body, acceptance, delivery). It is not counted.
    pub on: NaiveDate,
    /// The date written in the assignment; for limits with a stated date only.
    pub stated: Option<NaiveDate>,
    /// Days of all extensions together, in the extension's unit.
    pub extended_days: u32,
    /// Days not counted. They may overlap; what lies outside the running time has no effect.
    pub paused: &'a [Pause],
}

impl Start<'_> {
    /// An event, and nothing else.
    #[must_use]
    pub const fn at(on: NaiveDate) -> Self {
        Self { on, stated: None, extended_days: 0, paused: &[] }
    }
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day on which it is in time. Postponed where the profile's switch is on.
    #[serde(with = "iso_date")]
    pub due: NaiveDate,
    /// The last working day not after the statutory end: when a body should be done, as nobody is
    /// there on the days after. The statutory end itself where no working day lies between.
    #[serde(with = "iso_date")]
    pub working_target: NaiveDate,
    /// The end as counted, with extension and pauses, before any postponement.
    #[serde(with = "iso_date")]
    pub statutory: NaiveDate,
    /// What was counted.
    pub unit: Unit,
    /// Whether a working day that mattered lies in a year without a table. `due` may then move
    /// when that table comes. Says nothing about `working_target`.
    pub provisional: bool,
    /// Number of the article, as in the profile.
    pub article: Cow<'static, str>,
}

/// Why there is no due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDue {
    /// The profile does not have this clock.
    #[error("the profile does not have this clock")]
    NotInProfile,
    /// The law names no length. Not a mistake.
    #[error("this clock has no length: the law says at once, or names none")]
    NoLength,
    /// The limit is the date written in a paper, and none was given.
    #[error("this clock ends on the date its paper states, and none was given")]
    NoStatedDate,
    /// The stated date lies before the event.
    #[error("the stated date is before the start")]
    StatedBeforeStart,
    /// More days of extension than the profile allows, all extensions together.
    #[error("{asked} days of extension are more than the {most} this clock allows")]
    ExtensionBeyond {
        /// Days asked for.
        asked: u32,
        /// Days allowed; 0 where it cannot be extended.
        most: u32,
    },
    /// Days of hearing count against this clock.
    #[error("this clock does not stop for a hearing")]
    NotPausable,
    /// A pause that ends before it begins.
    #[error("a pause ends before it begins")]
    PauseBackwards,
    /// Past the last date the program can name.
    #[error("the date is out of range")]
    OutOfRange,
}

/// When `clock` is due under `profile`.
///
/// # Errors
/// [`NoDue`]; [`NoDue::NoLength`] is the ordinary answer for clocks without a length.
pub fn due(
    clock: ClockId,
    profile: &Profile,
    calendar: &Calendar,
    start: &Start<'_>,
) -> Result<Due, NoDue> {
    profile.limit(clock).ok_or(NoDue::NotInProfile)?.due(calendar, start)
}

impl Limit {
    /// When this limit ends. The start day is not counted (Civil Code, article 201, by analogy).
    /// Extension days follow the statutory end, before any postponement.
    ///
    /// # Errors
    /// [`NoDue`].
    pub fn due(&self, calendar: &Calendar, start: &Start<'_>) -> Result<Due, NoDue> {
        self.refuse(start)?;
        let mut count = Count::new(calendar, start.paused);
        let end = match self.unit {
            Unit::Calendar | Unit::Working => {
                count.days(start.on, self.length.into(), self.unit)?
            }
            Unit::Stated => start.stated.ok_or(NoDue::NoStatedDate)?,
            Unit::None => return Err(NoDue::NoLength),
        };
        if end < start.on {
            return Err(NoDue::StatedBeforeStart);
        }
        let statutory = match &self.extension {
            Some(extension) => count.days(end, start.extended_days, extension.unit)?,
            None => end,
        };
        let due = if self.postpone { count.working_from(statutory)? } else { statutory };
        Ok(Due {
            due,
            working_target: working_target(calendar, start.on, statutory),
            statutory,
            unit: self.unit,
            provisional: !count.known(),
            article: self.article.clone(),
        })
    }

    fn refuse(&self, start: &Start<'_>) -> Result<(), NoDue> {
        if !self.may_extend(start.extended_days) {
            let most = self.extension.as_ref().map_or(0, crate::Extension::most);
            return Err(NoDue::ExtensionBeyond { asked: start.extended_days, most });
        }
        if !self.pausable && !start.paused.is_empty() {
            return Err(NoDue::NotPausable);
        }
        if start.paused.iter().any(|pause| pause.to < pause.from) {
            return Err(NoDue::PauseBackwards);
        }
        Ok(())
    }
}

fn working_target(calendar: &Calendar, start: NaiveDate, statutory: NaiveDate) -> NaiveDate {
    let back = core::iter::successors(Some(statutory), NaiveDate::pred_opt);
    let mut between = back.take_while(|date| *date > start);
    between.find(|date| calendar.is_working(*date).working).unwrap_or(statutory)
}
