//! What each step does to the directory.

mod arrange;
mod blocks;
mod city;
mod office;
mod people;
mod recusal;

use chrono::NaiveDate;
use ident::OfficeCode;

pub(super) use blocks::Reserving;

use super::{
    OrgStep, Why,
    contest::{History, Setters},
};
use crate::{
    Directory,
    directory::{Office, Tier},
    history::{Arrival, SeenChange},
    step::payload::Acting,
};

/// A step whose author may keep the directory, on its way into it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act<'a> {
    /// Whose document it stands in.
    pub keeper: &'a OfficeCode,
    /// The change.
    pub change: &'a SeenChange,
    /// In which post, on which day.
    pub by: Acting,
    /// The document.
    pub history: &'a History<'a>,
}

impl Act<'_> {
    /// The day on which it was recorded.
    fn recorded_on(&self) -> NaiveDate {
        self.change.at.date()
    }

    /// Its place in the relay's log; none while it has none.
    fn received(&self) -> Option<u64> {
        match self.change.arrival {
            Arrival::At(place) => Some(place),
            Arrival::Pending | Arrival::Unknown => None,
        }
    }

    /// Whether an office was there no more on the day of the step: what was entered while it was
    /// stands, whenever it was closed.
    fn is_after(&self, closed: Option<NaiveDate>) -> bool {
        closed.is_some_and(|closed| closed < self.by.on)
    }

    /// A day that cannot lie ahead.
    fn past(&self, day: NaiveDate) -> Result<(), Why> {
        if day > self.recorded_on() { Err(Why::InTheFuture) } else { Ok(()) }
    }
}

/// The directory while steps are laid over it.
#[derive(Debug)]
pub(super) struct Working {
    pub directory: Directory,
    pub setters: Setters,
    /// Reservations of numbers, to be weighed against each other when all are there.
    pub reserving: Vec<Reserving>,
}

impl Working {
    /// Carries a step out, or says why it has no effect; then nothing was changed.
    pub fn take(&mut self, act: &Act<'_>, step: OrgStep) -> Result<(), Why> {
        match step {
            OrgStep::OfficeOpened { office, name, tier, parent, organ, phone, from, .. } => {
                let mut new = Office::new(office, name, Some(parent), tier);
                (new.organ, new.phone, new.opened_on) = (organ, phone, Some(from));
                self.open_office(act, new)
            }
            OrgStep::OfficeRenamed { office, name, from, .. } => {
                self.rename_office(act, &office, &name, from)
            }
            OrgStep::OfficeDescribed { office, organ, phone, .. } => {
                self.describe_office(act, &office, &organ, &phone)
            }
            OrgStep::OfficeClosed { office, on, into, .. } => {
                self.close_office(act, &office, on, into)
            }
            OrgStep::PersonAdded { person, name, office, .. } => {
                self.add_person(act, person, &name, office)
            }
            OrgStep::PersonRenamed { person, name, .. } => self.rename_person(act, person, &name),
            OrgStep::Appointed { post, person, office, role, from, deputises, .. } => {
                let ended = None;
                let post = crate::directory::Post {
                    id: post,
                    person,
                    office,
                    role,
                    from,
                    ended,
                    deputises,
                };
                self.appoint(act, post)
            }
            OrgStep::Relieved { post, on, .. } => self.relieve(act, post, on),
            OrgStep::CalendarSet { year, csv, .. } => self.set_calendar(act, year, csv),
            OrgStep::ProfileSet { profile, .. } => self.set_profile(act, profile),
            OrgStep::TemplateSet { paper, text, .. } => self.set_template(act, paper, text),
            OrgStep::BlockReserved { office, paper, year, from, to, device, .. } => {
                let block = crate::directory::NumberBlock { office, paper, year, from, to, device };
                self.reserve(act, block)
            }
            OrgStep::RecusalEntered { id, person, scope, from, reason, .. } => {
                self.recuse(act, id, (person, &scope), from, reason)
            }
            OrgStep::RecusalEnded { id, on, .. } => self.end_recusal(act, &id, on),
            OrgStep::Arranged(step) => self.arrange(act, step),
            OrgStep::Unknown { .. } => Err(Why::UnknownStep),
        }
    }

    /// The office, where the keeper might change it on the day of the step: one below, or the city
    /// office itself, above which nobody stands.
    fn kept(&self, act: &Act<'_>, code: &OfficeCode) -> Result<&Office, Why> {
        let office = self.directory.office(code).ok_or(Why::NoSuchOffice)?;
        let kept = is_kept_on(&self.directory, act.keeper, code, act.by.on);
        if kept { Ok(office) } else { Err(Why::NotBelow) }
    }

    fn kept_mut(&mut self, act: &Act<'_>, code: &OfficeCode) -> Result<&mut Office, Why> {
        self.kept(act, code)?;
        self.directory.office_mut(code).ok_or(Why::NoSuchOffice)
    }

    fn of_the_city(&self, act: &Act<'_>) -> Result<(), Why> {
        let city = self.directory.tier(act.keeper) == Some(Tier::City);
        if city { Ok(()) } else { Err(Why::CityOnly) }
    }
}

/// Whether an office kept the directory of another on a day.
fn is_kept_on(
    directory: &Directory,
    keeper: &OfficeCode,
    code: &OfficeCode,
    day: NaiveDate,
) -> bool {
    if keeper == code {
        directory.tier(keeper) == Some(Tier::City)
    } else {
        directory.is_at_or_above_on(keeper, code, day)
    }
}

/// Whether an office keeps the directory of another now.
pub(super) fn is_kept(directory: &Directory, keeper: &OfficeCode, code: &OfficeCode) -> bool {
    if keeper == code {
        directory.tier(keeper) == Some(Tier::City)
    } else {
        directory.is_at_or_above(keeper, code)
    }
}
