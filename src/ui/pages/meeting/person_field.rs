use std::sync::Arc;

use casework::schema;
use leptos::prelude::*;
use lookup::{Picker, PickerItem, PinyinKey};

use crate::{
    bridge::{CaseBrief, VillageDesk},
    ui::{
        components::{Bind, Choice, Combobox},
        words::{general, mask, visit},
    },
};

/// More than this nobody looks through on a tablet.
const MOST: usize = 12;

/// The village's cases at hand.
pub type Known = Memo<Arc<VillageDesk>>;

/// A person: found among those of the village's cases by two letters of their name, or new.
#[component]
pub fn PersonField(
    #[prop(into)] id: String,
    /// The name.
    name: RwSignal<String>,
    /// The telephone, filled in with a known person.
    phone: RwSignal<String>,
    /// The cases whose people are offered.
    known: Known,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let picker = Memo::new(move |_| {
        known.with(|desk| {
            let items = desk.cases.iter().enumerate().filter(|(_, one)| !one.name.is_empty());
            Picker::new(items.map(|(at, one)| {
                PickerItem::new(at, one.name.clone(), PinyinKey::from_stored(one.name_key.clone()))
            }))
        })
    });
    let find = Callback::new(move |typed: String| {
        if typed.trim().is_empty() {
            return Vec::new();
        }
        let found = picker.with(|picker| {
            picker.find(&typed, MOST * 4).into_iter().map(|item| *item.id()).collect::<Vec<_>>()
        });
        known.with(|desk| {
            let mut seen: Vec<(&str, &str)> = Vec::new();
            let mut choices = Vec::new();
            for case in found.into_iter().filter_map(|at| desk.cases.get(at)) {
                // One person of several cases is offered once.
                let person = (case.name.as_str(), case.phone.as_str());
                if !seen.contains(&person) && choices.len() < MOST {
                    seen.push(person);
                    choices.push(choice(case));
                }
            }
            choices
        })
    });
    let pick = Callback::new(move |picked: Option<Choice>| {
        let Some(picked) = picked else { return };
        let case = known.with_untracked(|desk| {
            desk.cases.iter().find(|one| one.case.to_string() == picked.id).cloned()
        });
        if let Some(case) = case {
            name.set(case.name);
            if !case.phone.is_empty() {
                phone.set(case.phone);
            }
        }
    });
    view! {
        <Combobox id label=visit::NAME bind=Bind::from(name) find pick free=true
            no_match=general::NO_MATCH hint=visit::NAME_HINT error />
    }
    .into_any()
}

fn choice(case: &CaseBrief) -> Choice {
    let phone = mask::masked(schema::PersonField::Phone, &case.phone);
    let detail: Vec<&str> =
        [phone.as_str(), case.about.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    Choice { id: case.case.to_string(), label: case.name.clone(), detail: detail.join(" · ") }
}
