use casework::directory::Tier;
use leptos::prelude::*;
use lookup::{Picker, PickerItem, PinyinKey};

use crate::ui::{
    components::{Bind, Choice, Combobox},
    session::session,
    words::general,
};

/// More than this nobody looks through; typing on finds the rest.
const MOST: usize = 30;

/// Which offices a field offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offered {
    /// All that one may name.
    #[default]
    All,
    /// Village stations.
    Villages,
}

/// An office, picked by typing Chinese or pinyin; the field holds its code.
#[component]
pub fn OfficeField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    /// The code.
    code: RwSignal<String>,
    #[prop(optional)] villages: bool,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let session = session();
    let offered = if villages { Offered::Villages } else { Offered::All };
    let picker = Memo::new(move |_| {
        session.offices.with(|offices| {
            let offices = offices.iter();
            let fits =
                offices.filter(|office| offered == Offered::All || office.tier == Tier::Village);
            Picker::new(fits.map(|office| {
                let pinyin = PinyinKey::from_stored(office.key.clone());
                PickerItem::new(office.code.as_str().to_owned(), office.name.clone(), pinyin)
            }))
        })
    });
    let find = Callback::new(move |typed: String| {
        picker.with(|picker| {
            let found = picker.find(&typed, MOST).into_iter();
            found
                .map(|item| Choice {
                    id: item.id().clone(),
                    label: item.label().to_owned(),
                    detail: item.id().clone(),
                })
                .collect()
        })
    });
    let shown = Bind::new(
        move || {
            code.with(
                |code| if code.is_empty() { String::new() } else { session.office_name(code) },
            )
        },
        |_| {},
    );
    let pick = Callback::new(move |picked: Option<Choice>| {
        code.set(picked.map(|choice| choice.id).unwrap_or_default());
    });
    view! { <Combobox id label bind=shown find pick no_match=general::NO_MATCH hint error /> }
        .into_any()
}
