//! What the relay refused: what it was, why, and what one can do about it.

use casework::{Moment, Step, view::HistoryEntry};
use ident::{DocKey, MatterId};
use leptos::{prelude::*, task::spawn_local};

use super::load::{Load, failed, loading};
use crate::{
    bridge::{Command, Event, QuarantineAsk, RefusedItem, Reply},
    ui::{
        browser,
        components::{Dialog, PageTitle},
        route::Route,
        session::{Session, session},
        words::{date, failure, general, list, matter, refused, step, sync},
    },
};

/// What was refused.
#[component]
pub fn QuarantinePage() -> AnyView {
    let session = session();
    let items = RwSignal::new(Load::<Vec<RefusedItem>>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Quarantine(QuarantineAsk::List)).await {
                Ok(Reply::Quarantine(items)) => Load::Here(items.open().unwrap_or_default()),
                Ok(_) => Load::Here(Vec::new()),
                Err(failure) => Load::Failed(failure),
            };
            items.try_set(loaded);
        });
    });
    load.run(());
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged) {
            load.run(());
        }
    });
    let letting_go = RwSignal::new(None::<RefusedItem>);
    let asking = RwSignal::new(false);
    let confirm = Callback::new(move |()| {
        asking.set(false);
        if let Some(item) = letting_go.get_untracked() {
            act(session, QuarantineAsk::LetGo(item.matter, item.form), None);
        }
    });
    let content = move || match items.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(items) if items.is_empty() => view! { <p>{refused::NONE}</p> }.into_any(),
        Load::Here(items) => {
            let let_go = Callback::new(move |item| {
                letting_go.set(Some(item));
                asking.set(true);
            });
            let rows: Vec<AnyView> =
                items.into_iter().map(|item| row(session, item, let_go)).collect();
            view! { <ol class="entries">{rows}</ol> }.into_any()
        }
    };
    view! {
        <PageTitle text=refused::TITLE.to_owned() tab=general::title(refused::TITLE) />
        <p class="lead">{refused::LEAD}</p>
        <p><a class="link" href=Route::Waiting.href()>{sync::TITLE}</a></p>
        {content}
        <Dialog id="let-go" open=asking title=refused::LET_GO_TITLE confirm=refused::LET_GO_CONFIRM
            cancel=general::CANCEL on_confirm=confirm danger=true>
            <p>{refused::LET_GO_BODY}</p>
        </Dialog>
    }
    .into_any()
}

/// Does something about a form; the list hears of it by an event.
fn act(session: Session, ask: QuarantineAsk, said: Option<&'static str>) {
    spawn_local(async move {
        match session.ask(Command::Quarantine(ask)).await {
            Ok(Reply::File { name, bytes }) => {
                if session.give_file(&name, &bytes) {
                    session.say(sync::EXPORTED);
                }
            }
            Ok(_) => {
                if let Some(said) = said {
                    session.say(said);
                }
            }
            Err(why) => session.say(failure::sentence(&why)),
        }
    });
}

fn row(session: Session, item: RefusedItem, let_go: Callback<RefusedItem>) -> AnyView {
    let (id, form) = (item.matter, item.form);
    let again = move |_| act(session, QuarantineAsk::HandIn(id, form), Some(refused::SENT));
    let export = move |_| act(session, QuarantineAsk::Export(id, form), None);
    let note = refused::as_note(&item.steps).filter(|_| item.here);
    let copy = note.map(|text| {
        let press = move |_| copy_to_note(session, id, &text);
        view! { <button type="button" class="button" on:click=press>{refused::COPY}</button> }
    });
    let open = item.kind.filter(|_| item.here).map(|kind| {
        view! { <a class="button" href=Route::of_case(kind, id).href()>{refused::OPEN}</a> }
    });
    let what = entered(session, &item.entries, &item.steps);
    let when = date::short_moment(Moment::from_millis(item.at), browser::now());
    let by = item.entries.first().map(|entry| {
        let by = matter::by(&entry.by);
        view! { <p class="entry__when">{by}</p> }
    });
    let when = by.is_none().then(|| view! { <p class="entry__when">{when}</p> });
    let title = title(&item);
    let given_up = item.clone();
    view! {
        <li class="entry">
            <h2 class="entry__link">{title}</h2>
            {what}
            {by}
            {when}
            <p class="entry__refused">{sync::refusal(item.why)}</p>
            <div class="actions">
                <button type="button" class="button button--primary" on:click=again>{refused::AGAIN}</button>
                {copy}
                {open}
                <button type="button" class="button" on:click=export>{refused::EXPORT}</button>
                <button type="button" class="button" on:click=move |_| let_go.run(given_up.clone())>
                    {refused::LET_GO}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// Which matter it is about.
fn title(item: &RefusedItem) -> String {
    if item.matter == DocKey::NO_MATTER {
        return refused::DIRECTORY.to_owned();
    }
    let name = if item.name.is_empty() { list::NO_NAME } else { item.name.as_str() };
    match (item.here, item.local_no.is_empty()) {
        (false, _) => refused::GONE_MATTER.to_owned(),
        (true, true) => name.to_owned(),
        (true, false) => format!("{name}（{}）", item.local_no),
    }
}

/// What was entered, as the history would say it.
fn entered(session: Session, entries: &[HistoryEntry], steps: &[Step]) -> AnyView {
    let office = move |code: &str| session.office_name(code);
    let told: Vec<&Step> = if entries.is_empty() {
        steps.iter().collect()
    } else {
        entries.iter().map(|entry| &entry.step).collect()
    };
    let lines = told.into_iter().map(|one| {
        let text = step::text(one).filter(|text| !text.is_empty()).map(|text| {
            view! { <p class="prose history__text">{text.to_owned()}</p> }
        });
        view! { <p class="entry__what">{step::sentence(one, &office)}</p>{text} }.into_any()
    });
    let lines: Vec<AnyView> = lines.collect();
    let details = entries.iter().flat_map(|entry| &entry.details);
    let pairs = details.map(|detail| {
        let (name, value) = step::detail(detail, matter::REPRESENTATIVE, false, &office);
        view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{value}</dd></div> }
            .into_any()
    });
    let pairs: Vec<AnyView> = pairs.collect();
    let details = (!pairs.is_empty()).then(|| {
        view! {
            <details class="history__details">
                <summary>{refused::DETAILS}</summary>
                <dl class="pairs pairs--tight">{pairs}</dl>
            </details>
        }
    });
    view! { {lines}{details} }.into_any()
}

/// Puts a text into the matter's form for notes, for a person to look over and save.
fn copy_to_note(session: Session, matter: MatterId, text: &str) {
    session.scratch.set_text(&format!("{matter}/note"), text);
    Route::Matter(matter).go();
    session.say(refused::COPIED);
}
