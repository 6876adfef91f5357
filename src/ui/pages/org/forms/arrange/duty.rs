//! Who must know, who is on duty, and what is done then.

use casework::{
    directory::{Contact, DutyTurn},
    org::ArrangeStep,
};
use ident::OfficeCode;
use leptos::prelude::*;

use super::{
    super::{FormKind, field, kept, office::take, typed},
    form, made, new_id,
};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        page::Page,
    },
    words::{duty as duty_words, org::arrange as words},
};

pub(super) fn phone(typed: &str) -> Result<String, &'static str> {
    let typed = typed.trim();
    let plain = |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | ' ');
    let fits = (3..=20).contains(&typed.len()) && typed.chars().all(plain);
    if fits { Ok(typed.to_owned()) } else { Err(words::PHONE_BAD) }
}

/// Somebody who must know.
pub fn contact(page: Page, office: &OfficeCode, id: Option<&str>) -> Form {
    let kind = FormKind::Contact(office.clone(), id.map(str::to_owned));
    let (now, next) = page.now(|view| {
        let own = || view.arrangements.contacts.iter().filter(|one| one.office == *office);
        let now = own().find(|one| Some(one.id.as_str()) == id).cloned();
        let last = own().map(|one| one.order).max().unwrap_or_default();
        (now, last.saturating_add(1).min(99))
    });
    let of = |get: fn(&Contact) -> String| now.as_ref().map(get).unwrap_or_default();
    let name = kept(page, &kind, "org-name", of(|one| one.name.clone()));
    let duty = kept(page, &kind, "org-organ", of(|one| one.duty.clone()));
    let number = kept(page, &kind, "org-phone", of(|one| one.phone.clone()));
    let order = now.as_ref().map_or(next, |one| one.order).to_string();
    let order = kept(page, &kind, "org-first", order);
    let line = |id, label, kind, value| field(id, label, Input::Line(kind), value);
    let fields = vec![
        line("org-name", words::NAME, FieldKind::Text, name),
        Field { hint: words::DUTY_HINT, ..line("org-organ", words::DUTY, FieldKind::Text, duty) },
        line("org-phone", words::PHONE, FieldKind::Phone, number),
        line("org-first", words::ORDER, FieldKind::Code, order),
    ];
    let id = now.as_ref().map_or_else(new_id, |one| one.id.clone());
    let office = office.clone();
    form(words::ADD_CONTACT, &[duty_words::CONTACTS_BODY], fields, move |by| {
        let mut wrong = Wrong::new();
        let name = take(&mut wrong, "org-name", typed::name(&name.get_untracked()));
        let duty = take(&mut wrong, "org-organ", typed::line(&duty.get_untracked()));
        let phone = take(&mut wrong, "org-phone", phone(&number.get_untracked()));
        let order =
            order.get_untracked().trim().parse::<u32>().ok().filter(|at| (1..=99).contains(at));
        let order = take(&mut wrong, "org-first", order.ok_or(words::ORDER_BAD));
        let (Some(name), Some(duty), Some(phone), Some(order)) = (name, duty, phone, order) else {
            return Err(wrong);
        };
        let contact = Contact { id: id.clone(), office: office.clone(), name, duty, phone, order };
        if now.as_ref() == Some(&contact) {
            return Ok(None);
        }
        made(ArrangeStep::ContactSet { by, contact })
    })
}

/// Who need not be called any more.
pub fn remove_contact(page: Page, id: &str) -> Option<Form> {
    let name = page.now(|view| {
        let found = view.arrangements.contacts.iter().find(|one| one.id == id);
        found.map(|one| one.name.clone())
    })?;
    let id = id.to_owned();
    let title = format!("{}：{name}", words::REMOVE);
    let made = form(title, &[words::REMOVE_BODY], Vec::new(), move |by| {
        made(ArrangeStep::ContactRemoved { by, contact: id.clone() })
    });
    Some(Form { confirm: words::REMOVE, danger: true, ..made })
}

/// Who is on duty on a day.
pub fn duty(page: Page, office: &OfficeCode) -> Form {
    let kind = FormKind::Duty(office.clone());
    let day = kept(page, &kind, "org-day", browser::today().to_string());
    let name = kept(page, &kind, "org-name", String::new());
    let number = kept(page, &kind, "org-phone", String::new());
    let fields = vec![
        field("org-day", words::DAY, Input::Day(None), day),
        Field {
            hint: words::DUTY_NAME_HINT,
            ..field("org-name", words::DUTY_NAME, Input::Line(FieldKind::Text), name)
        },
        field("org-phone", words::PHONE, Input::Line(FieldKind::Phone), number),
    ];
    let office = office.clone();
    form(words::SET_DUTY, &[], fields, move |by| {
        let mut wrong = Wrong::new();
        let day = take(&mut wrong, "org-day", typed::day(&day.get_untracked()));
        let name = take(&mut wrong, "org-name", typed::line(&name.get_untracked()));
        let number = number.get_untracked();
        let number = match &name {
            Some(name) if name.is_empty() => Ok(String::new()),
            _ => phone(&number),
        };
        let phone = take(&mut wrong, "org-phone", number);
        let (Some(day), Some(name), Some(phone)) = (day, name, phone) else { return Err(wrong) };
        let turn = DutyTurn { office: office.clone(), day, name, phone };
        made(ArrangeStep::DutySet { by, turn })
    })
}

/// An office's emergency plan.
pub fn plan(page: Page, office: &OfficeCode) -> Form {
    let now = page.now(|view| view.arrangements.plan_of(office).map(|plan| plan.text.clone()));
    let now = now.unwrap_or_default();
    let text = kept(page, &FormKind::Plan(office.clone()), "org-text", now.clone());
    let fields = vec![Field {
        hint: words::PLAN_HINT,
        ..field("org-text", words::PLAN_TEXT, Input::Area(12), text)
    }];
    let office = office.clone();
    form(words::SET_PLAN, &[], fields, move |by| {
        let text = text.get_untracked().trim().to_owned();
        if text == now {
            return Ok(None);
        }
        made(ArrangeStep::PlanSet { by, office: office.clone(), text })
    })
}
