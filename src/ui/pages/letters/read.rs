//! A leader read a letter, and said something or nothing.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::Power,
    step::duty::{Instruction, InstructionWay},
};
use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{
    browser,
    components::{Bind, Choices, FieldKind, TextArea, TextField},
    pages::meeting::{Desk, Errors, Saving, day_of, drawn, error_of, wrong},
    route::Route,
    session::session,
    words::{general, letters as words, visit},
};

/// What was said was typed word for word.
const TYPED: &str = "typed";
/// It is handwriting, and a photograph of it is kept.
const PHOTOGRAPHED: &str = "photographed";
/// Nothing was said.
const READ: &str = "read";

/// Whether a reading was begun and not saved: the form opens with it.
pub fn is_begun(case: MatterId) -> bool {
    let text = |name: &str| session().scratch.text(&format!("letter/{case}/{name}"));
    !text("leader").is_empty() || !text("text").is_empty()
}

/// The form.
#[component]
pub fn ReadForm(
    /// The letter.
    case: MatterId,
    /// In which post it is recorded.
    desk: Desk,
    /// Called when it was saved.
    saved: Callback<()>,
    /// Called when it is put aside; what was typed stays.
    aside: Callback<()>,
) -> AnyView {
    let session = session();
    let prefix = format!("letter/{case}/");
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (leader, text, how) = (field("leader"), field("text"), field("how"));
    let on = session.scratch.day(&prefix, "on", &["on"], browser::today());
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    let id = move |name: &str| format!("letter-{case}-{name}");
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let who = leader.get_untracked().trim().to_owned();
        let day = day_of(&on.get_untracked()).filter(|day| *day <= browser::today());
        let mut missing = Vec::new();
        if who.is_empty() {
            missing.push((id("leader"), words::LEADER_MISSING.to_owned()));
        }
        if day.is_none() {
            missing.push((id("on"), words::DAY_BAD.to_owned()));
        }
        let photographed = how.with_untracked(|how| how == PHOTOGRAPHED);
        let typed = text.get_untracked().trim().to_owned();
        match how.get_untracked().as_str() {
            "" => missing.push((id("how"), words::HOW_MISSING.to_owned())),
            TYPED if typed.is_empty() => {
                missing.push((id("text"), words::VERBATIM_MISSING.to_owned()));
            }
            _ => {}
        }
        let bad = !missing.is_empty();
        errors.set(missing);
        let Some(day) = day.filter(|_| !bad) else { return };
        let Some(by) = desk.acting_on(&[Power::Record], day) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let step = Instruction {
            by,
            id: drawn::<8>(session, &format!("{prefix}id")),
            leader: who,
            text: if how.with_untracked(|how| how == READ) { String::new() } else { typed },
            photographed,
            way: InstructionWay::Letter,
            meeting: None,
        };
        let write = CaseWrite::to(case).step(Step::Instructed(step));
        saving.enter(&[write], prefix.clone(), move |_| {
            saved.run(());
            if photographed {
                // The picture is taken where it belongs to what was said.
                Route::Matter(case).go();
            }
        });
    };
    let ways = [
        (TYPED, words::HOW_TYPED),
        (PHOTOGRAPHED, words::HOW_PHOTOGRAPHED),
        (READ, words::HOW_READ),
    ];
    let ways = ways.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    let verbatim =
        move || {
            let how = how.get();
            let hint =
                if how == PHOTOGRAPHED { words::PHOTOGRAPHED_HINT } else { words::VERBATIM_HINT };
            (how == TYPED || how == PHOTOGRAPHED).then(|| view! {
            <TextArea id=id("text") label=words::VERBATIM bind=Bind::from(text) rows=3 hint=hint
                error=error_of(errors, id("text")) />
        })
        };
    view! {
        <form class="form" novalidate=true on:submit=save>
            <TextField id=id("leader") label=words::LEADER bind=Bind::from(leader)
                error=error_of(errors, id("leader")) />
            <TextField id=id("on") label=words::DAY bind=Bind::from(on) kind=FieldKind::Date
                max=browser::today().to_string() error=error_of(errors, id("on")) />
            <Choices id=id("how") legend=words::HOW bind=Bind::from(how) options=ways
                error=error_of(errors, id("how")) />
            {verbatim}
            {wrong(saving)}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                    {move || if saving.busy.get() { general::SAVING } else { words::SAVE }}
                </button>
                <button type="button" class="button" on:click=move |_| aside.run(())>{visit::ASIDE}</button>
            </div>
        </form>
    }
    .into_any()
}
