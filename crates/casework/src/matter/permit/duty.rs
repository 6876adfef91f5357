//! Who may promise, instruct, confirm, report back: alike for petitions and disputes.

use super::{
    super::{Actor, Barrier, InstructionState, Lack, MatterState, PromiseState, Stage},
    content::{has, text},
    decides,
};
use crate::{
    CaseKind, Directory, Step,
    directory::Power::{Dispatch, Head, Record},
    step::StepKind as K,
};

/// Whether a kind of step is one of these.
pub(super) fn is_one(kind: K) -> bool {
    matches!(
        kind,
        K::Promised
            | K::PromiseKept
            | K::Instructed
            | K::InstructionConfirmed
            | K::InstructionAnswered
            | K::HeardAt
            | K::Called
    )
}

impl MatterState {
    pub(super) fn may_duty(
        &self,
        kind: K,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        // In a merged matter nothing is promised or ordered any more: it goes on inside another.
        if self.kind == CaseKind::Petition
            && matches!(self.stage, Stage::Merged | Stage::Unregistered)
        {
            return Err(Barrier::WrongStage);
        }
        match kind {
            // An instruction binds whoever has the case, so it is confirmed where it lies, or above.
            K::InstructionConfirmed => {
                actor.needs_one(&[Dispatch, Head])?;
                // A station is no organ: it assigns nothing to anybody.
                decides(actor, true)?;
                self.holder_or_above(actor, directory)?;
                open(self.instructions.iter().any(awaits_task))
            }
            K::InstructionAnswered => {
                actor.needs(Record)?;
                open(self.instructions.iter().any(|one| owes_answer(one, actor)))
            }
            K::PromiseKept => {
                actor.needs(Record)?;
                open(self.promises.iter().any(|one| self.owes(one, actor, directory)))
            }
            _ => actor.needs(Record),
        }
    }

    pub(super) fn fits_duty(
        &self,
        step: &Step,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        match step {
            Step::Promised(promise) => {
                text(&promise.text)?;
                has(!promise.who.trim().is_empty(), Lack::Responsible)?;
                if directory.office(&promise.office).is_none() {
                    return Err(Barrier::BadAddressee);
                }
                if promise.due < actor.on {
                    return Err(Barrier::TooLate(promise.due));
                }
                fresh(self.promises.iter().all(|one| one.promise.id != promise.id))
            }
            Step::PromiseKept(end) => {
                let fits = |one: &PromiseState| {
                    // The same word from two tablets is one word; another one is for a person.
                    let said = one.end.as_ref().is_none_or(|(kept, ..)| *kept == end.kept);
                    one.promise.id == end.promise && said && self.owes(one, actor, directory)
                };
                open(self.promises.iter().any(fits))?;
                has(end.kept || !end.text.trim().is_empty(), Lack::Text)
            }
            Step::Instructed(instruction) => {
                has(!instruction.leader.trim().is_empty(), Lack::Leader)?;
                fresh(self.instructions.iter().all(|one| one.instruction.id != instruction.id))
            }
            Step::InstructionConfirmed(task) => {
                let fits = |one: &InstructionState| {
                    one.instruction.id == task.instruction && awaits_task(one)
                };
                open(self.instructions.iter().any(fits))?;
                let there = directory.office(&task.to);
                if there.is_none_or(|office| !office.is_open_on(actor.on)) {
                    return Err(Barrier::BadAddressee);
                }
                if task.until < actor.on { Err(Barrier::TooLate(task.until)) } else { Ok(()) }
            }
            Step::InstructionAnswered(feedback) => {
                let fits = |one: &InstructionState| {
                    one.instruction.id == feedback.instruction && owes_answer(one, actor)
                };
                open(self.instructions.iter().any(fits))?;
                text(&feedback.text)
            }
            Step::HeardAt(heard) => has(!heard.leader.trim().is_empty(), Lack::Leader),
            Step::Called(call) => text(&call.whom),
            _ => Ok(()),
        }
    }

    /// Whoever owes a promise says whether it was kept; or whoever has the case, or stands above.
    fn owes(&self, one: &PromiseState, actor: &Actor<'_>, directory: &Directory) -> bool {
        one.promise.office == *actor.office || self.holder_or_above(actor, directory).is_ok()
    }
}

fn awaits_task(one: &InstructionState) -> bool {
    one.task.is_none() && one.instruction.says_something()
}

fn owes_answer(one: &InstructionState, actor: &Actor<'_>) -> bool {
    one.answer.is_none() && one.task.as_ref().is_some_and(|task| task.to == *actor.office)
}

fn open(there: bool) -> Result<(), Barrier> {
    if there { Ok(()) } else { Err(Barrier::NothingOpen) }
}

fn fresh(new: bool) -> Result<(), Barrier> {
    if new { Ok(()) } else { Err(Barrier::WrongStage) }
}
