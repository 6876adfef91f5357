//! What the city office sets for everybody: holiday tables, the rules, templates of papers.

use leptos::prelude::*;

use super::{
    calendars::Calendars,
    forms::{DEFAULT_PROFILE, FormKind, opener, opener_for},
    page::Page,
    templates::Templates,
};
use crate::ui::words::org::{self, arrange};
use casework::directory::Tier;

/// The panels.
#[component]
pub fn City(page: Page) -> AnyView {
    view! {
        <Calendars page />
        <Rules page />
        <Templates page />
        <Screening page />
        <Commitments page />
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

/// How often each tier screens.
#[component]
fn Screening(page: Page) -> AnyView {
    let cycles = page.part(|view| view.arrangements.cycles);
    let row = move |tier: Tier| {
        let text = move || cycles.get().of(tier).map(|cycle| arrange::cycle_of(tier, cycle));
        view! {
            <li class="lines__line">
                <span class="lines__text">{text}</span>
                {opener_for(page, FormKind::Cycle(tier), arrange::CYCLE_SET, org::short_tier(tier).to_owned())}
            </li>
        }
        .into_any()
    };
    let rows = [Tier::Village, Tier::Township, Tier::City].map(row);
    view! {
        <section class="panel" aria-labelledby="cycles">
            <h2 class="panel__title" id="cycles">{arrange::CYCLES}</h2>
            <p>{arrange::CYCLES_BODY}</p>
            <ul class="lines">{rows}</ul>
        </section>
    }
    .into_any()
}

/// What is laid down where somebody takes charge of a dispute.
#[component]
fn Commitments(page: Page) -> AnyView {
    let scheme = page.part(|view| view.arrangements.scheme.clone());
    let now = move || match scheme.get() {
        None => view! { <p class="none">{arrange::SCHEME_SHIPPED}</p> }.into_any(),
        Some(scheme) => {
            let both = scheme.fix.into_iter().chain(scheme.charge);
            let rows: Vec<AnyView> =
                both.map(|slot| view! { <li class="lines__line">{slot}</li> }.into_any()).collect();
            view! {
                <ul class="lines">{rows}</ul>
                <div class="actions">
                    {opener(page, FormKind::ResetScheme, arrange::SCHEME_RESET, true)}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section class="panel" aria-labelledby="scheme">
            <h2 class="panel__title" id="scheme">{arrange::SCHEME}</h2>
            <p>{arrange::SCHEME_BODY}</p>
            {now}
            <div class="actions">{opener(page, FormKind::Scheme, arrange::SCHEME_SET, false)}</div>
        </section>
    }
    .into_any()
}
