//! Handing the matter to another office of the line: up, or back down. The dialog is the question.

use ident::OfficeCode;
use leptos::{prelude::*, task::spawn_local};

use super::page::Page;
use crate::{
    bridge::Command,
    ui::{
        components::{Bind, Choices, Dialog, Notice, TextArea, Tone},
        session::Session,
        words::{failure, general, matter},
    },
};

/// The button, and the dialog behind it. Nothing where it cannot be handed on from here.
#[component]
pub fn Hand(
    page: Page,
    /// Out of sight: a step's form stands in its place.
    #[prop(into)]
    away: Signal<bool>,
) -> AnyView {
    let offices = page.part(|view| view.may_hand_to.clone());
    let may = Memo::new(move |_| offices.with(|offices| !offices.is_empty()));
    // What is begun in the dialog outlasts a form.
    let part = move || {
        may.get().then(|| {
            view! { <div class="acts__buttons acts__hand" hidden=away><HandDialog page offices /></div> }
        })
    };
    view! { {part} }.into_any()
}

/// What is wrong, or what is going on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Typing,
    Saving,
    Wrong(String),
}

#[component]
fn HandDialog(page: Page, offices: Memo<Vec<(OfficeCode, String)>>) -> AnyView {
    let open = RwSignal::new(false);
    let to = RwSignal::new(String::new());
    let text = page.begun("hand");
    let step = RwSignal::new(Step::Typing);
    let confirm = Callback::new(move |()| {
        let chosen = to.get_untracked();
        let found = offices.with_untracked(|offices| {
            offices.iter().find(|(code, _)| code.as_str() == chosen).map(|(code, _)| code.clone())
        });
        let Some(to) = found else {
            return step.set(Step::Wrong(matter::HAND_MISSING.to_owned()));
        };
        step.set(Step::Saving);
        let command =
            Command::Hand { matter: page.matter, to, text: text.get_untracked().trim().to_owned() };
        spawn_local(async move {
            match page.write(command).await {
                Ok(()) => {
                    step.try_set(Step::Typing);
                    text.try_set(String::new());
                    open.try_set(false);
                }
                Err(failure) => {
                    step.try_set(Step::Wrong(failure::sentence(&failure)));
                }
            }
        });
    });
    // Given back is what came from there; to any other it is passed on.
    let had = page.part(|view| {
        let way = view.state.legs.iter().map(|leg| leg.to.clone());
        view.home.clone().into_iter().chain(way).collect::<Vec<OfficeCode>>()
    });
    let choices = move || {
        let had = had.get();
        let options = offices.get().into_iter().map(|(code, name)| {
            let verb = verb(page.session, &code, had.contains(&code));
            (code.as_str().to_owned(), format!("{verb}{name}"))
        });
        view! { <Choices id="hand-to" legend=matter::HAND_TO bind=to options=options.collect() /> }
    };
    let wrong = move || match step.get() {
        Step::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
        Step::Typing | Step::Saving => None,
    };
    let busy = Signal::derive(move || step.get() == Step::Saving);
    let label = Signal::derive(move || {
        if busy.get() { general::SAVING.to_owned() } else { matter::HAND_CONFIRM.to_owned() }
    });
    let reason = Bind::from(text);
    view! {
        <button type="button" class="button" on:click=move |_| open.set(true)>{matter::HAND}"……"</button>
        <Dialog id="hand-dialog" open title=matter::HAND.to_owned() confirm=label cancel=general::CANCEL
            on_confirm=confirm busy>
            {choices}
            <TextArea id="hand-text" label=matter::HAND_TEXT bind=reason rows=3 hint=matter::HAND_TEXT_HINT />
            {wrong}
        </Dialog>
    }
    .into_any()
}

/// Up or down, or to one that never had it.
fn verb(session: Session, to: &OfficeCode, had: bool) -> &'static str {
    let tier = session
        .offices
        .with(|offices| offices.iter().find(|office| office.code == *to).map(|office| office.tier));
    session.identity.with(|own| match own {
        Some(own) => matter::hand_verb(own.tier, tier, had),
        None => "",
    })
}
