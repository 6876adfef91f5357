use casework::{
    MatterView,
    dispute::{DisputeKind, DisputeStep, step::Consent},
    schema::PersonField,
    view::PersonView,
};
use chrono::NaiveDate;
use leptos::prelude::*;

use super::{acting, may, take};
use crate::ui::{
    pages::matter::page::Page,
    words::{date, dispute as words},
};

/// A party, and what it said.
type Row = (String, String, Option<(bool, NaiveDate)>);

/// Each party consents or refuses; what was pressed by mistake is pressed again.
#[component]
pub fn Consents(page: Page) -> AnyView {
    let rows = page.part(|view| {
        let consents = view.state.dispute.mediation().map(|one| one.consents.clone());
        let consents = consents.unwrap_or_default();
        let row = |(at, person): (usize, &PersonView)| -> Row {
            let said = consents.get(&person.slot).copied();
            (person.slot.clone(), words::party(person, at), said)
        };
        parties(view).map(row).collect::<Vec<_>>()
    });
    let may_say = may(page, DisputeKind::Consented);
    let busy = RwSignal::new(false);
    let one = move |(slot, name, said): Row| {
        let words = match said {
            Some((agrees, on)) => {
                let what = if agrees { words::AGREES } else { words::REFUSES };
                [what, "（", &date::day(on), "）"].concat()
            }
            None => words::NOT_ASKED.to_owned(),
        };
        let button = |agrees: bool, text: &'static str| {
            let name = &name;
            let (slot, pressed) = (slot.clone(), said.is_some_and(|(now, _)| now == agrees));
            let say = move |_| {
                if let Some(by) = acting(page, DisputeKind::Consented) {
                    let party = slot.clone();
                    take(page, DisputeStep::Consented(Consent { by, party, agrees }), busy);
                }
            };
            let named = [name.as_str(), "：", text].concat();
            view! {
                <button type="button" class="button" aria-label=named aria-pressed=if pressed { "true" } else { "false" }
                    disabled=move || busy.get() on:click=say>{text}</button>
            }
            .into_any()
        };
        let buttons = may_say.get().then(|| {
            view! {
                <span class="mediation__buttons">
                    {button(true, words::AGREES)}{button(false, words::REFUSES)}
                </span>
            }
        });
        view! {
            <li class="mediation__party">
                <span class="mediation__name">{name}</span>
                <span class="mediation__said">{words}</span>
                {buttons}
            </li>
        }
        .into_any()
    };
    let list = move || {
        let rows = rows.get();
        let few =
            (rows.len() < 2).then(|| view! { <p class="field__error">{words::ONE_PARTY}</p> });
        let rows: Vec<AnyView> = rows.into_iter().map(one).collect();
        view! { <ul class="mediation__parties">{rows}</ul>{few} }
    };
    view! {
        <h3 class="mediation__step">{words::CONSENT}</h3>
        <p class="field__hint">{words::CONSENT_HINT}</p>
        {list}
    }
    .into_any()
}

/// Whether every party that stands on the page has consented, and there are two.
pub fn all_agree(page: Page) -> Memo<bool> {
    page.part(|view| {
        let Some(mediation) = view.state.dispute.mediation() else { return false };
        let agrees = |slot: &String| mediation.consents.get(slot).is_some_and(|(yes, _)| *yes);
        parties(view).count() >= 2 && parties(view).all(|(_, person)| agrees(&person.slot))
    })
}

/// The parties with their places; one whose every field was cleared again is gone.
fn parties(view: &MatterView) -> impl Iterator<Item = (usize, &PersonView)> {
    let named = |person: &&PersonView| !person.shown(PersonField::Name).is_empty();
    view.persons.iter().filter(named).enumerate()
}
