//! Rows become what is wanted, a few in each turn of the browser.

use std::time::Duration;

use ident::MatterId;
use leptos::{html, prelude::*};

use super::{
    RowKey,
    drawn::{self, Drawn},
    focus, order,
    sight::Sight,
};

/// What stands in the page, and how it becomes what is wanted. A handle.
#[derive(Clone, Copy)]
pub struct Drawing {
    list: NodeRef<html::Ol>,
    sight: Sight,
    /// What stands.
    pub drawn: RwSignal<Vec<Drawn>>,
    /// The matter whose row has the focus.
    pub held: RwSignal<Option<MatterId>>,
    /// Rows are put in their places: one that loses the focus by it gets it back.
    drawing: StoredValue<bool>,
    under_way: StoredValue<bool>,
}

impl Drawing {
    /// Nothing stands yet.
    pub fn new(list: NodeRef<html::Ol>, sight: Sight) -> Self {
        Self {
            list,
            sight,
            drawn: RwSignal::new(Vec::new()),
            held: RwSignal::new(None),
            drawing: StoredValue::new(false),
            under_way: StoredValue::new(false),
        }
    }

    /// The rows that stand.
    pub fn keys(self) -> Vec<RowKey> {
        let keys = |drawn: &Vec<Drawn>| drawn.iter().map(|one| one.key).collect();
        self.drawn.try_with_untracked(keys).unwrap_or_default()
    }

    /// Something got the focus.
    pub fn focused(self, target: Option<web_sys::EventTarget>) {
        let row = self.drawn.try_with_untracked(|drawn| focus::row_of(target, drawn)).flatten();
        let matter = row.map(|row| row.matter);
        if self.held.try_get_untracked().is_some_and(|held| held != matter) {
            self.held.try_set(matter);
            if let Some(row) = row {
                self.sight.bring(row.index);
            }
        }
    }

    /// A row loses the focus as well when its page goes, and with it all that is here.
    pub fn left(self) {
        if self.drawing.try_get_value() == Some(false) {
            self.held.try_set(None);
        }
    }

    /// Draws some of what is to be seen, and the rest in the browser's next turns. Where rows were `moved`,
    /// those that stand go to their new places before anything is painted.
    pub fn draw(self, wanted: Memo<Vec<RowKey>>, moved: bool) {
        if !self.under_way.get_value() {
            self.go_on(wanted);
        } else if moved {
            self.turn(wanted);
        }
    }

    /// The list may be gone by then.
    fn go_on(self, wanted: Memo<Vec<RowKey>>) {
        let more = self.turn(wanted);
        self.under_way.try_set_value(more);
        if more {
            set_timeout(move || self.go_on(wanted), Duration::ZERO);
        }
    }

    /// Draws a few. Whether there are more.
    fn turn(self, wanted: Memo<Vec<RowKey>>) -> bool {
        let Some(wanted) = wanted.try_get_untracked() else { return false };
        let before = self.keys();
        let sight = self.sight.range.try_get_untracked().unwrap_or_default();
        let (next, more) = drawn::next(&before, &wanted, sight);
        if next != before {
            let held = self.held.try_get_untracked().flatten();
            self.drawing.try_set_value(held.is_some());
            self.drawn.try_update(|drawn| *drawn = drawn::stand(drawn, next));
            request_animation_frame(move || self.stands(held));
        }
        more
    }

    /// The rows stand: in the order of their places, and the focus is where it was, unless somebody put it
    /// elsewhere.
    fn stands(self, held: Option<MatterId>) {
        let Some(list) = self.list.try_get_untracked().flatten() else { return };
        order::mend(&list);
        let Some(held) = held else { return };
        self.drawing.try_set_value(false);
        let row = |drawn: &Vec<Drawn>| drawn.iter().find(|one| one.key.matter == held).cloned();
        let row = self.drawn.try_with_untracked(row).flatten();
        let there = focus::give_back(&list, row.map(|row| row.key.index));
        if !there && self.held.try_get_untracked().flatten() == Some(held) {
            self.held.try_set(None);
        }
    }
}
