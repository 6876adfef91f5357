//! "Take along": whether all that concerns the village lies on this device, and how old that is.

use ident::OfficeCode;
use leptos::prelude::*;

use crate::ui::{
    browser,
    components::{Notice, Tone},
    pages::meeting::Meeting,
    words::{failure, visit as words},
};

/// The panel.
#[component]
pub fn Along(meeting: Meeting, village: OfficeCode) -> AnyView {
    let prepared = Memo::new(move |_| meeting.village.with(|desk| desk.prepared));
    let visits = Memo::new(move |_| meeting.village.with(|desk| desk.visits));
    let state = move || match prepared.get() {
        None => {
            view! { <Notice tone=Tone::Careful><p>{words::NOT_PREPARED}</p></Notice> }.into_any()
        }
        Some(found) => {
            let whole = found.caught_up && found.missing == 0;
            let tone = if whole { Tone::Good } else { Tone::Careful };
            view! {
                <Notice tone=tone>
                    <p>{words::prepared(&found, browser::now())}</p>
                    <p>{words::prepared_counts(&found)}</p>
                </Notice>
            }
            .into_any()
        }
    };
    let trouble = move || {
        meeting.trouble.get().map(|trouble| {
            view! { <Notice tone=Tone::Bad><p>{failure::sentence(&trouble)}</p></Notice> }
        })
    };
    let busy = move || meeting.preparing.get();
    let again =
        move || if prepared.get().is_some() { words::PREPARE_AGAIN } else { words::PREPARE };
    view! {
        <section class="panel" aria-labelledby="along">
            <h2 class="panel__title" id="along">{words::ALONG}</h2>
            {state}
            {trouble}
            <p class="field__hint">{move || words::past_visits(visits.get())}</p>
            <div class="actions">
                <button type="button" class="button" disabled=busy
                    on:click=move |_| meeting.take_along(village.clone())>
                    {move || if busy() { words::PREPARING } else { again() }}
                </button>
            </div>
        </section>
    }
    .into_any()
}
