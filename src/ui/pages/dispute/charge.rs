use casework::dispute::ChargeState;
use leptos::prelude::*;

use crate::ui::{
    pages::matter::page::Page,
    words::{date, dispute as words},
};

/// Who takes charge, and how far the approval is; nothing where nobody was proposed.
#[component]
pub fn ChargePanel(page: Page) -> AnyView {
    let charge = page.part(|view| view.state.dispute.charge.clone());
    let panel = move || charge.get().map(|charge| shown(page, &charge));
    view! { {panel} }.into_any()
}

fn standing(charge: &ChargeState) -> String {
    if let Some((on, why)) = &charge.refused {
        return [words::CHARGE_REFUSED, "（", &date::day(*on), "）：", why].concat();
    }
    let words = match (charge.agreed_on, charge.approved_on, charge.delivered_on) {
        (None, None, _) => words::CHARGE_WAITS_AGREE,
        (Some(_), None, _) => words::CHARGE_WAITS_APPROVE,
        (_, Some(_), None) => words::CHARGE_WAITS_DELIVER,
        (_, Some(_), Some(_)) => words::CHARGE_RUNS,
    };
    words.to_owned()
}

fn shown(page: Page, charge: &ChargeState) -> AnyView {
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
    view! {
        <section class="panel" aria-labelledby="charge">
            <h2 class="panel__title" id="charge">{words::CHARGE}</h2>
            <p>{standing(charge)}</p>
            <dl class="pairs">{pairs}</dl>
        </section>
    }
    .into_any()
}
