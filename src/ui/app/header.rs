//! The header: where one is, who one is, and the chip that says whether all is handed in.

use casework::directory::Tier;
use leptos::prelude::*;

use crate::{
    bridge::Link,
    ui::{
        browser,
        route::Route,
        session::{Screen, session},
        words::{general, settings, sync, today},
    },
};

/// The header of every page.
#[component]
pub fn Header(route: Signal<Route>) -> AnyView {
    let session = session();
    let ready = Memo::new(move |_| session.screen.get() == Screen::Ready);
    let office = move || {
        session.identity.with(|identity| identity.as_ref().map(|own| own.office_name.clone()))
    };
    let imports = Memo::new(move |_| {
        session.identity.with(|own| own.as_ref().is_some_and(|own| own.tier != Tier::Village))
    });
    let item = move |to: Route, text: &'static str| {
        let here = {
            let to = to.clone();
            move || {
                // A filtered list is the list.
                let now = match route.get() {
                    Route::Filtered(_) => Route::List,
                    other => other,
                };
                (now == to).then_some("page")
            }
        };
        view! { <li><a class="header__link" href=to.href() aria-current=here>{text}</a></li> }
    };
    view! {
        <header class="header">
            <a class="header__brand" href="#/">
                <span class="header__app">{general::APP}</span>
                <span class="header__office">{office}</span>
            </a>
            {move || ready.get().then(|| view! {
                <nav class="header__nav" aria-label=general::NAVIGATION>
                    <ul class="header__links">
                        {item(Route::Today, today::TITLE)}
                        {item(Route::List, general::LIST)}
                        {move || imports.get().then(|| item(Route::Import, general::IMPORT))}
                        {item(Route::Settings, settings::TITLE)}
                    </ul>
                </nav>
                <Chip />
            })}
        </header>
    }
    .into_any()
}

/// Whether everything is handed in, in words; leads to the page that says what is not.
#[component]
fn Chip() -> AnyView {
    let session = session();
    let class = move || {
        let sync = session.sync.get();
        match (sync.refused, sync.link, sync.waiting + sync.attachments) {
            (1.., ..) => "chip chip--bad",
            (_, Link::Offline, _) => "chip chip--offline",
            (_, _, 1..) => "chip chip--waiting",
            _ => "chip chip--good",
        }
    };
    let text = move || sync::chip(&session.sync.get(), browser::now());
    view! {
        <a class=class href="#/waiting">
            <span class="chip__mark" aria-hidden="true"></span>
            <span class="chip__text" role="status">{text}</span>
        </a>
    }
    .into_any()
}
