use casework::{
    dispute::{DisputeKind, DisputeStep},
    step::payload::Word,
};
use leptos::prelude::*;

use super::{acting, may, take};
use crate::ui::{
    pages::matter::page::Page,
    words::{date, dispute as words},
};

/// The text that is read to the parties, and that it was.
#[component]
pub fn Rights(page: Page) -> AnyView {
    let told = page.part(|view| view.state.dispute.mediation().and_then(|one| one.rights_told_on));
    let may_tell = may(page, DisputeKind::RightsTold);
    let busy = RwSignal::new(false);
    let text: Vec<AnyView> =
        words::RIGHTS_TEXT.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect();
    let tell = move |_| {
        if let Some(by) = acting(page, DisputeKind::RightsTold) {
            take(page, DisputeStep::RightsTold(Word { by, text: String::new() }), busy);
        }
    };
    let foot = move || {
        match told.get() {
        Some(on) => {
            view! { <p class="mediation__done">{words::RIGHTS_TOLD}"（"{date::day(on)}"）"</p> }.into_any()
        }
        None if may_tell.get() => view! {
            <button type="button" class="button button--primary" disabled=move || busy.get() on:click=tell>
                {words::RIGHTS_TOLD}
            </button>
        }
        .into_any(),
        None => ().into_any(),
    }
    };
    view! {
        <h3 class="mediation__step">{words::RIGHTS}</h3>
        <ol class="mediation__rights">{text}</ol>
        {foot}
    }
    .into_any()
}
