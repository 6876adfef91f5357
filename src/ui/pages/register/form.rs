//! The form's state.

use casework::intake::{Intake, IntakeField, IntakeProblem};
use ident::MatterId;
use leptos::prelude::*;

use super::draft_keeper::DraftKeeper;
use crate::{
    bridge::{Failure, SealedFate},
    ui::{browser, components::Bind, session::Session, words::intake},
};

/// How far the registration is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Being filled in.
    Filling,
    /// The engine is at it.
    Saving,
    /// It was not saved; everything typed is still there.
    Failed(Failure),
    /// On this device's disk, by an engine that died before it could say under which number.
    SavedUnseen {
        /// An accusation.
        sealed: bool,
    },
    /// On this device's disk.
    Saved {
        /// The new matter.
        matter: MatterId,
        /// Its number.
        local_no: String,
    },
    /// An accusation is on this device's disk, and nowhere else.
    Sealed {
        /// Its number, counted apart.
        number: String,
        /// What becomes of it.
        fate: SealedFate,
    },
}

/// The form. A handle.
#[derive(Clone, Copy)]
pub struct Form {
    /// The session.
    pub session: Session,
    /// What was entered.
    pub intake: RwSignal<Intake>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Saving was tried: from then on it is said what is wrong.
    pub tried: RwSignal<bool>,
    /// The accused may see this device: nothing is to be written here.
    pub stopped: RwSignal<bool>,
    /// Keeps the draft.
    pub keeper: DraftKeeper,
}

impl Form {
    /// A form with what was entered so far.
    pub fn new(session: Session, draft: String, begun: Intake) -> Self {
        let mut begun = begun;
        if begun.demands.is_empty() {
            begun.demands.push(String::new());
        }
        let intake = RwSignal::new(begun);
        Self {
            session,
            intake,
            stage: RwSignal::new(Stage::Filling),
            tried: RwSignal::new(false),
            stopped: RwSignal::new(false),
            keeper: DraftKeeper::new(session, draft, intake),
        }
    }

    /// Keeps the draft when the page is hidden, left, or about to be updated.
    pub fn guard(self) {
        self.keeper.guard();
    }

    /// Changes what was entered.
    pub fn change(self, change: impl FnOnce(&mut Intake)) {
        self.intake.update(change);
        self.keeper.touched();
    }

    /// Whether it is an accusation: it stays on this device.
    pub fn is_sealed(self) -> Memo<bool> {
        Memo::new(move |_| self.intake.with(Intake::is_accusation))
    }

    /// A text of the intake, for a field.
    pub fn bind(
        self,
        get: impl Fn(&Intake) -> String + Send + Sync + 'static,
        set: impl Fn(&mut Intake, String) + Send + Sync + 'static,
    ) -> Bind {
        Bind::new(
            move || self.intake.with(&get),
            move |text| self.change(|intake| set(intake, text)),
        )
    }

    /// What is wrong, once saving was tried.
    pub fn problems(self) -> Vec<(IntakeField, IntakeProblem)> {
        if self.tried.get() {
            self.intake.with(|intake| intake.problems(browser::today()))
        } else {
            Vec::new()
        }
    }

    /// What is wrong with one field.
    pub fn problem(self, field: IntakeField) -> MaybeProp<String> {
        MaybeProp::derive(move || {
            let problems = self.problems();
            let (at, problem) = problems.into_iter().find(|(at, _)| *at == field)?;
            Some(intake::problem(at, problem))
        })
    }
}

/// The id of the element that a field of the intake is typed into.
pub fn field_id(field: IntakeField) -> &'static str {
    use casework::schema::{Fact, PersonField};
    match field {
        IntakeField::Name => "name",
        IntakeField::Representatives => "representatives",
        IntakeField::Channel | IntakeField::Fact(Fact::Channel) => "channel",
        IntakeField::ReceivedOn | IntakeField::Fact(Fact::ReceivedOn) => "received-on",
        IntakeField::Petitioners | IntakeField::Fact(Fact::Petitioners) => "petitioners",
        IntakeField::Demands => "demand-0",
        IntakeField::Narrative => "narrative",
        IntakeField::Petitioner(PersonField::Sex) => "sex",
        IntakeField::Petitioner(PersonField::IdNumber) => "id-number",
        IntakeField::Petitioner(PersonField::Phone) => "phone",
        IntakeField::Petitioner(_) => "address",
        IntakeField::Fact(Fact::Category) => "category",
        IntakeField::Fact(Fact::Affected) => "affected",
        IntakeField::Fact(Fact::Purpose) => "purpose",
        IntakeField::Fact(Fact::Source) => "source",
        IntakeField::Fact(_) => "place",
    }
}
