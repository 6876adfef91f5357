//! The free text.

use casework::document::Edit;
use leptos::prelude::*;

use super::{
    edit_form::{EditForm, Wanted, opener},
    page::Page,
};
use crate::{
    bridge::Command,
    ui::{
        components::TextArea,
        words::{general, matter},
    },
};

const FORM: &str = "narrative";

/// The free text, changed in place; what others write meanwhile merges.
#[component]
pub fn Narrative(page: Page) -> AnyView {
    let text = page.part(|view| view.narrative.clone());
    let read = move || prose(text.into());
    let edit = move || {
        let before = text.get_untracked();
        let typed = RwSignal::new(before.clone());
        let wanted = Callback::new(move |()| -> Wanted {
            let typed = typed.get_untracked();
            let changed = typed != before;
            let core = vec![Edit::Narrative(typed)];
            let edit =
                Command::Edit { matter: page.matter, core, people: Vec::new(), chosen: None };
            Ok(changed.then_some(edit))
        });
        view! {
            <EditForm page name=FORM title=matter::edit(matter::NARRATIVE) now=text wanted>
                <TextArea id="edit-narrative" label=matter::NARRATIVE bind=typed rows=8 />
            </EditForm>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="narrative">
            <h2 class="panel__title" id="narrative">{matter::NARRATIVE}</h2>
            {opener(page, FORM.to_owned(), matter::edit(matter::NARRATIVE), read, edit)}
        </section>
    }
    .into_any()
}

/// Text with its line breaks.
pub fn prose(text: Signal<String>) -> AnyView {
    let shown = move || {
        let text = text.get();
        if text.is_empty() {
            view! { <span class="none">{general::NONE}</span> }.into_any()
        } else {
            view! { <p class="prose">{text}</p> }.into_any()
        }
    };
    view! { {shown} }.into_any()
}
