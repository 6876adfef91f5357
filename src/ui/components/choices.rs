use leptos::prelude::*;

use super::{Bind, text_field::below};

/// One of a few, all in sight: a group of radio buttons drawn as large tiles.
#[component]
pub fn Choices(
    #[prop(into)] id: String,
    #[prop(into)] legend: String,
    #[prop(into)] bind: Bind,
    /// Value and label of each.
    options: Vec<(String, String)>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let tiles: Vec<AnyView> = options
        .into_iter()
        .enumerate()
        .map(|(at, (value, label))| {
            // The first bears the group's id, so that a link from the summary of errors lands on it.
            let tile = if at == 0 { id.clone() } else { format!("{id}-{at}") };
            let name = id.clone();
            let own = value.clone();
            let checked = move || bind.value.with(|now| *now == own);
            let pick = move |_| bind.set.run(value.clone());
            view! {
                <div class="choices__tile">
                    <input
                        type="radio"
                        class="choices__radio"
                        id=tile.clone()
                        name=name
                        prop:checked=checked
                        on:change=pick
                    />
                    <label class="choices__label" for=tile>{label}</label>
                </div>
            }
            .into_any()
        })
        .collect();
    let invalid = move || error.get().is_some();
    view! {
        <fieldset class="field choices" class:field--bad=invalid>
            <legend class="field__label">{legend}</legend>
            <div class="choices__tiles">{tiles}</div>
            {below(id, MaybeProp::default(), error)}
        </fieldset>
    }
    .into_any()
}
