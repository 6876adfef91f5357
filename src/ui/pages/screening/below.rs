//! How it stands with the offices below: tiles by code, with words on each.

use casework::screening::{OfficeView, Standing};
use leptos::prelude::*;

use super::{own::tag, page::Page};
use crate::ui::{pages::duty::dial, route::Route, words::screening as words};

/// The tiles, and a list of those who have not reported, as a reminder and nothing more.
#[component]
pub fn Below(page: Page) -> AnyView {
    let below = page.part(|view| view.below.clone());
    let tiles = move || below.get().iter().map(tile).collect::<Vec<AnyView>>();
    let missing = move || {
        let not =
            |one: &&OfficeView| one.now.is_some_and(|now| now.standing == Standing::NotReported);
        let rows: Vec<AnyView> =
            below.with(|below| below.iter().filter(not).map(reminder).collect());
        if rows.is_empty() {
            view! { <p>{words::REMIND_NONE}</p> }.into_any()
        } else {
            view! { <p>{words::REMIND_BODY}</p><ul class="calls">{rows}</ul> }.into_any()
        }
    };
    let panel = move || {
        below.with(|below| !below.is_empty()).then(|| {
            view! {
                <section class="panel" aria-labelledby="below">
                    <h2 class="panel__title" id="below">{words::BELOW}</h2>
                    <p>{words::BELOW_BODY}</p>
                    <ul class="screening__tiles">{tiles}</ul>
                    <h3 class="screening__heading">{words::REMIND}</h3>
                    {missing}
                </section>
            }
        })
    };
    view! { {panel} }.into_any()
}

fn reminder(one: &OfficeView) -> AnyView {
    view! {
        <li class="calls__row">
            <span class="calls__who">{one.name.clone()}</span>
            {dial(&one.name, &one.phone)}
        </li>
    }
    .into_any()
}

fn tile(one: &OfficeView) -> AnyView {
    let now = one.now.map(|now| {
        view! { <span>{tag(now.standing)}</span><span class="screening__days">{words::period(now.period)}</span> }
    });
    let missed = one
        .missed_last
        .then(|| view! { <span class="screening__days">{words::MISSED_LAST}</span> });
    view! {
        <li class="screening__tile">
            <a class="link" href=Route::Glance(Some(one.office.clone())).href()>{one.name.clone()}</a>
            {now}
            {missed}
        </li>
    }
    .into_any()
}
