//! What the city office sets for everybody: holiday tables, the rules, templates of papers.

use leptos::prelude::*;

use super::{
    calendars::Calendars,
    forms::{DEFAULT_PROFILE, FormKind, opener},
    page::Page,
    templates::Templates,
};
use crate::ui::words::org;

/// The three panels.
#[component]
pub fn City(page: Page) -> AnyView {
    view! {
        <Calendars page />
        <Rules page />
        <Templates page />
    }
    .into_any()
}

#[component]
fn Rules(page: Page) -> AnyView {
    let profile = page.part(|view| view.profile.clone());
    let now = move || org::profile(profile.get().as_deref().unwrap_or(DEFAULT_PROFILE));
    view! {
        <section class="panel" aria-labelledby="rules">
            <h2 class="panel__title" id="rules">{org::PROFILE}</h2>
            <p>{org::PROFILE_BODY}</p>
            <p class="lead">{now}</p>
            <div class="actions">{opener(page, FormKind::Profile, org::PROFILE_SET, false)}</div>
        </section>
    }
    .into_any()
}
