//! 矛盾纠纷

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::disputes as words, words::general};

/// 矛盾纠纷
#[component]
pub fn DisputesPage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
