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
    bridge::{Command, ListQuery, Reply},
    ui::{
        browser,
        components::{Announced, Notice, PageTitle, RowKey, Tone, VirtualList},
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
    on_cleanup(move || finder.leave());
    let counts = RwSignal::new(DisputeCounts::default());
    let count = move || {
        spawn_local(async move {
            if let Ok(Reply::DisputeCounts(found)) = session.ask(Command::DisputeCounts).await {
                counts.try_set(found);
            }
        });
    };
    count();
    session.on_rows_changed(move || {
        finder.refresh();
        count();
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

/// What stands below the tools. Only a change between these draws it anew; rows change within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Nothing is known yet.
    Waiting,
    Rows,
    /// There are none: a title, and what to do.
    Empty(&'static str, &'static str),
}

/// The rows, or what to do where there are none: as the rows at hand were asked for.
#[component]
fn Results(finder: Finder) -> AnyView {
    let window = finder.window;
    let found = Memo::new(move |_| window.with(|all| all.as_ref().map_or(0, |all| all.found)));
    let here = Memo::new(move |_| window.with(Option::is_some));
    let answered = finder.answered;
    let question = Memo::new(move |_| answered.with(|(number, _)| *number));
    let searching = Memo::new(move |_| {
        let asked =
            |asked: &ListQuery| !asked.text.trim().is_empty() || asked.filter != everything();
        answered.with(|(_, query)| asked(query))
    });
    let row = Callback::new(move |key: RowKey| match finder.row(key) {
        Some(row) => row_view(&row),
        None => ().into_any(),
    });
    let rows = Signal::derive(move || finder.keys(false));
    let body = Memo::new(move |_| match (here.get(), found.get(), searching.get()) {
        (false, ..) => Body::Waiting,
        (_, 1.., _) => Body::Rows,
        (_, _, true) => Body::Empty(words::NOTHING_TITLE, words::NOTHING_BODY),
        _ => Body::Empty(words::EMPTY_TITLE, words::EMPTY_BODY),
    });
    let content = move || match body.get() {
        Body::Waiting => {
            view! { <p class="loading" role="status">{general::LOADING}</p> }.into_any()
        }
        Body::Rows => {
            let on_range = Callback::new(move |range| finder.show(range));
            view! {
                <VirtualList label=words::RESULTS count=found rows question place=finder.place row on_range />
                <p class="printed-only">{words::PRINTED}</p>
            }
            .into_any()
        }
        Body::Empty(title, text) => view! {
            <div class="empty">
                <h2 class="empty__title">{title}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any(),
    };
    let number =
        Memo::new(move |_| if here.get() { words::found(found.get()) } else { String::new() });
    view! {
        <p class="count">{number}</p>
        <Announced text=number question />
        {content}
    }
    .into_any()
}
