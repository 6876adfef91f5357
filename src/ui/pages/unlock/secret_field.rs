use leptos::prelude::*;

/// A field for a PIN or passphrase. No password field, though it looks like one: browsers offer to
/// remember those, and what they remember lies outside what the app can seal. `autocomplete` keeps it
/// out of what they restore.
#[component]
pub fn SecretField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    secret: RwSignal<String>,
    #[prop(optional, into)] hint: Option<String>,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                id=id
                class="field__input field__input--secret"
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=described
                prop:value=move || secret.get()
                on:input=move |event| {
                    let _ = secret.try_set(event_target_value(&event));
                }
            />
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
    .into_any()
}
