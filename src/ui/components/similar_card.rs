use leptos::prelude::*;

use crate::{
    bridge::SimilarItem,
    ui::{
        route::Route,
        words::{date, list, matter, similar},
    },
};

/// A matter that looks like the one at hand: who, what, where, and why it is shown.
pub fn similar_card(item: &SimilarItem, actions: AnyView) -> AnyView {
    let name = if item.name.is_empty() { list::NO_NAME.to_owned() } else { item.name.clone() };
    let mut facts = vec![item.local_no.clone(), date::day_of_text(&item.received_on)];
    facts.push(item.place.clone());
    if !item.holder_name.is_empty() {
        facts.push(list::holder(&item.holder_name));
    }
    facts.retain(|fact| !fact.is_empty());
    let reasons: Vec<AnyView> = item
        .reasons
        .iter()
        .map(|reason| view! { <li class="tag">{similar::reason(*reason)}</li> }.into_any())
        .collect();
    let why = (!reasons.is_empty()).then(|| {
        view! {
            <p class="similar__proposal">{similar::proposal(item.proposed)}</p>
            <ul class="similar__reasons">{reasons}</ul>
        }
    });
    view! {
        <li class="similar__item">
            <p class="similar__name">
                <a class="link" href=Route::Matter(item.matter).href()>
                    {name}<span class="unseen">{format!("（{}）", matter::NUMBER)}{item.local_no.clone()}</span>
                </a>
            </p>
            <p class="similar__facts">{facts.join(" · ")}</p>
            <p class="similar__excerpt">{item.excerpt.clone()}</p>
            {why}
            <div class="similar__actions">{actions}</div>
        </li>
    }
    .into_any()
}
