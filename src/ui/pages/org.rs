//! The directory as its keepers see it: the offices below, their people and posts, numbers of
//! papers; for the city office also what it sets for everybody. Who may not act reads.

mod above;
mod arrange;
mod blocks;
mod calendars;
mod city;
mod devices;
mod file_text;
mod form;
mod forms;
mod numbers;
mod office;
mod offices;
mod page;
mod people;
mod template;
mod templates;
mod void;

use casework::directory::Tier;
use leptos::prelude::*;

use self::{
    above::Above,
    city::City,
    form::FormHost,
    offices::Offices,
    page::{Page, Tab},
    void::Void,
};
use super::load::{Frame, failed, frame, loading};
use crate::{
    bridge::Event,
    ui::{
        components::{Bind, Choices, Notice, PageTitle, Tone},
        session::session,
        words::{general, org},
    },
};

/// What other pages show of it and let change.
pub(in crate::ui) use self::{
    arrange::Arrange,
    form::FormHost as OrgForms,
    forms::{FormKind as OrgForm, opener as org_opener},
    page::Page as OrgState,
};

/// The page.
#[component]
pub fn OrgPage() -> AnyView {
    let page = Page::new(session());
    page.session.on_event(move |event| match event {
        Event::RowsChanged | Event::Identity(_) => page.reload(),
        // What waited may have been handed in.
        Event::Sync(_) if page.now(|view| view.waiting > 0) => page.reload(),
        _ => {}
    });
    let frame = frame(page.view);
    let content = move || match frame.get() {
        Frame::Loading => loading(),
        Frame::Failed(failure) => failed(&failure, Callback::new(move |()| page.reload())),
        Frame::Here(()) => view! {
            <Standing page />
            <Tabs page />
            {move || match page.tab.get() {
                Tab::Offices => view! { <Offices page /> <Beside page /> }.into_any(),
                Tab::City => view! { <City page /> }.into_any(),
                Tab::Void => view! { <Void page /> }.into_any(),
            }}
            <FormHost page />
        }
        .into_any(),
    };
    view! {
        <PageTitle text=org::TITLE.to_owned() tab=general::title(org::TITLE) />
        {content}
    }
    .into_any()
}

/// What one reads beside what one keeps; not while one office is looked at.
#[component]
fn Beside(page: Page) -> AnyView {
    let listed = move || page.office.with(Option::is_none).then(|| view! { <Above page /> });
    view! { {listed} }.into_any()
}

/// Whether one may change something here, why not, and what waits.
#[component]
fn Standing(page: Page) -> AnyView {
    let tier =
        Memo::new(move |_| page.session.identity.with(|own| own.as_ref().map(|own| own.tier)));
    let waiting = page.part(|view| view.waiting);
    let standing = move || {
        let may = page.may.get();
        let text = match (tier.get(), may) {
            (Some(Tier::City), false) => org::MAY_NOT_CITY,
            (Some(Tier::Township), false) => org::MAY_NOT_TOWN,
            (Some(Tier::Township), true) => org::OWN_KEPT_ABOVE,
            (Some(Tier::Village | Tier::Department), _) => org::KEPT_ABOVE,
            (Some(Tier::City), true) | (None, _) => return None,
        };
        Some(view! { <Notice tone=Tone::Plain><p>{text}</p></Notice> })
    };
    let waits = move || {
        let count = waiting.get();
        (count > 0).then(|| view! { <p role="status">{org::waiting(count)}</p> })
    };
    view! { {standing} {waits} }.into_any()
}

/// The parts of the page.
#[component]
fn Tabs(page: Page) -> AnyView {
    let city = page.part(move |view| page.is_city(view));
    let void = page.part(|view| view.without_effect.len());
    let bind = Bind::new(
        move || page.tab.get().name().to_owned(),
        move |name| page.tab.set(Tab::from_name(&name)),
    );
    let tabs = move || {
        let mut options = vec![(Tab::Offices.name().to_owned(), org::TAB_OFFICES.to_owned())];
        if city.get() {
            options.push((Tab::City.name().to_owned(), org::TAB_CITY.to_owned()));
        }
        options.push((Tab::Void.name().to_owned(), org::void_tab(void.get())));
        view! { <Choices id="org-tabs" legend=org::TABS bind options /> }
    };
    view! { {tabs} }.into_any()
}
