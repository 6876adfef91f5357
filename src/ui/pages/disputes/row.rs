use casework::{
    dispute::codes::{DisputeOutcome, Risk},
    row::DisputeRow,
};
use leptos::prelude::*;

use crate::{
    bridge::{ClockOwner, ListClock, ListRow, RowMore},
    ui::{
        browser,
        pages::list::row::due,
        route::Route,
        words::{cases, dispute, disputes as words, list},
    },
};

/// One dispute of the ledger: a link to its page.
pub fn row_view(row: &ListRow) -> AnyView {
    let more = row.more.open().unwrap_or_default();
    let of = more.dispute.clone().unwrap_or_default();
    let title = if row.title.is_empty() { dispute::UNTITLED } else { &row.title }.to_owned();
    let kind = cases::dispute_type_of_name(&of.dispute_type);
    let kind = (!kind.is_empty()).then(|| view! { <span class="row__category">{kind}</span> });
    let people = (of.parties > 1)
        .then(|| view! { <span class="row__people">{words::people(of.parties)}</span> });
    let (names, place) = (row.name.clone(), row.place.clone());
    // A time to ask for something that has run out is nothing to be done.
    let lapsed =
        |clock: &ListClock| clock.owner == ClockOwner::Petitioner && clock.due < browser::today();
    let clock = row.clock.as_ref().filter(|clock| !lapsed(clock));
    view! {
        <a class="row" href=Route::Dispute(row.matter).href()>
            <span class="row__date">{of.found_on.clone()}</span>
            <span class="row__name">{names}{people}</span>
            <span class="row__what">{kind}<span class="row__excerpt">{title}</span></span>
            <span class="row__place">{place}</span>
            <span class="row__tags">{clock.map(due)}{tags(row, &of, &more)}</span>
        </a>
    }
    .into_any()
}

fn tags(row: &ListRow, of: &DisputeRow, more: &RowMore) -> AnyView {
    let mut tags: Vec<(&'static str, String)> = Vec::new();
    let mut add = |on: bool, class: &'static str, text: &str| {
        if on {
            tags.push((class, text.to_owned()));
        }
    };
    add(row.urgent, "tag tag--bad", list::URGENT);
    let level = Risk::from_name(&of.risk);
    let high = level == Some(Risk::High);
    let level = level.filter(|level| *level != Risk::Low).map_or("", cases::risk);
    add(!level.is_empty(), if high { "tag tag--bad" } else { "tag tag--careful" }, level);
    add(row.contested > 0, "tag tag--careful", list::CONTESTED);
    add(row.for_a_person > 0, "tag tag--careful", list::FOR_A_PERSON);
    add(row.waiting, "tag tag--waiting", list::WAITING);
    add(of.charge_waits, "tag tag--waiting", words::CHARGE_WAITS);
    add(of.mediating, "tag", words::MEDIATING);
    add(of.agreement.is_some() && of.unperformed, "tag tag--careful", words::UNPERFORMED);
    add(!more.promises.is_empty(), "tag tag--waiting", words::PROMISE);
    let outcome = DisputeOutcome::from_name(&of.outcome).map_or("", cases::dispute_outcome);
    add(!outcome.is_empty(), "tag", outcome);
    add(!of.struck_on.is_empty(), "tag", dispute::STRUCK);
    let elsewhere = list::holder(&[&*row.holder_parent, &*row.holder_name].concat());
    add(!row.held_here && !row.holder_name.is_empty(), "tag", &elsewhere);
    tags.into_iter()
        .map(|(class, text)| view! { <span class=class>{text}</span> })
        .collect_view()
        .into_any()
}
