//! Who keeps away from what (回避).

use casework::{directory::RecusalScope, org::OrgStep};
use ident::{OfficeCode, PersonId};
use leptos::prelude::*;
use lookup::{PickerItem, PinyinKey, content::ContentList};

use super::{field, office::take, typed};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        page::{Page, person_name},
    },
    words::{general, org},
};

/// Somebody is to keep away from a unit's matters, or from those of a category.
pub fn enter(page: Page, person: PersonId) -> Option<Form> {
    let name = page.now(|view| person_name(view, person));
    let today = browser::today();
    let empty = || RwSignal::new(String::new());
    let (unit, category, reason) = (empty(), empty(), empty());
    let from = RwSignal::new(today.to_string());
    // Drawn once: saved again after a failure, it is the same one.
    let id = browser::random_hex::<8>();
    let units = page.session.offices.with_untracked(|offices| {
        let item = |office: &crate::bridge::OfficeItem| {
            let key = PinyinKey::from_stored(office.key.clone());
            let tier = org::short_tier(office.tier).to_owned();
            (PickerItem::new(office.code.to_string(), office.name.clone(), key), tier)
        };
        offices.iter().map(item).collect()
    });
    let categories = ContentList::current().categories.iter().map(|category| {
        let (id, label) = (category.id.to_string(), category.label.to_string());
        (PickerItem::new(id, label, PinyinKey::default()), String::new())
    });
    let fields = vec![
        Field {
            hint: org::RECUSE_UNIT_HINT,
            ..field("org-unit", org::RECUSE_UNIT, Input::Pick(units), unit)
        },
        field("org-category", org::RECUSE_CATEGORY, Input::Pick(categories.collect()), category),
        day_ahead("org-day", org::RECUSE_FROM, from),
        Field {
            hint: org::RECUSE_REASON_HINT,
            ..field("org-reason", org::RECUSE_REASON, Input::Line(FieldKind::Text), reason)
        },
    ];
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let scope = match (unit.get_untracked(), category.get_untracked()) {
            (unit, category) if unit.is_empty() == category.is_empty() => Err(org::RECUSE_ONE),
            (unit, category) if unit.is_empty() => Ok(RecusalScope::Category(category)),
            (unit, _) => {
                OfficeCode::parse(&unit).map(RecusalScope::Unit).map_err(|_| org::RECUSE_ONE)
            }
        };
        let scope = take(&mut wrong, "org-unit", scope);
        let from = typed::day(&from.get_untracked()).and_then(|from| {
            if from < browser::today() { Err(org::RECUSE_AHEAD) } else { Ok(from) }
        });
        let from = take(&mut wrong, "org-day", from);
        let reason = take(&mut wrong, "org-reason", typed::line(&reason.get_untracked()));
        match (scope, from, reason) {
            (Some(scope), Some(from), Some(reason)) => {
                let id = id.clone();
                Ok(Some(OrgStep::RecusalEntered { by, id, person, scope, from, reason }))
            }
            _ => Err(wrong),
        }
    });
    Some(Form {
        title: format!("{}：{name}", org::RECUSE),
        lead: vec![org::RECUSE_BODY.to_owned()],
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make,
    })
}

/// They need not keep away any more.
pub fn end(page: Page, id: &str) -> Option<Form> {
    let one = page.now(|view| view.recusals.iter().find(|one| one.id == id).cloned())?;
    let name = page.now(|view| person_name(view, one.person));
    let on = RwSignal::new(browser::today().to_string());
    let id = one.id.clone();
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let last = typed::day(&on.get_untracked())
            .and_then(|on| if on < browser::today() { Err(org::RECUSE_AHEAD) } else { Ok(on) });
        match take(&mut wrong, "org-day", last) {
            Some(on) => Ok(Some(OrgStep::RecusalEnded { by, id: id.clone(), on })),
            None => Err(wrong),
        }
    });
    Some(Form {
        title: format!("{}：{name}", org::RECUSE_END),
        lead: Vec::new(),
        careful: Vec::new(),
        fields: vec![day_ahead("org-day", org::RECUSE_LAST, on)],
        confirm: general::SAVE,
        danger: false,
        make,
    })
}

fn day_ahead(id: &'static str, label: &'static str, value: RwSignal<String>) -> Field {
    field(id, label, Input::Day(None), value)
}
