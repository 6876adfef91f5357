//! The way the matter took from office to office, as a line of stations.

use casework::{MatterView, matter::LegKind};
use chrono::NaiveDate;
use leptos::prelude::*;

use super::page::Page;
use crate::ui::words::{act, date, list};

/// A stop of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stop {
    office: String,
    how: &'static str,
    on: Option<NaiveDate>,
    received: Option<NaiveDate>,
    here: bool,
}

/// The line; nothing while the matter has not moved.
#[component]
pub fn Legs(page: Page) -> AnyView {
    let stops = page.part(stops);
    let panel = move || {
        let stops = stops.get();
        if stops.len() < 2 {
            return None;
        }
        let items: Vec<AnyView> = stops.into_iter().map(|stop| item(page, stop)).collect();
        Some(view! {
            <section class="panel" aria-labelledby="legs">
                <h2 class="panel__title" id="legs">{act::LEGS}</h2>
                <ol class="legs">{items}</ol>
            </section>
        })
    };
    view! { {panel} }.into_any()
}

fn stops(view: &MatterView) -> Vec<Stop> {
    let Some(home) = &view.home else { return Vec::new() };
    let last = view.state.legs.len();
    let first = Stop {
        office: home.as_str().to_owned(),
        how: act::REGISTERED,
        on: view.registered_on,
        received: view.registered_on,
        here: last == 0,
    };
    let rest = view.state.legs.iter().enumerate().map(|(at, leg)| Stop {
        office: leg.to.as_str().to_owned(),
        how: act::leg(leg.kind),
        on: Some(leg.sent_on),
        // Handing along the line is signed in only where somebody does it.
        received: leg.received_on.or((leg.kind == LegKind::Handed).then_some(leg.sent_on)),
        here: at + 1 == last,
    });
    std::iter::once(first).chain(rest).collect()
}

fn item(page: Page, stop: Stop) -> AnyView {
    let on = stop.on.map(|on| view! { " "{date::day(on)} });
    let open =
        stop.received.is_none().then(|| view! { <span class="tag">{act::NOT_SIGNED_IN}</span> });
    let here = stop.here.then(|| view! { <span class="tag tag--waiting">{act::HERE}</span> });
    let name = match stop.on {
        Some(on) => page.office_on(on)(&stop.office),
        None => page.office()(&stop.office),
    };
    let name = if name.is_empty() { list::NO_NAME.to_owned() } else { name };
    view! {
        <li class="legs__stop" class:legs__stop--here=stop.here>
            <p class="legs__office">{name}" "{here}{open}</p>
            <p class="legs__how">{stop.how}{on}</p>
        </li>
    }
    .into_any()
}
