use leptos::prelude::*;

use crate::{
    bridge::ListRow,
    ui::{
        route::Route,
        words::{directory, list},
    },
};

/// One row of the list: a link to its matter.
pub fn row_view(row: &ListRow, held_here: bool) -> AnyView {
    let name = if row.name.is_empty() { list::NO_NAME.to_owned() } else { row.name.clone() };
    let category = (!row.category.is_empty()).then(|| directory::short_category(&row.category));
    let people = (row.petitioners > 1).then(|| list::people(row.petitioners));
    let mut chips: Vec<(&'static str, String)> = Vec::new();
    if row.contested > 0 {
        chips.push(("tag tag--careful", list::CONTESTED.to_owned()));
    }
    if row.waiting {
        chips.push(("tag tag--waiting", list::WAITING.to_owned()));
    }
    if !held_here && !row.holder_name.is_empty() {
        chips.push(("tag", list::holder(&row.holder_name)));
    }
    let chips = chips
        .into_iter()
        .map(|(class, text)| view! { <span class=class>{text}</span> })
        .collect_view();
    view! {
        <a class="row" href=Route::Matter(row.matter).href()>
            <span class="row__date">{row.received_on.clone()}</span>
            <span class="row__name">
                {name}
                {people.map(|people| view! { <span class="row__people">{people}</span> })}
            </span>
            <span class="row__what">
                {category.map(|category| view! { <span class="row__category">{category}</span> })}
                <span class="row__excerpt">{row.excerpt.clone()}</span>
            </span>
            <span class="row__place">{row.place.clone()}</span>
            <span class="row__tags">{chips}</span>
        </a>
    }
    .into_any()
}
