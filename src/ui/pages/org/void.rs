//! What was entered and has no effect, with why and what to do.

use casework::org::NoEffect;
use leptos::prelude::*;

use super::page::{Page, paper_title};
use crate::ui::{
    browser,
    words::{date, org},
};

/// The list, newest first.
#[component]
pub fn Void(page: Page) -> AnyView {
    let entries = page.part(|view| view.without_effect.clone());
    let content = move || {
        let entries = entries.get();
        if entries.is_empty() {
            return view! { <p class="none">{org::VOID_NONE}</p> }.into_any();
        }
        let rows: Vec<AnyView> = entries.iter().map(|entry| row(page, entry)).collect();
        view! {
            <p>{org::VOID_BODY}</p>
            <ol class="entries">{rows}</ol>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="void">
            <h2 class="panel__title" id="void">{org::TAB_VOID}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn row(page: Page, entry: &NoEffect) -> AnyView {
    let what = org::step(
        &entry.step,
        &|code| page.office_name(code),
        &|person| page.person_name(person),
        &|post| page.post_name(post),
        &paper_title,
    );
    let person = entry
        .why
        .is_for_a_person()
        .then(|| view! { " "<span class="tag tag--careful">{org::FOR_A_PERSON}</span> });
    let when = date::short_moment(entry.at, browser::now());
    view! {
        <li class="entry">
            <h3 class="org-void__kind">{org::step_kind(&entry.step)}{person}</h3>
            <p class="entry__what">{what}</p>
            <p class="org-void__why">{org::why(entry.why)}" "{org::what_now(entry.why)}</p>
            <p class="entry__when">{entry.by.clone()}" "{when}</p>
        </li>
    }
    .into_any()
}
