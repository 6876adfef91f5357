//! What happened, in order: who, when, what.

use casework::{
    matter::Verdict,
    step::StepKind,
    view::{Detail, HistoryEntry, Place},
};
use leptos::prelude::*;

use super::{act::Acting, page::Page};
use crate::ui::words::{intake, matter, procedure, step};

/// More than this stands folded.
const OPEN_DETAILS: usize = 2;
/// More entries than one form makes.
const MOST_OF_A_FORM: usize = 4;

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
        // Of several steps of one form, what was typed belongs to the first: the registration.
        let mut same_form = entries.iter_mut().rev().take(MOST_OF_A_FORM).filter(|before| {
            before.by.device == entry.by.device
                && before.by.at == entry.by.at
                && before.place != entry.place
                && before.place != Place::Internal
                && entry.place != Place::Internal
        });
        let same_form = same_form.next_back();
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
    let stated = entry.step.acting().map(|acting| acting.on).or(entry.step.opened_on());
    let office = page.office_on(stated.unwrap_or(entry.by.at.date()));
    let what = step::sentence(&entry.step, &office);
    let person = step::person(&entry.step).map(|person| page.person(person));
    let person = person.map(|name| view! { "："{name} });
    let text = step::text(&entry.step)
        .map(|text| view! { <p class="prose history__text">{text.to_owned()}</p> });
    let place = matter::place(entry.place).map(|place| view! { <span class="tag">{place}</span> });
    let late = entry.late.then(|| view! { <span class="tag tag--careful">{matter::LATE}</span> });
    let backfilled = entry
        .step
        .acting()
        .filter(|acting| acting.on < entry.by.at.date())
        .map(|acting| view! { <span class="tag">{matter::backfilled(acting.on)}</span> });
    let without = entry
        .verdict
        .map(|verdict| view! { <p class="history__void">{procedure::verdict(verdict)}</p> });
    let settle = entry.verdict.map(|verdict| settle(page, entry, verdict));
    let demand = move |id: &str| {
        page.with(|view| {
            let at = view.demands.iter().position(|demand| demand.id == id);
            at.map_or_else(|| matter::DEMANDS.to_owned(), intake::demand)
        })
    };
    let more = step::more(&entry.step, &demand);
    let details = details(page, &entry.details, more, revealed);
    view! {
        <li class="history__entry" class:history__entry--void=entry.verdict.is_some()>
            <p class="history__what">{what}{person}" "{place}{late}{backfilled}</p>
            {without}
            {text}
            {details}
            {settle}
            <p class="history__by">{matter::by(&entry.by)}</p>
        </li>
    }
    .into_any()
}

/// The way to a person's decision on a step without effect, for whoever may decide.
fn settle(page: Page, entry: &HistoryEntry, verdict: Verdict) -> AnyView {
    if !verdict.is_for_a_person() {
        return ().into_any();
    }
    let change = entry.by.change;
    let may = page
        .part(|view| view.desk.offer(StepKind::Settled).is_some_and(|offer| offer.post.is_some()));
    let open = move |_| {
        page.acting.set(Some(Acting { settles: Some(change), ..Acting::of(StepKind::Settled) }));
    };
    let way = move || {
        if may.get() {
            view! { <button type="button" class="button button--small" on:click=open>{matter::SETTLE}</button> }
                .into_any()
        } else {
            view! { <p class="field__hint">{matter::SETTLED_BY}</p> }.into_any()
        }
    };
    view! { <p><span class="tag tag--careful">{matter::FOR_A_PERSON}</span></p>{way} }.into_any()
}

fn details(page: Page, details: &[Detail], more: Vec<(String, String)>, revealed: bool) -> AnyView {
    let office = page.office();
    let mut all: Vec<(String, String)> = details
        .iter()
        .map(|detail| step::detail(detail, page.others(), revealed, &office))
        .collect();
    all.extend(more);
    if all.is_empty() {
        return ().into_any();
    }
    let number = all.len();
    let pairs: Vec<AnyView> = all
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{value}</dd></div> }
                .into_any()
        })
        .collect();
    let list = view! { <dl class="pairs pairs--tight">{pairs}</dl> };
    if number > OPEN_DETAILS {
        view! { <details class="history__details"><summary>{matter::details(number)}</summary>{list}</details> }
            .into_any()
    } else {
        list.into_any()
    }
}
