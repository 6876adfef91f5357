use casework::{
    MatterView, Step,
    step::{
        StepKind,
        codes::Relation,
        payload::{Acting, Link},
    },
};
use ident::{MatterId, PostId};
use leptos::{prelude::*, task::spawn_local};

use super::{Dialog, Notice, Tone, similar_card};
use crate::{
    bridge::{Command, Event, HalfMerge, Packed, Reply, SimilarAsk, SimilarItem},
    ui::{
        browser,
        session::session,
        words::{failure, general, procedure, similar},
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

/// What is to be confirmed.
#[derive(Clone, Copy)]
enum Asked {
    Tie(MatterId, Relation),
    Untie(MatterId, Relation),
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
        spawn_local(async move {
            let ask = Command::Similar(SimilarAsk::To(matter));
            if let Ok(Reply::Similar(items)) = session.ask(ask).await
                && let Some(items) = items.open()
            {
                proposed.try_set(items);
            }
            let ask = Command::Similar(SimilarAsk::HalfMerges(matter));
            if let Ok(Reply::HalfMerges(items)) = session.ask(ask).await
                && let Some(items) = items.open()
            {
                half.try_set(items);
            }
            let ask = Command::Similar(SimilarAsk::These(links));
            if let Ok(Reply::Similar(items)) = session.ask(ask).await
                && let Some(items) = items.open()
            {
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
        let rows: Vec<AnyView> = half.with(|items| {
            let may = ties.with(|ties| ties.tie.is_some());
            // Each of two is merged into the other: said once.
            let crossed = |one: &HalfMerge| {
                let of = items.iter().filter(|two| two.item.matter == one.item.matter);
                of.clone().count() > 1
                    && of.into_iter().any(|two| {
                        two.stands_here && two.relation == Relation::MergedInto
                    })
            };
            let card = |one: &HalfMerge| {
                let (other, relation) = (one.item.matter, one.relation);
                if crossed(one) {
                    let said = view! { <p>{similar::CROSSED}</p> }.into_any();
                    return one.stands_here.then(|| similar_card(&one.item, said));
                }
                let complete = (may && !one.stands_here).then(|| view! {
                    <button type="button" class="button"
                        on:click=move |_| ask(Asked::Tie(other, relation))>{similar::COMPLETE}"……"</button>
                });
                let said = similar::half_merge(relation, one.stands_here);
                Some(similar_card(&one.item, view! { <p>{said}</p>{complete} }.into_any()))
            };
            items.iter().filter_map(card).collect()
        });
        (!rows.is_empty()).then(|| {
            view! {
                <section class="panel similar" aria-labelledby="half-merged">
                    <h2 class="panel__title" id="half-merged">{similar::HALF_MERGED}</h2>
                    <Notice tone=Tone::Careful><p>{similar::HALF_MERGED_BODY}</p></Notice>
                    <ul class="similar__list">{rows}</ul>
                </section>
            }
        })
    };
    view! {
        {one_sided}
        {there}
        {proposals}
        <TieDialog matter ties open asked changed />
    }
    .into_any()
}

fn verb(relation: Relation) -> &'static str {
    if relation == Relation::Repeat { similar::REPEAT } else { similar::RELATED }
}

/// The question before anything is tied or untied.
#[component]
fn TieDialog(
    matter: MatterId,
    ties: Signal<Ties>,
    open: RwSignal<bool>,
    asked: RwSignal<Option<Asked>>,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if open.get() {
            wrong.set(None);
        }
    });
    let title = Signal::derive(move || match asked.get() {
        Some(Asked::Tie(_, relation)) => similar::tie_title(relation).to_owned(),
        Some(Asked::Untie(_, Relation::Repeat | Relation::Related)) | None => {
            similar::UNTIE_TITLE.to_owned()
        }
        Some(Asked::Untie(..)) => similar::UNTIE_MERGE_TITLE.to_owned(),
    });
    let body = move || match asked.get() {
        Some(Asked::Tie(_, relation)) => similar::tie_body(relation),
        Some(Asked::Untie(..)) | None => similar::UNTIE_BODY,
    };
    let confirm_text = Signal::derive(move || {
        let text = match asked.get() {
            _ if busy.get() => general::SAVING,
            Some(Asked::Tie(_, Relation::MergedInto)) => similar::MERGE,
            Some(Asked::Tie(_, Relation::MergedFrom)) => similar::COMPLETE,
            Some(Asked::Tie(_, relation)) => verb(relation),
            Some(Asked::Untie(..)) | None => similar::UNTIE,
        };
        text.to_owned()
    });
    let confirm = Callback::new(move |()| {
        let Some(what) = asked.get_untracked() else { return };
        let posts = ties.with_untracked(|ties| (ties.tie, ties.untie));
        let link = |post: PostId, other, relation| Link {
            by: Acting { post, on: browser::today() },
            other,
            relation,
        };
        let step = match (what, posts) {
            (Asked::Tie(other, relation), (Some(post), _)) => {
                Step::Linked(link(post, other, relation))
            }
            (Asked::Untie(other, relation), (_, Some(post))) => {
                Step::Unlinked(link(post, other, relation))
            }
            _ => return wrong.set(Some(similar::NO_POST.to_owned())),
        };
        busy.set(true);
        spawn_local(async move {
            match session.write(Command::Act { matter, step: Packed::new(&step) }).await {
                Ok(()) => {
                    session.say(general::SAVED_HERE);
                    open.try_set(false);
                    changed.run(());
                }
                Err(failure) => {
                    wrong.try_set(Some(failure::sentence(&failure)));
                }
            }
            busy.try_set(false);
        });
    });
    view! {
        <Dialog id="tie" open title confirm=confirm_text cancel=similar::CANCEL on_confirm=confirm busy>
            <p>{body}</p>
            {move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })}
        </Dialog>
    }
    .into_any()
}
