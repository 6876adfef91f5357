//! 排查

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::screening as words};

/// 排查
#[component]
pub fn ScreeningPage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
