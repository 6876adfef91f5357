//! 登记纠纷

use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::dispute_new as words, words::general};

/// 登记纠纷
#[component]
pub fn NewDisputePage() -> AnyView {
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
