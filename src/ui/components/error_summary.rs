use leptos::{html, prelude::*};
use web_sys::{HtmlElement, wasm_bindgen::JsCast};

/// What keeps a form from being saved, each with a way to its field.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: String,
    /// The field's id and what is wrong with it.
    problems: Signal<Vec<(String, String)>>,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(summary) = node.get() {
            let _ = summary.focus();
        }
    });
    let items = move || {
        problems
            .get()
            .into_iter()
            .map(|(id, text)| {
                let go = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    focus(&id);
                };
                view! { <li><button type="button" class="link" on:click=go>{text}</button></li> }
            })
            .collect_view()
    };
    view! {
        <div node_ref=node class="notice notice--bad summary" role="alert" tabindex="-1">
            <h2 class="summary__title">{title}</h2>
            <ul class="summary__list">{items}</ul>
        </div>
    }
    .into_any()
}

fn focus(id: &str) {
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        field.scroll_into_view();
        let _ = field.focus();
    }
}
