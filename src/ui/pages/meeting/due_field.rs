use chrono::Days;
use leptos::prelude::*;

use crate::ui::{
    browser,
    components::{Bind, FieldKind, TextField},
    words::visit,
};

/// A day by which something is to be done: one press for those that are mostly meant, or any other.
#[component]
pub fn DueField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    /// The day, `2026-11-22`.
    due: RwSignal<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let soon: Vec<AnyView> = visit::DUE
        .into_iter()
        .map(|(days, words)| {
            let pick = move |_| {
                if let Some(day) = browser::today().checked_add_days(Days::new(days)) {
                    due.set(day.to_string());
                }
            };
            view! { <button type="button" class="button" on:click=pick>{words}</button> }.into_any()
        })
        .collect();
    view! {
        <TextField id label bind=Bind::from(due) kind=FieldKind::Date error />
        <div class="actions due-soon">{soon}</div>
    }
    .into_any()
}
