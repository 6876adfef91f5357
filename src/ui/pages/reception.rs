//! One reception: its notice, who asked for it, the queue at the door, the talks.

mod notice;
mod queue;
mod requests;

use casework::{CaseKind, schema::Fact};
use ident::MatterId;
use leptos::prelude::*;

use self::{notice::NoticePart, queue::Queue, requests::Requests};
use super::{
    duty::HelpersToday,
    load::{Frame, failed, loading},
    meeting::{EndForm, Entry, Meeting, MeetingFiles, PlanFacts, TalkPanel, Talks, case_list},
};
use crate::ui::{
    browser,
    components::PageTitle,
    route::Route,
    session::session,
    words::{cases, date, general, reception as words, receptions},
};

/// 接访
#[component]
pub fn ReceptionPage(case: MatterId) -> AnyView {
    let session = session();
    let meeting = Meeting::new(session, case);
    let frame = meeting.frame(CaseKind::Reception);
    let lead = meeting.part(|view| {
        let plan = view.state.meeting.plan.as_ref();
        let mut parts = vec![plan.map(|plan| date::day(plan.day)).unwrap_or_default()];
        parts.push(view.shown(Fact::Hours).to_owned());
        parts.push(plan.map(|plan| cases::meeting_form(plan.kind).to_owned()).unwrap_or_default());
        parts.push(plan.map(|plan| plan.leader.clone()).unwrap_or_default());
        for fact in [Fact::LeaderPost, Fact::Field, Fact::Place] {
            parts.push(view.shown(fact).to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    });
    Effect::new(move |_| {
        if frame.get() == Frame::Here(()) {
            browser::mark_ready();
        }
    });
    let changed = Callback::new(move |()| meeting.reload());
    let talking = RwSignal::new(None::<Entry>);
    Effect::new(move |_| {
        // The form takes the whole page, and gives it back.
        talking.track();
        browser::scroll_to(0.0);
    });
    let talk = move || {
        let entry = talking.get()?;
        let about = meeting.about(Some(entry))?;
        let saved = Callback::new(move |()| {
            talking.set(None);
            meeting.reload();
        });
        let aside = Callback::new(move |()| talking.set(None));
        let known = meeting.known();
        Some(view! { <TalkPanel about known desk=meeting.desk saved aside /> }.into_any())
    };
    let decisions = move || case_list(meeting.raised.get().as_ref().clone(), words::NO_CASES);
    let content = move || match frame.get() {
        Frame::Loading => loading(),
        Frame::Failed(failure) => failed(&failure, changed),
        Frame::Here(()) => view! {
            <p class="lead">{move || lead.get()}</p>
            {move || talk().unwrap_or_else(|| view! {
                <NoticePart meeting />
                <Requests meeting />
                <Queue meeting talking />
                <HelpersToday />
                <Talks case view=meeting.here() raised=meeting.briefs() desk=meeting.desk changed />
                <section class="panel" aria-labelledby="decisions">
                    <h2 class="panel__title" id="decisions">{words::CASES}</h2>
                    <p class="field__hint">{words::CASES_HINT}</p>
                    {decisions}
                </section>
                <MeetingFiles case />
                <PlanFacts meeting kind=CaseKind::Reception />
                <EndForm case view=meeting.here() desk=meeting.desk changed />
            }
            .into_any())}
        }
        .into_any(),
    };
    view! {
        <div class="courtyard">
            <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
            <p class="back"><a class="link" href=Route::Receptions.href()>{receptions::BACK}</a></p>
            {content}
        </div>
    }
    .into_any()
}
