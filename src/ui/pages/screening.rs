//! 排查: what was entered in the period is the report; nothing found is one tap; who has not reported
//! is seen, and nobody is ranked.

mod below;
mod own;
mod page;
mod past;
mod rounds;
mod tile;

use casework::directory::Tier;
use leptos::prelude::*;

use self::{below::Below, own::Own, page::Page, past::Past, rounds::Rounds};
use super::load::{Frame, failed, frame, loading};
use crate::{
    bridge::Event,
    ui::{components::PageTitle, session::session, words::general, words::screening as words},
};

pub(in crate::ui) use tile::ScreeningTile;

/// The page.
#[component]
pub fn ScreeningPage() -> AnyView {
    let page = Page::new(session());
    page.session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::Identity(_)) {
            page.reload();
        }
    });
    let frame = frame(page.view);
    let above = Memo::new(move |_| {
        let tier = page.session.identity.with(|own| own.as_ref().map(|own| own.tier));
        matches!(tier, Some(Tier::City | Tier::Township))
    });
    let content = move || match frame.get() {
        Frame::Loading => loading(),
        Frame::Failed(failure) => failed(&failure, Callback::new(move |()| page.reload())),
        Frame::Here(()) => view! {
            <Own page />
            <Rounds page />
            {move || above.get().then(|| view! { <Below page /> })}
            <Past page />
        }
        .into_any(),
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        {content}
    }
    .into_any()
}
