use casework::dispute::DisputeProblem;
use leptos::prelude::*;

use super::entry::{Entry, MOST, Party};
use crate::ui::{
    components::{FieldKind, TextField},
    words::dispute_new as words,
};

/// The parties: two to begin with, for a dispute has two.
#[component]
pub fn Parties(entry: Entry, problems: RwSignal<Vec<DisputeProblem>>) -> AnyView {
    let count = Memo::new(move |_| entry.count());
    let rows = move || {
        let shown = count.get();
        let all = entry.parties.get_value();
        let each = all.into_iter().take(shown).enumerate();
        each.map(|(at, one)| party(entry, at, one, problems)).collect_view()
    };
    let add = move |_| entry.shown.set((count.get_untracked() + 1).to_string());
    let more = move || {
        (count.get() < MOST).then(|| {
            view! { <button type="button" class="button" on:click=add>{words::ADD}</button> }
        })
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{words::PARTIES}</legend>
            {rows}
            {more}
        </fieldset>
    }
    .into_any()
}

fn party(entry: Entry, at: usize, one: Party, problems: RwSignal<Vec<DisputeProblem>>) -> AnyView {
    let id = move |part: &str| ["party-", &at.to_string(), "-", part].concat();
    let error = MaybeProp::derive(move || {
        let missing = at == 0 && problems.with(|all| all.contains(&DisputeProblem::NoParty));
        missing.then(|| words::problem(DisputeProblem::NoParty).1)
    });
    let remove = move |_| {
        // Those behind it move up.
        let all = entry.parties.get_value();
        let behind = all.iter().skip(at + 1).copied().map(Some).chain([None]);
        for (here, next) in all.iter().skip(at).zip(behind) {
            let text = |field: fn(&Party) -> RwSignal<String>| {
                next.as_ref().map(|next| field(next).get_untracked()).unwrap_or_default()
            };
            here.name.set(text(|one| one.name));
            here.phone.set(text(|one| one.phone));
            here.address.set(text(|one| one.address));
        }
        let left = untrack(|| entry.count()).saturating_sub(1);
        entry.shown.set(left.max(1).to_string());
    };
    let button = (at > 0).then(|| {
        view! { <button type="button" class="button" on:click=remove>{words::REMOVE}</button> }
    });
    view! {
        <div class="item" role="group" aria-label=words::party(at)>
            <div class="person">
                <TextField id=id("name") label=words::PARTY_NAME bind=one.name error />
                <TextField id=id("phone") label=words::PARTY_PHONE bind=one.phone kind=FieldKind::Phone />
                <div class="person__wide">
                    <TextField id=id("address") label=words::PARTY_ADDRESS bind=one.address />
                </div>
            </div>
            {button}
        </div>
    }
    .into_any()
}
