//! 纠纷: one entry of the ledger, from its finding to its striking off.

mod charge;
mod head;
mod mediation;
mod ties;
mod to_petition;

use casework::{directory::Tier, schema::Fact};
use ident::MatterId;
use leptos::prelude::*;

use self::{
    charge::{ChargePanel, charge_waits},
    head::Head,
    mediation::Mediation,
    ties::Tied,
};
use super::{
    duty::HelpersToday,
    load::{Load, failed, loading},
    matter::{
        act::Acts,
        contested::Contested,
        facts::facts,
        files::Files,
        hand::Hand,
        history::History,
        limits::Limits,
        memo::MemoPanel,
        narrative::Narrative,
        notes::Notes,
        page::Page,
        people::{Called, people},
        urgent::Urgent,
    },
    meeting::{Duties, DutyView},
};
use crate::{
    bridge::{Event, Failure},
    ui::{
        components::PageTitle,
        session::session,
        words::{dispute as words, general},
    },
};

/// What one may change here.
const FACTS: [Fact; 7] = [
    Fact::Title,
    Fact::DisputeType,
    Fact::FoundBy,
    Fact::Place,
    Fact::Affected,
    Fact::Amount,
    Fact::Cause,
];

/// More parties than this have a representative.
const MOST_PARTIES: usize = 30;

const PARTIES: Called = Called {
    title: words::PARTIES,
    main: words::MAIN_PARTY,
    other: words::OTHER_PARTY,
    add: words::ADD_PARTY,
    most: MOST_PARTIES,
};

/// What of the loading the page's frame depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Frame {
    Loading,
    Failed(Failure),
    Here,
}

fn untitled() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) hidden=true /> }
        .into_any()
}

/// 纠纷
#[component]
pub fn DisputePage(case: MatterId) -> AnyView {
    let session = session();
    let page = Page::new(session, case);
    session.on_event(move |event| match event {
        Event::MatterChanged(changed) if *changed == case => page.reload(),
        _ => {}
    });
    session.on_rows_changed(move || page.load_after_all());
    let frame = Memo::new(move |_| {
        page.view.with(|view| match view {
            Load::Loading => Frame::Loading,
            Load::Failed(failure) => Frame::Failed(failure.clone()),
            Load::Here(_) => Frame::Here,
        })
    });
    let with_memo = Memo::new(move |_| {
        session.identity.with(|own| own.as_ref().is_some_and(|own| own.tier != Tier::Village))
    });
    let waits = charge_waits(page);
    let duties = page.part(DutyView::of);
    let changed = Callback::new(move |()| page.reload());
    let content = move || match frame.get() {
        Frame::Loading => (untitled(), loading()).into_any(),
        Frame::Failed(failure) => {
            let again = Callback::new(move |()| page.reload());
            (untitled(), failed(&failure, again)).into_any()
        }
        Frame::Here => view! {
            <Head page />
            <Contested page />
            <Urgent page />
            <div class="desk">
                <Acts page />
                <Limits page />
            </div>
            // Whoever agrees or approves has before them what to.
            {move || waits.get().then(|| view! { <ChargePanel page /> })}
            <div class="matter">
                <div class="matter__facts">
                    {people(page, PARTIES)}
                    {facts(page, words::FACTS, &FACTS)}
                    <Narrative page />
                    {move || (!waits.get()).then(|| view! { <ChargePanel page /> })}
                    <Tied page />
                </div>
                <div class="matter__course">
                    <Mediation page />
                    <HelpersToday />
                    <Duties view=duties changed />
                    <Files page />
                    <Notes page />
                    <Hand page />
                    {move || with_memo.get().then(|| view! { <MemoPanel page /> })}
                    <History page />
                </div>
            </div>
        }
        .into_any(),
    };
    view! { {content} }.into_any()
}
