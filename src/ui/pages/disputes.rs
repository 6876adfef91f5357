//! 矛盾纠纷: the ledger, found as one types.

mod export;
mod filters;
mod import;
mod row;
mod whole;

use casework::{
    CaseKind,
    dispute::DisputeCounts,
    worklist::{Kinds, RowFilter},
};
use leptos::{prelude::*, task::spawn_local};

use self::{export::Export, filters::Filters, import::Import, row::row_view};
use super::list::{SearchBox, finder::Finder};
use crate::{
    bridge::{Command, Event, Reply, Window},
    ui::{
        browser,
        components::{Notice, PageTitle, RowKey, Tone, VirtualList},
        route::Route,
        session::session,
        words::{disputes as words, failure, general},
    },
};

fn everything() -> RowFilter {
    RowFilter { kinds: Kinds::Only(CaseKind::Dispute), ..RowFilter::default() }
}

/// 矛盾纠纷
#[component]
pub fn DisputesPage() -> AnyView {
    let session = session();
    let finder = Finder::beside(session, everything());
    let counts = RwSignal::new(DisputeCounts::default());
    let count = move || {
        spawn_local(async move {
            if let Ok(Reply::DisputeCounts(found)) = session.ask(Command::DisputeCounts).await {
                counts.try_set(found);
            }
        });
    };
    count();
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged) {
            finder.refresh();
            count();
        }
    });
    Effect::new(move |_| {
        if finder.window.with(Option::is_some) {
            browser::mark_ready();
        }
    });
    let (exporting, importing) = (RwSignal::new(false), RwSignal::new(false));
    let import = move || importing.get().then(|| view! { <Import open=importing /> });
    let trouble = move || {
        finder.trouble.get().map(|trouble| {
            view! {
                <Notice tone=Tone::Bad>
                    <p>{failure::sentence(&trouble)}</p>
                    <button type="button" class="button" on:click=move |_| finder.refresh()>
                        {general::RETRY}
                    </button>
                </Notice>
            }
        })
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <div class="list-head">
            <button type="button" class="button button--primary button--large list-head__new"
                on:click=move |_| Route::NewDispute.go()>
                <span aria-hidden="true">"＋"</span>{words::NEW}
            </button>
            <SearchBox finder label=words::FIND hint=words::FIND_HINT />
        </div>
        <Filters finder counts />
        <div class="list-tools">
            <button type="button" class="button button--small" on:click=move |_| importing.set(true)>
                {words::IMPORT}"……"
            </button>
            <button type="button" class="button button--small" on:click=move |_| exporting.set(true)>
                {words::EXPORT}"……"
            </button>
        </div>
        {import}
        <Export finder open=exporting />
        {trouble}
        <Results finder />
    }
    .into_any()
}

/// The rows, or what to do where there are none.
#[component]
fn Results(finder: Finder) -> AnyView {
    let window = finder.window;
    let of = move |get: fn(&Window) -> u32| {
        Memo::new(move |_| window.with(|window| window.as_ref().map_or(0, get)))
    };
    let found = of(|window| window.found);
    let here = Memo::new(move |_| window.with(Option::is_some));
    let searching = Memo::new(move |_| {
        let typed = finder.query.with(|query| !query.trim().is_empty());
        typed || finder.filter.with(|filter| *filter != everything())
    });
    let row = Callback::new(move |key: RowKey| match finder.row(key.index) {
        Some(row) => row_view(&row),
        None => ().into_any(),
    });
    let rows = Signal::derive(move || finder.keys(false));
    let body = move || {
        if !here.get() {
            return view! { <p class="loading" role="status">{general::LOADING}</p> }.into_any();
        }
        if found.get() > 0 {
            let on_range = Callback::new(move |range| finder.show(range));
            return view! { <VirtualList label=words::RESULTS count=found rows row on_range /> }
                .into_any();
        }
        let (title, text) = if searching.get() {
            (words::NOTHING_TITLE, words::NOTHING_BODY)
        } else {
            (words::EMPTY_TITLE, words::EMPTY_BODY)
        };
        view! {
            <div class="empty">
                <h2 class="empty__title">{title}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any()
    };
    // Only a change between these draws the body anew; the rows change within.
    let kind = Memo::new(move |_| (here.get(), found.get() > 0, searching.get()));
    let number = move || here.get().then(|| words::found(found.get()));
    view! {
        <p class="count" role="status">{number}</p>
        {move || { kind.get(); untrack(body) }}
    }
    .into_any()
}
