//! Those who help, and trainings.

use casework::{
    directory::{Helper, HelperKind, Training},
    org::ArrangeStep,
};
use ident::OfficeCode;
use leptos::prelude::*;

use super::{
    super::{
        FormKind, field, kept,
        office::{day, take},
        typed,
    },
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

/// Somebody who helps.
pub fn helper(page: Page, office: &OfficeCode, id: Option<&str>) -> Form {
    let kind = FormKind::Helper(office.clone(), id.map(str::to_owned));
    let now = page.now(|view| {
        let mut all = view.arrangements.helpers.iter();
        all.find(|one| Some(one.id.as_str()) == id).cloned()
    });
    let of = |get: fn(&Helper) -> String| now.as_ref().map(get).unwrap_or_default();
    let as_what = now.as_ref().map_or(HelperKind::Lawyer, |one| one.kind);
    let as_what = kept(page, &kind, "org-kind", as_what.name().to_owned());
    let name = kept(page, &kind, "org-name", of(|one| one.name.clone()));
    let number = kept(page, &kind, "org-phone", of(|one| one.phone.clone()));
    let days = kept(
        page,
        &kind,
        "org-days",
        of(|one| one.weekdays.iter().map(u8::to_string).collect::<Vec<_>>().join(",")),
    );
    let from = now.as_ref().map_or_else(browser::today, |one| one.from).to_string();
    let from = kept(page, &kind, "org-from", from);
    let until = of(|one| one.until.map(|until| until.to_string()).unwrap_or_default());
    let until = kept(page, &kind, "org-day", until);
    let kinds = HelperKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), duty_words::helper_kind(*kind).to_owned()))
        .collect();
    let weekdays = duty_words::WEEKDAYS
        .iter()
        .map(|(value, text)| ((*value).to_owned(), (*text).to_owned()))
        .collect();
    let fields = vec![
        field("org-kind", words::KIND, Input::Choices(kinds), as_what),
        field("org-name", words::NAME, Input::Line(FieldKind::Text), name),
        field("org-phone", words::PHONE, Input::Line(FieldKind::Phone), number),
        Field {
            hint: words::WEEKDAYS_HINT,
            ..field("org-days", words::WEEKDAYS, Input::Several(weekdays), days)
        },
        field("org-from", words::FROM, Input::Day(None), from),
        Field {
            hint: words::UNTIL_HINT,
            ..field("org-day", words::UNTIL, Input::Day(None), until)
        },
    ];
    let id = now.as_ref().map_or_else(new_id, |one| one.id.clone());
    let office = office.clone();
    form(words::ADD_HELPER, &[], fields, move |by| {
        let mut wrong = Wrong::new();
        let name = take(&mut wrong, "org-name", typed::name(&name.get_untracked()));
        let phone = take(&mut wrong, "org-phone", typed::line(&number.get_untracked()));
        let from = take(&mut wrong, "org-from", typed::day(&from.get_untracked()));
        let until = match until.get_untracked() {
            text if text.trim().is_empty() => Some(None),
            text => take(&mut wrong, "org-day", typed::day(&text).map(Some)),
        };
        let chosen = as_what.get_untracked();
        let kind = HelperKind::ALL.into_iter().find(|kind| kind.name() == chosen);
        let (Some(name), Some(phone), Some(from), Some(until), Some(kind)) =
            (name, phone, from, until, kind)
        else {
            return Err(wrong);
        };
        let weekdays = days.get_untracked().split(',').filter_map(|day| day.parse().ok()).collect();
        let (id, office) = (id.clone(), office.clone());
        let helper = Helper { id, kind, name, phone, office, weekdays, from, until };
        if now.as_ref() == Some(&helper) {
            return Ok(None);
        }
        made(ArrangeStep::HelperSet { by, helper })
    })
}

/// A training that was held.
pub fn training(page: Page, office: &OfficeCode) -> Form {
    let kind = FormKind::Training(office.clone());
    let on = kept(page, &kind, "org-day", browser::today().to_string());
    let title = kept(page, &kind, "org-name", String::new());
    let people = kept(page, &kind, "org-first", String::new());
    let text = kept(page, &kind, "org-text", String::new());
    let fields = vec![
        day("org-day", words::TRAINING_ON, on),
        field("org-name", words::TRAINING_TITLE, Input::Line(FieldKind::Text), title),
        field("org-first", words::PEOPLE, Input::Line(FieldKind::Code), people),
        field("org-text", words::MORE_TEXT, Input::Area(3), text),
    ];
    let id = new_id();
    let office = office.clone();
    form(words::ADD_TRAINING, &[], fields, move |by| {
        let mut wrong = Wrong::new();
        let on = typed::past_day(&on.get_untracked(), browser::today());
        let on = take(&mut wrong, "org-day", on);
        let title = take(&mut wrong, "org-name", typed::name(&title.get_untracked()));
        let people = people.get_untracked().trim().parse::<u32>().map_err(|_| words::PEOPLE_BAD);
        let people = take(&mut wrong, "org-first", people);
        let (Some(on), Some(title), Some(people)) = (on, title, people) else { return Err(wrong) };
        let text = text.get_untracked().trim().to_owned();
        let training = Training { id: id.clone(), office: office.clone(), on, title, people, text };
        made(ArrangeStep::TrainingSet { by, training })
    })
}
