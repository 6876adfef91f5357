//! Matters that look like the one being entered, found while one types.

use casework::step::codes::Relation;
use gloo_timers::callback::Timeout;
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use super::form::Form;
use crate::{
    bridge::{Command, Reply, SimilarAsk, SimilarItem},
    ui::{components::similar_card, words::similar},
};

/// How long after a key press, in milliseconds.
const DELAY_MILLIS: u32 = 500;

/// The panel. Nothing while nothing is alike.
#[component]
pub fn Similar(form: Form) -> AnyView {
    let found = RwSignal::new(Vec::<SimilarItem>::new());
    let turn = StoredValue::new(0u32);
    let timer = StoredValue::new_local(None::<Timeout>);
    let look = move || {
        let Some(intake) = form.intake.try_get_untracked() else { return };
        let Some(own) = turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        spawn_local(async move {
            let ties: Vec<MatterId> = intake.ties.iter().map(|(other, _)| *other).collect();
            let ask = Command::Similar(SimilarAsk::Typed(Box::new(intake)));
            let Ok(Reply::Similar(items)) = form.session.ask(ask).await else { return };
            let Some(mut items) = items.open() else { return };
            // What was chosen stays in sight, whatever is typed after that.
            let mut absent = ties;
            absent.retain(|other| items.iter().all(|item| item.matter != *other));
            if !absent.is_empty()
                && let Ok(Reply::Similar(chosen)) =
                    form.session.ask(Command::Similar(SimilarAsk::These(absent))).await
            {
                items.extend(chosen.open().unwrap_or_default());
            }
            // Somebody typed on meanwhile: a later answer is under way.
            if turn.try_get_value() == Some(own)
                && found.try_with_untracked(|now| *now != items) == Some(true)
            {
                found.try_set(items);
            }
        });
    };
    // Only what is compared sets it going.
    let compared = Memo::new(move |_| {
        form.intake.with(|of| {
            let who = &of.petitioner;
            let person = (who.name.clone(), who.id_number.clone(), who.phone.clone());
            let place = (of.place.clone(), of.place_office.clone());
            (person, place, of.demands.clone(), of.narrative.clone(), of.not_same.clone())
        })
    });
    Effect::new(move |_| {
        // Read, not only tracked: a memo that nobody read has nothing to hear of.
        compared.with(|_| ());
        timer.update_value(|timer| *timer = Some(Timeout::new(DELAY_MILLIS, look)));
    });
    let cards = move || {
        found.with(|items| {
            items.iter().map(|item| similar_card(item, choices(form, item))).collect::<Vec<_>>()
        })
    };
    let some = Memo::new(move |_| found.with(|items| !items.is_empty()));
    // The region is there from the start, so that what appears in it is read out.
    view! {
        <div role="status">
            {move || some.get().then(|| view! {
                <section class="panel similar" aria-labelledby="similar">
                    <h2 class="panel__title" id="similar">{similar::TITLE}</h2>
                    <p>{similar::TYPED_BODY}" "{similar::LOOK_HINT}</p>
                    <ul class="similar__list">{cards}</ul>
                </section>
            })}
        </div>
    }
    .into_any()
}

fn choices(form: Form, item: &SimilarItem) -> AnyView {
    let other = item.matter;
    let chosen = Memo::new(move |_| {
        form.intake.with(|of| of.ties.iter().find(|(at, _)| *at == other).map(|(_, how)| *how))
    });
    let toggle = move |relation: Relation| {
        form.change(|of| {
            let same = of.ties.contains(&(other, relation));
            of.ties.retain(|(at, _)| *at != other);
            if !same {
                of.ties.push((other, relation));
            }
        });
    };
    let not_same = move |_| {
        form.change(|of| {
            of.ties.retain(|(at, _)| *at != other);
            of.not_same.push(other);
        });
    };
    let button = move |relation: Relation, text: &'static str| {
        let pressed = move || if chosen.get() == Some(relation) { "true" } else { "false" };
        view! {
            <button type="button" class="button similar__choice" aria-pressed=pressed
                on:click=move |_| toggle(relation)>{text}</button>
        }
    };
    view! {
        {button(Relation::Repeat, similar::REPEAT)}
        {button(Relation::Related, similar::RELATED)}
        <button type="button" class="button" on:click=not_same>{similar::NOT_SAME}</button>
        {move || chosen.get().map(|how| view! { <span class="similar__chosen">{similar::chosen(how)}</span> })}
    }
    .into_any()
}
