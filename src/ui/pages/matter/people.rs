//! The people: who came, with their numbers in part until asked for.

use casework::{
    access::{AccessKind, Given},
    schema::{PersonField, keys},
    view::PersonView,
};
use leptos::{prelude::*, task::spawn_local};

use super::{edit_form::opener, page::Page, person_form::person_form};
use crate::{
    bridge::{Command, Failure},
    ui::{
        browser,
        components::ReasonDialog,
        words::{access, directory, general, list, mask, matter},
    },
};
use casework::intake::MAX_REPRESENTATIVES;

/// The form that adds a representative.
const NEW: &str = "new-representative";

/// What people are called on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// The panel.
    pub title: &'static str,
    /// The first.
    pub main: &'static str,
    /// Any other.
    pub other: &'static str,
    /// Adding one.
    pub add: &'static str,
    /// How many there may be beside the first.
    pub most: usize,
}

const PETITIONERS: Called = Called {
    title: matter::PEOPLE,
    main: matter::MAIN_PERSON,
    other: matter::REPRESENTATIVE,
    add: matter::ADD_REPRESENTATIVE,
    most: MAX_REPRESENTATIVES,
};

/// The people of a petition.
#[component]
pub fn People(page: Page) -> AnyView {
    people(page, PETITIONERS)
}

/// The people of a case.
pub fn people(page: Page, called: Called) -> AnyView {
    let slots = page.part(|view| {
        let mut slots: Vec<String> =
            view.persons.iter().map(|person| person.slot.clone()).collect();
        if !slots.iter().any(|slot| slot == keys::MAIN) {
            slots.insert(0, keys::MAIN.to_owned());
        }
        // A representative whose every field was cleared again is gone.
        let named = |slot: &String| {
            slot == keys::MAIN
                || person(&view.persons, slot).is_some_and(|person| !is_blank(person))
        };
        slots.retain(named);
        slots
    });
    let adding = Memo::new(move |_| page.is_open(NEW));
    let full = Memo::new(move |_| slots.with(|slots| slots.len() > called.most));
    let foot = move || {
        if adding.get() {
            return untrack(|| person_form(page, NEW, &browser::random_hex::<8>(), called.add));
        }
        if full.get() {
            return ().into_any();
        }
        view! {
            <button type="button" class="button button--small" on:click=move |_| page.open(NEW)>
                {called.add}
            </button>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="people">
            <h2 class="panel__title" id="people">{called.title}</h2>
            <For each=move || slots.get() key=String::clone children=move |slot| one(page, called, slot) />
            {foot}
            {ask_why(page)}
        </section>
    }
    .into_any()
}

fn person<'a>(persons: &'a [PersonView], slot: &str) -> Option<&'a PersonView> {
    persons.iter().find(|person| person.slot == slot)
}

fn is_blank(person: &PersonView) -> bool {
    PersonField::ALL.iter().all(|field| person.shown(*field).is_empty())
}

fn one(page: Page, called: Called, slot: String) -> AnyView {
    let what = if slot == keys::MAIN { called.main } else { called.other };
    let form = format!("person-{slot}");
    let read = {
        let slot = slot.clone();
        move || {
            let pairs: Vec<AnyView> =
                PersonField::ALL.iter().map(|field| pair(page, slot.clone(), *field)).collect();
            view! { <dl class="pairs">{pairs}</dl> }.into_any()
        }
    };
    let edit = {
        let form = form.clone();
        move || edit_shown(page, form.clone(), slot.clone(), what)
    };
    view! {
        <div class="item" role="group" aria-label=what>
            {opener(page, form, matter::edit(what), read, edit)}
        </div>
    }
    .into_any()
}

/// Asks why numbers are to be shown, and shows them once that is recorded.
fn ask_why(page: Page) -> AnyView {
    let trouble = RwSignal::new(None::<Failure>);
    let on_given = Callback::new(move |given: Given| {
        spawn_local(async move {
            let (kind, matter) = (AccessKind::Numbers, Some(page.matter));
            match page.session.ask(Command::Disclose { kind, matter, given }).await {
                Ok(_) => {
                    page.revealed.try_set(true);
                    page.reveal_asked.try_set(false);
                }
                Err(failure) => {
                    trouble.try_set(Some(failure));
                }
            }
        });
    });
    view! {
        <ReasonDialog id="reveal" open=page.reveal_asked title=access::ASK_TITLE trouble on_given />
    }
    .into_any()
}

/// The form of a person. Numbers that stand in it are shown for a reason, like anywhere else.
fn edit_shown(page: Page, form: String, slot: String, what: &'static str) -> AnyView {
    let numbers = untrack(|| {
        page.with(|view| {
            let stands = |person: &PersonView| {
                PersonField::ALL
                    .iter()
                    .any(|field| mask::is_masked(*field) && !person.shown(*field).is_empty())
            };
            person(&view.persons, &slot).is_some_and(stands)
        })
    });
    // Once shown, the form stays, whatever is hidden again meanwhile.
    let shown = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || !numbers || page.revealed.get()
    });
    let content = move || {
        if shown.get() {
            return untrack(|| person_form(page, &form, &slot, &matter::edit(what)));
        }
        let close = form.clone();
        view! {
            <p>{access::EDIT_FIRST}</p>
            <div class="actions">
                <button type="button" class="button button--primary"
                    on:click=move |_| page.reveal_asked.set(true)>{access::SHOW_FIRST}</button>
                <button type="button" class="button" on:click=move |_| page.close(&close)>
                    {general::CANCEL}
                </button>
            </div>
        }
        .into_any()
    };
    view! { {content} }.into_any()
}

fn pair(page: Page, slot: String, field: PersonField) -> AnyView {
    let register = page.part(move |view| {
        let found = person(&view.persons, &slot)?;
        found.fields.iter().find(|(at, _)| *at == field).map(|(_, register)| register.clone())
    });
    let value = move || {
        let stored = register.with(|register| {
            register.as_ref().map(|register| register.shown().to_owned()).unwrap_or_default()
        });
        if stored.is_empty() {
            return view! { <span class="none">{general::NONE}</span> }.into_any();
        }
        if !mask::is_masked(field) {
            return view! { <span>{stored}</span> }.into_any();
        }
        let revealed = page.revealed.get();
        let text = if revealed { stored } else { mask::masked(field, &stored) };
        let name = directory::person_field(field);
        view! {
            <span class="number">{text}</span>
            <button type="button" class="button button--small" aria-label=matter::reveal(revealed, name)
                on:click=move |_| if revealed { page.revealed.set(false) } else { page.reveal_asked.set(true) }>
                {if revealed { matter::HIDE } else { matter::SHOW }}
            </button>
        }
        .into_any()
    };
    let contested = move || {
        register
            .with(|register| register.as_ref().is_some_and(|register| register.is_contested()))
            .then(|| view! { <span class="tag tag--careful">{list::CONTESTED}</span> })
    };
    view! {
        <div class="pairs__pair">
            <dt>{directory::person_field(field)}</dt>
            <dd>{value}{contested}</dd>
        </div>
    }
    .into_any()
}
