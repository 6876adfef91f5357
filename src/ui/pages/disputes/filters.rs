use casework::{
    dispute::{
        DisputeCounts, DisputeStanding,
        codes::{DisputeType, Risk},
    },
    worklist::{HolderPlace, RowFilter},
};
use leptos::prelude::*;

use crate::ui::{
    components::Bind,
    pages::list::{filters::select, finder::Finder},
    words::{cases, dispute, disputes as words, list},
};

/// How they stand as tabs with their counts; type, level, place and promises below.
#[component]
pub fn Filters(finder: Finder, counts: RwSignal<DisputeCounts>) -> AnyView {
    let standings = std::iter::once(None).chain(DisputeStanding::ALL.iter().copied().map(Some));
    let tabs: Vec<AnyView> = standings.map(|standing| tab(finder, counts, standing)).collect();
    let kinds = DisputeType::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), dispute::numbered_type(*kind)))
        .collect();
    let levels = Risk::ALL
        .iter()
        .map(|level| (level.name().to_owned(), cases::risk(*level).to_owned()))
        .collect();
    let places = HolderPlace::ALL
        .into_iter()
        .map(|place| (place.name().to_owned(), list::holder_place(place).to_owned()))
        .collect();
    let promised = move || finder.filter.with(|filter| filter.promised);
    let promise = move |event| {
        let on = event_target_checked(&event);
        finder.change(|filter| filter.promised = on);
    };
    view! {
        <div class="disputes__tabs" role="group" aria-label=words::RESULTS>{tabs}</div>
        <div class="filters__grid disputes__filters">
            {select("dispute-kind-filter", words::KIND, kinds, of(finder,
                |filter| filter.dispute_type.map_or("", DisputeType::name).to_owned(),
                |filter, value| filter.dispute_type = DisputeType::from_name(value),
            ))}
            {select("dispute-risk-filter", words::RISK, levels, of(finder,
                |filter| filter.risk.map_or("", Risk::name).to_owned(),
                |filter, value| filter.risk = Risk::from_name(value),
            ))}
            {select("dispute-holder-filter", words::HOLDER, places, of(finder,
                |filter| filter.holder.map_or("", HolderPlace::name).to_owned(),
                |filter, value| filter.holder = HolderPlace::from_name(value),
            ))}
            <label class="check">
                <input type="checkbox" class="check__box" prop:checked=promised on:change=promise />
                <span>{words::PROMISED}</span>
            </label>
        </div>
    }
    .into_any()
}

fn of(finder: Finder, get: fn(&RowFilter) -> String, set: fn(&mut RowFilter, &str)) -> Bind {
    Bind::new(
        move || finder.filter.with(get),
        move |value| finder.change(|filter| set(filter, &value)),
    )
}

fn tab(
    finder: Finder,
    counts: RwSignal<DisputeCounts>,
    standing: Option<DisputeStanding>,
) -> AnyView {
    let count =
        move || counts.with(|counts| standing.map_or(counts.found, |one| counts.standing(one)));
    let pressed = move || finder.filter.with(|filter| filter.standing == standing);
    let choose = move |_| finder.change(|filter| filter.standing = standing);
    view! {
        <button type="button" class="button disputes__tab"
            aria-pressed=move || if pressed() { "true" } else { "false" } on:click=choose>
            {move || words::tab(standing, count())}
        </button>
    }
    .into_any()
}
