//! A person's fields as one form: saved together, as one change.

use casework::{document::Edit, intake::PersonIntake, schema::PersonField};
use leptos::prelude::*;

use super::{
    edit_form::{EditForm, Wanted},
    page::Page,
};
use crate::{
    bridge::Command,
    ui::{fields::PersonFields, words::directory},
};

/// The form for the person in this slot, who may be new.
pub fn person_form(page: Page, name: &str, slot: &str, title: &str) -> AnyView {
    let stored = {
        let slot = slot.to_owned();
        move || {
            page.with(|view| {
                let person = view.persons.iter().find(|person| person.slot == slot);
                person
                    .map(|person| entered(&|field| person.shown(field).to_owned()))
                    .unwrap_or_default()
            })
        }
    };
    let before = untrack(&stored);
    let typed = RwSignal::new(before.clone());
    let now = Signal::derive(move || in_words(&stored()));
    let slot = slot.to_owned();
    let prefix = format!("{name}-");
    let wanted = Callback::new(move |()| -> Wanted {
        let typed = typed.get_untracked();
        // Only what was changed: a field that others contest is not settled by saving another.
        let people: Vec<Edit> = PersonField::ALL
            .iter()
            .filter(|field| part(&typed, **field).trim() != part(&before, **field))
            .map(|field| Edit::Person {
                slot: slot.clone(),
                field: *field,
                value: part(&typed, *field).trim().to_owned(),
            })
            .collect();
        let some = !people.is_empty();
        let edit = Command::Edit { matter: page.matter, core: Vec::new(), people, chosen: None };
        Ok(some.then_some(edit))
    });
    let label = Callback::new(|what: &'static str| what.to_owned());
    let set = Callback::new(move |person| typed.set(person));
    view! {
        <EditForm page name title now wanted>
            <PersonFields prefix label person=typed.into() set />
        </EditForm>
    }
    .into_any()
}

fn entered(get: &dyn Fn(PersonField) -> String) -> PersonIntake {
    PersonIntake {
        name: get(PersonField::Name),
        sex: get(PersonField::Sex),
        id_number: get(PersonField::IdNumber),
        phone: get(PersonField::Phone),
        address: get(PersonField::Address),
    }
}

fn part(person: &PersonIntake, field: PersonField) -> &str {
    match field {
        PersonField::Name => &person.name,
        PersonField::Sex => &person.sex,
        PersonField::IdNumber => &person.id_number,
        PersonField::Phone => &person.phone,
        PersonField::Address => &person.address,
    }
}

fn in_words(person: &PersonIntake) -> String {
    let parts: Vec<String> = PersonField::ALL
        .iter()
        .filter(|field| !part(person, **field).is_empty())
        .map(|field| format!("{} {}", directory::person_field(*field), part(person, *field)))
        .collect();
    parts.join("，")
}
