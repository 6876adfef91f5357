//! Whether the directory keeps somebody away from a matter.

use chrono::NaiveDate;
use ident::{OfficeCode, PersonId};

use super::super::{Actor, Barrier, MatterState};
use crate::{
    Directory,
    directory::{Recusal, RecusalScope, Weight},
};

impl MatterState {
    /// Whether the directory keeps whoever acts away from this matter. What the
    /// matter is about (its category) is known to a desk alone: facts change and may be contested, and
    /// authority cannot hang on them; there a step is not offered, and one that was taken elsewhere
    /// counts.
    pub(super) fn keeps_away(
        &self,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let Some(person) = actor.person else { return Ok(()) };
        let mut late = false;
        for one in directory.recusals().iter().filter(|one| one.person == person) {
            let weight = one.weighs(actor.on, actor.recorded_on, actor.arrival);
            if weight == Weight::None || !self.is_within(one, actor.on, directory) {
                continue;
            }
            if weight == Weight::Away {
                return Err(Barrier::KeepsAway);
            }
            late = true;
        }
        if late && !actor.settled { Err(Barrier::Straggler) } else { Ok(()) }
    }

    /// Whether a person has nothing to do with this matter on a day: they stand aside in it, or the
    /// directory keeps them away. Then they change nothing in it either, facts and notes included.
    ///
    /// # Errors
    /// [`Barrier::Recused`], [`Barrier::KeepsAway`].
    pub fn is_open_to(
        &self,
        person: PersonId,
        on: NaiveDate,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        if self.recused.contains(&person) {
            return Err(Barrier::Recused);
        }
        let away = directory.recusals().iter().any(|one| {
            one.person == person && one.holds_on(on) && self.is_within(one, on, directory)
        });
        if away { Err(Barrier::KeepsAway) } else { Ok(()) }
    }

    /// Whether this matter is of what somebody keeps away from.
    fn is_within(&self, one: &Recusal, on: NaiveDate, directory: &Directory) -> bool {
        match one.scope() {
            None => false,
            Some(RecusalScope::Matter(matter)) => self.matter == Some(matter),
            Some(RecusalScope::Category(id)) => {
                let under = self.category.strip_prefix(id.as_str());
                !id.is_empty() && under.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
            Some(RecusalScope::Unit(unit)) => self.is_of_unit(&unit, on, directory),
        }
    }

    /// Registered by a unit or one below it, or with it now, or decided by it: by the line of the day,
    /// or of the day it was registered.
    fn is_of_unit(&self, unit: &OfficeCode, on: NaiveDate, directory: &Directory) -> bool {
        let days = [Some(on), self.registered_on];
        let offices = [
            self.home.as_ref(),
            self.holder.as_ref(),
            self.accepted.as_ref().map(|(office, _)| office),
            self.decided_by(),
        ];
        offices.into_iter().flatten().any(|office| {
            let mut days = days.iter().flatten();
            days.any(|day| directory.is_at_or_above_on(unit, office, *day))
        })
    }
}
