//! Who may take which step of a visit or a reception when, and what it must carry.

use super::step::{MeetingKind as M, MeetingStep};
use crate::{
    CaseKind, Directory,
    directory::Power::Record,
    matter::{
        Actor, Barrier, Lack, MatterState,
        permit::{
            content::{has, text},
            stage,
        },
    },
    step::StepKind as K,
};

/// Most people of one talk, as statistics take it: persons.
const MOST_PEOPLE: u32 = 9999;

impl MatterState {
    pub(crate) fn may_in_meeting(
        &self,
        kind: K,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        match kind {
            K::Meeting(kind) => self.may_meet(kind, actor),
            kind => self.may_at(kind, actor, directory),
        }
    }

    fn may_meet(&self, kind: M, actor: &Actor<'_>) -> Result<(), Barrier> {
        let meeting = &self.meeting;
        actor.needs(Record)?;
        let comes_along = meeting
            .plan
            .as_ref()
            .is_some_and(|plan| plan.office == *actor.office || plan.with.contains(actor.office));
        if !comes_along {
            return Err(Barrier::NotHolder);
        }
        match kind {
            M::Posted | M::Asked | M::Fixed | M::Queued | M::Moved => {
                if self.kind != CaseKind::Reception {
                    return Err(Barrier::OtherKind);
                }
                stage(meeting.cancelled.is_none())
            }
            M::Added | M::Raised => open(!meeting.talks.is_empty()),
            // Said of one on two tablets, it is said once: no contradiction.
            M::Solved => open(!meeting.problems.is_empty()),
            M::Cancelled => stage(meeting.cancelled.is_none() && !meeting.took_place()),
            // What was talked is not lost because somebody elsewhere called the meeting off: it took
            // place.
            M::Planned | M::Talked | M::Held => Ok(()),
        }
    }

    pub(crate) fn fits_meeting(
        &self,
        step: &MeetingStep,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let meeting = &self.meeting;
        match step {
            MeetingStep::Planned(plan) => {
                if plan.office != *actor.office {
                    return Err(Barrier::NotHolder);
                }
                // A second plan of the same meeting may only bring more offices along.
                let same = |former: &super::step::Plan| {
                    former.day == plan.day && former.kind.case() == plan.kind.case()
                };
                if !meeting.plan.as_ref().is_none_or(same) {
                    return Err(Barrier::OtherCase);
                }
                has(!plan.leader.trim().is_empty(), Lack::Leader)?;
                let known = plan.village.iter().chain(&plan.with);
                let all = known.clone().all(|office| directory.office(office).is_some());
                if all { Ok(()) } else { Err(Barrier::BadAddressee) }
            }
            MeetingStep::Fixed(fixing) => {
                open(meeting.requests.iter().any(|one| one.request.id == fixing.request))
            }
            MeetingStep::Moved(moved) => {
                open(meeting.queue.iter().any(|one| one.entry.id == moved.entry))
            }
            MeetingStep::Queued(entry) => stage((1..=MOST_PEOPLE).contains(&entry.people)),
            MeetingStep::Talked(talk) => {
                stage((1..=MOST_PEOPLE).contains(&talk.people))?;
                text(&talk.text)
            }
            MeetingStep::Added(addition) => {
                open(meeting.talks.iter().any(|talk| talk.id == addition.talk))?;
                text(&addition.text)
            }
            MeetingStep::Raised(problem) => {
                open(meeting.talks.iter().any(|talk| talk.id == problem.talk))
            }
            MeetingStep::Solved(solution) => {
                open(meeting.problems.iter().any(|one| one.problem.id == solution.problem))
            }
            MeetingStep::Cancelled(word) => text(&word.text),
            MeetingStep::Posted(_) | MeetingStep::Asked(_) | MeetingStep::Held(_) => Ok(()),
        }
    }
}

fn open(there: bool) -> Result<(), Barrier> {
    if there { Ok(()) } else { Err(Barrier::NothingOpen) }
}
