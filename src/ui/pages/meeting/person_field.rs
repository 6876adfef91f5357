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
/// Between the parties of a dispute, as rows have them.
const BETWEEN: char = '、';

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
            let people = desk.cases.iter().enumerate().flat_map(|(at, one)| {
                people(one).into_iter().enumerate().map(move |(nth, person)| ((at, nth), person))
            });
            Picker::new(people.map(|(place, (name, key))| PickerItem::new(place, name, key)))
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
            for (at, nth) in found {
                let Some(case) = desk.cases.get(at) else { continue };
                let Some(name) = case.name.split(BETWEEN).nth(nth) else { continue };
                // One person of several cases is offered once.
                let person = (name, phone_of(case, nth));
                if !seen.contains(&person) && choices.len() < MOST {
                    seen.push(person);
                    choices.push(choice(case, nth, name));
                }
            }
            choices
        })
    });
    let pick = Callback::new(move |picked: Option<Choice>| {
        let Some(picked) = picked else { return };
        let number = known.with_untracked(|desk| {
            let (id, nth) = picked.id.split_once('/')?;
            let case = desk.cases.iter().find(|one| one.case.to_string() == id)?;
            Some(phone_of(case, nth.parse().ok()?).to_owned())
        });
        name.set(picked.label);
        if let Some(number) = number.filter(|number| !number.is_empty()) {
            phone.set(number);
        }
    });
    view! {
        <Combobox id label=visit::NAME bind=Bind::from(name) find pick free=true
            no_match=general::NO_MATCH hint=visit::NAME_HINT error />
    }
    .into_any()
}

/// The people of a case with what they are found by: its petitioner, or each party of a dispute.
fn people(case: &CaseBrief) -> Vec<(String, PinyinKey)> {
    let whole = PinyinKey::from_stored(case.name_key.clone());
    let names: Vec<&str> = case.name.split(BETWEEN).collect();
    let keys = whole.names();
    // A name that cannot be read has no key of its own: then each is found by all of them.
    let keys = if keys.len() == names.len() { keys } else { vec![whole; names.len()] };
    names.into_iter().map(str::to_owned).zip(keys).collect()
}

/// The telephone that a case knows is that of the first.
fn phone_of(case: &CaseBrief, nth: usize) -> &str {
    if nth == 0 { &case.phone } else { "" }
}

fn choice(case: &CaseBrief, nth: usize, name: &str) -> Choice {
    let phone = mask::masked(schema::PersonField::Phone, phone_of(case, nth));
    let detail: Vec<&str> =
        [phone.as_str(), case.about.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    Choice {
        id: format!("{}/{nth}", case.case),
        label: name.to_owned(),
        detail: detail.join(" · "),
    }
}
