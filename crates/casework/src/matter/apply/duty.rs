//! What promises, instructions and calls do.

use ::clocks::ClockId;
use chrono::NaiveDate;
use ident::OfficeCode;

use super::super::{Actor, ClockEnd, ClockRun, InstructionState, MatterState, PromiseState};
use crate::{Directory, Step};

impl MatterState {
    pub(super) fn apply_duty(&mut self, step: &Step, actor: &Actor<'_>, directory: &Directory) {
        match step {
            Step::Promised(promise) => {
                self.admit(&promise.office, directory);
                let clock = ClockRun::new(ClockId::Promise, Some(&promise.office), actor.on);
                self.start(clock.until(promise.due));
                self.promises.push(PromiseState { promise: promise.clone(), end: None });
            }
            Step::PromiseKept(end) => {
                let same = |one: &&mut PromiseState| one.promise.id == end.promise;
                let open = self.promises.iter_mut().filter(|one| one.end.is_none()).find(same);
                if let Some(one) = open {
                    one.end = Some((end.kept, actor.on, end.text.clone()));
                    let (due, office) = (one.promise.due, one.promise.office.clone());
                    self.end_owed(ClockId::Promise, &office, due, actor.on, end.kept);
                }
            }
            Step::Instructed(instruction) => self.instructions.push(InstructionState {
                instruction: instruction.clone(),
                task: None,
                answer: None,
            }),
            Step::InstructionConfirmed(task) => {
                self.admit(&task.to, directory);
                let clock = ClockRun::new(ClockId::Instruction, Some(&task.to), actor.on);
                self.start(clock.until(task.until));
                let same = |one: &&mut InstructionState| one.instruction.id == task.instruction;
                if let Some(one) = self.instructions.iter_mut().find(same) {
                    one.task = Some(task.clone());
                }
            }
            Step::InstructionAnswered(feedback) => {
                let same = |one: &&mut InstructionState| one.instruction.id == feedback.instruction;
                let Some(one) = self.instructions.iter_mut().find(same) else { return };
                one.answer = Some((actor.on, feedback.text.clone()));
                if let Some((to, until)) =
                    one.task.as_ref().map(|task| (task.to.clone(), task.until))
                {
                    self.end_owed(ClockId::Instruction, &to, until, actor.on, true);
                }
            }
            Step::HeardAt(heard) if !self.heard.iter().any(|one| one.meeting == heard.meeting) => {
                self.heard.push(heard.clone());
            }
            Step::Called(call) => self.calls.push(call.clone()),
            _ => {}
        }
    }

    /// Ends what this office owed by this day: of two promises for one day the other's runs on.
    fn end_owed(
        &mut self,
        id: ClockId,
        office: &OfficeCode,
        due: NaiveDate,
        on: NaiveDate,
        met: bool,
    ) {
        let owed = |clock: &&mut ClockRun| {
            clock.id == id
                && clock.runs()
                && clock.stated == Some(due)
                && clock.office.as_ref() == Some(office)
        };
        if let Some(clock) = self.clocks.iter_mut().find(owed) {
            clock.end = Some(ClockEnd { on, met });
        }
    }
}
