//! 承诺与批示: what was promised of a case, and what leaders said of it. For petitions and disputes
//! alike.

mod answer;
mod confirm;
mod keep;
mod promise;

use casework::{
    MatterView,
    matter::{InstructionState, PromiseState},
    step::StepKind,
};
use ident::{MatterId, OfficeCode, PostId};
use leptos::prelude::*;

use self::{answer::AnswerForm, confirm::ConfirmForm, keep::KeepForm, promise::PromiseForm};
use crate::ui::{
    components::AttachmentList,
    session::session,
    words::{cases, date, duties as words},
};

/// What the section shows of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DutyView {
    /// The case.
    pub case: Option<MatterId>,
    /// What was promised.
    pub promises: Vec<PromiseState>,
    /// What leaders said.
    pub instructions: Vec<InstructionState>,
    /// In which post something is promised.
    pub promise: Option<PostId>,
    /// In which post it is recorded that a promise was kept.
    pub keep: Option<PostId>,
    /// In which post an instruction is confirmed.
    pub confirm: Option<PostId>,
    /// In which post one is reported back on.
    pub answer: Option<PostId>,
}

impl DutyView {
    /// Of a case.
    #[must_use]
    pub fn of(view: &MatterView) -> Self {
        let post = |kind| view.desk.offer(kind).and_then(|offer| offer.post);
        Self {
            case: Some(view.matter),
            promises: view.state.promises.clone(),
            instructions: view.state.instructions.clone(),
            promise: post(StepKind::Promised),
            keep: post(StepKind::PromiseKept),
            confirm: post(StepKind::InstructionConfirmed),
            answer: post(StepKind::InstructionAnswered),
        }
    }
}

/// The section; nothing where nothing was promised or said, and nothing can be.
#[component]
pub fn Duties(
    /// The case.
    view: Memo<DutyView>,
    /// Called when something was written.
    changed: Callback<()>,
) -> AnyView {
    let content = move || {
        let view = view.get();
        let case = view.case?;
        if view.promises.is_empty() && view.instructions.is_empty() && view.promise.is_none() {
            return None;
        }
        let promises: Vec<AnyView> =
            view.promises.iter().map(|one| promise(case, one, view.keep, changed)).collect();
        let instructions: Vec<AnyView> =
            view.instructions.iter().map(|one| instruction(case, one, &view, changed)).collect();
        let promise_form = view.promise.map(|post| view! { <PromiseForm case post changed /> });
        Some(view! {
            <section class="panel" aria-labelledby="duties">
                <h2 class="panel__title" id="duties">{words::TITLE}</h2>
                <ul class="duties">{promises}{instructions}</ul>
                {promise_form}
            </section>
        })
    };
    view! { {content} }.into_any()
}

fn promise(
    case: MatterId,
    one: &PromiseState,
    post: Option<PostId>,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let office = session.office_name(one.promise.office.as_str());
    let end = match (&one.end, post) {
        (Some((kept, on, text)), _) => {
            view! { <p class="duties__end">{words::ended(*kept, *on, text)}</p> }.into_any()
        }
        (None, Some(post)) => {
            let id = one.promise.id.clone();
            view! { <KeepForm case promise=id post changed /> }.into_any()
        }
        (None, None) => ().into_any(),
    };
    view! {
        <li class="duties__item">
            <p class="duties__head">
                <span class="tag">{words::promise_tag(one.end.as_ref().map(|(kept, ..)| *kept))}</span>
                " "{words::promise(&one.promise.who, &office, one.promise.due)}
            </p>
            <p class="duties__words">{one.promise.text.clone()}</p>
            {end}
        </li>
    }
    .into_any()
}

fn instruction(
    case: MatterId,
    one: &InstructionState,
    view: &DutyView,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let said = &one.instruction;
    let head = words::instruction(&said.leader, said.by.on, cases::instruction_way(said.way));
    let words_of = match (said.photographed, said.says_something()) {
        (true, _) if said.text.trim().is_empty() => words::PHOTOGRAPHED.to_owned(),
        (_, true) => format!("“{}”", said.text.trim()),
        (_, false) => words::READ.to_owned(),
    };
    let task = one.task.as_ref().map(|task| {
        let office = session.office_name(task.to.as_str());
        view! { <p>{words::task(&office, task.until)}</p> }
    });
    let own = |office: &OfficeCode| {
        session.identity.with_untracked(|own| own.as_ref().is_some_and(|own| own.office == *office))
    };
    let next = match (&one.task, &one.answer) {
        (None, _) if !said.says_something() => ().into_any(),
        (None, _) => confirm(case, &said.id, view.confirm, changed),
        (Some(task), None) => match view.answer.filter(|_| own(&task.to)) {
            Some(post) => {
                let id = said.id.clone();
                view! { <AnswerForm case instruction=id post changed /> }.into_any()
            }
            None => ().into_any(),
        },
        (Some(_), Some((on, text))) => {
            let text = format!("{} {}", date::day(*on), text);
            view! { <p class="duties__end">{words::ANSWERED}{text}</p> }.into_any()
        }
    };
    // Handwriting: its picture, or the way to take it.
    let photograph = said.photographed.then(|| {
        let of = format!("instruction:{}", said.id);
        view! { <AttachmentList matter=case of=of /> }
    });
    view! {
        <li class="duties__item">
            <p class="duties__head">
                <span class="tag">{words::instruction_tag(one)}</span>" "{head}
            </p>
            <p class="duties__words">{words_of}</p>
            {photograph}
            {task}
            {next}
        </li>
    }
    .into_any()
}

/// Confirming, or who does it.
fn confirm(
    case: MatterId,
    instruction: &str,
    post: Option<PostId>,
    changed: Callback<()>,
) -> AnyView {
    match post {
        Some(post) => {
            let id = instruction.to_owned();
            view! { <ConfirmForm case instruction=id post changed /> }.into_any()
        }
        None => view! { <p class="field__hint">{words::CONFIRM_ELSEWHERE}</p> }.into_any(),
    }
}
