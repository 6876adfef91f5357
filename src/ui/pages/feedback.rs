//! What people say of the app itself: the complaint function that the rules for staff apps ask for. The
//! own office's, with what was answered; and those of the offices below, to be answered here.

mod item;

use leptos::{prelude::*, task::spawn_local};

use self::item::{Answering, row};
use super::load::{Load, failed, loading};
use crate::{
    bridge::{Command, Event, Failure, Listed, RemarkAsk, RemarkItem, Reply},
    ui::{
        browser,
        components::{Bind, PageTitle, TextArea},
        session::session,
        words::{failure, feedback, general},
    },
};

/// The text that was begun here.
const KEY: &str = "opinion";

/// The page.
#[component]
pub fn FeedbackPage() -> AnyView {
    let session = session();
    let list = RwSignal::new(Load::<Listed<RemarkItem>>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Remark(RemarkAsk::List)).await {
                Ok(Reply::Remarks(items)) => Load::Here(items.open().unwrap_or_default()),
                Ok(_) => Load::Failed(Failure::EngineRestarted),
                Err(failure) => Load::Failed(failure),
            };
            list.try_set(loaded);
        });
    });
    load.run(());
    session.on_event(move |event| {
        // What was handed in is told by the state of synchronisation alone.
        if matches!(event, Event::RowsChanged | Event::Identity(_) | Event::Sync(_)) {
            load.run(());
        }
    });
    let answering = Answering::new(session, load);
    // Each list draws only what differs: somebody may be typing an answer in it.
    let items = move |own: bool| {
        Memo::new(move |_| {
            list.with(|list| match list {
                Load::Here(list) => {
                    list.items.iter().filter(|item| item.own == own).cloned().collect()
                }
                Load::Loading | Load::Failed(_) => Vec::new(),
            })
        })
    };
    let (own, below) = (items(true), items(false));
    let frame = Memo::new(move |_| {
        list.with(|list| match list {
            Load::Loading => Some(None),
            Load::Failed(failure) => Some(Some(failure.clone())),
            Load::Here(_) => None,
        })
    });
    let more = Memo::new(move |_| {
        list.with(|list| if let Load::Here(list) = list { list.more() } else { 0 })
    });
    let content = move || match frame.get() {
        Some(None) => loading(),
        Some(Some(failure)) => failed(&failure, load),
        None => view! {
            <Section id="opinions" title=feedback::OWN items=own answering none=feedback::NONE />
            {move || below.with(|below| !below.is_empty()).then(|| view! {
                <Section id="below" title=feedback::BELOW items=below answering none="" />
            })}
            {move || (more.get() > 0).then(|| view! {
                <p class="field__hint">{feedback::more(more.get())}</p>
            })}
        }
        .into_any(),
    };
    view! {
        <PageTitle text=feedback::TITLE.to_owned() tab=general::title(feedback::TITLE) />
        <p class="foreword">{feedback::BODY}</p>
        <Write saved=load />
        {content}
    }
    .into_any()
}

#[component]
fn Write(saved: Callback<()>) -> AnyView {
    let session = session();
    let text = RwSignal::new(session.scratch.text(KEY));
    let saving = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let bind = Bind::new(
        move || text.get(),
        move |typed| {
            session.scratch.set_text(KEY, &typed);
            text.set(typed);
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = text.get_untracked().trim().to_owned();
        if saving.get_untracked() {
            return;
        }
        if let Some(problem) = item::problem(&typed, feedback::MISSING) {
            return wrong.set(Some(problem.to_owned()));
        }
        saving.set(true);
        let mut about = env!("CARGO_PKG_VERSION").to_owned();
        about.push(' ');
        about.push_str(&browser::user_agent());
        spawn_local(async move {
            let ask = RemarkAsk::Say { text: typed.clone(), about };
            match session.write(Command::Remark(ask)).await {
                Ok(()) => {
                    // What was typed meanwhile stays.
                    if session.scratch.text(KEY).trim() == typed {
                        session.scratch.set_text(KEY, "");
                        text.try_set(String::new());
                    }
                    wrong.try_set(None);
                    session.say(general::SAVED_HERE);
                    saved.run(());
                }
                Err(failure) => {
                    wrong.try_set(Some(failure::sentence(&failure)));
                }
            }
            saving.try_set(false);
        });
    };
    let error = MaybeProp::derive(move || wrong.get());
    let label = move || if saving.get() { general::SAVING } else { feedback::SAVE };
    view! {
        <form class="form panel" novalidate=true on:submit=submit>
            <TextArea id="opinion" label=feedback::TEXT bind rows=5 hint=feedback::TEXT_HINT.to_owned() error />
            <button type="submit" class="button button--primary" disabled=move || saving.get()>{label}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Section(
    id: &'static str,
    title: &'static str,
    items: Memo<Vec<RemarkItem>>,
    answering: Answering,
    none: &'static str,
) -> AnyView {
    let session = session();
    let to_file = move |_| {
        let text = items.with_untracked(|items| item::as_text(items));
        session.give_file(feedback::FILE, text.as_bytes());
    };
    let empty =
        move || (items.with(Vec::is_empty) && !none.is_empty()).then(|| view! { <p>{none}</p> });
    let file = move || {
        items.with(|items| !items.is_empty()).then(|| view! {
            <div class="actions">
                <button type="button" class="button" on:click=to_file>{feedback::TO_FILE}</button>
            </div>
        })
    };
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 class="panel__title" id=id>{title}</h2>
            {empty}
            <ul class="similar__list">
                <For
                    each=move || items.get()
                    key=item::key
                    children=move |item| row(&item, answering)
                />
            </ul>
            {file}
        </section>
    }
    .into_any()
}
