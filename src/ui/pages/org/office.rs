//! One office: what it is called, whose papers it makes, and what can be changed.

use casework::directory::{Office, Tier};
use ident::OfficeCode;
use leptos::{html, prelude::*};

use super::{
    blocks::Blocks,
    forms::{FormKind, opener},
    offices::standing,
    page::{Page, office_of},
    people::People,
};
use crate::ui::{
    browser,
    words::{date, general, org},
};

/// An office with its people and numbers.
#[component]
pub fn OfficePanel(page: Page, code: OfficeCode) -> AnyView {
    let heading = NodeRef::<html::H2>::new();
    // One comes here by a press on the list, which is gone then.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            browser::scroll_to(0.0);
            let _ = heading.focus();
        }
    });
    let office = {
        let code = code.clone();
        page.part(move |view| office_of(view, &code).cloned())
    };
    let name = move || office.with(|office| office.as_ref().map(|office| office.name.clone()));
    let tag = move || office.with(|office| office.as_ref().map(standing));
    let facts = move || office.get().map(|office| facts(page, &office));
    let actions = move || office.get().map(|office| actions(page, &office));
    view! {
        <button type="button" class="link" on:click=move |_| page.office.set(None)>{org::BACK}</button>
        <section class="panel" aria-labelledby="office">
            <h2 node_ref=heading class="panel__title" id="office" tabindex="-1">{name}" "{tag}</h2>
            {facts}
            {actions}
        </section>
        <People page code=code.clone() />
        <super::devices::Devices page code=code.clone() />
        <Blocks page code=code.clone() />
        <super::arrange::Arrange page code />
    }
    .into_any()
}

fn facts(page: Page, office: &Office) -> AnyView {
    let or_none =
        |text: &str| if text.is_empty() { general::NONE.to_owned() } else { text.to_owned() };
    let mut pairs: Vec<(&'static str, String)> = vec![(org::NAME, office.name.clone())];
    let past: Vec<String> =
        office.past_names.iter().map(|past| org::past_name(&past.name, past.until)).collect();
    if !past.is_empty() {
        pairs.push((org::PAST_NAMES, past.join("；")));
    }
    pairs.push((org::CODE, office.code.as_str().to_owned()));
    pairs.push((org::TIER, org::short_tier(office.tier).to_owned()));
    if let Some(parent) = &office.parent {
        pairs.push((org::PARENT, page.office_name(parent.as_str())));
    }
    pairs.push((org::ORGAN, or_none(&office.organ)));
    pairs.push((org::PHONE, or_none(&office.phone)));
    if let Some(opened) = office.opened_on {
        pairs.push((org::OPENED, date::day(opened)));
    }
    if let Some(closed) = office.closed_on {
        let into = office.merged_into.as_ref().map(|into| page.office_name(into.as_str()));
        pairs.push((org::CLOSED_ON, org::closed(closed, into)));
    }
    let below = page.with(|view| {
        let below = view.offices.iter().filter(|at| at.parent.as_ref() == Some(&office.code));
        below.filter(|at| at.closed_on.is_none()).count()
    });
    if below > 0 {
        pairs.push((org::BELOW, below.to_string()));
    }
    let pairs: Vec<AnyView> = pairs
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="pairs__pair"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
        })
        .collect();
    view! { <dl class="pairs">{pairs}</dl> }.into_any()
}

fn actions(page: Page, office: &Office) -> AnyView {
    if office.closed_on.is_some() {
        return ().into_any();
    }
    let code = || office.code.clone();
    let station = (office.tier == Tier::Township)
        .then(|| opener(page, FormKind::OpenOffice(vec![Tier::Village]), org::OPEN_STATION, false));
    // Above the city office nobody stands who could close it.
    let close = (office.tier != Tier::City)
        .then(|| opener(page, FormKind::CloseOffice(code()), org::CLOSE, false));
    view! {
        <div class="actions">
            {opener(page, FormKind::RenameOffice(code()), org::RENAME, false)}
            {opener(page, FormKind::DescribeOffice(code()), org::DESCRIBE, false)}
            {station}
            {close}
        </div>
    }
    .into_any()
}
