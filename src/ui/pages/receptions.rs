//! 接访

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::receptions as words};

/// 接访
#[component]
pub fn ReceptionsPage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
