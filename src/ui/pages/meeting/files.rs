use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{
    components::AttachmentList,
    words::{attachments, visit},
};

/// Photographs, paper and signatures of a meeting: never asked for, there for whoever wants them.
#[component]
pub fn MeetingFiles(
    /// The meeting.
    case: MatterId,
) -> AnyView {
    let opened = RwSignal::new(false);
    let content = move || {
        if !opened.get() {
            return view! {
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| opened.set(true)>
                        {visit::FILES}
                    </button>
                </div>
            }
            .into_any();
        }
        view! {
            <section class="panel" aria-labelledby="meeting-files">
                <h2 class="panel__title" id="meeting-files">{attachments::TITLE}</h2>
                <p class="field__hint">{visit::FILES_HINT}</p>
                <AttachmentList matter=case sign=true />
            </section>
        }
        .into_any()
    };
    view! { {content} }.into_any()
}
