use casework::{
    Step,
    case_write::CaseWrite,
    step::{duty::PromiseEnd, payload::Acting},
};
use ident::{MatterId, PostId};
use leptos::prelude::*;

use super::super::{Saving, wrong};
use crate::ui::{
    browser,
    components::{Bind, TextArea},
    session::session,
    words::duties as words,
};

/// A promise was kept, or was not.
#[component]
pub fn KeepForm(case: MatterId, promise: String, post: PostId, changed: Callback<()>) -> AnyView {
    let session = session();
    let prefix = format!("promise/{case}/{promise}/");
    let text = session.scratch.field(format!("{prefix}text"));
    let opened = RwSignal::new(!text.get_untracked().is_empty());
    let saving = Saving::new(session);
    let id = format!("kept-{promise}");
    let kept_as = StoredValue::new((promise, prefix));
    let save = move |kept: bool| {
        let typed = text.get_untracked().trim().to_owned();
        if !kept && typed.is_empty() {
            return saving.wrong.set(Some(words::WHY_NOT.to_owned()));
        }
        let (promise, prefix) = kept_as.get_value();
        let by = Acting { post, on: browser::today() };
        let step = Step::PromiseKept(PromiseEnd { by, promise, kept, text: typed });
        let write = CaseWrite::to(case).step(step);
        saving.enter(&[write], prefix, move |_| changed.run(()));
    };
    let form = move || {
        if !opened.get() {
            return view! {
                <button type="button" class="button" on:click=move |_| opened.set(true)>{words::KEEP}</button>
            }
            .into_any();
        }
        view! {
            <TextArea id=id.clone() label=words::KEPT_TEXT bind=Bind::from(text) rows=2 />
            {wrong(saving)}
            <div class="actions">
                <button type="button" class="button button--primary" disabled=move || saving.busy.get()
                    on:click=move |_| save(true)>{words::KEPT}</button>
                <button type="button" class="button" disabled=move || saving.busy.get()
                    on:click=move |_| save(false)>{words::NOT_KEPT}</button>
            </div>
        }
        .into_any()
    };
    view! { {form} }.into_any()
}
