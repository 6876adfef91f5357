//! What may be done with the matter now, and the forms for it.

mod basis;
mod build;
#[cfg(test)]
mod build_tests;
pub(in crate::ui) mod control;
mod dispute;
mod expected;
mod field;
mod form;
mod options;
mod pick;
mod reader;
mod values;

use casework::{
    MatterView,
    desk::Offer,
    matter::Stage,
    step::{
        StepKind,
        codes::{RatedBody, Route},
    },
};
use ident::{ChangeHash, MatterId};
use leptos::prelude::*;

use self::{
    expected::{Group, sort},
    form::ActForm,
};
use super::{guide::Guide, hand::Hand, page::Page};
use crate::ui::{
    session::Session,
    words::{act, guide, procedure},
};
pub use values::{Values, YES, key_of, slot_key};

/// A step that is being entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// Which.
    pub kind: StepKind,
    /// What its form begins with.
    pub preset: Values,
    /// The step without effect that it settles.
    pub settles: Option<ChangeHash>,
}

impl Acting {
    /// A step's form with nothing in it.
    #[must_use]
    pub fn of(kind: StepKind) -> Self {
        Self { kind, preset: Values::default(), settles: None }
    }

    /// With a value.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.preset.set(key, value);
        self
    }
}

/// Where another page leaves the paper whose delivery is to be recorded.
fn delivery_key(matter: MatterId) -> String {
    [matter.to_hex().as_str(), "deliver"].join("/")
}

/// Lets the matter's page open with the form for the delivery of a paper, by its stored name.
pub fn deliver_next(session: Session, matter: MatterId, paper: &str) {
    session.scratch.set_text(&delivery_key(matter), paper);
}

/// The form for a delivery, where another page asked for it.
pub fn delivery_begun(page: Page) -> Option<Acting> {
    let key = delivery_key(page.matter);
    let paper = page.session.scratch.text(&key);
    page.session.scratch.set_text(&key, "");
    (!paper.is_empty()).then(|| Acting::of(StepKind::Delivered).with("paper", &paper))
}

/// What is open in the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    Nothing,
    Guide,
    Form(Acting),
}

/// The panel.
#[component]
pub fn Acts(page: Page) -> AnyView {
    let offers = page.part(|view| view.desk.offers.clone());
    let stage = page.part(|view| view.state.stage);
    let owes = page.part(|view| view.notice.where_it_went);
    let may_hand = page.part(|view| !view.may_hand_to.is_empty());
    let guiding = RwSignal::new(false);
    let open = Memo::new(move |_| match page.acting.get() {
        Some(acting) => Open::Form(acting),
        None if guiding.get() => Open::Guide,
        None => Open::Nothing,
    });
    let content = move || match open.get() {
        Open::Form(acting) => view! { <ActForm page acting /> }.into_any(),
        Open::Guide => view! { <Guide page guiding /> }.into_any(),
        Open::Nothing => {
            offered(page, guiding, (stage.get(), owes.get()), may_hand.get(), &offers.get())
        }
    };
    let away = Signal::derive(move || open.get() != Open::Nothing);
    let why = move || (!away.get()).then(|| why_not(&offers.get()));
    view! {
        <section class="panel panel--desk" aria-labelledby="acts">
            <h2 class="panel__title" id="acts" tabindex="-1">{act::ACTS}</h2>
            {content}
            <Hand page away />
            {why}
        </section>
    }
    .into_any()
}

/// `owes`: this office owes the petitioner the notice of where the matter went.
fn offered(
    page: Page,
    guiding: RwSignal<bool>,
    (stage, owes): (Stage, bool),
    may_hand: bool,
    offers: &[Offer],
) -> AnyView {
    let may: Vec<StepKind> =
        offers.iter().filter(|offer| offer.post.is_some()).map(|offer| offer.kind).collect();
    let awaited: &[StepKind] = if owes { &[StepKind::Delivered] } else { &[] };
    let (first, groups) = sort(stage, awaited, &may);
    let nothing = first.is_empty() && groups.is_empty();
    let guide = may.contains(&StepKind::Triaged).then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| guiding.set(true)>{guide::OPEN}</button>
        }
    });
    let primary: Vec<AnyView> = first
        .iter()
        .enumerate()
        .map(|(at, kind)| {
            button(page, *kind, if at == 0 { "button button--primary" } else { "button" })
        })
        .collect();
    let rest: Vec<AnyView> = groups
        .into_iter()
        .map(|(group, kinds)| {
            let buttons: Vec<AnyView> =
                kinds.into_iter().map(|kind| button(page, kind, "button button--small")).collect();
            let name = Group::ALL.iter().position(|at| *at == group).map_or("", act::group);
            view! {
                <div class="acts__group" role="group" aria-label=name>
                    <h3 class="acts__name">{name}</h3>
                    <div class="acts__buttons">{buttons}</div>
                </div>
            }
            .into_any()
        })
        .collect();
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details class="fold"><summary class="fold__summary">{act::MORE}</summary>{rest}</details>
        }
    });
    let waits = (first.is_empty() && !nothing).then(|| view! { <p>{act::NOTHING_EXPECTED}</p> });
    let none = nothing.then(|| {
        let nothing = if may_hand { act::ONLY_TO_HAND } else { act::NOTHING_TO_DO };
        view! { <p>{nothing}</p><p class="field__hint">{act::NOTHING_ELSE}</p> }
    });
    view! {
        {none}
        {waits}
        <div class="acts__buttons">{primary}{guide}</div>
        {more}
    }
    .into_any()
}

fn button(page: Page, kind: StepKind, class: &'static str) -> AnyView {
    let open = move |_| page.acting.set(Some(opened(page, kind)));
    let label = procedure::step_kind(kind);
    view! { <button type="button" class=class on:click=open>{label}"……"</button> }.into_any()
}

/// A form with what the matter already says in it.
fn opened(page: Page, kind: StepKind) -> Acting {
    let acting = Acting::of(kind);
    let Some(view) = page.whole() else { return acting };
    match kind {
        StepKind::Triaged => view.state.triage.iter().fold(acting, |acting, (demand, route)| {
            acting.with(&key_of("route", demand), route.name())
        }),
        StepKind::OtherProcedure => {
            let other = view.state.triage.iter().filter(|(_, route)| route.is_other_procedure());
            other.fold(acting, |acting, (demand, route): (&String, &Route)| {
                acting.with(&key_of("demand", demand), YES).with("route", route.name())
            })
        }
        StepKind::Rated => {
            let rated = |body| view.state.ratings.iter().any(|rating| rating.about == body);
            let about = RatedBody::ALL.iter().copied().find(|body| !rated(*body));
            about.map_or(acting.clone(), |body| acting.with("about", body.name()))
        }
        StepKind::Delivered => {
            paper_due(page, &view).map_or(acting.clone(), |paper| acting.with("paper", paper))
        }
        _ => acting,
    }
}

/// The paper whose delivery is waited for: the notice that this office owes, else what the stage wants.
fn paper_due(page: Page, view: &MatterView) -> Option<&'static str> {
    if view.notice.where_it_went {
        return Some("where_it_went_notice");
    }
    let undelivered = |paper: &'static str| view.state.delivered(paper).is_none().then_some(paper);
    match view.state.stage {
        Stage::Signed => Some("handling_opinion"),
        Stage::Accepted | Stage::Drafted => undelivered("acceptance_notice"),
        Stage::Declined | Stage::OtherProcedure => undelivered("decline_notice"),
        Stage::NoLonger => undelivered("no_longer_notice"),
        // The bureau tells it by practice, each time it sends.
        Stage::Sent => {
            let leg = view.state.leg()?;
            let own = page
                .session
                .identity
                .with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
            let told = view.state.delivered("where_it_went_notice");
            let told = told.is_some_and(|found| found.by.on >= leg.sent_on);
            (Some(&leg.from) == own.as_ref() && !told).then_some("where_it_went_notice")
        }
        _ => None,
    }
}

/// What is not theirs to do, by the reason.
fn why_not(offers: &[Offer]) -> Option<AnyView> {
    let mut reasons: Vec<(String, Vec<&'static str>)> = Vec::new();
    for offer in offers {
        let Some(barrier) = offer.barrier else { continue };
        // A settlement stands at what it settles, a handing over in its own panel.
        if Group::of(offer.kind).is_none() {
            continue;
        }
        let (sentence, name) = (procedure::barrier(barrier), procedure::step_kind(offer.kind));
        match reasons.iter_mut().find(|(at, _)| *at == sentence) {
            Some((_, names)) => names.push(name),
            None => reasons.push((sentence, vec![name])),
        }
    }
    if reasons.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = reasons
        .into_iter()
        .map(|(sentence, names)| {
            let names = names.join("、");
            view! { <li class="barred"><p class="barred__why">{sentence}</p><p>{names}</p></li> }
                .into_any()
        })
        .collect();
    let fold = view! {
        <details class="fold">
            <summary class="fold__summary">{act::WHY_NOT}</summary>
            <ul class="barred__list">{rows}</ul>
        </details>
    };
    Some(fold.into_any())
}
