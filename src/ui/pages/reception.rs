//! 接访

use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::reception as words};

/// 接访
#[component]
pub fn ReceptionPage(case: MatterId) -> AnyView {
    let _ = case;
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
