//! Offices: opened, renamed, described, closed.

use casework::{
    directory::{Office, Tier},
    org::{OrgStep, OrgView},
};
use chrono::NaiveDate;
use ident::OfficeCode;
use leptos::prelude::*;
use lookup::{PickerItem, PinyinKey};

use super::{field, typed};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        page::{Page, office_of},
    },
    words::{general, org},
};

/// Offices to pick from, found by their names, pinyin and codes.
pub(super) fn choices(page: Page, offices: Vec<Office>) -> Vec<(PickerItem<String>, String)> {
    page.session.offices.with_untracked(|known| {
        let key = |code: &OfficeCode| {
            let found = known.iter().find(|item| item.code == *code);
            PinyinKey::from_stored(found.map(|item| item.key.clone()).unwrap_or_default())
        };
        offices
            .into_iter()
            .map(|office| {
                let code = office.code.as_str().to_owned();
                let item = PickerItem::new(code.clone(), office.name, key(&office.code));
                (item.with_alias(&code, PinyinKey::default()), code)
            })
            .collect()
    })
}

pub(super) fn of_tier(view: &OrgView, tier: Tier) -> Vec<Office> {
    let open = |office: &&Office| office.tier == tier && office.closed_on.is_none();
    view.offices.iter().filter(open).cloned().collect()
}

/// Another name, from a day on.
pub fn rename(page: Page, code: &OfficeCode) -> Option<Form> {
    let office = page.now(|view| office_of(view, code).cloned())?;
    let name = RwSignal::new(office.name.clone());
    let from = RwSignal::new(browser::today().to_string());
    let fields = vec![
        field("org-name", org::NEW_NAME, Input::Line(FieldKind::Text), name),
        Field { hint: org::FROM_HINT, ..day("org-day", org::FROM, from) },
    ];
    let title = format!("{}：{}", org::RENAME, office.name);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let name = take(&mut wrong, "org-name", typed::name(&name.get_untracked()));
        let from = take(&mut wrong, "org-day", renamed_from(&office, &from.get_untracked()));
        match (name, from) {
            (Some(name), Some(_)) if name == office.name => Ok(None),
            (Some(name), Some(from)) => {
                Ok(Some(OrgStep::OfficeRenamed { by, office: office.code.clone(), name, from }))
            }
            _ => Err(wrong),
        }
    });
    Some(Form {
        title,
        lead: vec![org::RENAME_KEEPS.to_owned()],
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make,
    })
}

fn renamed_from(office: &Office, typed: &str) -> Result<NaiveDate, &'static str> {
    let from = typed::past_day(typed, browser::today())?;
    let before = office.opened_on.is_some_and(|opened| from <= opened);
    if before { Err(org::DATE_AFTER_OPENED) } else { Ok(from) }
}

/// What stands on its papers.
pub fn describe(page: Page, code: &OfficeCode) -> Option<Form> {
    let office = page.now(|view| office_of(view, code).cloned())?;
    let organ = RwSignal::new(office.organ.clone());
    let phone = RwSignal::new(office.phone.clone());
    let fields = vec![
        Field {
            hint: org::ORGAN_HINT,
            ..field("org-organ", org::ORGAN, Input::Line(FieldKind::Text), organ)
        },
        Field {
            hint: org::PHONE_HINT,
            ..field("org-phone", org::PHONE, Input::Line(FieldKind::Phone), phone)
        },
    ];
    let title = format!("{}：{}", org::DESCRIBE, office.name);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let organ = take(&mut wrong, "org-organ", typed::line(&organ.get_untracked()));
        let phone = take(&mut wrong, "org-phone", typed::line(&phone.get_untracked()));
        match (organ, phone) {
            (Some(organ), Some(phone)) if organ == office.organ && phone == office.phone => {
                Ok(None)
            }
            (Some(organ), Some(phone)) => {
                Ok(Some(OrgStep::OfficeDescribed { by, office: office.code.clone(), organ, phone }))
            }
            _ => Err(wrong),
        }
    });
    Some(Form {
        title,
        lead: Vec::new(),
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make,
    })
}

/// Its end, with an heir or without.
pub fn close(page: Page, code: &OfficeCode) -> Option<Form> {
    let office = page.now(|view| office_of(view, code).cloned())?;
    let (heirs, below) = page.now(|view| {
        let mut heirs = of_tier(view, office.tier);
        heirs.retain(|heir| heir.code != office.code);
        let below = view
            .offices
            .iter()
            .filter(|at| at.parent.as_ref() == Some(&office.code) && at.closed_on.is_none());
        (heirs, below.count())
    });
    let on = RwSignal::new(browser::today().to_string());
    let into = RwSignal::new(String::new());
    let fields = vec![
        day("org-day", org::LAST_DAY, on),
        Field {
            hint: org::INTO_HINT,
            ..field("org-into", org::INTO, Input::Pick(choices(page, heirs)), into)
        },
    ];
    let mut careful = vec![org::CLOSE_KEEPS.to_owned(), org::CLOSE_POSTS.to_owned()];
    if below > 0 {
        careful.push(org::close_below(below));
    }
    let title = format!("{}：{}", org::CLOSE, office.name);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let on = typed::past_day(&on.get_untracked(), browser::today()).and_then(|on| {
            let before = office.opened_on.is_some_and(|opened| on < opened);
            if before { Err(org::DATE_BEFORE_OPENED) } else { Ok(on) }
        });
        match take(&mut wrong, "org-day", on) {
            Some(on) => {
                let into = OfficeCode::parse(&into.get_untracked()).ok();
                Ok(Some(OrgStep::OfficeClosed { by, office: office.code.clone(), on, into }))
            }
            None => Err(wrong),
        }
    });
    Some(Form {
        title,
        lead: Vec::new(),
        careful,
        fields,
        confirm: org::CLOSE_CONFIRM,
        danger: true,
        make,
    })
}

/// A field for a day up to today.
pub(super) fn day(id: &'static str, label: &'static str, value: RwSignal<String>) -> Field {
    field(id, label, Input::Day(Some(browser::today().to_string())), value)
}

/// The value, or what is wrong with the field.
pub(super) fn take<T>(
    wrong: &mut Wrong,
    id: &'static str,
    read: Result<T, &'static str>,
) -> Option<T> {
    read.map_err(|text| wrong.push((id, text.to_owned()))).ok()
}
