//! How a case is kept, and what the person concerned may ask for: freezing, erasing by two persons,
//! correcting, a copy of what is held.

mod ask;
mod extract;

use casework::{
    Step,
    case_write::CaseWrite,
    retention::{CorrectionState, ErasureScope, ErasureState, RetentionKind, RetentionStep},
    step::{StepKind, payload::Acting},
};
use leptos::{prelude::*, task::spawn_local};

use self::{
    ask::{AskCorrection, AskErasure, AskWords, decide_correction},
    extract::Extract,
};
use super::page::Page;
use crate::bridge::{Command, Reply};
use crate::ui::{
    browser,
    components::{Dialog, Notice, Tone},
    words::{date, failure, general, retention as words},
};

/// The panel.
#[component]
pub fn Keeping(page: Page) -> AnyView {
    let today = browser::today();
    let keeping = page.part(move |view| {
        let keeping = view.state.keeping();
        let line =
            keeping.over_on.map(|_| words::keeping(keeping.class, keeping.term, keeping.until));
        (line.unwrap_or_default(), view.state.is_frozen(today))
    });
    let erased = page.part(|view| view.state.retention.erased().map(|(scope, _)| scope));
    let proposed = page.part(|view| view.state.retention.proposed().cloned());
    let corrections = page.part(|view| view.state.retention.corrections.clone());
    let lost = RwSignal::new(0);
    Effect::new(move |_| {
        if erased.get().is_some() {
            spawn_local(async move {
                let ask = Command::NotTaken(page.matter);
                if let Ok(Reply::NotTaken(count)) = page.session.ask(ask).await {
                    lost.try_set(count);
                }
            });
        }
    });
    let lost_line = move || {
        let count = lost.get();
        (count > 0).then(|| view! { <p>{words::not_taken(count)}</p> })
    };
    let line = move || {
        let (line, frozen) = keeping.get();
        let tag = frozen.then(|| view! { " " <span class="tag">{words::FROZEN}</span> });
        let body = frozen.then(|| view! { <p>{words::FROZEN_BODY}</p> });
        (!line.is_empty()).then(|| view! { <p>{line}{tag}</p>{body} })
    };
    let gone = move || {
        erased.get().map(|scope| {
            let (head, body) = match scope {
                ErasureScope::People => (words::ERASED_PEOPLE, words::ERASED_PEOPLE_BODY),
                ErasureScope::Whole => (words::ERASED_WHOLE, ""),
            };
            view! {
                <Notice tone=Tone::Plain><p><strong>{head}</strong></p><p>{body}</p></Notice>
            }
        })
    };
    let waits = move || proposed.get().map(|proposal| waiting(page, &proposal));
    let asked = move || {
        let all = corrections.get();
        (!all.is_empty()).then(|| {
            let all: Vec<AnyView> = all.iter().map(|one| correction(page, one)).collect();
            view! { <h3>{words::CORRECTIONS}</h3>{all} }
        })
    };
    view! {
        <section class="panel" aria-labelledby="keeping">
            <h2 class="panel__title" id="keeping">{words::TITLE}</h2>
            {line}
            {gone}
            {lost_line}
            {waits}
            {asked}
            <div class="actions">
                <Extract page />
                <AskCorrection page />
                <AskWords page kind=RetentionKind::Frozen />
                <AskWords page kind=RetentionKind::Thawed />
                <AskErasure page />
            </div>
        </section>
    }
    .into_any()
}

/// In which capacity a step of this kind may be taken from here today.
fn may(page: Page, kind: RetentionKind) -> Option<Acting> {
    let offer = page.with(|view| view.desk.offer(StepKind::Retention(kind)).copied());
    let post = offer?.post?;
    Some(Acting { post, on: browser::today() })
}

/// Writes a step; what went wrong is said, and when it is written `done` is called.
fn write(
    page: Page,
    step: RetentionStep,
    wrong: RwSignal<Option<String>>,
    done: impl Fn() + 'static,
) {
    let write = CaseWrite::to(page.matter).step(Step::Retention(step));
    spawn_local(async move {
        match page.enter(vec![write], None).await {
            Ok(_) => done(),
            Err(trouble) => {
                wrong.try_set(Some(failure::sentence(&trouble)));
            }
        }
    });
}

/// What is wrong with the last try.
fn wrong_line(wrong: RwSignal<Option<String>>) -> impl IntoView {
    move || wrong.get().map(|text| view! { <p role="alert">{text}</p> })
}

/// A proposal that waits, with the word on it where it is ours to give.
fn waiting(page: Page, waiting: &ErasureState) -> AnyView {
    let said = words::sentence(&RetentionStep::ErasureProposed(waiting.proposal.clone()));
    let text = waiting.proposal.text.clone();
    let list_no = waiting.proposal.list_no.clone();
    let by = waiting.person.map(|person| page.person(person)).unwrap_or_default();
    let on = date::day(waiting.proposal.by.on);
    let asking = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let proposal = waiting.change;
    let approve = Callback::new(move |()| {
        let Some(by) = untrack(|| may(page, RetentionKind::ErasureApproved)) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let answer = casework::retention::step::ErasureAnswer { by, proposal, text: String::new() };
        write(page, RetentionStep::ErasureApproved(answer), wrong, move || {
            asking.try_set(false);
        });
    });
    let mine = may(page, RetentionKind::ErasureApproved).is_some();
    let acts = mine.then(|| {
        view! {
            <div class="actions">
                <button type="button" class="button button--danger" on:click=move |_| asking.set(true)>
                    {words::APPROVE}
                </button>
                <AskWords page kind=RetentionKind::ErasureRefused />
            </div>
            <Dialog id="approve-erasure" open=asking title=words::APPROVE_TITLE.to_owned() confirm=words::APPROVE.to_owned()
                cancel=general::CANCEL on_confirm=approve danger=true>
                <p>{words::PROPOSE_BODY}</p>
                {wrong_line(wrong)}
            </Dialog>
        }
    });
    view! {
        <Notice tone=Tone::Plain>
            <p><strong>{words::WAITS}</strong>"："{said}</p>
            <p class="prose">{text}" "{list_no}</p>
            <p>{by}" "{on}</p>
        </Notice>
        {acts}
    }
    .into_any()
}

/// A request to correct, with its decision or the way to it.
fn correction(page: Page, one: &CorrectionState) -> AnyView {
    let said = words::sentence(&RetentionStep::CorrectionAsked(one.request.clone()));
    let on = date::day(one.request.by.on);
    let text = one.request.text.clone();
    let decided = one.decision.as_ref().map(|(granted, on, text)| {
        let what = if *granted { words::GRANT } else { words::DENY };
        view! { <p>{what}"，"{date::day(*on)}"："{text.clone()}</p> }
    });
    let decide = (one.decision.is_none() && may(page, RetentionKind::CorrectionDecided).is_some())
        .then(|| decide_correction(page, one.change));
    view! {
        <div class="item">
            <p>{said}" "{on}</p>
            <p class="prose">{text}</p>
            {decided}
            {decide}
        </div>
    }
    .into_any()
}
