//! 下访

use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::visit as words};

/// 下访
#[component]
pub fn VisitPage(case: MatterId) -> AnyView {
    let _ = case;
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
