//! 登记纠纷: one page; a name and one party are enough.

mod entry;
mod fields;
mod parties;

use casework::{
    Step,
    case_write::CaseWrite,
    directory::Power,
    dispute::DisputeProblem,
    step::{
        StepKind,
        codes::Relation,
        payload::{Acting, Link},
    },
};
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use self::{entry::Entry, fields::fields, parties::Parties};
use crate::ui::{
    browser,
    components::{ErrorSummary, Notice, PageTitle, Tone},
    route::Route,
    session::{Session, session},
    words::{dispute, dispute_new as words, failure, general},
};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Typing,
    Saving,
    Wrong(String),
    Saved(MatterId, String),
}

/// 登记纠纷
#[component]
pub fn NewDisputePage() -> AnyView {
    let state = RwSignal::new(State::Typing);
    let saved = Memo::new(move |_| match state.get() {
        State::Saved(case, number) => Some((case, number)),
        _ => None,
    });
    let content = move || match saved.get() {
        Some((case, number)) => after(state, case, number),
        None => view! { <Form state /> }.into_any(),
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        {content}
    }
    .into_any()
}

fn after(state: RwSignal<State>, case: MatterId, number: String) -> AnyView {
    view! {
        <Notice tone=Tone::Good>
            <p class="notice__title">{words::SAVED}</p>
            <p>{words::SAVED_NUMBER}" "{number}</p>
        </Notice>
        <div class="actions">
            <a class="button button--primary" href=Route::Dispute(case).href()>{words::OPEN}</a>
            <button type="button" class="button" on:click=move |_| state.set(State::Typing)>
                {words::ANOTHER}
            </button>
            <a class="button" href=Route::Disputes.href()>{words::TO_LEDGER}</a>
        </div>
    }
    .into_any()
}

/// The other side of the tie, where the petition is this person's to write: who reads it then finds
/// the dispute there. Otherwise the dispute alone names it.
async fn tie_back(session: Session, petition: MatterId, dispute: MatterId) -> Option<CaseWrite> {
    let view = session.matter(petition).await.ok()?;
    let post = view.desk.offer(StepKind::Linked)?.post?;
    let by = Acting { post, on: browser::today() };
    let link = Link { by, other: dispute, relation: Relation::Related };
    Some(CaseWrite::to(petition).step(Step::Linked(link)))
}

#[component]
fn Form(state: RwSignal<State>) -> AnyView {
    let session = session();
    let entry = Entry::new(session);
    let problems = RwSignal::new(Vec::<DisputeProblem>::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if state.get_untracked() == State::Saving {
            return;
        }
        let intake = entry.intake();
        let found = intake.problems(browser::today());
        let good = found.is_empty();
        problems.set(found);
        let own = session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
        let (true, Some(office), Ok(case)) =
            (good, own, MatterId::from_hex(&browser::random_hex::<16>()))
        else {
            return;
        };
        state.set(State::Saving);
        spawn_local(async move {
            let post = match session.post_with(Power::Record).await {
                Ok(Some(post)) => post,
                Ok(None) => {
                    state.try_set(State::Wrong(dispute::NO_POST.to_owned()));
                    return;
                }
                Err(why) => {
                    state.try_set(State::Wrong(failure::sentence(&why)));
                    return;
                }
            };
            let mut writes = vec![intake.write(case, &office, post, browser::today())];
            if let Some(petition) = intake.petition {
                writes.extend(tie_back(session, petition, case).await);
            }
            match session.enter(writes, Some(Entry::PREFIX)).await {
                Ok(numbers) => {
                    session.say(general::SAVED_HERE);
                    let number = numbers.into_iter().find(|(of, _)| *of == case);
                    let number = number.map(|(_, number)| number).unwrap_or_default();
                    state.try_set(State::Saved(case, number));
                }
                Err(why) => {
                    state.try_set(State::Wrong(failure::sentence(&why)));
                }
            }
        });
    };
    let listed = Signal::derive(move || {
        let all = problems.get().into_iter().map(words::problem);
        all.map(|(field, text)| (field.to_owned(), text)).collect::<Vec<_>>()
    });
    let summary = move || {
        problems.with(|all| !all.is_empty()).then(|| {
            view! { <ErrorSummary title=words::PROBLEMS problems=listed /> }
        })
    };
    let wrong = move || match state.get() {
        State::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
        _ => None,
    };
    let saving = move || state.get() == State::Saving;
    let clear = move |_| {
        if browser::confirm(words::CLEAR_ASK) {
            entry.clear();
        }
    };
    view! {
        <p class="lead">{words::LEAD}</p>
        {summary}
        <form class="form dispute-new" novalidate=true inert=saving on:submit=submit>
            {fields::first(entry, problems)}
            <Parties entry problems />
            {fields(entry, problems)}
            {wrong}
            <div class="actions">
                <button type="submit" class="button button--primary button--large" disabled=saving>
                    {move || if saving() { general::SAVING } else { words::SAVE }}
                </button>
                <button type="button" class="button" on:click=clear>{words::CLEAR}</button>
            </div>
        </form>
    }
    .into_any()
}
