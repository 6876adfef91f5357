//! What attachments take on this device, and letting go of what is safe elsewhere.

use leptos::{prelude::*, task::spawn_local};

use super::ask;
use crate::{
    bridge::{AttachmentAsk, AttachmentReply, AttachmentUsage, Event},
    ui::{
        components::{Notice, Tone},
        session::session,
        words::{attachments, failure},
    },
};

/// The panel.
#[component]
pub fn AttachmentStorage() -> AnyView {
    let session = session();
    let usage = RwSignal::new(None::<AttachmentUsage>);
    let wrong = RwSignal::new(None::<String>);
    let load = move || {
        spawn_local(async move {
            if let Ok(AttachmentReply::Usage(found)) = ask(session, AttachmentAsk::Usage).await {
                usage.try_set(Some(found));
            }
        });
    };
    load();
    session.on_event(move |event| {
        if let Event::BlobChanged(_) = event {
            load();
        }
    });
    let let_go = move |_| {
        spawn_local(async move {
            match ask(session, AttachmentAsk::LetGo).await {
                Ok(AttachmentReply::Freed(bytes)) => session.say(attachments::freed(bytes)),
                Ok(_) => {}
                Err(failed) => {
                    wrong.try_set(Some(failure::sentence(&failed)));
                }
            }
            load();
        });
    };
    let loose = move || usage.get().is_some_and(|usage| usage.loose > 0);
    view! {
        <section class="panel" aria-labelledby="attachment-storage">
            <h2 class="panel__title" id="attachment-storage">{attachments::STORAGE}</h2>
            {move || usage.get().map(|usage| view! { <p role="status">{attachments::usage(&usage)}</p> })}
            {move || wrong.get().map(|why| view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> })}
            {move || loose().then(|| view! {
                <p class="field__hint">{attachments::LET_GO_BODY}</p>
                <button type="button" class="button" on:click=let_go>{attachments::LET_GO}</button>
            })}
        </section>
    }
    .into_any()
}
