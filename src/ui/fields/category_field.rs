use leptos::prelude::*;
use lookup::content::{ContentEntry, ContentList};

use crate::ui::{
    components::{Bind, Choice, Combobox},
    words::{directory, general, intake},
};

/// All of the list: 20 names of level 1 and about 110 under them.
const MOST: usize = 200;

/// The category, found by typing Chinese or pinyin.
#[component]
pub fn CategoryField(
    #[prop(into)] id: String,
    /// The category's id.
    bind: Bind,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let picker = StoredValue::new(ContentList::current().picker());
    let find = Callback::new(move |typed: String| {
        picker.with_value(|picker| {
            picker.find(&typed, MOST).into_iter().map(|item| choice(item.id())).collect()
        })
    });
    let shown = Bind::new(
        move || {
            bind.value
                .with(|id| if id.is_empty() { String::new() } else { directory::category(id) })
        },
        |_| {},
    );
    let pick = Callback::new(move |picked: Option<Choice>| {
        bind.set.run(picked.map(|choice| choice.id).unwrap_or_default());
    });
    view! {
        <Combobox id label=intake::CATEGORY bind=shown find pick
            no_match=general::NO_MATCH hint=intake::CATEGORY_HINT error />
    }
    .into_any()
}

fn choice(id: &str) -> Choice {
    let (label, detail) = match ContentList::current().entry(id) {
        Some(ContentEntry::Item(category, item)) => {
            (item.label.to_string(), category.label.to_string())
        }
        Some(ContentEntry::Category(category)) => (category.label.to_string(), String::new()),
        None => (id.to_owned(), String::new()),
    };
    Choice { id: id.to_owned(), label, detail }
}
