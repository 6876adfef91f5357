use casework::{
    directory::Tier,
    worklist::{RowFilter, TodayList},
};
use leptos::prelude::*;

use crate::{
    bridge::TodayLists,
    ui::{
        route::Route,
        session::Session,
        words::{list, today},
    },
};

/// A tile for each list that is not empty; where all are, what to do instead. Below them what this
/// office has in any case.
pub fn tiles(session: Session, lists: &TodayLists) -> AnyView {
    let tier = session.identity.with(|own| own.as_ref().map(|own| own.tier));
    let shown = shown(tier, &lists.lists);
    let nothing = shown.is_empty();
    let pressing: Vec<AnyView> = shown
        .into_iter()
        .map(|(on, number)| {
            let filter = RowFilter::of(on);
            tile(&filter, class(on), today::name(on), today::hint(on), number)
        })
        .collect();
    let own = RowFilter { registered_here: true, ..RowFilter::default() };
    let always = [
        tile(&own, "tile", today::REGISTERED_HERE, today::REGISTERED_HINT, lists.registered_here),
        tile(&RowFilter::default(), "tile", today::ALL, today::ALL_HINT, lists.total),
    ];
    let work = if nothing {
        view! {
            <div class="empty">
                <h2 class="empty__title">{today::EMPTY_TITLE}</h2>
                <p>{today::EMPTY_BODY}</p>
                <p class="empty__actions">
                    <button type="button" class="button button--primary" on:click=move |_| Route::New(None).go()>
                        {list::NEW}
                    </button>
                </p>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="tiles">{pressing}</ul> }.into_any()
    };
    view! {
        {work}
        <section aria-labelledby="always">
            <h2 class="today__heading" id="always">{today::ALWAYS}</h2>
            <ul class="tiles">{always}</ul>
        </section>
    }
    .into_any()
}

/// A station decides nothing and sends nothing on by deciding: the lists of bodies are not its own.
fn shown(tier: Option<Tier>, lists: &[(TodayList, u32)]) -> Vec<(TodayList, u32)> {
    let foreign = |list: TodayList| {
        matches!(
            list,
            TodayList::Routing
                | TodayList::Acceptance
                | TodayList::Signature
                | TodayList::Notice
                | TodayList::OverdueBelow
        )
    };
    let fits = |(list, _): &&(TodayList, u32)| tier != Some(Tier::Village) || !foreign(*list);
    lists.iter().filter(fits).copied().collect()
}

fn class(list: TodayList) -> &'static str {
    match list {
        TodayList::Overdue | TodayList::OverdueBelow => "tile tile--over",
        TodayList::DueToday => "tile tile--today",
        TodayList::DueSoon => "tile tile--soon",
        _ => "tile",
    }
}

fn tile(
    filter: &RowFilter,
    class: &'static str,
    name: &'static str,
    hint: &'static str,
    number: u32,
) -> AnyView {
    // Everything has an address of its own too: the plain list goes on where it was left.
    let href = Route::Filtered(match filter.to_text() {
        text if text.is_empty() => "all".to_owned(),
        text => text,
    })
    .href();
    view! {
        <li>
            <a class=class href=href>
                <span class="tile__name">{name}</span>
                <span class="tile__number">{number.to_string()}<span class="tile__unit">{today::UNIT}</span></span>
                <span class="tile__hint">{hint}</span>
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_is_shown_what_is_its_own() {
        let all = TodayList::ALL.map(|list| (list, 1));
        let lists = |tier| -> Vec<TodayList> {
            shown(Some(tier), &all).into_iter().map(|(list, _)| list).collect()
        };
        assert_eq!(lists(Tier::Township), TodayList::ALL);
        let village = lists(Tier::Village);
        assert!(village.contains(&TodayList::Errands) && village.contains(&TodayList::Incoming));
        assert!(!village.contains(&TodayList::Acceptance));
    }

    #[test]
    fn the_address_of_everything_wants_everything() {
        assert!(RowFilter::from_text("all").is_everything());
    }
}
