use clocks::{Stage as Pace, progress};
use leptos::prelude::*;

use super::many::Many;
use crate::{
    bridge::{ClockOwner, ListClock, ListRow},
    ui::{
        browser,
        route::Route,
        words::{directory, list, procedure},
    },
};

/// One row of the list: a link to its matter; while several are picked, a checkbox.
pub fn row_view(row: &ListRow, many: Many) -> AnyView {
    let content = content(row);
    if !many.on.get_untracked() {
        let href = Route::Matter(row.matter).href();
        return view! { <a class="row" href=href>{content}</a> }.into_any();
    }
    let matter = row.matter;
    let label = [name_of(row), row.local_no.clone()].join(" ");
    let named = list::pick(&name_of(row), &row.local_no);
    let checked = move || many.picked.with(|picked| picked.contains_key(&matter));
    let change = move |event| many.pick(matter, &label, event_target_checked(&event));
    view! {
        <label class="row row--pick">
            <input type="checkbox" class="row__box" aria-label=named prop:checked=checked on:change=change />
            {content}
        </label>
    }
    .into_any()
}

/// The petitioner's name as shown.
pub fn name_of(row: &ListRow) -> String {
    if row.name.is_empty() { list::NO_NAME.to_owned() } else { row.name.clone() }
}

fn content(row: &ListRow) -> AnyView {
    let category = (!row.category.is_empty()).then(|| directory::short_category(&row.category));
    let people = (row.petitioners > 1).then(|| list::people(row.petitioners));
    view! {
        <span class="row__date">{row.received_on.clone()}</span>
        <span class="row__name">
            {name_of(row)}
            {people.map(|people| view! { <span class="row__people">{people}</span> })}
        </span>
        <span class="row__what">
            {category.map(|category| view! { <span class="row__category">{category}</span> })}
            <span class="row__excerpt">{row.excerpt.clone()}</span>
        </span>
        <span class="row__place">{row.place.clone()}</span>
        <span class="row__tags">{row.clock.as_ref().map(due)}{tags(row)}</span>
    }
    .into_any()
}

/// The clock in words, with a mark that fills as its time is used.
pub fn due(clock: &ListClock) -> AnyView {
    let stands = progress(clock.start, clock.due, browser::today());
    // The petitioner's own limit is nobody's lateness.
    let class = match (&clock.owner, stands.stage) {
        (ClockOwner::Petitioner, _) | (_, Pace::Fresh) => "due",
        (_, Pace::Half) => "due due--half",
        (_, Pace::ThreeQuarters) => "due due--most",
        (_, Pace::DueToday) => "due due--today",
        (_, Pace::Overdue) => "due due--over",
    };
    let text = list::clock(clock, stands.days_left);
    view! { <span class=class><span class="due__mark" aria-hidden="true"></span>
    <span class="due__text">{text}</span></span> }
    .into_any()
}

fn tags(row: &ListRow) -> AnyView {
    let mut tags: Vec<(&'static str, String)> = Vec::new();
    if row.urgent {
        tags.push(("tag tag--bad", list::URGENT.to_owned()));
    }
    if row.contested > 0 {
        tags.push(("tag tag--careful", list::CONTESTED.to_owned()));
    }
    if row.for_a_person > 0 {
        tags.push(("tag tag--careful", list::FOR_A_PERSON.to_owned()));
    }
    if row.waiting {
        tags.push(("tag tag--waiting", list::WAITING.to_owned()));
    }
    if row.held_here && row.unopened {
        tags.push(("tag tag--waiting", list::UNOPENED.to_owned()));
    }
    tags.push(("tag", procedure::stage(row.stage).to_owned()));
    if !row.held_here && !row.holder_name.is_empty() {
        tags.push(("tag", list::holder(&[&*row.holder_parent, &*row.holder_name].concat())));
    }
    if !row.charged_name.is_empty() {
        tags.push(("tag", row.charged_name.clone()));
    }
    tags.into_iter()
        .map(|(class, text)| view! { <span class=class>{text}</span> })
        .collect_view()
        .into_any()
}
