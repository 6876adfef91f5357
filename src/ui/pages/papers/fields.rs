//! What is filled in by hand, for this paper only.

use casework::matter::PaperState;
use leptos::prelude::*;

use super::paper::{Filled, NUMBER, Sheet};
use crate::{
    bridge::PaperInput,
    ui::{
        components::{Bind, FieldKind, TextArea, TextField},
        words::papers,
    },
};

/// The form: what is missing, and what may be put differently.
#[component]
pub fn Fields(sheet: Sheet, issued: Memo<Option<PaperState>>) -> AnyView {
    // What was made out is not worded anew.
    let locked = Memo::new(move |_| issued.with(Option::is_some) && !sheet.fresh.get());
    let of = move |gap: bool| {
        sheet.fields.with(|fields| {
            fields
                .iter()
                .filter(|filled| filled.field.gap == gap)
                .map(|filled| field(sheet, filled.clone()))
                .collect::<Vec<AnyView>>()
        })
    };
    let gaps = move || {
        let fields = of(true);
        let done = fields.is_empty() && sheet.made.with(Option::is_some);
        if fields.is_empty() {
            return done.then(|| view! { <p class="none">{papers::NO_GAPS}</p> }.into_any());
        }
        Some(
            view! {
                <section class="panel" aria-labelledby="papers-gaps">
                    <h2 class="panel__title" id="papers-gaps">{papers::GAPS}</h2>
                    <p class="none">{papers::GAPS_HINT}</p>
                    <div class="form">{fields}</div>
                </section>
            }
            .into_any(),
        )
    };
    let words = move || {
        let fields = of(false);
        (!fields.is_empty() && !locked.get()).then(|| {
            view! {
                <details class="panel papers__words">
                    <summary class="papers__summary">{papers::WORDS}</summary>
                    <p class="none">{papers::WORDS_HINT}</p>
                    <div class="form">{fields}</div>
                </details>
            }
        })
    };
    let typed = Memo::new(move |_| sheet.has_typed());
    let discard = move || {
        typed.get().then(|| {
            view! {
                <button type="button" class="button papers__discard" on:click=move |_| sheet.discard()>
                    {papers::DISCARD}
                </button>
            }
        })
    };
    view! { {gaps}{words}{discard} }.into_any()
}

fn field(sheet: Sheet, filled: Filled) -> AnyView {
    let id = format!("paper-{}", filled.field.key.replace('.', "-"));
    let label = papers::field_label(&filled.field.label, filled.field.item);
    let key = filled.field.key.clone();
    let missing = Memo::new(move |_| {
        sheet.made.with(|made| made.as_ref().is_some_and(|made| made.missing.contains(&key)))
    });
    let text = filled.text;
    let refused = filled.field.key == NUMBER;
    // Empty is said by the list of what is missing; a text that does not do is said here.
    let error = MaybeProp::derive(move || {
        if refused && let Some(why) = sheet.number_wrong.get() {
            return Some(why);
        }
        let wrong = missing.get() && text.with(|text| !text.trim().is_empty());
        wrong.then(|| papers::OUT_OF_RANGE.to_owned())
    });
    let input = filled.field.input;
    let bind = Bind::new(move || text.get(), move |typed| sheet.put(&filled, typed));
    match input {
        PaperInput::Text => view! { <TextArea id label bind rows=4 error /> }.into_any(),
        PaperInput::Names => {
            view! { <TextField id label bind error hint=papers::NAMES_HINT /> }.into_any()
        }
        PaperInput::Line | PaperInput::Days | PaperInput::Date | PaperInput::Moment => {
            let kind = match input {
                PaperInput::Date => FieldKind::Date,
                PaperInput::Moment => FieldKind::Moment,
                PaperInput::Days => FieldKind::Code,
                _ => FieldKind::Text,
            };
            view! { <TextField id label bind kind error /> }.into_any()
        }
    }
}
