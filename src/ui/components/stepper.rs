use leptos::{html, prelude::*};

use super::{Bind, described_by, text_field::below};

/// A whole number from 1 on, typed or stepped with two large buttons.
#[component]
pub fn Stepper(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] bind: Bind,
    /// What the two buttons are called.
    fewer: &'static str,
    /// What the two buttons are called.
    more: &'static str,
    max: u32,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let value = bind.value.get();
        if let Some(input) = node.get()
            && input.value() != value
        {
            input.set_value(&value);
        }
    });
    let number = move || bind.value.with(|text| text.trim().parse::<u32>().unwrap_or(0));
    let step = move |by: i64| {
        let next = (i64::from(number()) + by).clamp(1, i64::from(max));
        bind.set.run(next.to_string());
    };
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.get().is_some(), error.get().is_some())
    };
    view! {
        <div class="field" class:field--bad=move || error.get().is_some()>
            <label class="field__label" for=id.clone()>{label}</label>
            <div class="stepper">
                <button type="button" class="button stepper__button" aria-label=fewer
                    disabled=move || number() <= 1
                    on:click=move |_| step(-1)>"−"</button>
                <input
                    node_ref=node
                    id=id.clone()
                    class="field__input stepper__input"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=described
                    on:input=move |event| bind.set.run(event_target_value(&event))
                />
                <button type="button" class="button stepper__button" aria-label=more
                    on:click=move |_| step(1)>"+"</button>
            </div>
            {below(id, hint, error)}
        </div>
    }
    .into_any()
}
