//! The matter's attachments.

use leptos::prelude::*;

use super::page::Page;
use crate::ui::{components::AttachmentList, words::attachments};

/// The panel.
#[component]
pub fn Files(page: Page) -> AnyView {
    let matter = page.matter;
    view! {
        <section class="panel" aria-labelledby="attachments">
            <h2 class="panel__title" id="attachments">{attachments::TITLE}</h2>
            <AttachmentList matter sign=true />
        </section>
    }
    .into_any()
}
