//! 来信

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::letters as words};

/// 来信
#[component]
pub fn LettersPage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
