//! Formal steps: asked first whether they may be taken, then saved like any form.

use casework::{
    MatterState, Moment, Step,
    matter::{Actor, Barrier},
    step::{
        codes::Relation,
        payload::{Acting, Link},
    },
};
use ident::{MatterId, Part};

use super::{
    Station, StationError,
    fold::OpenMatter,
    write::{Form, Share},
};
use crate::{Batch, Effect, Store};

impl<S: Store> Station<S> {
    /// Takes a formal step on a matter, if its author may.
    ///
    /// # Errors
    /// [`StationError::Barred`] where it is not theirs or not the time; any other
    /// [`StationError`]. Nothing was written then.
    pub async fn act(
        &mut self,
        matter: MatterId,
        step: &Step,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let mut form = Form::default();
        self.take(&mut form, matter, step, now).await?;
        if let Step::Linked(link) | Step::Unlinked(link) = step {
            let other = other_side(step, link, matter);
            // What stands on one side alone is made whole, or undone, from the side that lacks it.
            if !self.stands(link.other, &other) {
                self.take(&mut form, link.other, &other, now).await?;
            }
        }
        self.save(form).await
    }

    async fn take(
        &self,
        form: &mut Form,
        matter: MatterId,
        step: &Step,
        now: Moment,
    ) -> Result<(), StationError> {
        let mut opened = self.open_matter(matter).await?;
        self.is_allowed(&opened, step, now)?;
        self.note_number(&mut form.batch, step).await?;
        let share = Share { part: Part::Core, step, edits: &[] };
        self.share(form, &mut opened, &share, now)?;
        form.rows.extend(self.row_into(matter, &opened, &mut form.batch)?);
        Ok(())
    }

    /// A paper that is made out uses up its number.
    pub(super) async fn note_number(
        &self,
        batch: &mut Batch,
        step: &Step,
    ) -> Result<(), StationError> {
        if let Step::Issued(issued) = step
            && let Some((year, serial)) = super::numbers::parts(&issued.number)
        {
            self.give_number(batch, &issued.paper, year, serial).await?;
        }
        Ok(())
    }

    /// Whether the one who works here may take a step on a matter now.
    pub(super) fn is_allowed(
        &self,
        opened: &OpenMatter,
        step: &Step,
        now: Moment,
    ) -> Result<(), StationError> {
        let identity = self.registered()?;
        let directory = self.directory();
        // The end of the post has come in: whatever is entered from now on comes in after it.
        let post = step.acting().and_then(|acting| directory.post(acting.post));
        if post.and_then(|post| post.ended?.received).is_some() {
            return Err(StationError::Barred(Barrier::Straggler));
        }
        let state: MatterState = opened.docs().state(directory);
        let person = Some(identity.person);
        let actor = Actor::taking(step, &identity.office, person, now.date(), directory);
        let allowed: Result<(), Barrier> =
            actor.and_then(|actor| state.permits(step, &actor, directory));
        allowed.map_err(StationError::Barred)?;
        // Whatever day it states: it is taken today, and comes in after today's recusals.
        if step.kind().opens() {
            return Ok(());
        }
        self.keeps_none_away(&state, now)
    }

    /// Whether the one who works here may write to a case that is there, a note or a correction as well:
    /// whoever is kept away from it changes nothing in it.
    pub(super) fn may_write_to(
        &self,
        opened: &OpenMatter,
        now: Moment,
    ) -> Result<(), StationError> {
        self.keeps_none_away(&opened.docs().state(self.directory()), now)
    }

    fn keeps_none_away(&self, state: &MatterState, now: Moment) -> Result<(), StationError> {
        let person = self.registered()?.person;
        let open = state.is_open_to(person, now.date(), self.directory());
        open.map_err(StationError::Barred)
    }
}

/// A tie stands in both matters, so that either shows it.
fn other_side(step: &Step, link: &Link, matter: MatterId) -> Step {
    let relation = match link.relation {
        Relation::MergedInto => Relation::MergedFrom,
        Relation::MergedFrom => Relation::MergedInto,
        same => same,
    };
    let by: Acting = link.by;
    let link = Link { by, other: matter, relation };
    match step {
        Step::Unlinked(_) => Step::Unlinked(link),
        _ => Step::Linked(link),
    }
}
