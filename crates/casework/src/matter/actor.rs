//! Who takes a step: an office, a person, the powers of their post, a day.

use chrono::NaiveDate;
use ident::{OfficeCode, PersonId};

use super::Barrier;
use crate::{
    Directory,
    directory::{Power, Role, Tier},
    history::{Arrival, SeenChange},
    step::Step,
};

/// Who takes a step, as the directory vouches for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor<'a> {
    /// The office of the device.
    pub office: &'a OfficeCode,
    /// Its tier.
    pub tier: Tier,
    /// The author.
    pub person: Option<PersonId>,
    /// The role of the post that is cited; none where the step needs none.
    pub role: Option<Role>,
    /// The legal day of the step.
    pub on: NaiveDate,
    /// The day it was recorded on.
    pub recorded_on: NaiveDate,
    /// When it came in; unknown for one that is only thought of.
    pub arrival: Arrival,
    /// A person decided that it counts though it came late.
    pub settled: bool,
}

impl<'a> Actor<'a> {
    /// The actor of a change, with everything checked that the directory can say.
    ///
    /// # Errors
    /// [`Barrier`] where the directory does not vouch for it.
    pub fn of(change: &SeenChange, directory: &'a Directory) -> Result<Self, Barrier> {
        let actor = Self { settled: false, ..Self::of_straggler(change, directory)? };
        let Some(acting) = change.step.acting() else { return Ok(actor) };
        let ended = directory.post(acting.post).and_then(|post| post.ended?.received);
        match (ended, change.arrival) {
            (Some(_), Arrival::Pending) => Err(Barrier::Straggler),
            (Some(end), Arrival::At(received)) if received > end => Err(Barrier::Straggler),
            _ => Ok(actor),
        }
    }

    /// The actor of a change whose author may have been withdrawn before it came in: a person
    /// decided about that.
    ///
    /// # Errors
    /// [`Barrier`] where the directory does not vouch for it.
    pub fn of_straggler(change: &SeenChange, directory: &'a Directory) -> Result<Self, Barrier> {
        let device = directory.device(change.device()).ok_or(Barrier::UnknownDevice)?;
        let on = change.at.date();
        let taking = Self::taking(&change.step, &device.office, change.person, on, directory)?;
        Ok(Self { arrival: change.arrival, settled: true, ..taking })
    }

    /// The actor of a step that somebody takes, recorded on a day.
    ///
    /// # Errors
    /// [`Barrier`] where the directory does not vouch for it.
    pub fn taking(
        step: &Step,
        office: &'a OfficeCode,
        person: Option<PersonId>,
        recorded_on: NaiveDate,
        directory: &Directory,
    ) -> Result<Self, Barrier> {
        let tier = directory.tier(office).ok_or(Barrier::UnknownDevice)?;
        let Some(acting) = step.acting() else {
            let on = match step {
                Step::Imported { .. } => recorded_on,
                // What is said ahead would stand for days that have not come.
                Step::Screened(said) if said.on > recorded_on => return Err(Barrier::InTheFuture),
                Step::Remarked(said) if said.on > recorded_on => return Err(Barrier::InTheFuture),
                Step::Handed { on, .. } => on.unwrap_or(recorded_on),
                _ => step.opened_on().unwrap_or(recorded_on),
            };
            return Ok(Self::here(office, tier, person, None, on).recorded(recorded_on));
        };
        let post = directory.post(acting.post).ok_or(Barrier::NotTheirPost)?;
        if post.office != *office || Some(post.person) != person {
            return Err(Barrier::NotTheirPost);
        }
        if acting.on > recorded_on {
            return Err(Barrier::InTheFuture);
        }
        if !post.is_held_on(acting.on) {
            return Err(Barrier::PostNotHeld);
        }
        let role = Some(post.role);
        Ok(Self::here(office, tier, person, role, acting.on).recorded(recorded_on))
    }

    /// Somebody who would act on a day, and record it that day.
    #[must_use]
    pub fn here(
        office: &'a OfficeCode,
        tier: Tier,
        person: Option<PersonId>,
        role: Option<Role>,
        on: NaiveDate,
    ) -> Self {
        let arrival = Arrival::Unknown;
        Self { office, tier, person, role, on, recorded_on: on, arrival, settled: false }
    }

    fn recorded(self, recorded_on: NaiveDate) -> Self {
        Self { recorded_on, ..self }
    }

    /// Whether they act for an office: their own, or one whose work it had taken over by their day.
    #[must_use]
    pub fn stands_for(&self, office: &OfficeCode, directory: &Directory) -> bool {
        office == self.office || directory.heir_on(office, self.on) == self.office
    }

    /// Whether the post permits a kind of act. Steps of the first version cite no post: they ask
    /// for no more than [`Power::Record`].
    ///
    /// # Errors
    /// [`Barrier::PowerNeeded`].
    pub fn needs(&self, power: Power) -> Result<(), Barrier> {
        let has = match self.role {
            Some(role) => role.has(power),
            None => power == Power::Record,
        };
        if has { Ok(()) } else { Err(Barrier::PowerNeeded(power)) }
    }

    /// Whether the post permits one of several kinds; the first is named where none is.
    ///
    /// # Errors
    /// [`Barrier::PowerNeeded`].
    pub fn needs_one(&self, powers: &[Power]) -> Result<(), Barrier> {
        let mut first = Ok(());
        for power in powers {
            match self.needs(*power) {
                Ok(()) => return Ok(()),
                missing => first = first.and(missing),
            }
        }
        first
    }
}
