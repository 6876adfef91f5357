use casework::{
    Step,
    case_write::CaseWrite,
    step::{duty::InstructionTask, payload::Acting},
};
use ident::{MatterId, OfficeCode, PostId};
use leptos::prelude::*;

use super::super::{DueField, Errors, OfficeField, Saving, day_of, error_of, wrong};
use crate::ui::{
    browser,
    components::{Bind, TextField},
    session::session,
    words::{duties as words, general},
};

/// What the leader said becomes somebody's task until a day.
#[component]
pub fn ConfirmForm(
    case: MatterId,
    instruction: String,
    post: PostId,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let prefix = format!("instruction_task/{case}/{instruction}/");
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (to, until, text) = (field("to"), field("until"), field("text"));
    let begun = [to, until, text].iter().any(|field| !field.get_untracked().is_empty());
    let opened = RwSignal::new(begun);
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    let about = StoredValue::new((instruction, prefix));
    let id = move |name: &str| about.with_value(|(item, _)| format!("task-{item}-{name}"));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let today = browser::today();
        let office = OfficeCode::parse(&to.get_untracked()).ok();
        let day = day_of(&until.get_untracked()).filter(|day| *day >= today);
        let mut missing = Vec::new();
        if office.is_none() {
            missing.push((id("to"), words::TASK_TO_MISSING.to_owned()));
        }
        if day.is_none() {
            missing.push((id("until"), words::TASK_UNTIL_BAD.to_owned()));
        }
        errors.set(missing);
        let (Some(office), Some(day)) = (office, day) else { return };
        let (instruction, prefix) = about.get_value();
        let step = InstructionTask {
            by: Acting { post, on: today },
            instruction,
            to: office,
            until: day,
            text: text.get_untracked().trim().to_owned(),
        };
        let write = CaseWrite::to(case).step(Step::InstructionConfirmed(step));
        saving.enter(&[write], prefix, move |_| changed.run(()));
    };
    let form = move || {
        if !opened.get() {
            return view! {
                <button type="button" class="button" on:click=move |_| opened.set(true)>{words::CONFIRM}</button>
            }
            .into_any();
        }
        view! {
            <form class="form" novalidate=true on:submit=save>
                <OfficeField id=id("to") label=words::TASK_TO code=to error=error_of(errors, id("to")) />
                <DueField id=id("until") label=words::TASK_UNTIL due=until
                    error=error_of(errors, id("until")) />
                <TextField id=id("text") label=words::TASK_TEXT bind=Bind::from(text) />
                {wrong(saving)}
                <div class="actions">
                    <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                        {move || if saving.busy.get() { general::SAVING } else { words::SAVE_TASK }}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    view! { {form} }.into_any()
}
