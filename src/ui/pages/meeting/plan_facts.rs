//! What was arranged (post, place, hours, recorder), corrected in place; and what several tablets
//! corrected differently.

use casework::{CaseKind, schema::Fact};
use leptos::prelude::*;

use super::Meeting;
use crate::ui::{
    pages::matter::{contested::Contested, facts::facts, page::Page},
    session::session,
    words::visit,
};

const OF_VISIT: [Fact; 4] = [Fact::Leader, Fact::LeaderPost, Fact::Place, Fact::Recorder];
const OF_RECEPTION: [Fact; 6] =
    [Fact::Leader, Fact::LeaderPost, Fact::Field, Fact::Place, Fact::Hours, Fact::Recorder];

/// A line that opens the facts; open where one of them is contested.
#[component]
pub fn PlanFacts(
    /// The meeting.
    meeting: Meeting,
    /// A visit or a reception.
    kind: CaseKind,
) -> AnyView {
    let opened = RwSignal::new(false);
    let contested = meeting.part(|view| {
        let facts = OF_RECEPTION.iter().filter_map(|fact| view.fact(*fact));
        facts.filter(|register| register.is_contested()).count() > 0
    });
    let shown = Memo::new(move |_| opened.get() || contested.get());
    let content = move || {
        if shown.get() {
            return view! { <Open meeting kind /> }.into_any();
        }
        view! {
            <div class="actions">
                <button type="button" class="button" on:click=move |_| opened.set(true)>
                    {visit::PLAN_FACTS}
                </button>
            </div>
        }
        .into_any()
    };
    view! { {content} }.into_any()
}

#[component]
fn Open(meeting: Meeting, kind: CaseKind) -> AnyView {
    let page = Page::new(session(), meeting.case);
    let own: &[Fact] = if kind == CaseKind::Visit { &OF_VISIT } else { &OF_RECEPTION };
    view! {
        <Contested page />
        {facts(page, visit::PLAN_FACTS_TITLE, own)}
    }
    .into_any()
}
