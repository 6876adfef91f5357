//! One visit, as it is used in the courtyard: large type, one column, everything kept as it is typed.

mod along;

use std::sync::Arc;

use casework::CaseKind;
use ident::MatterId;
use leptos::prelude::*;

use self::along::Along;
use super::{
    load::{failed, loading},
    meeting::{EndForm, Frame, Meeting, TalkAbout, TalkPanel, Talks, case_list},
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
        if frame.get() == Frame::Here {
            browser::mark_ready();
        }
    });
    let lead = move || head.with(|head| [&*head.day, head.form, &*head.leader].join(" "));
    let content = move || {
        match frame.get() {
        Frame::Loading => loading(),
        Frame::Failed(failure) => failed(&failure, Callback::new(move |()| meeting.reload())),
        Frame::Here => view! {
            <p class="lead">{lead}</p>
            {head.with_untracked(|head| head.village.clone()).map(|village| view! { <Along meeting village /> })}
            <TalkPart meeting />
            <Talks case view=meeting.here() raised=meeting.briefs() desk=meeting.desk
                changed=Callback::new(move |()| meeting.reload()) />
            {village_cases(meeting)}
            <EndForm case view=meeting.here() desk=meeting.desk
                changed=Callback::new(move |()| meeting.reload()) />
        }
        .into_any(),
    }
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

/// The way into the form of a talk; open where one was begun and not saved.
#[component]
fn TalkPart(meeting: Meeting) -> AnyView {
    let session = session();
    let about: Option<TalkAbout> = meeting.about(None);
    let begun = about.as_ref().is_some_and(|about| about.is_begun(session));
    let open = RwSignal::new(begun);
    let saved = Callback::new(move |()| {
        open.set(false);
        meeting.reload();
    });
    let aside = Callback::new(move |()| open.set(false));
    let known = meeting.known();
    let content = move || {
        match (open.get(), about.clone()) {
        (true, Some(about)) => view! {
            <TalkPanel about known desk=meeting.desk saved aside />
        }
        .into_any(),
        _ => view! {
            <button type="button" class="button button--primary courtyard__talk" on:click=move |_| open.set(true)>
                {words::NEW_TALK}
            </button>
        }
        .into_any(),
    }
    };
    view! { {content} }.into_any()
}

/// What concerns the village: what was promised first, then what is open.
fn village_cases(meeting: Meeting) -> AnyView {
    let briefs = Memo::new(move |_| {
        meeting.village.with(|desk| {
            let promised = desk.cases.iter().filter(|one| !one.promises.is_empty());
            let promised: Vec<CaseBrief> = promised.cloned().collect();
            let waits = desk.cases.iter().filter(|one| one.unconfirmed).cloned();
            let open = desk.cases.iter().filter(|one| one.open && one.promises.is_empty());
            (promised, waits.collect::<Vec<_>>(), Arc::new(open.cloned().collect::<Vec<_>>()))
        })
    });
    let shown = RwSignal::new(false);
    let content = move || {
        let (promised, unconfirmed, open) = briefs.get();
        let count = open.len();
        let unconfirmed = (!unconfirmed.is_empty()).then(|| {
            view! {
                <h3>{words::UNCONFIRMED}</h3>
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
            <h3>{words::PROMISED}</h3>
            {case_list(promised, words::NO_PROMISES)}
            {unconfirmed}
            <h3>{words::OPEN}</h3>
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
