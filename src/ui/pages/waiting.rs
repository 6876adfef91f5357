//! What waits to be handed in, one by one.

use casework::Moment;
use leptos::{prelude::*, task::spawn_local};

use super::load::{Load, failed, loading};
use crate::{
    bridge::{Command, Event, Reply, WaitingEntry},
    ui::{
        browser,
        components::{Notice, PageTitle, Tone},
        route::Route,
        session::{Session, session},
        words::{courier, date, failure, general, list, refused, step, sync},
    },
};

/// What waits.
#[component]
pub fn WaitingPage() -> AnyView {
    let session = session();
    let entries = RwSignal::new(Load::<Vec<WaitingEntry>>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Waiting).await {
                Ok(Reply::Waiting { summary, entries }) => {
                    session.sync.set(summary);
                    Load::Here(entries.open().unwrap_or_default())
                }
                Ok(_) => Load::Here(Vec::new()),
                Err(failure) => Load::Failed(failure),
            };
            entries.try_set(loaded);
        });
    });
    load.run(());
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::Sync(_)) {
            load.run(());
        }
    });
    let content = move || match entries.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(entries) => lists(session, entries),
    };
    let state = move || session.sync.with(|now| sync::chip(now, browser::now()));
    view! {
        <PageTitle text=sync::TITLE.to_owned() tab=general::title(sync::TITLE) />
        <p class="lead">{state}</p>
        <p>{sync::EXPLAIN}</p>
        <Damaged />
        <Sparing />
        <Actions />
        {content}
    }
    .into_any()
}

#[component]
fn Actions() -> AnyView {
    let session = session();
    let retry = move |_| {
        session.say(sync::TRYING);
        spawn_local(async move {
            if let Err(failure) = session.ask(Command::SyncNow).await {
                session.say(failure::sentence(&failure));
            }
        });
    };
    let export = move |_| {
        spawn_local(async move {
            let said = match session.ask(Command::ExportUnsent).await {
                Ok(Reply::File { name, bytes }) => {
                    if !session.give_file(&name, &bytes) {
                        return;
                    }
                    sync::EXPORTED.to_owned()
                }
                Ok(_) => sync::NOTHING.to_owned(),
                Err(failure) => failure::sentence(&failure),
            };
            session.say(said);
        });
    };
    view! {
        <div class="actions">
            <button type="button" class="button button--primary" on:click=retry>{sync::RETRY}</button>
            <button type="button" class="button" aria-describedby="export-hint" on:click=export>{sync::EXPORT}</button>
        </div>
        <p class="field__hint" id="export-hint">{sync::EXPORT_HINT}</p>
        <p><a class="link" href=Route::Courier.href()>{courier::LINK}</a></p>
    }
    .into_any()
}

/// Where something that was to be handed in cannot be read any more.
#[component]
fn Damaged() -> AnyView {
    let session = session();
    let unreadable = Memo::new(move |_| session.sync.with(|now| now.unreadable));
    let notice = move || {
        sync::unreadable(unreadable.get())
            .map(|sentence| view! { <Notice tone=Tone::Bad><p>{sentence}</p></Notice> })
    };
    view! { {notice} }.into_any()
}

/// Where the browser is to save data: attachments wait for a press.
#[component]
fn Sparing() -> AnyView {
    let session = session();
    let sparing = Memo::new(move |_| session.sync.with(|now| now.sparing));
    let send = move |_| {
        session.say(sync::SENDING);
        spawn_local(async move {
            if let Err(failure) = session.ask(Command::SendAttachments).await {
                session.say(failure::sentence(&failure));
            }
        });
    };
    let notice = move || {
        sparing.get().then(|| {
            view! {
                <Notice tone=Tone::Careful>
                    <p>{sync::SPARING}</p>
                    <button type="button" class="button" on:click=send>{sync::SEND_ATTACHMENTS}</button>
                </Notice>
            }
        })
    };
    view! { {notice} }.into_any()
}

fn lists(session: Session, entries: Vec<WaitingEntry>) -> AnyView {
    let (sent_back, waiting): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.refused.is_some());
    let refused_panel = (!sent_back.is_empty()).then(|| {
        view! {
            <section class="panel panel--bad" aria-labelledby="refused">
                <h2 class="panel__title" id="refused">{sync::REFUSED}</h2>
                <p>{sync::REFUSED_BODY}</p>
                <p><a class="link" href=Route::Refused.href()>{refused::LINK}</a></p>
                {rows(session, sent_back)}
            </section>
        }
    });
    let nothing = waiting.is_empty().then(|| view! { <p>{sync::NOTHING}</p> });
    view! {
        {refused_panel}
        <section class="panel" aria-labelledby="waiting">
            <h2 class="panel__title" id="waiting">{sync::WAITING}</h2>
            {nothing}
            {rows(session, waiting)}
        </section>
    }
    .into_any()
}

fn rows(session: Session, entries: Vec<WaitingEntry>) -> AnyView {
    if entries.is_empty() {
        return ().into_any();
    }
    let office = move |code: &str| session.office_name(code);
    let now = browser::now();
    let row = |entry: WaitingEntry| {
        let name = if entry.name.is_empty() { list::NO_NAME.to_owned() } else { entry.name };
        let what = step::sentence(&entry.step, &office);
        let refused =
            entry.refused.map(|why| view! { <p class="entry__refused">{sync::refusal(why)}</p> });
        view! {
            <li class="entry">
                <a class="entry__link" href=Route::Matter(entry.matter).href()>{name}</a>
                <p class="entry__what">{what}</p>
                <p class="entry__when">{date::short_moment(Moment::from_millis(entry.at), now)}</p>
                {refused}
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = entries.into_iter().map(row).collect();
    view! { <ol class="entries">{rows}</ol> }.into_any()
}
