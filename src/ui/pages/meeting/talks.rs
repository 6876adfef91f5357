//! The talks of a visit or a reception: who said what, and what became of what they raised.

use std::sync::Arc;

use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    directory::Power,
    meeting::{
        MeetingStep, ProblemState, TalkState,
        step::{Solution, TalkAddition},
    },
    schema::PersonField,
};
use ident::MatterId;
use leptos::prelude::*;

use super::{Desk, Saving, wrong};
use crate::{
    bridge::CaseBrief,
    ui::{
        components::{Bind, TextArea},
        route::Route,
        session::session,
        words::{cases, date, general, list, visit},
    },
};

/// What is shown of the talks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shown {
    talks: Vec<(TalkState, String)>,
    problems: Vec<ProblemState>,
}

impl Shown {
    fn of(view: &MatterView) -> Self {
        let name = |slot: &str| {
            let person = view.persons.iter().find(|person| person.slot == slot);
            person.map(|person| person.shown(PersonField::Name).to_owned()).unwrap_or_default()
        };
        let talks = view.state.meeting.talks.iter();
        Self {
            talks: talks.map(|talk| (talk.clone(), name(&talk.slot))).collect(),
            problems: view.state.meeting.problems.clone(),
        }
    }
}

/// The talks, the last first.
#[component]
pub fn Talks(
    /// The meeting.
    case: MatterId,
    /// As it stands.
    view: Signal<Option<Arc<MatterView>>>,
    /// The cases that were raised, in short.
    raised: Memo<Arc<Vec<CaseBrief>>>,
    /// In which post something is added.
    desk: Desk,
    /// Called when something was written.
    changed: Callback<()>,
) -> AnyView {
    let shown =
        Memo::new(move |_| view.with(|view| view.as_deref().map(Shown::of).unwrap_or_default()));
    let content = move || {
        let Shown { talks, problems } = shown.get();
        if talks.is_empty() {
            return view! { <p>{visit::NO_TALKS}</p> }.into_any();
        }
        let items: Vec<AnyView> = talks
            .into_iter()
            .rev()
            .map(|(talk, name)| {
                let own = problems.iter().filter(|one| one.problem.talk == talk.id).cloned();
                let own: Vec<ProblemState> = own.collect();
                talk_item(case, talk, name, own, raised, desk, changed)
            })
            .collect();
        view! { <ol class="talks">{items}</ol> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="talks">
            <h2 class="panel__title" id="talks">{visit::TALKS}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn talk_item(
    case: MatterId,
    talk: TalkState,
    name: String,
    problems: Vec<ProblemState>,
    raised: Memo<Arc<Vec<CaseBrief>>>,
    desk: Desk,
    changed: Callback<()>,
) -> AnyView {
    let name = if name.is_empty() { list::NO_NAME.to_owned() } else { name };
    let people = (talk.people > 1).then(|| list::people(talk.people));
    let words: Vec<AnyView> = talk
        .words
        .iter()
        .map(|(_, text)| view! { <p class="talks__words">{text.clone()}</p> }.into_any())
        .collect();
    let problems: Vec<AnyView> =
        problems.into_iter().map(|one| problem(case, one, raised, desk, changed)).collect();
    let begun = session().scratch.text(&format!("talk_more/{case}/{}/text", talk.id));
    let opened = RwSignal::new(!begun.is_empty());
    let id = talk.id.clone();
    let add = move || {
        match opened.get() {
        true => addition(case, id.clone(), desk, changed, opened),
        false => view! {
            <button type="button" class="button" on:click=move |_| opened.set(true)>{visit::ADD_WORDS}</button>
        }
        .into_any(),
    }
    };
    view! {
        <li class="talks__item">
            <h3 class="talks__who"><span>{name}</span>
                {people.map(|people| view! { <span>{people}</span> })}<span class="talks__on">{date::day(talk.on)}</span></h3>
            {words}
            {(!problems.is_empty()).then(|| view! { <ul class="talks__problems">{problems}</ul> })}
            {add}
        </li>
    }
    .into_any()
}

fn addition(
    case: MatterId,
    talk: String,
    desk: Desk,
    changed: Callback<()>,
    opened: RwSignal<bool>,
) -> AnyView {
    let session = session();
    let prefix = format!("talk_more/{case}/{talk}/");
    let text = session.scratch.field(format!("{prefix}text"));
    let saving = Saving::new(session);
    let id = format!("more-{talk}");
    let save = move |_| {
        let typed = text.get_untracked().trim().to_owned();
        let Some(by) = desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        if typed.is_empty() {
            return saving.wrong.set(Some(visit::WORDS_MISSING.to_owned()));
        }
        let step = TalkAddition { by, talk: talk.clone(), text: typed };
        let write = CaseWrite::to(case).step(Step::Meeting(MeetingStep::Added(step)));
        saving.enter(&[write], prefix.clone(), move |_| {
            opened.try_set(false);
            changed.run(());
        });
    };
    view! {
        <TextArea id label=visit::ADD_WORDS bind=Bind::from(text) rows=3 />
        {wrong(saving)}
        <button type="button" class="button button--primary" disabled=move || saving.busy.get() on:click=save>
            {move || if saving.busy.get() { general::SAVING } else { general::SAVE }}
        </button>
    }
    .into_any()
}

fn problem(
    case: MatterId,
    one: ProblemState,
    raised: Memo<Arc<Vec<CaseBrief>>>,
    desk: Desk,
    changed: Callback<()>,
) -> AnyView {
    let of = one.problem.case;
    let about = one.problem.text.clone();
    let link = move || {
        let found = raised.with(|all| all.iter().find(|brief| brief.case == of).cloned());
        match found {
            Some(brief) => view! {
                <a class="link" href=Route::of_case(brief.kind, of).href()>
                    {cases::case_kind(brief.kind)}" "{brief.local_no}
                </a>
            }
            .into_any(),
            None => view! { <span>{visit::ELSEWHERE}</span> }.into_any(),
        }
    };
    let solved = one.solved_on;
    let how: Vec<AnyView> = one
        .how
        .iter()
        .map(|text| view! { <p class="talks__words">{text.clone()}</p> }.into_any())
        .collect();
    let opened = RwSignal::new(false);
    let state = move || match (solved, opened.get()) {
        (Some(on), _) => view! { <span class="tag">{visit::solved_on(on)}</span> }.into_any(),
        (None, true) => ().into_any(),
        (None, false) => view! {
            <button type="button" class="button" on:click=move |_| opened.set(true)>
                {visit::SOLVED_NOW}"……"
            </button>
        }
        .into_any(),
    };
    // Counted for good: a finger that slipped on the glass solves nothing.
    let id = one.problem.id.clone();
    let form = move || {
        (solved.is_none() && opened.get()).then(|| solving(case, id.clone(), desk, changed, opened))
    };
    view! {
        <li class="talks__problem">
            <p>{about}</p>
            <p class="talks__facts">
                <span class="tag">{cases::problem_outcome(one.problem.outcome)}</span>" "{link}" "{state}
            </p>
            {how}
            {form}
        </li>
    }
    .into_any()
}

/// How a problem was solved, and that it was.
fn solving(
    case: MatterId,
    problem: String,
    desk: Desk,
    changed: Callback<()>,
    opened: RwSignal<bool>,
) -> AnyView {
    let session = session();
    let prefix = format!("solved/{case}/{problem}/");
    let text = session.scratch.field(format!("{prefix}text"));
    let saving = Saving::new(session);
    let id = format!("solved-{problem}");
    let save = move |_| {
        let Some(by) = desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let text = text.get_untracked().trim().to_owned();
        let step = Solution { by, problem: problem.clone(), text };
        let write = CaseWrite::to(case).step(Step::Meeting(MeetingStep::Solved(step)));
        saving.enter(&[write], prefix.clone(), move |_| {
            opened.try_set(false);
            changed.run(());
        });
    };
    view! {
        <TextArea id label=visit::SOLVED_HOW bind=Bind::from(text) rows=2 hint=visit::SOLVED_HINT />
        {wrong(saving)}
        <div class="actions">
            <button type="button" class="button button--primary" disabled=move || saving.busy.get()
                on:click=save>
                {move || if saving.busy.get() { general::SAVING } else { visit::SOLVED_SAVE }}
            </button>
            <button type="button" class="button" on:click=move |_| opened.set(false)>
                {general::CANCEL}
            </button>
        </div>
    }
    .into_any()
}
