//! What each column was taken for, to be corrected.

use ledger::{ColumnPlan, Field, SheetPlan};
use leptos::prelude::*;

use super::Book;
use crate::ui::words::import;

/// What each column was taken for.
#[component]
pub fn Columns(book: Book) -> AnyView {
    let sheets = move || {
        book.plans.with(|plans| {
            plans.iter().enumerate().map(|(at, plan)| sheet(book, at, plan)).collect::<Vec<_>>()
        })
    };
    view! {
        <details class="panel">
            <summary class="panel__title">{import::COLUMNS}</summary>
            <p class="field__hint">{import::COLUMNS_HINT}</p>
            {sheets}
        </details>
    }
    .into_any()
}

fn sheet(book: Book, at: usize, plan: &SheetPlan) -> AnyView {
    let include = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        book.plans.update(|plans| {
            if let Some(plan) = plans.get_mut(at) {
                plan.include = on;
            }
        });
        book.interpret();
    };
    let included = plan.include;
    let columns: Vec<AnyView> = plan
        .columns
        .iter()
        .enumerate()
        .filter(|_| included)
        .map(|(column, found)| self::column(book, at, column, found))
        .collect();
    view! {
        <fieldset class="sheet-plan">
            <legend>{import::sheet(&plan.sheet, plan.first_row, plan.last_row)}</legend>
            <label class="check">
                <input type="checkbox" checked=included on:change=include />
                {import::INCLUDE}
            </label>
            <div class="columns">{columns}</div>
        </fieldset>
    }
    .into_any()
}

fn column(book: Book, sheet: usize, at: usize, plan: &ColumnPlan) -> AnyView {
    let id = format!("column-{sheet}-{at}");
    let now = plan.field;
    let correct = move |event: leptos::ev::Event| {
        let chosen =
            event_target_value(&event).parse().ok().and_then(|at: usize| Field::ALL.get(at));
        if let Some(field) = chosen.copied() {
            book.plans.update(|plans| {
                let column = plans.get_mut(sheet).and_then(|plan| plan.columns.get_mut(at));
                if let Some(column) = column {
                    column.correct(field);
                }
            });
            book.interpret();
        }
    };
    let options: Vec<AnyView> = Field::ALL
        .iter()
        .enumerate()
        .map(|(value, field)| {
            view! { <option value=value.to_string() selected=*field == now>{import::field(*field)}</option> }
                .into_any()
        })
        .collect();
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{import::column(&plan.letter, &plan.heading)}</label>
            <select autocomplete="off" class="field__input" id=id aria-describedby=hint.clone() on:change=correct>{options}</select>
            <p class="field__hint" id=hint>{import::samples(&plan.samples)}</p>
        </div>
    }
    .into_any()
}
