//! What one saved form writes: steps and edits of one case or of several, which become one
//! transaction.

use ident::MatterId;
use serde::{Deserialize, Serialize};

use crate::{
    Step,
    document::Edit,
    intake::{Intake, Registration},
};

/// Which of a case's documents a write goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WritePart {
    /// Facts and steps.
    Core,
    /// Persons.
    People,
    /// The own office's notes.
    Internal,
    /// What is said before the own office's mediation committee.
    Committee,
}

/// One change: a step with its edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartWrite {
    /// Of which document.
    pub part: WritePart,
    /// The step.
    pub step: Step,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// What is written to one case, in order. One that is not here yet is opened by its first step;
/// its local number is given when it is written (whatever stands in the step), and so is the rule
/// profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseWrite {
    /// Which case.
    pub case: MatterId,
    /// The changes.
    pub writes: Vec<PartWrite>,
}

impl CaseWrite {
    /// Nothing yet.
    #[must_use]
    pub fn to(case: MatterId) -> Self {
        Self { case, writes: Vec::new() }
    }

    /// A petition as entered. Ask [`Intake::problems`] first.
    #[must_use]
    pub fn registering(case: MatterId, intake: &Intake, office: &ident::OfficeCode) -> Self {
        let Registration { step, core, people } = intake.register(case, office, "");
        Self::to(case).core(step, core).people(people)
    }

    /// With a step in the core document.
    #[must_use]
    pub fn step(self, step: Step) -> Self {
        self.core(step, Vec::new())
    }

    /// With a step and edits in the core document.
    #[must_use]
    pub fn core(mut self, step: Step, edits: Vec<Edit>) -> Self {
        self.writes.push(PartWrite { part: WritePart::Core, step, edits });
        self
    }

    /// With edits of persons; nothing where there are none.
    #[must_use]
    pub fn people(mut self, edits: Vec<Edit>) -> Self {
        if !edits.is_empty() {
            let step = Step::Edited {};
            self.writes.push(PartWrite { part: WritePart::People, step, edits });
        }
        self
    }

    /// With a step and edits in the own committee's document.
    #[must_use]
    pub fn committee(mut self, step: Step, edits: Vec<Edit>) -> Self {
        self.writes.push(PartWrite { part: WritePart::Committee, step, edits });
        self
    }
}
