//! The header: where one is, who one is, and the chip that says whether all is handed in.

use leptos::prelude::*;

use crate::{
    bridge::Link,
    ui::{
        browser,
        components::Announced,
        route::Route,
        session::{Screen, session},
        words::{general, more, sync, today, unlock},
    },
};

/// The header of every page.
#[component]
pub fn Header(route: Signal<Route>) -> AnyView {
    let session = session();
    let ready = Memo::new(move |_| session.screen.get() == Screen::Ready);
    let pin = Memo::new(move |_| {
        session.identity.with(|identity| identity.as_ref().is_some_and(|own| own.pin))
    });
    let office = move || {
        session.identity.with(|identity| identity.as_ref().map(|own| own.office_name.clone()))
    };
    let item = move |to: Route, text: &'static str| {
        let here = {
            let to = to.clone();
            move || (section(&route.get()) == to).then_some("page")
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
                        {item(Route::Disputes, more::DISPUTES)}
                        {item(Route::Screening, more::SCREENING)}
                        {item(Route::Visits, more::VISITS)}
                        {item(Route::Receptions, more::RECEPTIONS)}
                        {item(Route::More, more::MORE)}
                    </ul>
                </nav>
                <Chip />
                {move || pin.get().then(|| view! {
                    <button type="button" class="button button--small header__lock"
                        on:click=move |_| session.lock()>{unlock::LOCK}</button>
                })}
            })}
        </header>
    }
    .into_any()
}

/// The page of the navigation that a page belongs to: a filtered list is the list, and what has no
/// place of its own is under 更多.
fn section(route: &Route) -> Route {
    match route {
        Route::List
        | Route::Filtered(_)
        | Route::New(_)
        | Route::NewLetter
        | Route::Matter(_)
        | Route::Receipt(_)
        | Route::Papers(..) => Route::List,
        Route::Today => Route::Today,
        Route::Disputes | Route::NewDispute | Route::Dispute(_) => Route::Disputes,
        Route::Screening => Route::Screening,
        Route::Visits | Route::Visit(_) => Route::Visits,
        Route::Receptions | Route::Reception(_) => Route::Receptions,
        Route::Unknown => Route::Unknown,
        _ => Route::More,
    }
}

/// Whether everything is handed in, in words; leads to the page that says what is not.
#[component]
fn Chip() -> AnyView {
    let session = session();
    let class = move || {
        let sync = session.sync.get();
        match (sync.refused + sync.unreadable, sync.link, sync.waiting + sync.attachments) {
            (1.., ..) => "chip chip--bad",
            (_, Link::Offline, _) => "chip chip--offline",
            (_, _, 1..) => "chip chip--waiting",
            _ => "chip chip--good",
        }
    };
    let to = move || {
        let refused = session.sync.with(|sync| sync.refused > 0);
        if refused { Route::Refused.href() } else { Route::Waiting.href() }
    };
    let text = Memo::new(move |_| sync::chip(&session.sync.get(), browser::now()));
    view! {
        <a class=class href=to>
            <span class="chip__mark" aria-hidden="true"></span>
            <span class="chip__text">{text}</span>
        </a>
        <Announced text />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_somewhere_in_the_navigation() {
        assert_eq!(section(&Route::Filtered("urgent".into())), Route::List);
        assert_eq!(section(&Route::NewDispute), Route::Disputes);
        for route in [Route::Letters, Route::Glance(None), Route::Duty, Route::Import, Route::Org] {
            assert_eq!(section(&route), Route::More);
        }
        assert_eq!(section(&Route::Unknown), Route::Unknown);
    }
}
