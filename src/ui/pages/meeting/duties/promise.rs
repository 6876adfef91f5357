use casework::{
    Step,
    case_write::CaseWrite,
    step::{duty::Promise, payload::Acting},
};
use ident::{MatterId, OfficeCode, PostId};
use leptos::prelude::*;

use super::super::{DueField, Errors, OfficeField, Saving, day_of, drawn, error_of, wrong};
use crate::ui::{
    browser,
    components::{Bind, TextArea, TextField},
    session::session,
    words::{duties as words, general, visit},
};

/// Somebody promises something by a day, at the desk or on the telephone.
#[component]
pub fn PromiseForm(case: MatterId, post: PostId, changed: Callback<()>) -> AnyView {
    let session = session();
    let prefix = format!("promise_new/{case}/");
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (text, due, who, owes) = (field("text"), field("due"), field("who"), field("owes"));
    let fields = [text, due, who, owes];
    let begun = fields.iter().any(|field| !field.get_untracked().is_empty());
    let opened = RwSignal::new(begun);
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    let prefix = StoredValue::new(prefix);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let today = browser::today();
        let typed = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let day = day_of(&typed(due)).filter(|day| *day >= today);
        let mut missing = Vec::new();
        for (bad, id, why) in [
            (typed(text).is_empty(), "promise-text", words::PROMISE_TEXT_MISSING),
            (day.is_none(), "promise-due", visit::PROMISE_DUE_BAD),
            (typed(who).is_empty(), "promise-who", words::PROMISE_WHO_MISSING),
        ] {
            if bad {
                missing.push((id.to_owned(), why.to_owned()));
            }
        }
        let first = missing.first().map(|(id, _): &(String, String)| id.clone());
        errors.set(missing);
        if let Some(id) = first {
            return browser::focus(&id);
        }
        let own = session.identity.get_untracked().map(|own| own.office);
        let office = OfficeCode::parse(&typed(owes)).ok().or(own);
        let (Some(due), Some(office)) = (day, office) else { return };
        let prefix = prefix.get_value();
        let step = Promise {
            by: Acting { post, on: today },
            id: drawn::<8>(session, &format!("{prefix}id")),
            text: typed(text),
            due,
            who: typed(who),
            office,
            meeting: None,
        };
        let write = CaseWrite::to(case).step(Step::Promised(step));
        saving.enter(&[write], prefix, move |_| {
            for field in fields {
                field.try_set(String::new());
            }
            opened.try_set(false);
            changed.run(());
        });
    };
    let form = move || {
        if !opened.get() {
            return view! {
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| opened.set(true)>{words::PROMISE}</button>
                </div>
            }
            .into_any();
        }
        view! {
            <form class="form" novalidate=true on:submit=save>
                <TextArea id="promise-text" label=visit::PROMISE_TEXT bind=Bind::from(text) rows=2
                    error=error_of(errors, "promise-text") />
                <DueField id="promise-due" label=visit::PROMISE_DUE due
                    error=error_of(errors, "promise-due") />
                <TextField id="promise-who" label=visit::PROMISE_WHO bind=Bind::from(who)
                    hint=words::PROMISE_WHO_HINT error=error_of(errors, "promise-who") />
                <OfficeField id="promise-owes" label=visit::PROMISE_OFFICE code=owes
                    hint=visit::PROMISE_OFFICE_HINT />
                {wrong(saving)}
                <div class="actions">
                    <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                        {move || if saving.busy.get() { general::SAVING } else { words::SAVE_PROMISE }}
                    </button>
                    <button type="button" class="button" on:click=move |_| opened.set(false)>
                        {visit::ASIDE}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    view! { {form} }.into_any()
}
