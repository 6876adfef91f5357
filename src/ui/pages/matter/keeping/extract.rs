//! A copy of what is held on a person, to be given to them (PIPL Art. 45): of all cases that this
//! office sees and that are on this device, as one page that any browser prints. Who made it, and why,
//! is recorded before anything of it is read.

use casework::{
    MatterView,
    access::{AccessKind, Given},
    schema::PersonField,
    view::PersonView,
};
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use super::{Page, words};
use crate::{
    bridge::{Command, Failure, Reply, SimilarAsk},
    papers::escape,
    ui::{
        browser,
        components::ReasonDialog,
        words::{date, directory, matter, step},
    },
};

/// The button, and the question why.
#[component]
pub(super) fn Extract(page: Page) -> AnyView {
    let open = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Failure>);
    let on_given = Callback::new(move |given: Given| {
        spawn_local(async move {
            match make(page, given).await {
                Ok(html) => {
                    open.try_set(false);
                    if page.session.give_file(words::EXTRACT_FILE, html.as_bytes()) {
                        page.session.say(words::EXTRACT_MADE);
                    }
                }
                Err(failure) => {
                    trouble.try_set(Some(failure));
                }
            }
        });
    });
    view! {
        <button type="button" class="button" on:click=move |_| open.set(true)>{words::EXTRACT}</button>
        <ReasonDialog id="extract" open title=words::EXTRACT_TITLE confirm=words::EXTRACT_CONFIRM
            trouble on_given />
    }
    .into_any()
}

async fn make(page: Page, given: Given) -> Result<String, Failure> {
    let matter = page.matter;
    let same = page.session.ask(Command::Similar(SimilarAsk::OfPerson(matter))).await?;
    let others = match same {
        Reply::Similar(items) => items.open().unwrap_or_default(),
        _ => Vec::new(),
    };
    let mut all: Vec<MatterId> = others.iter().map(|item| item.matter).collect();
    all.retain(|other| *other != matter);
    all.insert(0, matter);
    // Who else was there has their own right to it.
    let subject = page.once(|view| {
        let main = view.main_person();
        main.map_or("", |person| person.shown(PersonField::Name)).to_owned()
    });
    let mut parts = Vec::new();
    for one in all {
        let (kind, given) = (AccessKind::Extract, given.clone());
        let disclose = Command::Disclose { kind, matter: Some(one), given };
        page.session.ask(disclose).await?;
        match page.session.matter(one).await {
            Ok(view) => parts.push(part(page, &view, &subject)),
            // Its documents are elsewhere: that there is one is said.
            Err(_) => {
                let item = others.iter().find(|item| item.matter == one);
                let number = item.map(|item| item.local_no.clone()).unwrap_or_default();
                let mut line = String::from("<h2>");
                escape(&number, &mut line);
                line.push_str("</h2><p>");
                escape(words::EXTRACT_ELSEWHERE, &mut line);
                line.push_str("</p>");
                parts.push(line);
            }
        }
    }
    let mut html =
        String::from("<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>");
    escape(words::EXTRACT, &mut html);
    html.push_str("</title><h1>");
    escape(words::EXTRACT_HEAD, &mut html);
    html.push_str("</h1><p>");
    escape(&words::extract_foot(&date::day(browser::today())), &mut html);
    html.push_str("</p>");
    html.push_str(&parts.concat());
    Ok(html)
}

fn row(name: &str, value: &str, to: &mut String) {
    if value.is_empty() {
        return;
    }
    to.push_str("<tr><th align=\"left\" valign=\"top\">");
    escape(name, to);
    to.push_str("</th><td>");
    escape(value, to);
    to.push_str("</td></tr>");
}

fn part(page: Page, view: &MatterView, subject: &str) -> String {
    let office = page.office();
    let mut html = String::from("<h2>");
    escape(&view.local_nos.join("、"), &mut html);
    html.push_str("</h2><table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">");
    row(
        matter::STAGE,
        &matter::status(&view.home_name, view.registered_on, &view.holder_name),
        &mut html,
    );
    let own = |person: &&PersonView| person.shown(PersonField::Name) == subject;
    for person in view.persons.iter().filter(own) {
        for field in PersonField::ALL {
            row(directory::person_field(*field), person.shown(*field), &mut html);
        }
    }
    for demand in view.demands.iter().filter(|demand| !demand.struck) {
        row(words::EXTRACT_DEMAND, &demand.text, &mut html);
    }
    row(words::EXTRACT_TEXT, &view.narrative, &mut html);
    for one in view.state.attached() {
        row(words::EXTRACT_ATTACHED, &one.attachment.name, &mut html);
    }
    // What the office noted for itself is no part of it.
    let history = view
        .history
        .iter()
        .filter(|entry| entry.verdict.is_none() && entry.place != casework::view::Place::Internal);
    for entry in history {
        let on = entry.step.acting().map_or_else(|| entry.by.at.date(), |acting| acting.on);
        let mut said = step::sentence(&entry.step, &office);
        if let Some(text) = step::text(&entry.step) {
            said.push('：');
            said.push_str(text);
        }
        row(&date::day(on), &said, &mut html);
    }
    html.push_str("</table>");
    html
}
