//! The limits of a matter: what is due when, as words, a bar and a colour.

use casework::desk::ClockView;
use clocks::{ClockId, Stage, progress};
use leptos::prelude::*;

use super::page::Page;
use crate::ui::{
    browser,
    words::{act, date, procedure},
};

/// The panel; nothing where no limit was ever started.
#[component]
pub fn Limits(page: Page) -> AnyView {
    let clocks = page.part(|view| view.desk.clocks.clone());
    let panel = move || {
        let clocks = clocks.get();
        if clocks.is_empty() {
            return None;
        }
        let (mut running, ended): (Vec<ClockView>, Vec<ClockView>) =
            clocks.into_iter().partition(|clock| clock.end.is_none());
        // What is due first stands first; what has no day, last.
        running.sort_by_key(|clock| (clock.due.is_none(), clock.due));
        let running: Vec<AnyView> = running.iter().map(card).collect();
        let none = running.is_empty().then(|| view! { <p>{act::NONE_RUNNING}</p> });
        let fold = (!ended.is_empty()).then(|| {
            let rows: Vec<AnyView> = ended.iter().map(row).collect();
            view! {
                <details class="fold">
                    <summary class="fold__summary">{act::ENDED}"（"{ended.len()}"）"</summary>
                    <ul class="clocks__ended">{rows}</ul>
                </details>
            }
        });
        Some(view! {
            <section class="panel panel--desk" aria-labelledby="limits">
                <h2 class="panel__title" id="limits">{act::LIMITS}</h2>
                {none}
                <ul class="clocks">{running}</ul>
                {fold}
            </section>
        })
    };
    view! { {panel} }.into_any()
}

fn modifier(stage: Stage) -> &'static str {
    match stage {
        Stage::Fresh => "clock clock--fresh",
        Stage::Half => "clock clock--half",
        Stage::ThreeQuarters => "clock clock--near",
        Stage::DueToday => "clock clock--today",
        Stage::Overdue => "clock clock--over",
    }
}

fn card(clock: &ClockView) -> AnyView {
    let owner = act::owner(clock).to_owned();
    let head = view! {
        <p class="clock__what">{procedure::clock(clock.id)}</p>
        <p class="clock__who">{owner}</p>
    };
    let notes: Vec<AnyView> = notes(clock)
        .into_iter()
        .map(|note| view! { <p class="clock__note">{note}</p> }.into_any())
        .collect();
    let Some(due) = clock.due else {
        return view! { <li class="clock">{head}<p>{act::NO_LENGTH}</p>{notes}</li> }.into_any();
    };
    let seen = progress(clock.start, due, browser::today());
    let citizens = clock.office_name.is_empty() && act::is_citizens(clock.id);
    if citizens && seen.stage == Stage::Overdue {
        // Nobody is late, and nothing can be done any more.
        return view! {
            <li class="clock">{head}<p>{act::LAPSED}</p><p class="clock__due">{act::due(clock.start, due)}</p></li>
        }
        .into_any();
    }
    let mut width = seen.percent.min(100).to_string();
    width.push('%');
    view! {
        <li class=modifier(seen.stage)>
            <div class="clock__head">
                <div>{head}</div>
                <p class="clock__left">
                    <span class="clock__days">{act::left(seen.days_left)}</span>
                    <span class="clock__stage">{act::clock_stage(seen.stage)}</span>
                </p>
            </div>
            // The words beside it say the same.
            <div class="clock__bar" aria-hidden="true">
                <div class="clock__used" style:width=width></div>
                <i class="clock__mark clock__mark--half"></i>
                <i class="clock__mark clock__mark--most"></i>
            </div>
            <p class="clock__due">{act::due(clock.start, due)}</p>
            {notes}
        </li>
    }
    .into_any()
}

fn notes(clock: &ClockView) -> Vec<String> {
    let mut notes = Vec::new();
    if clock.assumed {
        notes.push(act::ASSUMED.to_owned());
    }
    if clock.provisional {
        notes.push(act::PROVISIONAL.to_owned());
    }
    if let (Some(target), Some(due)) = (clock.target, clock.due)
        && target < due
    {
        notes.push(act::target(target));
    }
    if clock.fallback {
        notes.push(act::FALLBACK.to_owned());
    }
    if clock.id == ClockId::StationPush {
        notes.push(act::INTERNAL.to_owned());
    } else if !clock.article.is_empty() {
        notes.push(act::article(&clock.article));
    }
    notes
}

fn row(clock: &ClockView) -> AnyView {
    let end = clock.end.map_or_else(String::new, |end| act::ended(end, clock.due));
    let due = clock.due.map(|due| view! { <p>{act::WAS_DUE}" "{date::day(due)}</p> });
    let owner = act::owner(clock).to_owned();
    view! {
        <li class="clocks__row">
            <p class="clock__what">{procedure::clock(clock.id)}" "<span class="clock__who">{owner}</span></p>
            {due}
            <p>{end}</p>
        </li>
    }
    .into_any()
}
