//! What follows from the steps of a visit or a reception.

use chrono::NaiveDate;
use ident::{ChangeHash, MatterId};
use serde::{Deserialize, Serialize};

use super::{
    codes::{ProblemOutcome, QueuePlace},
    step::{Plan, Problem, QueueEntry, Request},
};

/// Somebody asked for a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestState {
    /// What was asked.
    pub request: Request,
    /// The hour that was fixed, and how the person was told.
    pub fixed: Option<(String, String)>,
}

/// Somebody who waits, or waited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// Who.
    pub entry: QueueEntry,
    /// How it stands.
    pub place: QueuePlace,
}

/// A talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkState {
    /// The item.
    pub id: String,
    /// With whom: a slot of the people document.
    pub slot: String,
    /// Persons.
    pub people: u32,
    /// Its place in the queue.
    pub entry: Option<String>,
    /// The day.
    pub on: NaiveDate,
    /// What was said, piece by piece, each with the change that holds it.
    pub words: Vec<(ChangeHash, String)>,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemState {
    /// What was raised.
    pub problem: Problem,
    /// The day it was solved, at the meeting or after.
    pub solved_on: Option<NaiveDate>,
    /// How it was solved, in the words of everybody who recorded that.
    pub how: Vec<String>,
}

/// A visit or a reception.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MeetingState {
    /// The plan.
    pub plan: Option<Plan>,
    /// The day the notice was posted.
    pub posted_on: Option<NaiveDate>,
    /// Who asked for a meeting.
    pub requests: Vec<RequestState>,
    /// Who waits, in the order they came.
    pub queue: Vec<QueueState>,
    /// The talks.
    pub talks: Vec<TalkState>,
    /// The problems.
    pub problems: Vec<ProblemState>,
    /// The day it took place, as its end says.
    pub held_on: Option<NaiveDate>,
    /// Who was there for the offices.
    pub present: Vec<String>,
    /// Why it did not take place.
    pub cancelled: Option<(NaiveDate, String)>,
}

impl MeetingState {
    /// Whether it took place: somebody said so, or a talk was recorded.
    #[must_use]
    pub fn took_place(&self) -> bool {
        self.held_on.is_some() || !self.talks.is_empty()
    }

    /// How many problems were solved.
    #[must_use]
    pub fn solved(&self) -> usize {
        self.problems.iter().filter(|one| one.solved_on.is_some()).count()
    }

    /// How many people were talked with: persons (人次).
    #[must_use]
    pub fn people(&self) -> u32 {
        self.talks.iter().map(|talk| talk.people).fold(0, u32::saturating_add)
    }

    /// The cases that were raised, each once.
    #[must_use]
    pub fn cases(&self) -> Vec<MatterId> {
        let mut cases: Vec<MatterId> = self.problems.iter().map(|one| one.problem.case).collect();
        cases.sort();
        cases.dedup();
        cases
    }

    /// Whether a problem was solved there and then.
    #[must_use]
    pub fn solved_at_once(outcome: ProblemOutcome) -> bool {
        outcome == ProblemOutcome::Solved
    }
}
