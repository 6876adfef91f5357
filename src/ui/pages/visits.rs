//! 下访

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::visits as words};

/// 下访
#[component]
pub fn VisitsPage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
