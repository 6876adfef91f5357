use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general};

/// An address that names no page.
#[component]
pub fn NotFoundPage() -> AnyView {
    view! {
        <PageTitle text=general::NOT_FOUND.to_owned() tab=general::title(general::NOT_FOUND) />
        <p>{general::NOT_FOUND_BODY}</p>
        <p><a class="button" href="#/">{general::BACK_TO_LIST}</a></p>
    }
    .into_any()
}
