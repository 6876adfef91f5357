use leptos::{ev, html, prelude::*};
use web_sys::{ScrollIntoViewOptions, wasm_bindgen::JsCast};

use super::{Bind, described_by, text_field::below};

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// What it belongs to, shown beside it; may be empty.
    pub detail: String,
}

/// What a combobox does with text that was typed and not picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Popup {
    /// Closed.
    Shut,
    /// Open, with one of the choices marked, if any.
    Open(Option<usize>),
}

/// A field that offers choices as one types. With `free`, what is typed is a value of its own;
/// without, it only searches, and the field shows what was picked.
#[component]
pub fn Combobox(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    /// The text shown while nothing is being typed; with `free`, also where typed text goes.
    #[prop(into)]
    bind: Bind,
    /// The choices for what was typed, best first.
    find: Callback<String, Vec<Choice>>,
    /// Called with what was picked; with none where the field was emptied.
    pick: Callback<Option<Choice>>,
    #[prop(optional)] free: bool,
    /// Said where nothing fits.
    no_match: &'static str,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    let popup = RwSignal::new(Popup::Shut);
    let typed = RwSignal::new(String::new());
    let choices =
        Memo::new(
            move |_| {
                if popup.get() == Popup::Shut { Vec::new() } else { find.run(typed.get()) }
            },
        );
    Effect::new(move |_| {
        let value = bind.value.get();
        let shut = popup.get() == Popup::Shut;
        if let Some(input) = node.get()
            && (shut || free)
            && input.value() != value
        {
            input.set_value(&value);
        }
    });
    let take = move |choice: Choice| {
        popup.set(Popup::Shut);
        pick.run(Some(choice));
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        if free {
            bind.set.run(text.clone());
        } else if text.trim().is_empty() {
            pick.run(None);
        }
        typed.set(text.clone());
        popup.set(if free && text.trim().is_empty() { Popup::Shut } else { Popup::Open(None) });
    };
    let open = move || {
        typed.set(String::new());
        popup.set(Popup::Open(None));
    };
    let list_id = format!("{id}-list");
    let on_key = {
        let list_id = list_id.clone();
        move |event: ev::KeyboardEvent| {
            let count = choices.with(Vec::len);
            match (event.key().as_str(), popup.get_untracked()) {
                (_, _) if event.is_composing() => {}
                ("ArrowDown" | "ArrowUp", Popup::Shut) => {
                    event.prevent_default();
                    open();
                }
                (key @ ("ArrowDown" | "ArrowUp"), Popup::Open(at)) if count > 0 => {
                    event.prevent_default();
                    let next = match (key, at) {
                        ("ArrowDown", None) => 0,
                        ("ArrowDown", Some(at)) => (at + 1) % count,
                        (_, None | Some(0)) => count - 1,
                        (_, Some(at)) => at - 1,
                    };
                    popup.set(Popup::Open(Some(next)));
                    show_option(&list_id, next);
                }
                ("Enter", Popup::Open(at)) => {
                    event.prevent_default();
                    // Without a mark, what was typed picks the best, unless it stands for itself.
                    let at = at.or((!free).then_some(0));
                    let marked = at.and_then(|at| choices.with(|all| all.get(at).cloned()));
                    match marked {
                        Some(choice) => take(choice),
                        None => popup.set(Popup::Shut),
                    }
                }
                ("Escape", Popup::Open(_)) => {
                    event.prevent_default();
                    event.stop_propagation();
                    popup.set(Popup::Shut);
                }
                _ => {}
            }
        }
    };
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.get().is_some(), error.get().is_some())
    };
    let is_open = move || matches!(popup.get(), Popup::Open(_));
    let active = {
        let list_id = list_id.clone();
        move || match popup.get() {
            Popup::Open(Some(at)) => Some(format!("{list_id}-{at}")),
            Popup::Open(None) | Popup::Shut => None,
        }
    };
    let options = {
        let list_id = list_id.clone();
        move || {
            let all = choices.get();
            if all.is_empty() {
                return view! { <li class="combobox__none" role="option" aria-disabled="true" aria-selected="false">{no_match}</li> }.into_any();
            }
            all.into_iter()
                .enumerate()
                .map(|(at, choice)| {
                    let marked = move || popup.get() == Popup::Open(Some(at));
                    let (label, detail) = (choice.label.clone(), choice.detail.clone());
                    view! {
                        <li
                            class="combobox__option"
                            class:combobox__option--marked=marked
                            role="option"
                            id=format!("{list_id}-{at}")
                            aria-selected=move || if marked() { "true" } else { "false" }
                            on:click=move |_| take(choice.clone())
                        >
                            <span class="combobox__label">{label}</span>
                            <span class="combobox__detail">{detail}</span>
                        </li>
                    }
                })
                .collect_view()
                .into_any()
        }
    };
    let list = {
        let (list_id, label) = (list_id.clone(), label.clone());
        move || {
            let nothing_to_offer = free && choices.with(Vec::is_empty);
            (is_open() && !nothing_to_offer).then(|| {
                view! {
                    // Holding the press keeps the focus in the field, so that the list stays.
                    <ul class="combobox__list" role="listbox" id=list_id.clone() aria-label=label.clone()
                        on:mousedown=move |event| event.prevent_default()>
                        {options.clone()}
                    </ul>
                }
            })
        }
    };
    view! {
        <div class="field combobox" class:field--bad=move || error.get().is_some()>
            <label class="field__label" for=id.clone()>{label.clone()}</label>
            <input
                node_ref=node
                id=id.clone()
                class="field__input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-controls=move || is_open().then(|| list_id.clone())
                aria-activedescendant=active
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described
                on:input=on_input
                on:keydown=on_key
                on:focus=move |_| if !free { open() }
                on:click=move |_| if popup.get_untracked() == Popup::Shut && !free { open() }
                on:blur=move |_| popup.set(Popup::Shut)
            />
            {list}
            {below(id, hint, error)}
        </div>
    }
    .into_any()
}

/// Brings a marked option into sight.
fn show_option(list_id: &str, at: usize) {
    let option = document().get_element_by_id(&format!("{list_id}-{at}"));
    if let Some(option) = option.and_then(|option| option.dyn_into::<web_sys::Element>().ok()) {
        let options = ScrollIntoViewOptions::new();
        js_sys::Reflect::set(&options, &"block".into(), &"nearest".into()).ok();
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
