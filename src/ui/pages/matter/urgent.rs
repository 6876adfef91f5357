//! An urgent case's calls, for the pages of petitions and of disputes.

use casework::step::StepKind;
use leptos::prelude::*;

use super::page::Page;
use crate::ui::pages::duty::UrgentCalls;

/// Whom to call, and who was called; nothing where the case is not urgent.
#[component]
pub fn Urgent(page: Page) -> AnyView {
    let case = page.matter;
    let urgent = page.part(|view| view.state.urgent);
    let post = page.part(|view| view.desk.offer(StepKind::Called).and_then(|offer| offer.post));
    let calls = page.part(|view| view.state.calls.clone());
    let changed = Callback::new(move |()| page.reload());
    view! { <UrgentCalls case urgent post calls changed /> }.into_any()
}
