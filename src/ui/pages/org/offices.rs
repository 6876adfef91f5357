//! The offices below, found by name, pinyin, former name or code; and the one that is open.

use std::sync::Arc;

use casework::directory::{Office, Tier};
use leptos::prelude::*;
use lookup::{Picker, PickerItem, PinyinKey};

use super::{
    forms::{self, FormKind, opener},
    office::OfficePanel,
    page::Page,
};
use crate::ui::{
    browser,
    components::{Choices, TextField},
    words::org,
};

/// A city has several hundred stations; so many are drawn, typing on finds the rest.
const MOST: usize = 60;
const TIERS: [Tier; 4] = [Tier::City, Tier::Township, Tier::Department, Tier::Village];

/// The list, or the office that is open.
#[component]
pub fn Offices(page: Page) -> AnyView {
    // Stations and departments keep nobody's directory.
    let none = page.part(|view| view.offices.is_empty());
    let keeps = Memo::new(move |_| {
        page.session.identity.with(|own| {
            own.as_ref().is_some_and(|own| matches!(own.tier, Tier::City | Tier::Township))
        })
    });
    let content = move || match page.office.get() {
        Some(code) => view! { <OfficePanel page code /> }.into_any(),
        None if none.get() && !keeps.get() => ().into_any(),
        None => view! { <List page /> }.into_any(),
    };
    view! { {content} }.into_any()
}

#[component]
fn List(page: Page) -> AnyView {
    let offices = page.part(|view| Arc::new(view.offices.clone()));
    let tiers = Memo::new(move |_| {
        offices.with(|offices| {
            let there = |tier: &Tier| offices.iter().any(|office| office.tier == *tier);
            TIERS.into_iter().filter(there).collect::<Vec<_>>()
        })
    });
    let picker = Memo::new(move |_| offices.with(|offices| picker(page, offices)));
    let found = Memo::new(move |_| {
        let wanted = page.tier.get();
        let of_tier = |at: &usize| {
            wanted.is_empty()
                || offices.with(|offices| {
                    offices.get(*at).is_some_and(|office| forms::tier_name(office.tier) == wanted)
                })
        };
        let found = picker.with(|picker| {
            page.typed.with(|typed| {
                picker
                    .find(typed, usize::MAX)
                    .into_iter()
                    .map(|item| *item.id())
                    .collect::<Vec<_>>()
            })
        });
        found.into_iter().filter(of_tier).collect::<Vec<_>>()
    });
    let filter =
        move || {
            let tiers = tiers.get();
            (tiers.len() > 1).then(|| {
                let mut options = vec![(String::new(), org::ALL.to_owned())];
                options.extend(tiers.into_iter().map(|tier| {
                    (forms::tier_name(tier).to_owned(), org::short_tier(tier).to_owned())
                }));
                view! { <Choices id="org-filter" legend=org::TIERS bind=page.tier options /> }
            })
        };
    let rows = move || {
        let all = found.get();
        offices.with(|offices| {
            let shown = all.iter().take(MOST).filter_map(|at| offices.get(*at));
            shown.map(|office| row(page, office)).collect::<Vec<AnyView>>()
        })
    };
    let count = move || {
        let found = found.with(Vec::len);
        if found == 0 { org::NO_OFFICE.to_owned() } else { org::found(found, found.min(MOST)) }
    };
    let city = page.part(move |view| page.is_city(view));
    let open = move || {
        let tiers = if city.get() {
            vec![Tier::Department, Tier::Township]
        } else if page
            .session
            .identity
            .with(|own| own.as_ref().is_some_and(|own| own.tier == Tier::Township))
        {
            vec![Tier::Village]
        } else {
            return None;
        };
        let text = if city.get() { org::OPEN } else { org::OPEN_STATION };
        Some(opener(page, FormKind::OpenOffice(tiers), text, false))
    };
    let station = move || {
        city.get().then(|| {
            opener(page, FormKind::OpenOffice(vec![Tier::Village]), org::OPEN_STATION, false)
        })
    };
    view! {
        <section class="panel" aria-labelledby="offices">
            <h2 class="panel__title" id="offices">{org::OFFICES}</h2>
            <TextField id="org-search" label=org::SEARCH bind=page.typed hint=org::SEARCH_HINT.to_owned() />
            {filter}
            <p class="org-count" role="status">{count}</p>
            <ul class="org-list">{rows}</ul>
            <div class="actions">{open}{station}</div>
        </section>
    }
    .into_any()
}

/// Finds offices by their place in the list. Former names are found as text: their pinyin is not
/// known on this side.
fn picker(page: Page, offices: &[Office]) -> Picker<usize> {
    page.session.offices.with(|known| {
        Picker::new(offices.iter().enumerate().map(|(at, office)| {
            let key = known.iter().find(|item| item.code == office.code);
            let key = key.map(|item| item.key.clone()).unwrap_or_default();
            let item = PickerItem::new(at, office.name.clone(), PinyinKey::from_stored(key))
                .with_alias(office.code.as_str(), PinyinKey::default());
            office
                .past_names
                .iter()
                .fold(item, |item, past| item.with_alias(&past.name, PinyinKey::default()))
        }))
    })
}

fn row(page: Page, office: &Office) -> AnyView {
    let code = office.code.clone();
    let above = office.parent.as_ref().filter(|_| office.tier == Tier::Village);
    let above = above.map(|above| page.office_name(above.as_str()));
    let detail = above.unwrap_or_else(|| org::short_tier(office.tier).to_owned());
    view! {
        <li class="org-list__item">
            <button type="button" class="org-list__open"
                on:click=move |_| page.office.set(Some(code.clone()))>
                <span class="org-list__name">{office.name.clone()}{standing(office)}</span>
                <span class="org-list__detail">{detail}</span>
            </button>
        </li>
    }
    .into_any()
}

/// That an office is closed, or not open yet.
pub fn standing(office: &Office) -> AnyView {
    let today = browser::today();
    let text = if office.closed_on.is_some_and(|closed| closed < today) {
        org::CLOSED
    } else if !office.is_open_on(today) {
        org::NOT_YET
    } else {
        return ().into_any();
    };
    view! { <span class="tag">{text}</span> }.into_any()
}
