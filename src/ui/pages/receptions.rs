//! 接访、约访: reception days and their counts.

use std::sync::Arc;

use casework::{CaseKind, meeting::tally::ReceptionTally};
use leptos::prelude::*;

use super::{
    load::{Load, failed, loading, ready_with},
    meeting::{PlanPart, SpanChoice, SpanField, asked, desk, figures, meeting_list},
};
use crate::{
    bridge::{Listed, MeetingAsk, MeetingItem, MeetingReply},
    ui::{
        browser,
        components::PageTitle,
        session::session,
        words::{general, receptions as words, visits},
    },
};

type Found = (ReceptionTally, Arc<Listed<MeetingItem>>);

fn take(reply: MeetingReply) -> Option<Found> {
    match reply {
        MeetingReply::Receptions(tally, items) => Some((tally, Arc::new(items.open()?))),
        _ => None,
    }
}

/// 接访、约访
#[component]
pub fn ReceptionsPage() -> AnyView {
    let session = session();
    let span = SpanChoice::new();
    let ask = Memo::new(move |_| MeetingAsk::Receptions(span.get()));
    let (found, load) = asked(session, ask.into(), take);
    let desk = desk(session);
    ready_with(found);
    let content = move || {
        found.with(|found| match found {
            Load::Loading => loading(),
            Load::Failed(failure) => failed(failure, load),
            Load::Here((tally, items)) => view! {
                {tally_view(tally, span)}
                {meeting_list(items.as_ref().clone(), CaseKind::Reception, words::NONE)}
            }
            .into_any(),
        })
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <PlanPart kind=CaseKind::Reception desk title=words::PLAN />
        <section class="panel" aria-labelledby="receptions">
            <h2 class="panel__title" id="receptions">{words::LIST}</h2>
            <SpanField span />
            {content}
        </section>
    }
    .into_any()
}

fn tally_view(tally: &ReceptionTally, span: SpanChoice) -> AnyView {
    let all = vec![
        (words::COUNT_HELD, tally.held, visits::TIMES),
        (words::COUNT_BATCHES, tally.batches, words::BATCHES),
        (words::COUNT_PEOPLE, tally.people, visits::PERSONS),
        (words::COUNT_CASES, tally.cases, words::CASES),
        (words::COUNT_DEALT_WITH, tally.dealt_with, words::CASES),
        (words::COUNT_ACCEPTED, tally.accepted, words::CASES),
    ];
    let unknown = (tally.unknown > 0)
        .then(|| view! { <p class="field__hint">{words::unknown(tally.unknown)}</p> });
    view! {
        <p class="field__hint">{move || visits::counted(span.get(), browser::today())}" "{words::COUNTS_HINT}</p>
        {figures(all)}
        {unknown}
    }
    .into_any()
}
