//! One matter: its facts, what is contested, what happened, and what one can do.

pub(in crate::ui) mod act;
pub(in crate::ui) mod contested;
mod demands;
mod dossier;
pub(in crate::ui) mod edit_form;
pub(in crate::ui) mod facts;
pub(in crate::ui) mod files;
mod guide;
pub(in crate::ui) mod hand;
mod head;
pub(in crate::ui) mod history;
pub(in crate::ui) mod keeping;
mod legs;
pub(in crate::ui) mod limits;
pub(in crate::ui) mod memo;
pub(in crate::ui) mod narrative;
pub(in crate::ui) mod notes;
pub(in crate::ui) mod page;
pub(in crate::ui) mod people;
mod person_form;
pub(in crate::ui) mod urgent;

use casework::CaseKind;
use ident::MatterId;
use leptos::prelude::*;

pub use self::act::deliver_next;
use self::{
    act::Acts, contested::Contested, demands::Demands, dossier::Dossier, facts::Facts,
    files::Files, head::Head, history::History, keeping::Keeping, legs::Legs, limits::Limits,
    memo::MemoPanel, narrative::Narrative, notes::Notes, page::Page, people::People,
    urgent::Urgent,
};
use super::{
    load::{Frame, failed, frame, loading},
    meeting::{Duties, DutyView},
};
use crate::ui::{
    components::{PageTitle, SameMatters, Ties},
    route::Route,
    session::session,
    words::general,
};

/// The heading while the matter's own name is not known.
fn untitled() -> AnyView {
    view! { <PageTitle text=general::LIST.to_owned() tab=general::title(general::LIST) hidden=true /> }
        .into_any()
}

/// The page of a matter.
#[component]
pub fn MatterPage(matter: MatterId) -> AnyView {
    let page = Page::new(session(), matter);
    let frame = frame(page.view);
    // A link that took it for a petition leads on to its own page.
    let other = page.part(|view| Some(view.state.kind).filter(|kind| *kind != CaseKind::Petition));
    Effect::new(move |_| {
        if let Some(kind) = other.get() {
            Route::of_case(kind, matter).instead();
        }
    });
    let with_memo = page.with_memo();
    let ties = page.part(Ties::of);
    let duties = page.part(DutyView::of);
    let changed = Callback::new(move |()| page.reload());
    let content = move || match frame.get() {
        Frame::Loading => (untitled(), loading()).into_any(),
        Frame::Failed(failure) => {
            let again = Callback::new(move |()| page.reload());
            (untitled(), failed(&failure, again)).into_any()
        }
        Frame::Here(()) => view! {
            <Head page />
            <Contested page />
            <Urgent page />
            <div class="desk">
                <Acts page />
                <Limits page />
            </div>
            <div class="matter">
                <div class="matter__facts">
                    <People page />
                    <Facts page />
                    <Demands page />
                    <Narrative page />
                    <Files page />
                    <Legs page />
                    <Dossier page />
                    <Keeping page />
                    <SameMatters matter ties changed />
                </div>
                <div class="matter__course">
                    <Duties view=duties changed />
                    <Notes page />
                    {move || with_memo.get().then(|| view! { <MemoPanel page /> })}
                    <History page />
                </div>
            </div>
        }
        .into_any(),
    };
    view! { {content} }.into_any()
}
