use leptos::prelude::*;
use lookup::{Picker, PickerItem, PinyinKey};

use crate::ui::{
    components::{Bind, Choice, Combobox},
    session::session,
    words::{general, intake},
};

/// More than this nobody looks through; typing on finds the rest.
const MOST: usize = 30;

/// Where the problem arose: free text, or an office picked by typing Chinese or pinyin.
#[component]
pub fn PlaceField(
    #[prop(into)] id: String,
    /// The place as written.
    place: Bind,
    /// The code of the office it was matched with; empty where none.
    office: Bind,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let session = session();
    let picker = Memo::new(move |_| {
        session.offices.with(|offices| {
            Picker::new(offices.iter().map(|office| {
                let pinyin = PinyinKey::from_stored(office.key.clone());
                PickerItem::new(office.code.as_str().to_owned(), office.name.clone(), pinyin)
            }))
        })
    });
    let find = Callback::new(move |typed: String| {
        if typed.trim().is_empty() {
            return Vec::new();
        }
        picker.with(|picker| {
            picker
                .find(&typed, MOST)
                .into_iter()
                .map(|item| Choice {
                    id: item.id().clone(),
                    label: item.label().to_owned(),
                    detail: item.id().clone(),
                })
                .collect()
        })
    });
    let typed = Bind::new(
        move || place.value.get(),
        move |text| {
            // Another text is another place, until it is picked again.
            if !office.value.get_untracked().is_empty() {
                office.set.run(String::new());
            }
            place.set.run(text);
        },
    );
    let pick = Callback::new(move |picked: Option<Choice>| {
        let (code, name) = picked.map(|choice| (choice.id, choice.label)).unwrap_or_default();
        place.set.run(name);
        office.set.run(code);
    });
    view! {
        <Combobox id label=intake::PLACE bind=typed find pick free=true
            no_match=general::NO_MATCH hint=intake::PLACE_HINT error />
    }
    .into_any()
}
