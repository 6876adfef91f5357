//! Places of the ledger that the directory does not know.

use std::collections::BTreeSet;

use casework::directory::Tier;
use leptos::prelude::*;

use super::Book;
use crate::{
    bridge::OfficeItem,
    ui::{session::session, words::import},
};

/// What villages and communities are called by besides their names.
const ENDINGS: [&str; 6] = ["村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"];

fn bare(name: &str) -> &str {
    let name = name.trim();
    ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(name)
}

/// The office that a place as written surely is: one of its name, and only one.
pub fn office_named(offices: &[OfficeItem], place: &str) -> Option<String> {
    let mut found = offices
        .iter()
        .filter(|office| office.tier == Tier::Village && bare(&office.name) == bare(place));
    let first = found.next()?;
    found.next().is_none().then(|| first.code.as_str().to_owned())
}

/// The office's code that a place is taken for; empty where it is none.
pub fn office_of(book: Book, offices: &[OfficeItem], place: &str) -> String {
    let chosen = book.matched.with_untracked(|matched| matched.get(place).cloned());
    chosen.or_else(|| office_named(offices, place)).unwrap_or_default()
}

/// Places of the ledger that the directory does not know, each with a choice.
#[component]
pub fn Villages(book: Book) -> AnyView {
    let session = session();
    let unknown = Memo::new(move |_| {
        let rows = book.rows.get();
        session.offices.with(|offices| {
            let places: BTreeSet<String> =
                rows.iter().filter_map(|row| row.village.clone()).collect();
            places
                .into_iter()
                .filter(|place| office_named(offices, place).is_none())
                .collect::<Vec<String>>()
        })
    });
    let choices = move || {
        unknown
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, place)| choice(book, at, place))
            .collect::<Vec<_>>()
    };
    let content = move || {
        (!unknown.with(Vec::is_empty)).then(|| {
            view! {
                <details class="panel">
                    <summary class="panel__title">{import::VILLAGES}</summary>
                    <p class="field__hint">{import::VILLAGES_HINT}</p>
                    <div class="columns">{choices}</div>
                </details>
            }
        })
    };
    view! { {content} }.into_any()
}

fn choice(book: Book, at: usize, place: String) -> AnyView {
    let session = session();
    let id = format!("village-{at}");
    let label = place.clone();
    let options: Vec<AnyView> = session.offices.with_untracked(|offices| {
        offices
            .iter()
            .filter(|office| office.tier == Tier::Village)
            .map(|office| {
                view! { <option value=office.code.as_str().to_owned()>{office.name.clone()}</option> }.into_any()
            })
            .collect()
    });
    let chosen = move |event: leptos::ev::Event| {
        let code = event_target_value(&event);
        book.matched.update(|matched| {
            if code.is_empty() {
                matched.remove(&place);
            } else {
                matched.insert(place.clone(), code);
            }
        });
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <select autocomplete="off" class="field__input" id=id on:change=chosen>
                <option value="">{import::UNMATCHED}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
