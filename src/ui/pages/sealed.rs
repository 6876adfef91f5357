//! Accusations: what is not written to its end or not handed in, for who records it; what came, for the
//! discipline liaison, who opens each for a reason.

mod liaison;

use casework::Moment;
use leptos::{prelude::*, task::spawn_local};

use self::liaison::Items;
use super::load::{Load, failed, loading};
use crate::{
    bridge::{
        Command, Draft, Event, Failure, Reply, SealedAsk, SealedItem, SealedOut, SealedShelf,
    },
    ui::{
        browser,
        components::{Notice, PageTitle, Tone},
        route::Route,
        session::session,
        words::{date, general, intake, list, sealed},
    },
};

/// The page.
#[component]
pub fn SealedPage() -> AnyView {
    let session = session();
    let shelf = RwSignal::new(Load::<SealedShelf>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Sealed(SealedAsk::List)).await {
                Ok(Reply::Sealed(packed)) => {
                    packed.open().map_or(Load::Failed(Failure::EngineRestarted), Load::Here)
                }
                Ok(_) => Load::Failed(Failure::EngineRestarted),
                Err(failure) => Load::Failed(failure),
            };
            shelf.try_set(loaded);
        });
    });
    session.on_event(move |event| {
        if matches!(event, Event::SealedChanged) {
            load.try_run(());
        }
    });
    load.run(());
    // For a liaison, what came since; for everybody else there is nothing to ask, and it says so here.
    spawn_local(async move {
        let _ = session.ask(Command::Sealed(SealedAsk::Fetch)).await;
    });
    let own = Memo::new(move |_| {
        shelf.with(|shelf| match shelf {
            Load::Here(shelf) => shelf.items.clone(),
            Load::Loading | Load::Failed(_) => None,
        })
    });
    let is_liaison = Memo::new(move |_| own.with(Option::is_some));
    let content = move || match shelf.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(shelf) => lists(shelf),
    };
    let items = move || is_liaison.get().then(|| view! { <Items items=own /> });
    view! {
        <PageTitle text=sealed::TITLE.to_owned() tab=general::title(sealed::TITLE) />
        <Notice tone=Tone::Careful><p>{sealed::BODY}</p></Notice>
        {items}
        {content}
    }
    .into_any()
}

fn lists(shelf: SealedShelf) -> AnyView {
    let nothing = shelf.records.is_empty() && shelf.drafts.is_empty() && shelf.waiting.is_empty();
    if nothing {
        return match shelf.items {
            Some(_) => ().into_any(),
            None => view! { <p>{sealed::NONE}</p> }.into_any(),
        };
    }
    let drafts: Vec<AnyView> = shelf.drafts.into_iter().map(draft).collect();
    let waiting: Vec<AnyView> = shelf.waiting.into_iter().map(waits).collect();
    let records: Vec<AnyView> = shelf.records.into_iter().map(record).collect();
    (
        part("sealed-drafts", sealed::DRAFTS, drafts),
        part("sealed-waiting", sealed::WAITING, waiting),
        part("sealed-records", sealed::RECORDS, records),
    )
        .into_any()
}

fn part(id: &'static str, title: &'static str, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 class="panel__title" id=id>{title}</h2>
            <ul class="similar__list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn draft(draft: Draft) -> AnyView {
    let when = date::short_moment(Moment::from_millis(draft.kept_at), browser::now());
    let route = Route::New(Some(draft.id));
    view! {
        <li class="similar__item">
            <p class="similar__facts">{when}</p>
            <div class="similar__actions">
                <button type="button" class="button button--primary" on:click=move |_| route.go()>
                    {list::CONTINUE}
                </button>
            </div>
        </li>
    }
    .into_any()
}

fn waits(one: SealedOut) -> AnyView {
    let when = date::moment(Moment::from_millis(one.at));
    view! {
        <li class="similar__item">
            <p class="similar__name">{intake::number(&one.number)}</p>
            <p class="similar__facts">{when}</p>
            <p class="similar__facts">{sealed::fate(one.fate)}</p>
        </li>
    }
    .into_any()
}

fn record(item: SealedItem) -> AnyView {
    let when = date::moment(Moment::from_millis(item.at));
    // Closed until asked for: somebody may look over a shoulder.
    let open = RwSignal::new(false);
    let text = intake::as_text(&item.intake);
    view! {
        <li class="similar__item">
            <p class="similar__name">{intake::number(&item.number)}</p>
            <p class="similar__facts">{sealed::recorded(&item.recorder, &when)}</p>
            <div class="similar__actions">
                <button type="button" class="button"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)>
                    {sealed::OPEN}<span class="unseen">{item.number.clone()}</span>
                </button>
            </div>
            {move || open.get().then(|| view! { <p class="paper-text">{text.clone()}</p> })}
        </li>
    }
    .into_any()
}
