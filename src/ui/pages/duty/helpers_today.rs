//! Who helps today: lawyers, retired officials, mediators, volunteers.

use casework::directory::HelperView;
use leptos::{prelude::*, task::spawn_local};

use super::{ask, phone};
use crate::{
    bridge::Event,
    ui::{session::session, words::duty as words},
};

/// A small panel for the pages of receptions and of mediation. Asks by itself.
#[component]
pub fn HelpersToday() -> AnyView {
    let session = session();
    let helpers = RwSignal::new(Vec::<HelperView>::new());
    let load = move || {
        spawn_local(async move {
            if let Ok(duty) = ask(session).await {
                helpers.try_set(duty.helpers);
            }
        });
    };
    load();
    session.on_event(move |event| {
        if matches!(event, Event::Identity(_)) {
            load();
        }
    });
    view! { {move || panel(&helpers.get())} }.into_any()
}

fn panel(helpers: &[HelperView]) -> AnyView {
    let rows: Vec<AnyView> = helpers
        .iter()
        .map(|one| {
            let office = (!one.here).then(|| format!("{} ", one.office_name));
            let kind = words::helper_kind(one.kind);
            view! {
                <li class="calls__row">
                    <span class="calls__who">{office}{kind}" "{one.name.clone()}</span>
                    {phone::dial(&one.name, &one.phone)}
                </li>
            }
            .into_any()
        })
        .collect();
    let content = if rows.is_empty() {
        view! { <p class="none">{words::NO_HELPERS_TODAY}</p> }.into_any()
    } else {
        view! { <ul class="calls">{rows}</ul> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="helpers-today">
            <h2 class="panel__title" id="helpers-today">{words::HELPERS_TODAY}</h2>
            {content}
        </section>
    }
    .into_any()
}
