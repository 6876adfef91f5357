//! Merges that one of two offices made, and the other did not.

use casework::step::codes::Relation;
use leptos::prelude::*;

use super::tie_dialog::Asked;
use crate::{
    bridge::HalfMerge,
    ui::{
        components::{Notice, Tone, similar_card},
        words::similar,
    },
};

/// The merges that are made on one side alone. Where one `may`, the other side is made by asking.
pub fn half_merged(
    items: &[HalfMerge],
    may: bool,
    ask: impl Fn(Asked) + Copy + Send + 'static,
) -> Option<AnyView> {
    let card = |one: &HalfMerge| {
        let (other, relation) = (one.item.matter, one.relation);
        if is_crossed(one, items) {
            let said = view! { <p>{similar::CROSSED}</p> }.into_any();
            return one.stands_here.then(|| similar_card(&one.item, said));
        }
        let complete = (may && !one.stands_here).then(|| {
            view! {
                <button type="button" class="button"
                    on:click=move |_| ask(Asked::Tie(other, relation))>{similar::COMPLETE}"……"</button>
            }
        });
        let said = similar::half_merge(relation, one.stands_here);
        Some(similar_card(&one.item, view! { <p>{said}</p>{complete} }.into_any()))
    };
    let rows: Vec<AnyView> = items.iter().filter_map(card).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="panel similar" aria-labelledby="half-merged">
                <h2 class="panel__title" id="half-merged">{similar::HALF_MERGED}</h2>
                <Notice tone=Tone::Careful><p>{similar::HALF_MERGED_BODY}</p></Notice>
                <ul class="similar__list">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// Whether each of the two is merged into the other: that is said once.
fn is_crossed(one: &HalfMerge, items: &[HalfMerge]) -> bool {
    let of = items.iter().filter(|two| two.item.matter == one.item.matter);
    of.clone().count() > 1
        && of.into_iter().any(|two| two.stands_here && two.relation == Relation::MergedInto)
}
