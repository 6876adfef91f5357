//! The order of rows in the page, which is the one that they are read out and printed in.

use leptos::prelude::document;
use web_sys::{Element, Node, wasm_bindgen::JsCast};

/// Puts rows in the order of their places: drawing only tells each where it lies. The one that has the focus is
/// not touched, since it would lose it.
pub fn mend(list: &Element) {
    let Ok(found) = list.query_selector_all("[aria-posinset]") else { return };
    let place = |row: &Element| row.get_attribute("aria-posinset")?.parse::<u32>().ok();
    let all = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    let mut rows: Vec<(u32, Element)> = all.filter_map(|row| Some((place(&row)?, row))).collect();
    if rows.is_sorted_by_key(|(place, _)| *place) {
        return;
    }
    rows.sort_by_key(|(place, _)| *place);
    let active = document().active_element();
    let stays = rows.iter().position(|(_, row)| row.contains(active.as_deref()));
    let pivot: Option<Node> = stays.and_then(|at| Some(rows.get(at)?.1.clone().into()));
    // What the framework marks the end of the rows with stays there.
    let end = list.last_child().filter(|last| !last.is_instance_of::<Element>());
    for (at, (_, row)) in rows.iter().enumerate() {
        let before = match stays {
            Some(stays) if at == stays => continue,
            Some(stays) if at < stays => pivot.as_ref(),
            _ => end.as_ref(),
        };
        let _ = list.insert_before(row, before);
    }
}
