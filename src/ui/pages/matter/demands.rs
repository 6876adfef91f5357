//! The demands: changed, struck out, added.

use casework::{MatterView, document::Edit, view::DemandView};
use leptos::{prelude::*, task::spawn_local};

use super::{
    edit_form::{EditForm, Wanted, opener},
    page::Page,
};
use crate::{
    bridge::Command,
    ui::{
        browser,
        components::TextArea,
        words::{act, failure, intake, matter, procedure},
    },
};

/// The form that adds a demand.
const NEW: &str = "new-demand";

/// The demands.
#[component]
pub fn Demands(page: Page) -> AnyView {
    let ids =
        page.part(|view| view.demands.iter().map(|demand| demand.id.clone()).collect::<Vec<_>>());
    let adding = Memo::new(move |_| page.is_open(NEW));
    let foot = move || {
        if adding.get() {
            let id = browser::random_hex::<8>();
            return untrack(|| demand_form(page, NEW, &id, matter::NEW_DEMAND));
        }
        view! {
            <button type="button" class="button button--small" on:click=move |_| page.open(NEW)>
                {matter::ADD_DEMAND}
            </button>
        }
        .into_any()
    };
    let rows = move || ids.get().into_iter().enumerate();
    view! {
        <section class="panel" aria-labelledby="demands">
            <h2 class="panel__title" id="demands">{matter::DEMANDS}</h2>
            <ol class="demands">
                <For each=rows key=|(at, id)| (*at, id.clone()) children=move |(at, id)| one(page, at, id) />
            </ol>
            {foot}
        </section>
    }
    .into_any()
}

fn find(page: Page, id: &str) -> Option<DemandView> {
    page.with(|view| view.demands.iter().find(|demand| demand.id == id).cloned())
}

/// Which way a demand goes, and what was held on it.
fn course(view: &MatterView, id: &str) -> Option<String> {
    let route = view.state.triage.get(id)?;
    let mut text = String::from(procedure::route(*route));
    let opinion = view.state.opinion.as_ref();
    let held = opinion.and_then(|all| all.demands.iter().find(|held| held.demand == id));
    if let Some(held) = held {
        for part in ["，", act::OPINION, "：", procedure::outcome(held.outcome)] {
            text.push_str(part);
        }
    }
    Some(text)
}

fn one(page: Page, at: usize, id: String) -> AnyView {
    let name = intake::demand(at);
    let form = format!("demand-{id}");
    let demand = {
        let id = id.clone();
        Memo::new(move |_| find(page, &id))
    };
    let text = move || demand.get().map(|demand| demand.text).unwrap_or_default();
    let struck = Memo::new(move |_| {
        demand.with(|demand| demand.as_ref().is_some_and(|demand| demand.struck))
    });
    let course = {
        let id = id.clone();
        Memo::new(move |_| page.with(|view| course(view, &id)))
    };
    let read = move || {
        view! {
            <span class="prose" class:struck=move || struck.get()>{text}</span>
            {move || struck.get().then(|| view! { <span class="tag">{matter::STRUCK}</span> })}
            {move || course.get().map(|text| view! { <span class="demands__course">{text}</span> })}
        }
        .into_any()
    };
    let edit = {
        let (id, form, name) = (id.clone(), form.clone(), name.clone());
        move || demand_form(page, &form, &id, &name)
    };
    // Taking it back is as easy, so nobody is asked.
    let strike = move |_| {
        let edit = Edit::StrikeDemand { id: id.clone(), struck: !struck.get_untracked() };
        let command = Command::Edit {
            matter: page.matter,
            core: vec![edit],
            people: Vec::new(),
            chosen: None,
        };
        spawn_local(async move {
            if let Err(failure) = page.write(command).await {
                page.session.say(failure::sentence(&failure));
            }
        });
    };
    let strike_word = move || if struck.get() { matter::UNSTRIKE } else { matter::STRIKE };
    let unseen = name.clone();
    view! {
        <li class="demands__item">
            {opener(page, form, matter::edit(&name), read, edit)}
            <button type="button" class="button button--small" on:click=strike>
                {strike_word}<span class="unseen">{unseen}</span>
            </button>
        </li>
    }
    .into_any()
}

fn demand_form(page: Page, form: &str, id: &str, label: &str) -> AnyView {
    let (for_now, id) = (id.to_owned(), id.to_owned());
    let now =
        Signal::derive(move || find(page, &for_now).map(|demand| demand.text).unwrap_or_default());
    let before = now.get_untracked();
    let text = RwSignal::new(before.clone());
    let wanted = Callback::new(move |()| -> Wanted {
        let typed = text.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return Err(matter::NOTE_MISSING.to_owned());
        }
        if typed == before {
            return Ok(None);
        }
        let core = vec![Edit::Demand { id: id.clone(), text: typed }];
        Ok(Some(Command::Edit { matter: page.matter, core, people: Vec::new(), chosen: None }))
    });
    let (name, area, title, label) =
        (form.to_owned(), format!("edit-{form}"), matter::edit(label), label.to_owned());
    view! {
        <EditForm page name title now wanted>
            <TextArea id=area label bind=text rows=3 />
        </EditForm>
    }
    .into_any()
}
