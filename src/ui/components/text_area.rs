use leptos::{html, prelude::*};

use super::{Bind, described_by, text_field::below};

/// A field of several lines with its label. `autocomplete` keeps what is typed out of what browsers
/// restore, which lies beside the app's storage in plain.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] bind: Bind,
    #[prop(default = 4)] rows: u32,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let node = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        let value = bind.value.get();
        if let Some(area) = node.get()
            && area.value() != value
        {
            area.set_value(&value);
        }
    });
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.get().is_some(), error.get().is_some())
    };
    view! {
        <div class="field" class:field--bad=move || error.get().is_some()>
            <label class="field__label" for=id.clone()>{label}</label>
            <textarea
                node_ref=node
                id=id.clone()
                class="field__input field__input--area"
                autocomplete="off"
                rows=rows.to_string()
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described
                on:input=move |event| bind.set.run(event_target_value(&event))
            ></textarea>
            {below(id, hint, error)}
        </div>
    }
    .into_any()
}
