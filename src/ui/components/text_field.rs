use leptos::{html, prelude::*};

use super::{Bind, described_by};

/// What a field of one line takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// A telephone number.
    Phone,
    /// Letters and digits, without corrections by the keyboard.
    Code,
    /// A calendar date.
    Date,
    /// A day and the time by the clock on the wall.
    Moment,
}

impl FieldKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Code => "text",
            Self::Phone => "tel",
            Self::Date => "date",
            Self::Moment => "datetime-local",
        }
    }
}

/// A field of one line with its label, a hint below and what is wrong with it.
///
/// The element keeps its own text: it is written to only where the value differs, so that a Chinese
/// input method is never interrupted.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] bind: Bind,
    #[prop(optional)] kind: FieldKind,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] required: bool,
    /// The latest date, `2026-11-22`.
    #[prop(optional, into)]
    max: Option<String>,
    /// Called when the field is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
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
    // A field that has the focus when its page goes away still says that it changed and was left: by
    // then nobody listens.
    let on_input = move |event| {
        bind.set.try_run(event_target_value(&event));
    };
    let on_blur = move |_| {
        if let Some(left) = on_leave {
            left.try_run(());
        }
    };
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.get().is_some(), error.get().is_some())
    };
    let invalid = move || error.get().is_some().then_some("true");
    view! {
        <div class="field" class:field--bad=move || error.get().is_some()>
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                node_ref=node
                id=id.clone()
                class="field__input"
                type=kind.input_type()
                inputmode=(kind == FieldKind::Phone).then_some("tel")
                autocomplete="off"
                autocapitalize=(kind == FieldKind::Code).then_some("off")
                spellcheck="false"
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                max=max
                on:input=on_input
                on:change=on_input
                on:blur=on_blur
            />
            {below(id, hint, error)}
        </div>
    }
    .into_any()
}

/// The lines under a field.
pub(super) fn below(id: String, hint: MaybeProp<String>, error: MaybeProp<String>) -> AnyView {
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    let error_line = move || {
        error.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> })
    };
    let hint_line = move || {
        hint.get().map(|text| view! { <p class="field__hint" id=hint_id.clone()>{text}</p> })
    };
    (error_line, hint_line).into_any()
}
