//! 下访: what is planned and held, and its counts.

use std::sync::Arc;

use casework::{CaseKind, directory::Tier, meeting::tally::VisitTally};
use leptos::prelude::*;

use super::{
    load::{Load, failed, loading, ready_with},
    meeting::{PlanPart, SpanChoice, SpanField, asked, case_list, desk, figures, meeting_list},
};
use crate::{
    bridge::{CaseBrief, Listed, MeetingAsk, MeetingItem, MeetingReply},
    ui::{
        browser,
        components::PageTitle,
        session::session,
        words::{general, visits as words},
    },
};

type Found = (VisitTally, Vec<(Tier, VisitTally)>, Arc<Listed<MeetingItem>>);

fn take(reply: MeetingReply) -> Option<Found> {
    match reply {
        MeetingReply::Visits(tally, tiers, items) => Some((tally, tiers, Arc::new(items.open()?))),
        _ => None,
    }
}

fn take_cases(reply: MeetingReply) -> Option<Arc<Vec<CaseBrief>>> {
    match reply {
        MeetingReply::Village(desk) => Some(Arc::new(desk.open()?.cases)),
        _ => None,
    }
}

/// 下访
#[component]
pub fn VisitsPage() -> AnyView {
    let session = session();
    let span = SpanChoice::new();
    let ask = Memo::new(move |_| MeetingAsk::Visits(span.get()));
    let (found, load) = asked(session, ask.into(), take);
    let (unconfirmed, _) = asked(session, Signal::stored(MeetingAsk::Unconfirmed), take_cases);
    let desk = desk(session);
    ready_with(found);
    let content = move || {
        found.with(|found| match found {
            Load::Loading => loading(),
            Load::Failed(failure) => failed(failure, load),
            Load::Here((tally, tiers, items)) => view! {
                {tally_view(tally, tiers, span)}
                {meeting_list(items.as_ref().clone(), CaseKind::Visit, words::NONE)}
            }
            .into_any(),
        })
    };
    let waits = move || {
        unconfirmed.with(|found| match found {
            Load::Here(cases) if !cases.is_empty() => Some(view! {
                <section class="panel" aria-labelledby="unconfirmed">
                    <h2 class="panel__title" id="unconfirmed">{words::UNCONFIRMED}</h2>
                    <p class="field__hint">{words::UNCONFIRMED_HINT}</p>
                    {case_list(cases.as_ref().clone(), words::NONE)}
                </section>
            }),
            _ => None,
        })
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <PlanPart kind=CaseKind::Visit desk title=words::PLAN />
        {waits}
        <section class="panel" aria-labelledby="visits">
            <h2 class="panel__title" id="visits">{words::LIST}</h2>
            <SpanField span />
            {content}
        </section>
    }
    .into_any()
}

fn tally_view(tally: &VisitTally, tiers: &[(Tier, VisitTally)], span: SpanChoice) -> AnyView {
    let all = vec![
        (words::COUNT_HELD, tally.held, words::TIMES),
        (words::COUNT_PLANNED, tally.planned, words::TIMES),
        (words::COUNT_PEOPLE, tally.people, words::PERSONS),
        (words::COUNT_PROBLEMS, tally.problems, words::ITEMS),
        (words::COUNT_SOLVED, tally.solved, words::ITEMS),
    ];
    // Whose visits they were, where there are several: leaders' and departments' are counted apart.
    let apart: Vec<AnyView> = tiers
        .iter()
        .map(|(tier, tally)| view! { <li>{words::of_tier(*tier, tally)}</li> }.into_any())
        .collect();
    let apart = (tiers.len() > 1).then(|| view! { <ul class="figures__apart">{apart}</ul> });
    view! {
        <p class="field__hint">{move || words::counted(span.get(), browser::today())}</p>
        {figures(all)}
        {apart}
    }
    .into_any()
}
