//! What is contested: every value with who, when and which office, and a choice that is a change like
//! any other. Nothing is chosen silently.

use casework::{
    CaseKind, MatterView,
    document::Edit,
    schema::{Fact, FactValue, PersonField, keys},
    view::{Register, ValueBy},
};
use leptos::{prelude::*, task::spawn_local};

use super::page::Page;
use crate::{
    bridge::Command,
    ui::words::{directory, dispute, failure, general, mask, matter},
};

/// What a contested register is of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Fact(Fact),
    Person(String, PersonField),
}

impl Subject {
    fn name(&self, kind: CaseKind) -> String {
        let other =
            if kind == CaseKind::Petition { matter::REPRESENTATIVE } else { dispute::OTHER_PARTY };
        match self {
            Self::Fact(fact) => directory::fact(*fact).to_owned(),
            Self::Person(slot, field) if slot == keys::MAIN => {
                directory::person_field(*field).to_owned()
            }
            Self::Person(_, field) => {
                format!("{other}{}", directory::person_field(*field))
            }
        }
    }

    /// The change that makes this value the only one.
    fn choose(&self, page: Page, value: Option<&str>) -> Option<Command> {
        let (mut core, mut people) = (Vec::new(), Vec::new());
        let chosen = match self {
            Self::Fact(fact) => {
                core.push(Edit::Fact(*fact, fact_value(*fact, value)?));
                fact.key()
            }
            Self::Person(slot, field) => {
                people.push(Edit::Person {
                    slot: slot.clone(),
                    field: *field,
                    value: value.unwrap_or_default().to_owned(),
                });
                field.key()
            }
        };
        Some(Command::Edit { matter: page.matter, core, people, chosen: Some(chosen.to_owned()) })
    }
}

/// A stored value for writing again; none where this version cannot read it.
fn fact_value(fact: Fact, value: Option<&str>) -> Option<Option<FactValue>> {
    match value {
        None => Some(None),
        Some(text) => fact.value(text).ok().flatten().map(Some),
    }
}

/// All contested registers of a matter.
fn contested(view: &MatterView) -> Vec<(Subject, Register)> {
    let facts = view
        .facts
        .iter()
        .filter(|(_, register)| register.is_contested())
        .map(|(fact, register)| (Subject::Fact(*fact), register.clone()));
    let persons =
        view.persons.iter().flat_map(|person| {
            let slot = person.slot.clone();
            person.fields.iter().filter(|(_, register)| register.is_contested()).map(
                move |(field, register)| (Subject::Person(slot.clone(), *field), register.clone()),
            )
        });
    facts.chain(persons).collect()
}

/// The block of contested values; nothing where there are none.
#[component]
pub fn Contested(page: Page) -> AnyView {
    let all = page.part(contested);
    let blocks = move || {
        let blocks: Vec<AnyView> = all
            .get()
            .into_iter()
            .map(|(subject, register)| block(page, &subject, register))
            .collect();
        (!blocks.is_empty()).then(|| {
            view! {
                <section class="contested" aria-labelledby="contested">
                    <h2 class="contested__title" id="contested">{matter::CONTESTED}</h2>
                    <p>{matter::CONTESTED_BODY}</p>
                    {blocks}
                </section>
            }
        })
    };
    view! { {blocks} }.into_any()
}

fn block(page: Page, subject: &Subject, register: Register) -> AnyView {
    let kind = page.once(|view| view.state.kind);
    let title = matter::contested(&subject.name(kind), register.values.len());
    let values: Vec<AnyView> =
        register.values.into_iter().map(|value| choice(page, subject.clone(), value)).collect();
    let label = title.clone();
    view! {
        <div class="contested__fact" role="group" aria-label=label>
            <h3 class="contested__name">{title}</h3>
            <ul class="contested__values">{values}</ul>
        </div>
    }
    .into_any()
}

fn choice(page: Page, subject: Subject, value: ValueBy) -> AnyView {
    let by = matter::by(&value.by);
    let text = {
        let (subject, value) = (subject.clone(), value.value.clone());
        Signal::derive(move || match (&subject, value.as_deref()) {
            (_, None) => general::CLEARED.to_owned(),
            (Subject::Fact(fact), Some(value)) => directory::value(*fact, value, &page.office()),
            (Subject::Person(_, field), Some(value)) if !page.revealed.get() => {
                mask::masked(*field, value)
            }
            (Subject::Person(..), Some(value)) => value.to_owned(),
        })
    };
    let busy = RwSignal::new(false);
    let choose = move |_| {
        let Some(command) = subject.choose(page, value.value.as_deref()) else { return };
        busy.set(true);
        spawn_local(async move {
            match page.write(command).await {
                Ok(()) => page.session.say(matter::CHOSEN),
                Err(failure) => page.session.say(failure::sentence(&failure)),
            }
            busy.try_set(false);
        });
    };
    let described = format!("by-{}-{}", value.by.change, value.by.at.millis());
    view! {
        <li class="contested__value">
            <p class="contested__text">{move || text.get()}</p>
            <p class="contested__by" id=described.clone()>{by}</p>
            <button type="button" class="button button--primary" aria-describedby=described
                disabled=move || busy.get() on:click=choose>
                {matter::CHOOSE}<span class="unseen">"："{move || text.get()}</span>
            </button>
        </li>
    }
    .into_any()
}
