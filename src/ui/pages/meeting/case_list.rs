use leptos::prelude::*;

use crate::{
    bridge::CaseBrief,
    ui::{
        route::Route,
        words::{cases, date, list, visit},
    },
};

/// Cases in short: who, what, and what was promised of them.
pub fn case_list(briefs: Vec<CaseBrief>, empty: &'static str) -> AnyView {
    if briefs.is_empty() {
        return view! { <p>{empty}</p> }.into_any();
    }
    let items: Vec<AnyView> = briefs.into_iter().map(item).collect();
    view! { <ul class="briefs">{items}</ul> }.into_any()
}

fn item(brief: CaseBrief) -> AnyView {
    let name = if brief.name.is_empty() { list::NO_NAME.to_owned() } else { brief.name.clone() };
    let mut facts = vec![cases::case_kind(brief.kind).to_owned(), date::day_of_text(&brief.on)];
    facts.push(brief.local_no.clone());
    facts.retain(|fact| !fact.is_empty());
    let promises: Vec<AnyView> = brief
        .promises
        .iter()
        .map(|one| view! { <p class="briefs__promise">{visit::promised(one)}</p> }.into_any())
        .collect();
    let unconfirmed = brief
        .unconfirmed
        .then(|| view! { <span class="tag tag--careful">{visit::UNCONFIRMED_TAG}</span> });
    view! {
        <li class="briefs__item">
            <a class="briefs__link" href=Route::of_case(brief.kind, brief.case).href()>
                <span class="briefs__name">{name}</span>
                <span class="briefs__about">{brief.about.clone()}</span>
            </a>
            <p class="briefs__facts">{facts.join(" · ")}" "{unconfirmed}</p>
            {promises}
        </li>
    }
    .into_any()
}
