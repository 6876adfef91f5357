//! 纠纷

use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::dispute as words, words::general};

/// 纠纷
#[component]
pub fn DisputePage(case: MatterId) -> AnyView {
    let _ = case;
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
