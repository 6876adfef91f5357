//! Rounds of screening: the own share, and how it stands below.

use casework::{
    directory::Tier,
    screening::{FoundView, RoundView, Standing},
};
use leptos::prelude::*;

use super::{
    own::{entered, tag},
    page::{Page, Saying},
};
use crate::ui::{
    browser,
    pages::org::{OrgForm, OrgForms, OrgState, org_opener},
    route::Route,
    words::screening as words,
};

/// The rounds, the open ones first.
#[component]
pub fn Rounds(page: Page) -> AnyView {
    let rounds = page.part(|view| view.rounds.clone());
    let found = page.part(|view| view.found.clone());
    // Who keeps no directory opens no rounds, and is not asked about it.
    let tier = page.session.identity.with_untracked(|own| own.as_ref().map(|own| own.tier));
    let keeps = matches!(tier, Some(Tier::City | Tier::Township));
    let org = keeps.then(|| OrgState::new(page.session));
    let list = move || {
        let rounds = rounds.get();
        if rounds.is_empty() {
            return view! { <p class="none">{words::NO_ROUNDS}</p> }.into_any();
        }
        let today = browser::today();
        let runs = |one: &RoundView| one.open && one.round.from <= today && today <= one.round.to;
        let (now, others): (Vec<RoundView>, Vec<RoundView>) = rounds.into_iter().partition(runs);
        let rows = |rounds: Vec<RoundView>| -> Vec<AnyView> {
            let one = |one| found.with(|found| round(page, org, one, found));
            rounds.into_iter().map(one).collect()
        };
        let none = now.is_empty().then(|| view! { <p class="none">{words::NO_ROUNDS_NOW}</p> });
        // A year has dozens of them, each with a line for each office: what runs today is in sight.
        let number = others.len();
        let others = (number > 0).then(|| {
            view! {
                <details class="fold">
                    <summary class="fold__summary">{words::other_rounds(number)}</summary>
                    <ul class="screening__rounds">{rows(others)}</ul>
                </details>
            }
        });
        view! { {none}<ul class="screening__rounds">{rows(now)}</ul>{others} }.into_any()
    };
    let openers = org.map(|org| {
        view! {
            <div class="actions">
                {org_opener(org, OrgForm::OpenRound, words::OPEN_ROUND, false)}
                {org_opener(org, OrgForm::OpenIntensive, words::OPEN_INTENSIVE, false)}
            </div>
            <OrgForms page=org />
        }
    });
    view! {
        <section class="panel" aria-labelledby="rounds">
            <h2 class="panel__title" id="rounds">{words::ROUNDS}</h2>
            {list}
            {intensives(page, org)}
            {openers}
        </section>
    }
    .into_any()
}

fn round(page: Page, org: Option<OrgState>, one: RoundView, found: &[FoundView]) -> AnyView {
    let RoundView { round, organiser, open, own, below } = one;
    let mine: Vec<FoundView> =
        found.iter().filter(|dispute| dispute.round == round.id).cloned().collect();
    let share = own.map(tag);
    let say = {
        let round = round.clone();
        move |_| {
            let saying = Saying {
                from: round.from,
                to: round.to,
                round: Some(round.id.clone()),
                nothing: true,
                text: String::new(),
            };
            page.say(saying, None);
        }
    };
    let acts = (open && own.is_some()).then(|| {
        let one_tap = (own == Some(Standing::NotReported)).then(|| {
            view! {
                <button type="button" class="button button--primary"
                    disabled=move || page.saving.get() on:click=say>{words::NOTHING_IN_ROUND}</button>
            }
        });
        view! { {one_tap}<a class="button" href=Route::NewDispute.href()>{words::ENTER}</a> }
    });
    let ours = page
        .session
        .identity
        .with_untracked(|own| own.as_ref().is_some_and(|own| own.office == round.organiser));
    let close = org.filter(|_| open && ours).map(|org| {
        org_opener(org, OrgForm::CloseRound(round.id.clone()), words::CLOSE_ROUND, false)
    });
    let shares: Vec<AnyView> = below
        .into_iter()
        .map(|(_, name, standing)| {
            view! { <li class="screening__share">{name}" "{tag(standing)}</li> }.into_any()
        })
        .collect();
    let shares =
        (!shares.is_empty()).then(|| view! { <ul class="screening__shares">{shares}</ul> });
    let closed = (!open).then(|| view! { " "<span class="tag">{words::ROUND_CLOSED}</span> });
    view! {
        <li class="screening__round">
            <h3 class="screening__heading">{round.name.clone()}" "{share}{closed}</h3>
            <p>{words::round(&round, &organiser)}</p>
            <p>{round.text.clone()}</p>
            {entered(&mine)}
            {shares}
            <div class="actions">{acts}{close}</div>
        </li>
    }
    .into_any()
}

fn intensives(page: Page, org: Option<OrgState>) -> AnyView {
    let all = page.part(|view| view.intensives.clone());
    let content = move || {
        let rows: Vec<AnyView> = all
            .get()
            .into_iter()
            .map(|(one, office)| {
                let end = org.map(|org| {
                    org_opener(
                        org,
                        OrgForm::EndIntensive(one.id.clone()),
                        words::END_INTENSIVE,
                        true,
                    )
                });
                view! {
                    <li class="lines__line">
                        <span class="lines__text">{words::intensive(&one, &office)}</span>{end}
                    </li>
                }
                .into_any()
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="screening__heading">{words::INTENSIVES}</h3>
                <ul class="lines">{rows}</ul>
            }
        })
    };
    view! { {content} }.into_any()
}
