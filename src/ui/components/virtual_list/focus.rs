//! The row that has the keyboard's focus: it stays in the page wherever the list is scrolled to, and keeps
//! the focus when it is drawn anew.

use ident::MatterId;
use js_sys::{Function, Object, Reflect};
use leptos::prelude::document;
use web_sys::{
    Element, EventTarget,
    wasm_bindgen::{JsCast, JsValue},
};

use super::{RowKey, drawn::Drawn};

/// The row that holds what got the focus.
pub fn row_of(target: Option<EventTarget>, drawn: &[Drawn]) -> Option<RowKey> {
    let row = target?.dyn_into::<Element>().ok()?.closest("[aria-posinset]").ok()??;
    let place: u32 = row.get_attribute("aria-posinset")?.parse().ok()?;
    drawn.iter().find(|one| one.key.index + 1 == place).map(|one| one.key)
}

/// The wanted rows with the one that has the focus, where it is scrolled out of sight. `at_hand` are all
/// rows that are known; one that is among their places and not one of them is no longer in the list.
pub fn with_held(
    mut wanted: Vec<RowKey>,
    at_hand: &[RowKey],
    drawn: &[RowKey],
    held: Option<MatterId>,
) -> Vec<RowKey> {
    let Some(held) = held.filter(|held| wanted.iter().all(|key| key.matter != *held)) else {
        return wanted;
    };
    let beyond = |key: &&RowKey| {
        let (first, last) = (at_hand.first(), at_hand.last());
        first.is_some_and(|first| key.index < first.index)
            || last.is_some_and(|last| key.index > last.index)
    };
    let known = at_hand.iter().find(|key| key.matter == held);
    let left = || drawn.iter().filter(beyond).find(|key| key.matter == held);
    if let Some(key) = known.or_else(left) {
        let place = wanted.partition_point(|other| other.index < key.index);
        wanted.insert(place, *key);
    }
    wanted
}

/// Gives the focus back to the row at an index that was drawn anew under it, or put elsewhere. Whether some
/// row has it now.
pub fn give_back(list: &Element, index: Option<u32>) -> bool {
    let now = document().active_element();
    if now.as_ref().is_some_and(|element| list.contains(Some(element))) {
        return true;
    }
    let lost = now.is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"));
    let Some(index) = index.filter(|_| lost) else { return false };
    let place = format!("[aria-posinset='{}'] :is(a, input)", index + 1);
    let found = list.query_selector(&place).ok().flatten();
    found.is_some_and(|element| focus_in_place(&element).is_ok())
}

/// Puts the focus on an element without scrolling to it.
fn focus_in_place(element: &JsValue) -> Result<(), JsValue> {
    let how = Object::new();
    Reflect::set(&how, &"preventScroll".into(), &true.into())?;
    let focus: Function = Reflect::get(element, &"focus".into())?.dyn_into()?;
    focus.call1(element, &how).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(index: u32) -> RowKey {
        RowKey { index, matter: MatterId::new([index as u8; 16]), content: 0 }
    }

    #[test]
    fn the_row_in_focus_stays_as_long_as_it_is_in_the_list() {
        let at_hand: Vec<RowKey> = (20..60).map(key).collect();
        let wanted: Vec<RowKey> = (30..50).map(key).collect();
        let held = |index: u32, drawn: &[RowKey]| {
            let held = Some(MatterId::new([index as u8; 16]));
            with_held(wanted.clone(), &at_hand, drawn, held)
        };
        assert_eq!(held(35, &[]), wanted);
        assert_eq!(held(22, &[]).first(), Some(&key(22)));
        assert_eq!(held(3, &[key(3)]).first(), Some(&key(3)));
        assert_eq!(held(90, &[key(90)]).last(), Some(&key(90)));
        // It was at hand, and is no longer found.
        let gone = RowKey { matter: MatterId::new([200; 16]), ..key(40) };
        assert_eq!(held(200, &[gone]), wanted);
        assert_eq!(with_held(wanted.clone(), &at_hand, &[], None), wanted);
    }
}
