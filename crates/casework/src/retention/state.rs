//! What follows from the steps about keeping.

use chrono::NaiveDate;
use ident::{ChangeHash, OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

use super::{
    ErasureScope, RetentionClass, RetentionProfile, Term,
    step::{CorrectionRequest, ErasureProposal},
};
use crate::{
    MatterState,
    meeting::{ProblemState, codes::ProblemOutcome},
};

/// How a proposal to erase ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureEnd {
    /// The step.
    pub change: ChangeHash,
    /// Approved or refused.
    pub approved: bool,
    /// Whose word it is.
    pub office: OfficeCode,
    /// The person.
    pub person: Option<PersonId>,
    /// The day.
    pub on: NaiveDate,
    /// In words.
    pub text: String,
}

/// A proposal to erase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureState {
    /// The step.
    pub change: ChangeHash,
    /// Whose it is.
    pub office: OfficeCode,
    /// The person.
    pub person: Option<PersonId>,
    /// What is to be erased, and why.
    pub proposal: ErasureProposal,
    /// What came of it.
    pub end: Option<ErasureEnd>,
}

/// A request to correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionState {
    /// The step.
    pub change: ChangeHash,
    /// What is asked.
    pub request: CorrectionRequest,
    /// Granted or not, when, in words.
    pub decision: Option<(bool, NaiveDate, String)>,
}

/// What follows from the steps about keeping.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RetentionState {
    /// The day since when nothing is to be done about the case.
    pub over_on: Option<NaiveDate>,
    /// By whom, when and why it was frozen.
    pub frozen: Option<(OfficeCode, NaiveDate, String)>,
    /// The day it was last unfrozen.
    pub thawed_on: Option<NaiveDate>,
    /// Proposals to erase, in order.
    pub erasures: Vec<ErasureState>,
    /// Requests to correct, in order.
    pub corrections: Vec<CorrectionState>,
}

impl RetentionState {
    /// The proposal that waits for a word.
    #[must_use]
    pub fn proposed(&self) -> Option<&ErasureState> {
        self.erasures.iter().find(|one| one.end.is_none())
    }

    /// What was erased, by which approval: the wider of several.
    #[must_use]
    pub fn erased(&self) -> Option<(ErasureScope, &ErasureEnd)> {
        let approved = self.erasures.iter().filter_map(|one| {
            let end = one.end.as_ref().filter(|end| end.approved)?;
            Some((one.proposal.scope, end))
        });
        // The first of the widest: what came after had nothing left to erase.
        approved.rev().max_by_key(|(scope, _)| *scope)
    }
}

/// How a case is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    /// What kind of archive it is.
    pub class: RetentionClass,
    /// For how long that is kept.
    pub term: Term,
    /// Since when it is over.
    pub over_on: Option<NaiveDate>,
    /// The last day of its term; none for one that goes on or is kept for ever.
    pub until: Option<NaiveDate>,
    /// From which day on it is frozen, if it is.
    pub frozen_from: Option<NaiveDate>,
}

impl MatterState {
    /// From which day on nothing is done with it but to keep it; none for one that goes on.
    #[must_use]
    pub fn frozen_from(&self) -> Option<NaiveDate> {
        if let Some((_, on, _)) = &self.retention.frozen {
            return Some(*on);
        }
        if self.owes_something() {
            return None;
        }
        let since = self.retention.over_on?.max(self.retention.thawed_on.unwrap_or_default());
        RetentionProfile::find(self.rules.as_deref()).frozen_from(since)
    }

    /// Something beside the procedure is still to be done: then it is not frozen by itself.
    fn owes_something(&self) -> bool {
        let promised = |one: &ProblemState| {
            one.solved_on.is_none() && one.problem.outcome == ProblemOutcome::Promised
        };
        self.promises.iter().any(|one| one.end.is_none())
            || self.supervision.iter().any(|one| one.closed_on.is_none())
            || self.instructions.iter().any(|one| one.task.is_some() && one.answer.is_none())
            || self.meeting.problems.iter().any(promised)
    }

    /// Whether it is frozen on a day.
    #[must_use]
    pub fn is_frozen(&self, on: NaiveDate) -> bool {
        self.frozen_from().is_some_and(|from| from <= on)
    }

    /// How it is kept.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        let profile = RetentionProfile::find(self.rules.as_deref());
        let class = RetentionClass::of(self);
        let over_on = self.retention.over_on;
        Keeping {
            class,
            term: profile.term(class),
            over_on,
            until: over_on.and_then(|on| profile.kept_until(class, on)),
            frozen_from: self.frozen_from(),
        }
    }
}
