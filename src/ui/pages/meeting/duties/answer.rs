use casework::{
    Step,
    case_write::CaseWrite,
    step::{duty::InstructionFeedback, payload::Acting},
};
use ident::{MatterId, PostId};
use leptos::prelude::*;

use super::super::{Saving, wrong};
use crate::ui::{
    browser,
    components::{Bind, TextArea},
    session::session,
    words::{duties as words, general},
};

/// What came of an instruction.
#[component]
pub fn AnswerForm(
    case: MatterId,
    instruction: String,
    post: PostId,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let prefix = format!("instruction_answer/{case}/{instruction}/");
    let text = session.scratch.field(format!("{prefix}text"));
    let saving = Saving::new(session);
    let id = format!("answer-{instruction}");
    let save = move |_| {
        let typed = text.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return saving.wrong.set(Some(words::ANSWER_MISSING.to_owned()));
        }
        let by = Acting { post, on: browser::today() };
        let instruction = instruction.clone();
        let step = InstructionFeedback { by, instruction, text: typed };
        let write = CaseWrite::to(case).step(Step::InstructionAnswered(step));
        saving.enter(&[write], prefix.clone(), move |_| changed.run(()));
    };
    view! {
        <TextArea id label=words::ANSWER bind=Bind::from(text) rows=2 />
        {wrong(saving)}
        <button type="button" class="button button--primary" disabled=move || saving.busy.get() on:click=save>
            {move || if saving.busy.get() { general::SAVING } else { words::SAVE_ANSWER }}
        </button>
    }
    .into_any()
}
