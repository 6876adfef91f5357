//! What people say of the app itself: the complaint function that the rules for staff apps ask for.

use casework::Moment;
use leptos::{prelude::*, task::spawn_local};

use super::load::{Load, failed, loading};
use crate::{
    bridge::{Command, Failure, OpinionAsk, OpinionItem, Reply},
    ui::{
        browser,
        components::{Bind, PageTitle, TextArea},
        session::session,
        words::{date, failure, feedback, general},
    },
};

/// The text that was begun here.
const KEY: &str = "opinion";

/// The page.
#[component]
pub fn FeedbackPage() -> AnyView {
    let session = session();
    let kept = RwSignal::new(Load::<Vec<OpinionItem>>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Opinion(OpinionAsk::List)).await {
                Ok(Reply::Opinions(items)) => Load::Here(items.open().unwrap_or_default()),
                Ok(_) => Load::Failed(Failure::EngineRestarted),
                Err(failure) => Load::Failed(failure),
            };
            kept.try_set(loaded);
        });
    });
    load.run(());
    let content = move || match kept.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(items) => written(items),
    };
    view! {
        <PageTitle text=feedback::TITLE.to_owned() tab=general::title(feedback::TITLE) />
        <p>{feedback::BODY}</p>
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
        if typed.is_empty() {
            return wrong.set(Some(feedback::MISSING.to_owned()));
        }
        saving.set(true);
        let mut about = env!("CARGO_PKG_VERSION").to_owned();
        about.push(' ');
        about.push_str(&browser::user_agent());
        spawn_local(async move {
            let ask = OpinionAsk::Keep { text: typed, about };
            match session.write(Command::Opinion(ask)).await {
                Ok(()) => {
                    session.scratch.set_text(KEY, "");
                    text.try_set(String::new());
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

fn written(items: Vec<OpinionItem>) -> AnyView {
    let rows: Vec<AnyView> = items.iter().map(row).collect();
    let content = if rows.is_empty() {
        view! { <p>{feedback::NONE}</p> }.into_any()
    } else {
        let to_file = move |_| {
            let _ = browser::download(feedback::FILE, as_text(&items).as_bytes());
        };
        view! {
            <p>{feedback::NOT_HANDED_BODY}</p>
            <ul class="similar__list">{rows}</ul>
            <div class="actions">
                <button type="button" class="button" on:click=to_file>{feedback::TO_FILE}</button>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="opinions">
            <h2 class="panel__title" id="opinions">{feedback::KEPT}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn head(item: &OpinionItem) -> String {
    let mut head = date::moment(Moment::from_millis(item.at));
    head.push(' ');
    head.push_str(&item.person);
    head
}

fn row(item: &OpinionItem) -> AnyView {
    view! {
        <li class="similar__item">
            <p class="similar__facts">{head(item)}" "<span class="tag tag--careful">{feedback::NOT_HANDED}</span></p>
            <p class="paper-text">{item.text.clone()}</p>
        </li>
    }
    .into_any()
}

fn as_text(items: &[OpinionItem]) -> String {
    let mut text = String::new();
    for item in items {
        for line in [head(item).as_str(), &item.text, &item.about, ""] {
            text.push_str(line);
            text.push_str("\r\n");
        }
    }
    text
}
