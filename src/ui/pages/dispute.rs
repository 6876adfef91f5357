//! 纠纷: one entry of the ledger, from its finding to its striking off.

mod charge;
mod head;
mod mediation;
mod ties;
mod to_petition;

use casework::schema::Fact;
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
    load::{Frame, failed, frame, loading},
    matter::{
        act::Acts,
        contested::Contested,
        facts::facts,
        files::Files,
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
use crate::ui::{
    components::PageTitle,
    session::session,
    words::{dispute as words, general},
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

fn untitled() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) hidden=true /> }
        .into_any()
}

/// 纠纷
#[component]
pub fn DisputePage(case: MatterId) -> AnyView {
    let page = Page::new(session(), case);
    let frame = frame(page.view);
    let with_memo = page.with_memo();
    let waits = charge_waits(page);
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
                    {move || with_memo.get().then(|| view! { <MemoPanel page /> })}
                    <History page />
                </div>
            </div>
        }
        .into_any(),
    };
    view! { {content} }.into_any()
}
