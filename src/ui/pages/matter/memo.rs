//! The own office's text, which no lower tier ever sees.

use leptos::prelude::*;

use super::{
    edit_form::{EditForm, Wanted, opener},
    narrative::prose,
    page::Page,
};
use crate::{
    bridge::Command,
    ui::{components::TextArea, words::matter},
};

const FORM: &str = "memo";

/// The memo.
#[component]
pub fn MemoPanel(page: Page) -> AnyView {
    let text = page.part(|view| view.memo.clone().unwrap_or_default());
    let read = move || prose(text.into());
    let edit = move || {
        let before = text.get_untracked();
        let typed = RwSignal::new(before.clone());
        let wanted = Callback::new(move |()| -> Wanted {
            let typed = typed.get_untracked();
            let changed = typed != before;
            Ok(changed.then_some(Command::Memo { matter: page.matter, text: typed }))
        });
        view! {
            <EditForm page name=FORM title=matter::edit(matter::MEMO) now=text wanted>
                <TextArea id="edit-memo" label=matter::MEMO bind=typed rows=4 hint=matter::MEMO_WHO />
            </EditForm>
        }
        .into_any()
    };
    view! {
        <section class="panel panel--own" aria-labelledby="memo">
            <h2 class="panel__title" id="memo">{matter::MEMO}</h2>
            <p class="field__hint">{matter::MEMO_WHO}</p>
            {opener(page, FORM.to_owned(), matter::edit(matter::MEMO), read, edit)}
        </section>
    }
    .into_any()
}
