use casework::{
    dispute::{ChargeState, DisputeKind},
    step::StepKind,
};
use leptos::prelude::*;

use crate::ui::{
    pages::matter::{
        act::{Acting, slot_key},
        page::Page,
    },
    words::{date, dispute as words},
};

/// Whether a charge, or a change of one, waits for somebody's word.
pub fn charge_waits(page: Page) -> Memo<bool> {
    let waits = |one: &ChargeState| one.refused.is_none() && one.delivered_on.is_none();
    page.part(move |view| {
        let of = &view.state.dispute;
        !of.is_over() && of.charge.iter().chain(&of.charge_change).any(waits)
    })
}

/// Who takes charge, and how far the approval is; nothing where nobody was proposed.
#[component]
pub fn ChargePanel(page: Page) -> AnyView {
    let charge = page.part(|view| view.state.dispute.charge.clone());
    let change = page.part(|view| view.state.dispute.charge_change.clone());
    let over = page.part(|view| view.state.dispute.is_over());
    let may_change = page.part(|view| {
        let offer = view.desk.offer(StepKind::Dispute(DisputeKind::ChargeProposed));
        offer.is_some_and(|offer| offer.post.is_some())
    });
    let changing = move || {
        change.get().map(|change| {
            view! {
                <h3 class="panel__subtitle">{words::CHARGE_CHANGE}</h3>
                <p class="field__hint">{words::CHARGE_CHANGE_HINT}</p>
                <p>{standing(&change, over.get())}</p>
                {filled(page, &change)}
            }
        })
    };
    let button = move || {
        let in_effect = charge.with(|one| one.as_ref().is_some_and(ChargeState::is_in_effect));
        (in_effect && may_change.get()).then(|| {
            let open = move |_| page.acting.set(page.once(preset));
            view! {
                <p><button type="button" class="button" on:click=open>{words::CHANGE_CHARGE}"……"</button></p>
            }
        })
    };
    let panel = move || {
        charge.get().map(|charge| {
            view! {
                <section class="panel" aria-labelledby="charge">
                    <h2 class="panel__title" id="charge">{words::CHARGE}</h2>
                    <p>{standing(&charge, over.get())}</p>
                    {filled(page, &charge)}
                    {changing}
                    {button}
                </section>
            }
        })
    };
    view! { {panel} }.into_any()
}

/// The form with what is in effect: what stays needs not be typed again.
fn preset(view: &casework::MatterView) -> Option<Acting> {
    let charge = view.state.dispute.charge.as_ref()?;
    let now = &charge.charge;
    let form = Acting::of(StepKind::Dispute(DisputeKind::ChargeProposed))
        .with("leader", &now.leader)
        .with("unit", now.unit.as_str())
        .with("responsible", &now.person)
        .with("text", &now.plan)
        .with("until", &charge.until.to_string());
    let slots = view.desk.slots.iter().enumerate();
    let written = |name: &String| now.slots.iter().find(|(known, _)| known == name);
    Some(slots.fold(form, |form, (at, name)| match written(name) {
        Some((_, text)) => form.with(&slot_key(at), text),
        None => form,
    }))
}

/// `over`: something came of the dispute, or it was struck off.
fn standing(charge: &ChargeState, over: bool) -> String {
    if let Some((on, why)) = &charge.refused {
        return [words::CHARGE_REFUSED, "（", &date::day(*on), "）：", why].concat();
    }
    if over {
        return words::CHARGE_OVER.to_owned();
    }
    let words = match (charge.agreed_on, charge.approved_on, charge.delivered_on) {
        (None, None, _) => words::CHARGE_WAITS_AGREE,
        (Some(_), None, _) => words::CHARGE_WAITS_APPROVE,
        (_, Some(_), None) => words::CHARGE_WAITS_DELIVER,
        (_, Some(_), Some(_)) => words::CHARGE_RUNS,
    };
    words.to_owned()
}

fn filled(page: Page, charge: &ChargeState) -> AnyView {
    let filled = &charge.charge;
    let own = [
        (words::LEADER, filled.leader.clone()),
        (words::UNIT, page.office()(filled.unit.as_str())),
        (words::RESPONSIBLE, filled.person.clone()),
        (words::PLAN, filled.plan.clone()),
        (words::UNTIL, date::day(charge.until)),
    ];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
    let pairs: Vec<AnyView> = own
        .chain(filled.slots.iter().cloned())
        .map(|(name, value)| {
            view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{value}</dd></div> }
                .into_any()
        })
        .collect();
    view! { <dl class="pairs">{pairs}</dl> }.into_any()
}
