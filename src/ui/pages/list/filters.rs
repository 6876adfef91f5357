//! The filter bar: what is asked for, as chips that can be taken away, and the fields behind a
//! button.

use casework::{
    matter::Stage,
    worklist::{HolderPlace, RowFilter, TodayList},
};
use chrono::NaiveDate;
use leptos::prelude::*;

use super::finder::Finder;
use crate::ui::{
    components::{Bind, FieldKind, TextField},
    fields::CategoryField,
    words::{date, directory, list, procedure, today},
};

/// The chips, and the fields while they are open.
#[component]
pub fn Filters(finder: Finder, open: RwSignal<bool>) -> AnyView {
    let chips = move || {
        let active = active(&finder.filter.get());
        (!active.is_empty()).then(|| {
            let chips: Vec<AnyView> = active.into_iter().map(|one| chip(finder, one)).collect();
            view! {
                <ul class="filters__chips" aria-label=list::FILTER_ACTIVE>{chips}</ul>
                <button type="button" class="button button--small"
                    on:click=move |_| finder.filter_by(RowFilter::default())>{list::FILTER_CLEAR}</button>
            }
        })
    };
    view! {
        <div class="filters">
            {chips}
        </div>
        <div id="filter-fields">{move || open.get().then(|| fields(finder))}</div>
    }
    .into_any()
}

/// A wish that is in force: its words, and how it is taken back.
struct Active(String, fn(&mut RowFilter));

/// All wishes of a filter, in words.
fn active(filter: &RowFilter) -> Vec<Active> {
    let mut all = Vec::new();
    let mut add = |text: String, drop: fn(&mut RowFilter)| all.push(Active(text, drop));
    if let Some(list) = filter.today {
        add(today::name(list).to_owned(), |filter| filter.today = None);
    }
    if let Some(stage) = filter.stage {
        add(procedure::stage(stage).to_owned(), |filter| filter.stage = None);
    }
    if let Some(place) = filter.holder {
        let text = [list::HOLDER, list::holder_place(place)].concat();
        add(text, |filter| filter.holder = None);
    }
    if filter.registered_here {
        add(list::OWN.to_owned(), |filter| filter.registered_here = false);
    }
    if filter.charged_to_me {
        add(list::MINE.to_owned(), |filter| filter.charged_to_me = false);
    }
    if filter.urgent {
        add(list::URGENT.to_owned(), |filter| filter.urgent = false);
    }
    if !filter.category.is_empty() {
        add(directory::category(&filter.category), |filter| filter.category.clear());
    }
    if let Some(day) = filter.received_from {
        let text = [list::FROM, " ", &date::day(day)].concat();
        add(text, |filter| filter.received_from = None);
    }
    if let Some(day) = filter.received_to {
        let text = [list::TO, " ", &date::day(day)].concat();
        add(text, |filter| filter.received_to = None);
    }
    if let Some(day) = filter.due_by {
        let text = [list::DUE_BY, " ", &date::day(day)].concat();
        add(text, |filter| filter.due_by = None);
    }
    all
}

/// The wishes of a filter in one line, for a name to be offered.
pub fn in_words(filter: &RowFilter) -> String {
    let words: Vec<String> = active(filter).into_iter().map(|Active(text, _)| text).collect();
    words.join("、")
}

fn chip(finder: Finder, Active(text, drop): Active) -> AnyView {
    view! {
        <li>
            <button type="button" class="filters__chip" on:click=move |_| finder.change(drop)>
                <span class="unseen">{list::FILTER_REMOVE}</span>{text}<span aria-hidden="true">"×"</span>
            </button>
        </li>
    }
    .into_any()
}

fn fields(finder: Finder) -> AnyView {
    let lists: Vec<(String, String)> = TodayList::ALL
        .iter()
        .map(|list| (list.name().to_owned(), today::name(*list).to_owned()))
        .collect();
    let stages: Vec<(String, String)> = Stage::ALL
        .iter()
        .enumerate()
        .skip(1)
        .map(|(at, stage)| (at.to_string(), procedure::stage(*stage).to_owned()))
        .collect();
    let places: Vec<(String, String)> = HolderPlace::ALL
        .iter()
        .map(|place| (place.name().to_owned(), list::holder_place(*place).to_owned()))
        .collect();
    let of = move |get: fn(&RowFilter) -> String, set: fn(&mut RowFilter, &str)| {
        Bind::new(
            move || finder.filter.with(get),
            move |value| finder.change(|filter| set(filter, &value)),
        )
    };
    view! {
        <div class="filters__fields">
            <div class="filters__grid">
                {select("filter-today", list::TODAY, lists, of(
                    |filter| filter.today.map_or("", TodayList::name).to_owned(),
                    |filter, value| filter.today = TodayList::from_name(value),
                ))}
                {select("filter-stage", list::STAGE, stages, of(
                    |filter| filter.stage.and_then(number_of).unwrap_or_default(),
                    |filter, value| filter.stage = value.parse().ok().and_then(stage_at),
                ))}
                {select("filter-holder", list::HOLDER, places, of(
                    |filter| filter.holder.map_or("", HolderPlace::name).to_owned(),
                    |filter, value| filter.holder = HolderPlace::from_name(value),
                ))}
                <CategoryField id="filter-category" bind=of(
                    |filter| filter.category.clone(),
                    |filter, value| value.clone_into(&mut filter.category),
                ) />
                <TextField id="filter-from" label=list::FROM kind=FieldKind::Date bind=of(
                    |filter| day_text(filter.received_from),
                    |filter, value| filter.received_from = clocks::parse_date(value),
                ) />
                <TextField id="filter-to" label=list::TO kind=FieldKind::Date bind=of(
                    |filter| day_text(filter.received_to),
                    |filter, value| filter.received_to = clocks::parse_date(value),
                ) />
                <TextField id="filter-due" label=list::DUE_BY kind=FieldKind::Date bind=of(
                    |filter| day_text(filter.due_by),
                    |filter, value| filter.due_by = clocks::parse_date(value),
                ) />
            </div>
            <div class="filters__flags">
                {flag(finder, list::MINE, |filter| &mut filter.charged_to_me)}
                {flag(finder, list::OWN, |filter| &mut filter.registered_here)}
                {flag(finder, list::URGENT, |filter| &mut filter.urgent)}
            </div>
        </div>
    }
    .into_any()
}

fn day_text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn number_of(stage: Stage) -> Option<String> {
    Stage::ALL.iter().position(|one| *one == stage).map(|at| at.to_string())
}

fn stage_at(number: usize) -> Option<Stage> {
    Stage::ALL.get(number).copied()
}

/// A choice of one, or of none.
pub fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    bind: Bind,
) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, text)| {
            let own = value.clone();
            let selected = move || bind.value.with(|now| *now == own);
            view! { <option value=value prop:selected=selected>{text}</option> }.into_any()
        })
        .collect();
    let none = move || bind.value.with(String::is_empty);
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select autocomplete="off" class="field__input" id=id on:change=move |event| bind.set.run(event_target_value(&event))>
                <option value="" prop:selected=none>{list::ANY}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A wish that is there or not.
fn flag(finder: Finder, text: &'static str, at: fn(&mut RowFilter) -> &mut bool) -> AnyView {
    let on = move || finder.filter.with(|filter| *at(&mut filter.clone()));
    let change = move |event| {
        let checked = event_target_checked(&event);
        finder.change(|filter| *at(filter) = checked);
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=change />
            <span>{text}</span>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wish_has_words_and_can_be_taken_back() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23);
        let mut filter = RowFilter {
            today: Some(TodayList::Overdue),
            stage: Some(Stage::Accepted),
            holder: Some(HolderPlace::Below),
            registered_here: true,
            charged_to_me: true,
            urgent: true,
            category: "rural".into(),
            received_from: day,
            received_to: day,
            due_by: day,
            ..RowFilter::default()
        };
        assert_eq!(
            in_words(&filter),
            "已超期、办理中、现在在下级单位、本单位登记的、我承办的、重大紧急、农村农业、收到日期从 2026年11月23日、\
             收到日期到 2026年11月23日、本单位期限不晚于 2026年11月23日"
        );
        for Active(text, drop) in active(&filter.clone()) {
            assert!(!text.is_empty());
            drop(&mut filter);
        }
        assert!(filter.is_everything());
    }
}
