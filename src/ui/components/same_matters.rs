//! Matters that look the same as one, and those it is tied to.

mod half_merged;
mod tie_dialog;

use casework::{
    MatterView,
    step::{StepKind, codes::Relation},
};
use ident::{MatterId, PostId};
use leptos::{prelude::*, task::spawn_local};

use self::{
    half_merged::half_merged,
    tie_dialog::{Asked, TieDialog, verb},
};
use super::similar_card;
use crate::{
    bridge::{Command, Event, HalfMerge, Reply, SimilarAsk, SimilarItem},
    ui::{
        session::session,
        words::{failure, procedure, similar},
    },
};

/// What of a matter its ties are made with: for a page's memo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ties {
    /// What it is tied to.
    links: Vec<(MatterId, Relation)>,
    /// The post in which one may tie it; none where it is not theirs.
    tie: Option<PostId>,
    /// The post in which one may take that back.
    untie: Option<PostId>,
    /// Why one may not tie it.
    barred: Option<String>,
    /// What leaders said of it: leader and day.
    said: Vec<(String, String)>,
}

impl Ties {
    /// The ties of a matter as its reader may handle them.
    #[must_use]
    pub fn of(view: &MatterView) -> Self {
        let post = |kind| view.desk.offer(kind).and_then(|offer| offer.post);
        let barrier = view.desk.offer(StepKind::Linked).and_then(|offer| offer.barrier);
        let said = view.state.instructions.iter();
        Self {
            links: view.state.links.clone(),
            tie: post(StepKind::Linked),
            untie: post(StepKind::Unlinked),
            barred: barrier.map(procedure::barrier),
            said: said
                .map(|one| (one.instruction.leader.clone(), one.instruction.by.on.to_string()))
                .collect(),
        }
    }
}

/// Matters that look the same as this one, and those it is tied to. Everything is proposed, asked
/// and done by a person; what is tied can be untied. Nothing stands here where there is neither.
#[component]
pub fn SameMatters(
    matter: MatterId,
    /// `Ties::of` its view.
    #[prop(into)]
    ties: Signal<Ties>,
    /// Called when something was written.
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let proposed = RwSignal::new(Vec::<SimilarItem>::new());
    let tied = RwSignal::new(Vec::<SimilarItem>::new());
    let half = RwSignal::new(Vec::<HalfMerge>::new());
    let load = move || {
        let links: Vec<MatterId> =
            ties.with_untracked(|ties| ties.links.iter().map(|(other, _)| *other).collect());
        let items = async move |ask| match session.ask(Command::Similar(ask)).await {
            Ok(Reply::Similar(items)) => items.open(),
            _ => None,
        };
        spawn_local(async move {
            if let Some(items) = items(SimilarAsk::To(matter)).await {
                proposed.try_set(items);
            }
            let ask = Command::Similar(SimilarAsk::HalfMerges(matter));
            if let Ok(Reply::HalfMerges(items)) = session.ask(ask).await
                && let Some(items) = items.open()
            {
                half.try_set(items);
            }
            if let Some(items) = items(SimilarAsk::These(links)).await {
                tied.try_set(items);
            }
        });
    };
    Effect::new(move |_| {
        ties.with(|_| ());
        load();
    });
    // What comes from another station may be the same, too.
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged) {
            load();
        }
    });
    let asked = RwSignal::new(None::<Asked>);
    let open = RwSignal::new(false);
    let ask = move |what: Asked| {
        asked.set(Some(what));
        open.set(true);
    };
    let dismiss = move |other: MatterId| {
        spawn_local(async move {
            let ask = Command::Similar(SimilarAsk::NotSame { matter, other });
            match session.write(ask).await {
                Ok(()) => session.say(similar::DISMISSED),
                Err(failure) => session.say(failure::sentence(&failure)),
            }
            load();
        });
    };
    let actions = move |item: &SimilarItem| {
        let (other, first) = (item.matter, item.proposed);
        let second = if first == Relation::Repeat { Relation::Related } else { Relation::Repeat };
        let may = ties.with_untracked(|ties| ties.tie.is_some());
        let button = move |relation, text: &'static str, class: &'static str| {
            view! {
                <button type="button" class=class
                    on:click=move |_| ask(Asked::Tie(other, relation))>{text}"……"</button>
            }
        };
        let ties = may.then(|| {
            (
                button(first, verb(first), "button button--primary"),
                button(second, verb(second), "button"),
                button(Relation::MergedInto, similar::MERGE, "button"),
            )
        });
        view! {
            {ties}
            <button type="button" class="button" on:click=move |_| dismiss(other)>{similar::NOT_SAME}</button>
        }
        .into_any()
    };
    let proposals = move || {
        let barred = ties.with(|ties| match (&ties.tie, &ties.barred) {
            (None, why) => Some(why.clone().unwrap_or_else(|| similar::NO_POST.to_owned())),
            (Some(_), _) => None,
        });
        let cards: Vec<AnyView> = proposed
            .with(|items| items.iter().map(|item| similar_card(item, actions(item))).collect());
        (!cards.is_empty()).then(|| {
            view! {
                <section class="panel similar" aria-labelledby="similar">
                    <h2 class="panel__title" id="similar">{similar::TITLE}</h2>
                    <p>{similar::HERE_BODY}</p>
                    {barred.map(|why| view! { <p class="field__hint">{why}</p> })}
                    <ul class="similar__list">{cards}</ul>
                </section>
            }
        })
    };
    let there = move || {
        let known = tied.get();
        let (links, may, heard) =
            ties.with(|ties| (ties.links.clone(), ties.untie.is_some(), ties.said.clone()));
        let rows: Vec<AnyView> = links
            .into_iter()
            .map(|(other, relation)| {
                let undo = may.then(|| view! {
                    <button type="button" class="button"
                        on:click=move |_| ask(Asked::Untie(other, relation))>{similar::UNTIE}"……"</button>
                });
                let item = known.iter().find(|item| item.matter == other);
                // What is ordered goes with the matter that goes on.
                let said = item.into_iter().flat_map(|item| &item.said);
                let left: Vec<AnyView> = said
                    .filter(|one| relation == Relation::MergedFrom && !heard.contains(one))
                    .map(|(leader, on)| view! { <p>{similar::left_behind(leader, on)}</p> }.into_any())
                    .collect();
                let actions = view! {
                    <span class="tag tag--waiting">{similar::relation(relation)}</span>{left}{undo}
                }
                .into_any();
                match item {
                    Some(item) => similar_card(item, actions),
                    None => view! {
                        <li class="similar__item">
                            <p>{similar::ELSEWHERE}</p>
                            <div class="similar__actions">{actions}</div>
                        </li>
                    }
                    .into_any(),
                }
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="panel similar" aria-labelledby="tied">
                    <h2 class="panel__title" id="tied">{similar::TIED}</h2>
                    <p>{similar::TIED_BODY}</p>
                    <ul class="similar__list">{rows}</ul>
                </section>
            }
        })
    };
    // A merge of two offices that one of them did not make: both sides have to see that.
    let one_sided = move || {
        let may = ties.with(|ties| ties.tie.is_some());
        half.with(|items| half_merged(items, may, ask))
    };
    view! {
        {one_sided}
        {there}
        {proposals}
        <TieDialog matter ties open asked changed />
    }
    .into_any()
}
