use leptos::{prelude::*, task::spawn_local};

use crate::ui::{
    browser,
    components::{Notice, Tone},
    device_settings,
    words::{general, list},
};

/// How far the question for persistent storage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// Not asked, or answered long ago.
    Done,
    /// To be put.
    Open,
    /// What the browser said.
    Answered(bool),
}

/// At first use: asks the browser to keep the storage, and says what its answer means. Once.
#[component]
pub fn PersistCard() -> AnyView {
    let asking = RwSignal::new(Asking::Done);
    if !device_settings::persist_asked() {
        spawn_local(async move {
            // Where it is granted already, or the browser has no such thing, there is nothing to ask.
            if browser::persisted().await == Some(false) {
                asking.try_set(Asking::Open);
            }
        });
    }
    let ask = move |_| {
        device_settings::set_persist_asked();
        spawn_local(async move {
            let granted = browser::persist().await.unwrap_or(false);
            asking.try_set(Asking::Answered(granted));
        });
    };
    let later = move |_| {
        device_settings::set_persist_asked();
        asking.set(Asking::Done);
    };
    let card = move || {
        match asking.get() {
        Asking::Done => ().into_any(),
        Asking::Open => view! {
            <section class="notice" aria-labelledby="persist-title">
                <h2 class="notice__title" id="persist-title">{list::PERSIST_TITLE}</h2>
                <p>{list::PERSIST_BODY}</p>
                <p class="notice__actions">
                    <button type="button" class="button button--primary" on:click=ask>{list::PERSIST_ASK}</button>
                    <button type="button" class="button" on:click=later>{list::PERSIST_LATER}</button>
                </p>
            </section>
        }
        .into_any(),
        Asking::Answered(granted) => {
            let (tone, text) = if granted {
                (Tone::Good, list::PERSIST_YES)
            } else {
                (Tone::Careful, list::PERSIST_NO)
            };
            view! {
                <Notice tone>
                    <p>{text}</p>
                    <button type="button" class="button" on:click=move |_| asking.set(Asking::Done)>
                        {general::CLOSE}
                    </button>
                </Notice>
            }
            .into_any()
        }
    }
    };
    view! { {card} }.into_any()
}
