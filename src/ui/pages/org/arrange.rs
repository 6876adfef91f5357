//! What is arranged at one office: who must know, who is on duty, what is done then, who helps,
//! trainings. Each with a way to change it for whoever may.

use casework::directory::{Arrangements, Contact, Helper};
use ident::OfficeCode;
use leptos::prelude::*;

use super::{
    forms::{FormKind, opener, opener_for},
    page::Page,
};
use crate::ui::{
    browser,
    words::{date, duty as words, org::arrange},
};

/// The panels of an office.
#[component]
pub fn Arrange(page: Page, code: OfficeCode) -> AnyView {
    let code = StoredValue::new(code);
    let of = move || code.get_value();
    let contacts = section("contacts", words::CONTACTS, move || {
        let all = page.with(|view| own_contacts(&view.arrangements, &of()));
        list(all.into_iter().map(|one| contact(page, &one)).collect(), words::NO_CONTACTS)
    });
    let roster = section("roster", words::ROSTER, move || {
        let today = browser::today();
        let coming = page.with(|view| {
            let own = view.arrangements.roster.iter();
            own.filter(|turn| turn.office == of() && turn.day >= today)
                .map(|turn| format!("{}：{} {}", date::day(turn.day), turn.name, turn.phone))
                .collect::<Vec<_>>()
        });
        list(lines(coming), words::NO_ROSTER)
    });
    let plan = section("plan", words::PLAN, move || {
        let text = page.with(|view| view.arrangements.plan_of(&of()).map(|plan| plan.text.clone()));
        match text {
            Some(text) => view! { <div class="plan">{text}</div> }.into_any(),
            None => view! { <p class="none">{words::NO_PLAN}</p> }.into_any(),
        }
    });
    let helpers = section("helpers", words::HELPERS, move || {
        let all = page.with(|view| {
            let own = view.arrangements.helpers.iter();
            own.filter(|one| one.office == of()).cloned().collect::<Vec<_>>()
        });
        list(all.into_iter().map(|one| helper(page, &one)).collect(), words::NO_HELPERS)
    });
    let trainings = section("trainings", words::TRAININGS, move || {
        let all = page.with(|view| {
            let mut own: Vec<_> =
                view.arrangements.trainings.iter().filter(|one| one.office == of()).collect();
            own.sort_by_key(|one| core::cmp::Reverse(one.on));
            own.into_iter().map(words::training).collect::<Vec<_>>()
        });
        list(lines(all), words::NO_TRAININGS)
    });
    let add = move |kind: fn(OfficeCode) -> FormKind, text| {
        view! { <div class="actions">{opener(page, kind(of()), text, false)}</div> }
    };
    view! {
        <section class="panel" aria-labelledby="contacts">
            {contacts}
            {add(|code| FormKind::Contact(code, None), arrange::ADD_CONTACT)}
        </section>
        <section class="panel" aria-labelledby="roster">
            {roster}
            {add(FormKind::Duty, arrange::SET_DUTY)}
        </section>
        <section class="panel" aria-labelledby="plan">
            {plan}
            {add(FormKind::Plan, arrange::SET_PLAN)}
        </section>
        <section class="panel" aria-labelledby="helpers">
            {helpers}
            {add(|code| FormKind::Helper(code, None), arrange::ADD_HELPER)}
        </section>
        <section class="panel" aria-labelledby="trainings">
            {trainings}
            {add(FormKind::Training, arrange::ADD_TRAINING)}
        </section>
    }
    .into_any()
}

fn section(
    id: &'static str,
    title: &'static str,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    view! { <h2 class="panel__title" id=id>{title}</h2>{content} }.into_any()
}

fn list(rows: Vec<AnyView>, none: &'static str) -> AnyView {
    if rows.is_empty() {
        view! { <p class="none">{none}</p> }.into_any()
    } else {
        view! { <ul class="lines">{rows}</ul> }.into_any()
    }
}

fn lines(texts: Vec<String>) -> Vec<AnyView> {
    let each =
        texts.into_iter().map(|text| view! { <li class="lines__line">{text}</li> }.into_any());
    each.collect()
}

fn own_contacts(arrangements: &Arrangements, office: &OfficeCode) -> Vec<Contact> {
    let mut own: Vec<Contact> =
        arrangements.contacts.iter().filter(|one| one.office == *office).cloned().collect();
    own.sort_by_key(|one| (one.order, one.id.clone()));
    own
}

fn contact(page: Page, one: &Contact) -> AnyView {
    let edit = FormKind::Contact(one.office.clone(), Some(one.id.clone()));
    let text = format!("{}. {} {} {}", one.order, one.name, one.duty, one.phone);
    view! {
        <li class="lines__line">
            <span class="lines__text">{text}</span>
            {opener_for(page, edit, arrange::EDIT, one.name.clone())}
            {opener_for(page, FormKind::RemoveContact(one.id.clone()), arrange::REMOVE, one.name.clone())}
        </li>
    }
    .into_any()
}

fn helper(page: Page, one: &Helper) -> AnyView {
    let edit = FormKind::Helper(one.office.clone(), Some(one.id.clone()));
    let days = words::helper_days(one, browser::today());
    let text = format!("{} {} {}，{days}", words::helper_kind(one.kind), one.name, one.phone);
    view! {
        <li class="lines__line">
            <span class="lines__text">{text}</span>
            {opener_for(page, edit, arrange::EDIT, one.name.clone())}
        </li>
    }
    .into_any()
}
