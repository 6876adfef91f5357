//! What the steps of a visit or a reception do.

use ident::ChangeHash;

use super::{
    MeetingState, ProblemState, QueueState, RequestState, TalkState,
    codes::QueuePlace,
    step::{MeetingStep, Plan},
};
use crate::{
    Directory,
    matter::{Actor, MatterState},
};

impl MatterState {
    pub(crate) fn apply_meeting(
        &mut self,
        change: ChangeHash,
        step: &MeetingStep,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        if let MeetingStep::Planned(plan) = step {
            self.plan(plan, actor, directory);
        } else {
            self.meeting.take(change, step, actor);
        }
    }

    fn plan(&mut self, plan: &Plan, actor: &Actor<'_>, directory: &Directory) {
        if self.home.is_none() {
            self.kind = plan.kind.case();
            self.come_from(actor, directory);
        }
        let on = plan.on.min(plan.day);
        self.registered_on = Some(self.registered_on.map_or(on, |former| former.min(on)));
        plan.with.iter().for_each(|office| self.admit(office, directory));
        match &mut self.meeting.plan {
            // Two tablets planned the same: whoever comes along by either comes along.
            Some(former) => {
                former.with.extend(plan.with.iter().cloned());
                former.with.sort();
                former.with.dedup();
            }
            none => *none = Some(plan.clone()),
        }
    }
}

impl MeetingState {
    fn take(&mut self, change: ChangeHash, step: &MeetingStep, actor: &Actor<'_>) {
        match step {
            MeetingStep::Planned(_) => {}
            MeetingStep::Posted(_) => self.posted_on = Some(actor.on),
            MeetingStep::Asked(request) => {
                self.requests.push(RequestState { request: request.clone(), fixed: None });
            }
            MeetingStep::Fixed(fixing) => {
                let same = |one: &&mut RequestState| one.request.id == fixing.request;
                if let Some(one) = self.requests.iter_mut().find(same) {
                    one.fixed = Some((fixing.time.clone(), fixing.text.clone()));
                }
            }
            MeetingStep::Queued(entry) => {
                if !self.queue.iter().any(|one| one.entry.id == entry.id) {
                    let place = QueuePlace::Waiting;
                    self.queue.push(QueueState { entry: entry.clone(), place });
                    self.queue.sort_by(|a, b| a.entry.at.cmp(&b.entry.at));
                }
            }
            MeetingStep::Moved(moved) => {
                let same = |one: &&mut QueueState| one.entry.id == moved.entry;
                let talked =
                    self.talks.iter().any(|talk| talk.entry.as_ref() == Some(&moved.entry));
                if let Some(one) = self.queue.iter_mut().find(same) {
                    // Whose talk is recorded is done, however the tablet at the door stands.
                    one.place = if talked { QueuePlace::Done } else { moved.to };
                }
            }
            MeetingStep::Talked(talk) => {
                self.cancelled = None;
                let words = (change, talk.text.clone());
                match self.talks.iter_mut().find(|one| one.id == talk.id) {
                    Some(former) => former.words.push(words),
                    None => self.talks.push(TalkState {
                        id: talk.id.clone(),
                        slot: talk.slot.clone(),
                        people: talk.people,
                        entry: talk.entry.clone(),
                        on: actor.on,
                        words: vec![words],
                    }),
                }
                let same = |one: &&mut QueueState| Some(&one.entry.id) == talk.entry.as_ref();
                if let Some(one) = self.queue.iter_mut().find(same) {
                    one.place = QueuePlace::Done;
                }
            }
            MeetingStep::Added(addition) => {
                let same = |one: &&mut TalkState| one.id == addition.talk;
                if let Some(talk) = self.talks.iter_mut().find(same) {
                    talk.words.push((change, addition.text.clone()));
                }
            }
            MeetingStep::Raised(problem) => {
                if !self.problems.iter().any(|one| one.problem.id == problem.id) {
                    let solved = Self::solved_at_once(problem.outcome);
                    self.problems.push(ProblemState {
                        problem: problem.clone(),
                        solved_on: solved.then_some(actor.on),
                        how: Vec::new(),
                    });
                }
            }
            MeetingStep::Solved(solution) => {
                let same = |one: &&mut ProblemState| one.problem.id == solution.problem;
                if let Some(one) = self.problems.iter_mut().find(same) {
                    let on = one.solved_on.map_or(actor.on, |former| former.min(actor.on));
                    one.solved_on = Some(on);
                    let how = solution.text.trim();
                    if !how.is_empty() && !one.how.iter().any(|said| said == how) {
                        one.how.push(how.to_owned());
                    }
                }
            }
            MeetingStep::Held(holding) => {
                self.cancelled = None;
                self.held_on = self.held_on.or(Some(actor.on));
                let new = holding.present.iter().filter(|name| !name.trim().is_empty());
                for name in new {
                    if !self.present.contains(name) {
                        self.present.push(name.clone());
                    }
                }
            }
            MeetingStep::Cancelled(word) => {
                self.cancelled = Some((actor.on, word.text.clone()));
            }
        }
    }
}
