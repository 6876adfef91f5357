//! What happened, in order: who, when, what.

use casework::view::{Detail, HistoryEntry, Place};
use leptos::prelude::*;

use super::page::Page;
use crate::ui::words::{matter, procedure, step};

/// More than this stands folded.
const OPEN_DETAILS: usize = 2;

/// The history.
#[component]
pub fn History(page: Page) -> AnyView {
    let entries = page.part(|view| one_form_one_entry(&view.history));
    let rows = move || {
        let revealed = page.revealed.get();
        let rows: Vec<AnyView> =
            entries.get().iter().map(|entry| row(page, entry, revealed)).collect();
        if rows.is_empty() {
            view! { <p>{matter::NO_HISTORY}</p> }.into_any()
        } else {
            view! { <ol class="history">{rows}</ol> }.into_any()
        }
    };
    view! {
        <section class="panel" aria-labelledby="history">
            <h2 class="panel__title" id="history">{matter::HISTORY}</h2>
            {rows}
        </section>
    }
    .into_any()
}

/// A saved form writes to the matter's documents at one moment, a change in each: it is one entry.
fn one_form_one_entry(history: &[HistoryEntry]) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for entry in history {
        let same_form = entries.iter_mut().rev().take(2).find(|before| {
            before.by.device == entry.by.device
                && before.by.at == entry.by.at
                && before.place != entry.place
                && before.place != Place::Internal
                && entry.place != Place::Internal
        });
        match same_form {
            Some(before) => {
                // The core document's step says what it was.
                if entry.place == Place::Core {
                    before.step = entry.step.clone();
                    before.verdict = entry.verdict;
                    before.late = entry.late;
                    before.place = Place::Core;
                }
                before.details.extend(entry.details.iter().cloned());
            }
            None => entries.push(entry.clone()),
        }
    }
    entries
}

fn row(page: Page, entry: &HistoryEntry, revealed: bool) -> AnyView {
    let office = page.office();
    let what = step::sentence(&entry.step, &office);
    let text = step::text(&entry.step)
        .map(|text| view! { <p class="prose history__text">{text.to_owned()}</p> });
    let place = matter::place(entry.place).map(|place| view! { <span class="tag">{place}</span> });
    let without = entry
        .verdict
        .map(|verdict| view! { <span class="tag tag--bad">{procedure::verdict(verdict)}</span> });
    let details = details(page, &entry.details, revealed);
    view! {
        <li class="history__entry" class:history__entry--void=entry.verdict.is_some()>
            <p class="history__what">{what}" "{place}{without}</p>
            {text}
            {details}
            <p class="history__by">{matter::by(&entry.by)}</p>
        </li>
    }
    .into_any()
}

fn details(page: Page, details: &[Detail], revealed: bool) -> AnyView {
    if details.is_empty() {
        return ().into_any();
    }
    let office = page.office();
    let pairs: Vec<AnyView> = details
        .iter()
        .map(|detail| {
            let (name, value) = step::detail(detail, revealed, &office);
            view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{value}</dd></div> }
                .into_any()
        })
        .collect();
    let list = view! { <dl class="pairs pairs--tight">{pairs}</dl> };
    if details.len() > OPEN_DETAILS {
        view! { <details class="history__details"><summary>{matter::details(details.len())}</summary>{list}</details> }
            .into_any()
    } else {
        list.into_any()
    }
}
