//! 全部功能

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::more as words};

/// 全部功能
#[component]
pub fn MorePage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
