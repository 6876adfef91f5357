//! Recusals: who keeps away from what.

use chrono::NaiveDate;
use ident::PersonId;

use super::{Act, Working};
use crate::{
    directory::{Recusal, RecusalScope},
    org::{Why, names::MAX_NAME},
};

/// Longest reason, in characters.
const MAX_REASON: usize = 400;

impl Working {
    pub(super) fn recuse(
        &mut self,
        act: &Act<'_>,
        id: String,
        (person, scope): (PersonId, &RecusalScope),
        from: NaiveDate,
        reason: String,
    ) -> Result<(), Why> {
        let office = self.directory.person(person).ok_or(Why::NoSuchPerson)?.office.clone();
        self.kept(act, &office)?;
        // Not of before: what was done then was done by somebody who might.
        if from < act.recorded_on() {
            return Err(Why::BadDay);
        }
        let fits = match scope {
            RecusalScope::Unit(unit) => self.directory.office(unit).is_some(),
            RecusalScope::Category(id) => !id.is_empty() && id.len() <= MAX_NAME,
            RecusalScope::Matter(_) => true,
        };
        if !fits || id.is_empty() || id.len() > MAX_NAME {
            return Err(Why::NoSuchThing);
        }
        if reason.chars().nth(MAX_REASON).is_some() {
            return Err(Why::BadName);
        }
        // The directory goes to every device: why somebody keeps away stays in the document of who entered it.
        let mut new = Recusal::new(id, person, scope, from, String::new());
        new.received = act.received();
        new.entered_on = Some(act.recorded_on());
        let all = self.directory.recusals.get_or_insert_default();
        match all.iter().find(|one| one.id == new.id) {
            None => {
                all.push(new);
                Ok(())
            }
            Some(there) if there.person == person && there.scope() == new.scope() => Ok(()),
            Some(_) => Err(Why::IdTaken),
        }
    }

    pub(super) fn end_recusal(
        &mut self,
        act: &Act<'_>,
        id: &str,
        on: NaiveDate,
    ) -> Result<(), Why> {
        let there = self.directory.recusals().iter().find(|one| one.id == id);
        let there = there.ok_or(Why::NoSuchThing)?;
        let office = self.directory.person(there.person).ok_or(Why::NoSuchPerson)?.office.clone();
        self.kept(act, &office)?;
        // Nobody lets themselves back in.
        if act.change.person == Some(there.person) {
            return Err(Why::NotPermitted);
        }
        // Not before yesterday: what was refused until then stays refused.
        let early = act.recorded_on().pred_opt().is_some_and(|eve| on < eve);
        if early || there.from.pred_opt().is_none_or(|eve| on < eve) {
            return Err(Why::BadDay);
        }
        match there.until() {
            Some(until) if until == on => return Ok(()),
            Some(_) => return Err(Why::Ended),
            None => {}
        }
        let all = self.directory.recusals.get_or_insert_default();
        if let Some(one) = all.iter_mut().find(|one| one.id == id) {
            one.end(on);
        }
        Ok(())
    }
}
