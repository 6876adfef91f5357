//! One problem that somebody raises, in the form of a talk.

use casework::meeting::codes::ProblemOutcome;
use leptos::prelude::*;

use super::{CaseField, DueField, Errors, Known, OfficeField, error_of};
use crate::ui::{
    components::{Bind, Choices, TextArea, TextField},
    fields::CategoryField,
    session::Session,
    words::{cases, visit},
};

/// A petition is registered.
pub const PETITION: &str = "petition";
/// A dispute is registered.
pub const DISPUTE: &str = "dispute";
/// It joins a case that is here.
pub const JOIN: &str = "join";

/// The fields of one problem, kept as they are typed. A handle.
#[derive(Clone, Copy)]
pub struct RaiseFields {
    /// Its place among the talk's problems, from 0 on.
    pub at: usize,
    /// Petition, dispute, or joins.
    pub what: RwSignal<String>,
    /// What it is about.
    pub text: RwSignal<String>,
    /// The category's id.
    pub category: RwSignal<String>,
    /// The other party of a dispute.
    pub other: RwSignal<String>,
    /// The case it joins.
    pub join: RwSignal<String>,
    /// What became of it.
    pub outcome: RwSignal<String>,
    /// By when it was promised.
    pub due: RwSignal<String>,
    /// What was promised.
    pub promise: RwSignal<String>,
    /// Who promised.
    pub who: RwSignal<String>,
    /// The office that owes it.
    pub owes: RwSignal<String>,
    /// To whom it is passed on.
    pub pass_to: RwSignal<String>,
    /// What the leader said.
    pub instruction: RwSignal<String>,
}

impl RaiseFields {
    /// The fields under a key.
    pub fn new(session: Session, prefix: &str, at: usize) -> Self {
        let field = |name: &str| session.scratch.field(format!("{prefix}r{at}/{name}"));
        Self {
            at,
            what: field("what"),
            text: field("text"),
            category: field("category"),
            other: field("other"),
            join: field("join"),
            outcome: field("outcome"),
            due: field("due"),
            promise: field("promise"),
            who: field("who"),
            owes: field("owes"),
            pass_to: field("pass"),
            instruction: field("instruction"),
        }
    }

    /// The id of one of its fields on the page.
    pub fn id(self, name: &str) -> String {
        format!("raise-{}-{name}", self.at)
    }
}

/// One problem.
#[component]
pub fn RaisePanel(
    fields: RaiseFields,
    person: RwSignal<String>,
    known: Known,
    errors: Errors,
) -> AnyView {
    let kinds =
        [(PETITION, visit::NEW_PETITION), (DISPUTE, visit::NEW_DISPUTE), (JOIN, visit::JOIN)];
    let kinds = kinds.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    let outcomes = ProblemOutcome::ALL
        .iter()
        .map(|outcome| (outcome.name().to_owned(), cases::problem_outcome(*outcome).to_owned()));
    let id = move |name: &str| fields.id(name);
    let what = Memo::new(move |_| fields.what.get());
    let outcome = Memo::new(move |_| fields.outcome.with(|name| ProblemOutcome::from_name(name)));
    let of_kind = move || match what.get().as_str() {
        PETITION => view! { <CategoryField id=id("category") bind=Bind::from(fields.category) /> }
            .into_any(),
        DISPUTE => view! {
            <TextField id=id("other") label=visit::OTHER_PARTY bind=Bind::from(fields.other) />
        }
        .into_any(),
        JOIN => view! {
            <CaseField id=id("join") label=visit::JOIN_CASE case=fields.join person known
                error=error_of(errors, id("join")) />
        }
        .into_any(),
        _ => ().into_any(),
    };
    let of_outcome = move || match outcome.get() {
        Some(ProblemOutcome::Promised) => promise_fields(fields, errors),
        Some(ProblemOutcome::PassedOn) => pass_field(fields, known, errors),
        _ => ().into_any(),
    };
    view! {
        <section class="raise" aria-label=visit::problem(fields.at + 1)>
            <h3 class="raise__title">{visit::problem(fields.at + 1)}</h3>
            <TextArea id=id("text") label=visit::PROBLEM_TEXT bind=Bind::from(fields.text) rows=2
                error=error_of(errors, id("text")) />
            <Choices id=id("what") legend=visit::WHAT bind=Bind::from(fields.what) options=kinds
                error=error_of(errors, id("what")) />
            {of_kind}
            <Choices id=id("outcome") legend=visit::OUTCOME bind=Bind::from(fields.outcome)
                options=outcomes.collect() error=error_of(errors, id("outcome")) />
            {of_outcome}
            <TextArea id=id("instruction") label=visit::INSTRUCTION bind=Bind::from(fields.instruction)
                rows=2 hint=visit::INSTRUCTION_HINT />
        </section>
    }
    .into_any()
}

fn promise_fields(fields: RaiseFields, errors: Errors) -> AnyView {
    let id = move |name: &str| fields.id(name);
    view! {
        <DueField id=id("due") label=visit::PROMISE_DUE due=fields.due error=error_of(errors, id("due")) />
        <TextField id=id("promise") label=visit::PROMISE_TEXT bind=Bind::from(fields.promise)
            hint=visit::PROMISE_TEXT_HINT />
        <TextField id=id("who") label=visit::PROMISE_WHO bind=Bind::from(fields.who)
            hint=visit::PROMISE_WHO_HINT />
        <OfficeField id=id("owes") label=visit::PROMISE_OFFICE code=fields.owes
            hint=visit::PROMISE_OFFICE_HINT />
    }
    .into_any()
}

fn pass_field(fields: RaiseFields, known: Known, errors: Errors) -> AnyView {
    let offices = known.with(|desk| desk.line.clone());
    let options =
        offices.into_iter().map(|(code, name)| (code.as_str().to_owned(), name)).collect();
    view! {
        <Choices id=fields.id("pass") legend=visit::PASS_TO bind=Bind::from(fields.pass_to)
            options error=error_of(errors, fields.id("pass")) />
        <p class="field__hint">{visit::PASS_TO_HINT}</p>
    }
    .into_any()
}
