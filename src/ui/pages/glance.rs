//! 村情一览

use ident::OfficeCode;
use leptos::prelude::*;

use crate::ui::{components::PageTitle, words::general, words::glance as words};

/// 村情一览
#[component]
pub fn GlancePage(office: Option<OfficeCode>) -> AnyView {
    let _ = office;
    view! { <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) /> }.into_any()
}
