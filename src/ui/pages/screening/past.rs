//! Periods that are over.

use casework::screening::Standing;
use leptos::prelude::*;

use super::{
    own::{nothing, tag},
    page::Page,
};
use crate::ui::words::screening as words;

/// The list, the latest first; one that was missed can still be reported on.
#[component]
pub fn Past(page: Page) -> AnyView {
    let past = page.part(|view| view.past.clone());
    let rows = move || {
        let row = |one: casework::screening::PeriodView| {
            let late = (one.standing == Standing::NotReported)
                .then(|| nothing(page, one, words::NOTHING_LATE, "button"));
            view! {
                <li class="lines__line">
                    <span class="lines__text">{words::period(one.period)}</span>
                    {tag(one.standing)}
                    {late}
                </li>
            }
            .into_any()
        };
        past.get().into_iter().map(row).collect::<Vec<AnyView>>()
    };
    let any = move || past.with(|past| !past.is_empty());
    let panel = move || {
        any().then(|| {
            view! {
                <section class="panel" aria-labelledby="past">
                    <h2 class="panel__title" id="past">{words::PAST}</h2>
                    <ul class="lines screening__past">{rows}</ul>
                </section>
            }
        })
    };
    view! { {panel} }.into_any()
}
