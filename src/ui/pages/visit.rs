//! One visit, as it is used in the courtyard: large type, one column, everything kept as it is typed.

mod along;

use std::sync::Arc;

use casework::{CaseKind, schema::Fact};
use ident::MatterId;
use leptos::prelude::*;

use self::along::Along;
use super::{
    load::{Frame, failed, loading},
    meeting::{EndForm, Meeting, MeetingFiles, PlanFacts, TalkAbout, TalkPanel, Talks, case_list},
};
use crate::{
    bridge::CaseBrief,
    ui::{
        browser,
        components::PageTitle,
        route::Route,
        session::session,
        words::{cases, date, general, visit as words, visits},
    },
};

/// The head of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Head {
    form: &'static str,
    leader: String,
    post: String,
    village: Option<ident::OfficeCode>,
    day: String,
}

/// 下访
#[component]
pub fn VisitPage(case: MatterId) -> AnyView {
    let session = session();
    let meeting = Meeting::new(session, case);
    let frame = meeting.frame(CaseKind::Visit);
    let head = meeting.part(|view| {
        let plan = view.state.meeting.plan.as_ref();
        Head {
            form: plan.map(|plan| cases::meeting_form(plan.kind)).unwrap_or_default(),
            leader: plan.map(|plan| plan.leader.clone()).unwrap_or_default(),
            post: view.shown(Fact::LeaderPost).to_owned(),
            village: plan.and_then(|plan| plan.village.clone()),
            day: plan.map(|plan| date::day(plan.day)).unwrap_or_default(),
        }
    });
    let title = Signal::derive(move || {
        let village = head.with(|head| {
            head.village.as_ref().map(|code| session.office_name(code.as_str())).unwrap_or_default()
        });
        if village.is_empty() { words::TITLE.to_owned() } else { words::title(&village) }
    });
    let tab = Signal::derive(move || general::title(&title.get()));
    Effect::new(move |_| {
        if frame.get() == Frame::Here(()) {
            browser::mark_ready();
        }
    });
    let lead =
        move || head.with(|head| [&*head.day, head.form, &*head.leader, &*head.post].join(" "));
    let changed = Callback::new(move |()| meeting.reload());
    let content = move || match frame.get() {
        Frame::Loading => loading(),
        Frame::Failed(failure) => failed(&failure, changed),
        Frame::Here(()) => view! {
            <p class="lead">{lead}</p>
            <Course meeting />
        }
        .into_any(),
    };
    view! {
        <div class="courtyard">
            <PageTitle text=title tab />
            <p class="back"><a class="link" href=Route::Visits.href()>{visits::BACK}</a></p>
            {content}
        </div>
    }
    .into_any()
}

/// The form of a talk and nothing beside it, or all the rest with the way into that form under the
/// thumb. Open where a talk was begun and not saved.
#[component]
fn Course(meeting: Meeting) -> AnyView {
    let session = session();
    let about: Option<TalkAbout> = meeting.about(None);
    let begun = about.as_ref().is_some_and(|about| about.is_begun(session));
    let village = about.as_ref().and_then(|about| Some(about.village.clone()?.0));
    let open = RwSignal::new(begun);
    let begin = move |_| {
        open.set(true);
        browser::scroll_to(0.0);
    };
    let ended = move || {
        open.set(false);
        browser::scroll_to(0.0);
    };
    let saved = Callback::new(move |()| {
        ended();
        meeting.reload();
    });
    let aside = Callback::new(move |()| ended());
    let changed = Callback::new(move |()| meeting.reload());
    let known = meeting.known();
    let case = meeting.case;
    // Before anything else one makes sure that all is here; once talks are recorded, those come first.
    let begun = meeting.part(|view| !view.state.meeting.talks.is_empty());
    let along = move |shown: bool| {
        let village = village.clone().filter(|_| shown)?;
        Some(view! { <Along meeting village /> })
    };
    let content = move || match (open.get(), meeting.about(None)) {
        (true, Some(about)) => view! {
            <TalkPanel about known desk=meeting.desk saved aside />
        }
        .into_any(),
        _ => view! {
            {{
                let along = along.clone();
                move || along(!begun.get())
            }}
            <Talks case view=meeting.here() raised=meeting.briefs() desk=meeting.desk changed />
            {village_cases(meeting)}
            {{
                let along = along.clone();
                move || along(begun.get())
            }}
            <MeetingFiles case />
            <PlanFacts meeting kind=CaseKind::Visit />
            <EndForm case view=meeting.here() desk=meeting.desk changed />
            <div class="courtyard__bar">
                <button type="button" class="button button--primary courtyard__talk" on:click=begin>
                    {words::NEW_TALK}
                </button>
            </div>
        }
        .into_any(),
    };
    view! { {content} }.into_any()
}

/// What concerns the village: what was promised first, then what is open.
fn village_cases(meeting: Meeting) -> AnyView {
    let briefs = Memo::new(move |_| {
        meeting.village.with(|desk| {
            let promised = desk.cases.iter().filter(|one| !one.promises.is_empty());
            let promised: Vec<CaseBrief> = promised.cloned().collect();
            // What was promised and is to be confirmed, too, stands above, and says both.
            let waits = desk.cases.iter().filter(|one| one.unconfirmed && one.promises.is_empty());
            let waits = waits.cloned();
            let open = desk.cases.iter().filter(|one| one.open && one.promises.is_empty());
            // Counted at the engine: the list ends somewhere.
            let count = desk.open.saturating_sub(count(promised.iter().filter(|one| one.open)));
            let open = Arc::new(open.cloned().collect::<Vec<_>>());
            (promised, waits.collect::<Vec<_>>(), open, count)
        })
    });
    let shown = RwSignal::new(false);
    let content = move || {
        let (promised, unconfirmed, open, count) = briefs.get();
        let unconfirmed = (!unconfirmed.is_empty()).then(|| {
            view! {
                <h3 class="courtyard__heading">{words::UNCONFIRMED}</h3>
                {case_list(unconfirmed, words::NO_PROMISES)}
            }
        });
        let open = move || {
            if shown.get() {
                case_list(open.as_ref().clone(), words::NO_OPEN)
            } else {
                view! {
                    <button type="button" class="button" on:click=move |_| shown.set(true)>
                        {words::show_open(count)}
                    </button>
                }
                .into_any()
            }
        };
        view! {
            <h3 class="courtyard__heading">{words::PROMISED}</h3>
            {case_list(promised, words::NO_PROMISES)}
            {unconfirmed}
            <h3 class="courtyard__heading">{words::OPEN}</h3>
            {open}
        }
    };
    view! {
        <section class="panel" aria-labelledby="village-cases">
            <h2 class="panel__title" id="village-cases">{words::VILLAGE_CASES}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn count<'a>(cases: impl Iterator<Item = &'a CaseBrief>) -> u32 {
    u32::try_from(cases.count()).unwrap_or(u32::MAX)
}
