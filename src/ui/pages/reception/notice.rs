//! The notice of a reception day: printed, and that it was posted.

use casework::{
    Step, case_write::CaseWrite, directory::Power, meeting::MeetingStep, step::payload::Word,
};
use leptos::prelude::*;
use papers::PaperKind;

use crate::ui::{
    pages::meeting::{Meeting, Saving, wrong},
    route::Route,
    session::session,
    words::{date, general, reception as words, visit},
};

/// The panel.
#[component]
pub fn NoticePart(meeting: Meeting) -> AnyView {
    let saving = Saving::new(session());
    let posted = meeting.part(|view| view.state.meeting.posted_on);
    let case = meeting.case;
    let post = move |_| {
        let Some(by) = meeting.desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let word = Word { by, text: String::new() };
        let write = CaseWrite::to(case).step(Step::Meeting(MeetingStep::Posted(word)));
        saving.enter(&[write], format!("posted/{case}/"), move |_| meeting.reload());
    };
    let state = move || match posted.get() {
        Some(on) => view! { <p>{words::POSTED_ON}{date::day(on)}</p> }.into_any(),
        None => view! {
            <p>{words::NOT_POSTED}</p>
            <button type="button" class="button" disabled=move || saving.busy.get() on:click=post>
                {move || if saving.busy.get() { general::SAVING } else { words::POST }}
            </button>
        }
        .into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="notice">
            <h2 class="panel__title" id="notice">{words::NOTICE}</h2>
            <p><a class="link" href=Route::Papers(case, Some(PaperKind::ReceptionNotice)).href()>{words::PRINT}</a></p>
            {state}
            {wrong(saving)}
        </section>
    }
    .into_any()
}
