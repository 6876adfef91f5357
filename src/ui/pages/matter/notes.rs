//! Adding a note, or a follow-up with its day.

use leptos::{prelude::*, task::spawn_local};

use super::page::Page;
use crate::{
    bridge::Command,
    ui::{
        browser,
        components::{Bind, Choices, FieldKind, TextArea, TextField},
        words::{failure, general, matter},
    },
};
use casework::schema::{Fact, FactValue};

const FOLLOW_UP: &str = "follow_up";

/// How far the note is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Typing,
    Saving,
    Wrong(String),
}

/// The form for a note.
#[component]
pub fn Notes(page: Page) -> AnyView {
    let text = page.begun("note");
    let kind = RwSignal::new("note".to_owned());
    let on = RwSignal::new(browser::today().to_string());
    let step = RwSignal::new(Step::Typing);
    let follow_up = Memo::new(move |_| kind.with(|kind| kind == FOLLOW_UP));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if step.get_untracked() == Step::Saving {
            return;
        }
        let typed = text.get_untracked().trim().to_owned();
        let command =
            match command(page, follow_up.get_untracked(), &on.get_untracked(), typed.clone()) {
                Ok(command) => command,
                Err(wrong) => return step.set(Step::Wrong(wrong.to_owned())),
            };
        step.set(Step::Saving);
        spawn_local(async move {
            match page.write(command).await {
                Ok(()) => {
                    step.try_set(Step::Typing);
                    // What was typed on while it was being saved stays.
                    if text.try_with_untracked(|now| now.trim() == typed).unwrap_or(false) {
                        text.set(String::new());
                    }
                }
                Err(failure) => {
                    step.try_set(Step::Wrong(failure::sentence(&failure)));
                }
            }
        });
    };
    let error = MaybeProp::derive(move || match step.get() {
        Step::Wrong(text) => Some(text),
        Step::Typing | Step::Saving => None,
    });
    let kinds =
        matter::NOTE_KINDS.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned()));
    let saving = move || step.get() == Step::Saving;
    let note = Bind::from(text);
    view! {
        <section class="panel" aria-labelledby="notes">
            <h2 class="panel__title" id="notes">{matter::NOTES}</h2>
            <form class="form" novalidate=true on:submit=submit>
                <Choices id="note-kind" legend=matter::NOTE_KIND bind=kind options=kinds.collect() />
                {move || follow_up.get().then(|| view! {
                    <TextField id="follow-up-on" label=matter::FOLLOW_UP_ON bind=on kind=FieldKind::Date
                        max=browser::today().to_string() />
                })}
                <TextArea id="note" label=matter::NOTE bind=note rows=3 error />
                <div class="actions">
                    <button type="submit" class="button button--primary" disabled=saving>
                        {move || if saving() { general::SAVING } else { matter::SAVE_NOTE }}
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn command(page: Page, follow_up: bool, on: &str, text: String) -> Result<Command, &'static str> {
    if text.is_empty() {
        return Err(matter::NOTE_MISSING);
    }
    let matter = page.matter;
    if !follow_up {
        return Ok(Command::Note { matter, text });
    }
    match Fact::ReceivedOn.value(on) {
        Ok(Some(FactValue::Date(on))) if on > browser::today() => Err(matter::FOLLOW_UP_FUTURE),
        Ok(Some(FactValue::Date(on))) => Ok(Command::FollowUp { matter, on, text }),
        _ => Err(crate::ui::words::intake::bad_fact(casework::schema::BadFact::NotADate)),
    }
}
