//! 值班与应急

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::duty as words, words::general};

/// 值班与应急
#[component]
pub fn DutyPage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
