use leptos::prelude::*;
use lookup::{Picker, PickerItem, PinyinKey};

use super::Known;
use crate::{
    bridge::CaseBrief,
    ui::{
        components::{Bind, Choice, Combobox},
        words::{cases, general},
    },
};

/// More than this nobody looks through.
const MOST: usize = 30;

/// An open case at hand, those of the person at hand first; the field holds its id.
#[component]
pub fn CaseField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    /// The case's id; empty for none.
    case: RwSignal<String>,
    /// The name of the person at hand.
    person: RwSignal<String>,
    /// The cases that are offered.
    known: Known,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let find = Callback::new(move |typed: String| {
        let name = person.get();
        known.with(|desk| {
            let open = || desk.cases.iter().filter(|one| one.open);
            if typed.trim().is_empty() {
                let own = open().filter(|one| one.name == name);
                let others = open().filter(|one| one.name != name);
                return own.chain(others).take(MOST).map(choice).collect();
            }
            let picker = Picker::new(open().map(|one| {
                let pinyin = PinyinKey::from_stored(one.name_key.clone());
                PickerItem::new(one.case, text(one), pinyin)
            }));
            let found = picker.find(&typed, MOST).into_iter();
            found
                .filter_map(|item| desk.cases.iter().find(|one| one.case == *item.id()))
                .map(choice)
                .collect()
        })
    });
    let shown = Bind::new(
        move || {
            case.with(|wanted| {
                known.with(|desk| {
                    let found = desk.cases.iter().find(|one| one.case.to_string() == *wanted);
                    found.map(text).unwrap_or_default()
                })
            })
        },
        |_| {},
    );
    let pick = Callback::new(move |picked: Option<Choice>| {
        case.set(picked.map(|choice| choice.id).unwrap_or_default());
    });
    view! { <Combobox id label bind=shown find pick no_match=general::NO_MATCH hint error /> }
        .into_any()
}

fn text(case: &CaseBrief) -> String {
    [case.name.as_str(), case.about.as_str()].join(" ")
}

fn choice(case: &CaseBrief) -> Choice {
    Choice {
        id: case.case.to_string(),
        label: text(case),
        detail: [cases::case_kind(case.kind), case.local_no.as_str()].join(" "),
    }
}
