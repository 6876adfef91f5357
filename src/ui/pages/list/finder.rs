//! Asks the engine for the rows in sight. One question is under way at a time; what was wanted
//! meanwhile is asked next, and only the last of it.

use std::hash::{DefaultHasher, Hash, Hasher};

use casework::worklist::{RowFilter, RowOrder};
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Failure, ListQuery, ListRow, Packed, Reply, Window},
    ui::{
        browser,
        components::{Range, RowKey, slid},
        route::Route,
        session::{Screen, Session},
    },
};

/// Rows asked for above and below what is in sight, so that scrolling finds them there.
const MARGIN: u32 = 30;
/// What is asked for before it is known how many are in sight.
const FIRST: u32 = 40;
/// Most rows of one answer, as the engine has it.
const MOST: u32 = 500;

/// The state of the list. A handle.
#[derive(Clone, Copy)]
pub struct Finder {
    session: Session,
    /// What was typed.
    pub query: RwSignal<String>,
    /// What else has to hold.
    pub filter: RwSignal<RowFilter>,
    /// In which order.
    pub order: RwSignal<RowOrder>,
    /// The rows at hand; none before the first answer.
    pub window: RwSignal<Option<Window>>,
    /// The question that they answer, and the how-manieth it is. What is typed may be further by then.
    pub answered: RwSignal<(u32, ListQuery)>,
    /// Why the last question was not answered.
    pub trouble: RwSignal<Option<Failure>>,
    /// How many rows are above what is in sight; the list keeps it, and begins there.
    pub place: StoredValue<f64>,
    range: StoredValue<Range>,
    busy: StoredValue<bool>,
    again: StoredValue<bool>,
    /// It is the home list: its filter stands in the address.
    home: bool,
}

impl Finder {
    /// A finder that goes on where the list was left, or begins with a filter; it asks at once.
    pub fn new(session: Session, filter: Option<RowFilter>) -> Self {
        let (mut query, mut place) = session.list_place.get_value();
        let (kept, order) = session.list_filter.get_value();
        // The way back to a list under the same filter leads to where it was left.
        if filter.as_ref().is_some_and(|filter| *filter != kept) {
            (query, place) = (String::new(), 0.0);
        }
        Self::begin(session, query, (filter.unwrap_or(kept), order), place, true)
    }

    /// A finder of the disputes: it goes on where they were left, or begins with a filter; it asks at once.
    pub fn beside(session: Session, filter: RowFilter) -> Self {
        let left = session.disputes_place.get_value();
        let (query, filter, place) = left.unwrap_or((String::new(), filter, 0.0));
        Self::begin(session, query, (filter, RowOrder::Newest), place, false)
    }

    fn begin(
        session: Session,
        query: String,
        (filter, order): (RowFilter, RowOrder),
        place: f64,
        home: bool,
    ) -> Self {
        let finder = Self {
            session,
            query: RwSignal::new(query),
            filter: RwSignal::new(filter),
            order: RwSignal::new(order),
            window: RwSignal::new(None),
            answered: RwSignal::new((0, ListQuery::default())),
            trouble: RwSignal::new(None),
            place: StoredValue::new(place),
            range: StoredValue::new(Range { first: place as u32, count: FIRST }),
            busy: StoredValue::new(false),
            again: StoredValue::new(false),
            home,
        };
        finder.refresh();
        finder
    }

    /// Finds something else, from the top.
    pub fn find(self, query: String) {
        if self.query.get_untracked() == query {
            return;
        }
        self.query.set(query);
        self.restart();
    }

    /// Finds by something else, from the top. The address follows, so that it can be come back to.
    pub fn filter_by(self, filter: RowFilter) {
        if self.filter.get_untracked() == filter {
            return;
        }
        let route =
            if filter.is_everything() { Route::List } else { Route::Filtered(filter.to_text()) };
        self.filter.set(filter);
        if self.home {
            route.replace();
        }
        self.restart();
    }

    /// Changes the filter.
    pub fn change(self, change: impl FnOnce(&mut RowFilter)) {
        let mut filter = self.filter.get_untracked();
        change(&mut filter);
        self.filter_by(filter);
    }

    /// Orders otherwise, from the top.
    pub fn order_by(self, order: RowOrder) {
        self.order.set(order);
        self.restart();
    }

    /// What is looked for, as the engine is asked.
    pub fn asked(self, offset: u32, limit: u32) -> ListQuery {
        ListQuery {
            text: self.query.get_untracked(),
            filter: self.filter.get_untracked(),
            order: self.order.get_untracked(),
            offset,
            limit,
        }
    }

    fn restart(self) {
        let deep = self.range.try_update_value(|range| std::mem::take(&mut range.first) > 0);
        self.place.set_value(0.0);
        if deep == Some(true) {
            browser::scroll_to(0.0);
        }
        self.refresh();
    }

    /// These rows are in sight now.
    pub fn show(self, range: Range) {
        let range = Range { count: range.count.min(MOST - 2 * MARGIN), ..range };
        self.range.set_value(range);
        if self.lacks(range) {
            self.refresh();
        }
    }

    /// Whether rows in sight are not at hand.
    fn lacks(self, range: Range) -> bool {
        let lacks = |window: &Option<Window>| {
            window.as_ref().is_none_or(|window| {
                let end = window.offset + window.rows.len() as u32;
                let wanted = range.first.saturating_add(range.count).min(window.found);
                range.first < window.offset || wanted > end
            })
        };
        self.window.try_with_untracked(lacks).unwrap_or(false)
    }

    /// Asks again.
    pub fn refresh(self) {
        if self.busy.get_value() {
            self.again.set_value(true);
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while self.ask().await {}
            self.busy.try_set_value(false);
        });
    }

    /// Remembers where the list is left. When the device was locked nothing is to be remembered: somebody
    /// else may unlock it.
    pub fn leave(self) {
        let (ready, locked) = self.session.screen.with_untracked(|screen| {
            (*screen == Screen::Ready, matches!(screen, Screen::Locked(..)))
        });
        if locked && self.home {
            // The filter stands in the address.
            Route::List.instead();
        }
        if !ready {
            return;
        }
        let query = self.query.try_get_untracked().unwrap_or_default();
        let place = self.place.try_get_value().unwrap_or_default();
        let filter = self.filter.try_get_untracked().unwrap_or_default();
        let order = self.order.try_get_untracked().unwrap_or_default();
        if self.home {
            self.session.list_place.set_value((query, place));
            self.session.list_filter.set_value((filter, order));
        } else {
            self.session.disputes_place.set_value(Some((query, filter, place)));
        }
    }

    /// Asks for what is in sight. Whether to do so again: something else is wanted by now.
    async fn ask(self) -> bool {
        // The page may have been left while the engine answered.
        let Some(range) = self.range.try_get_value() else { return false };
        self.again.set_value(false);
        let query = self.asked(range.first.saturating_sub(MARGIN), range.count + 2 * MARGIN);
        match self.window_of(query.clone()).await {
            Ok(mut window) => {
                if let Some(wider) = self.wider(&query, range, &window)
                    && let Ok(found) = self.window_of(wider).await
                {
                    window = found;
                }
                self.take(query, window);
            }
            Err(failure) => {
                self.trouble.try_set(Some(failure));
            }
        }
        // An answer that came late may be about rows that were scrolled away from.
        let now = self.range.try_get_value().unwrap_or(range);
        self.again.try_get_value().unwrap_or(false) || (now != range && self.lacks(now))
    }

    async fn window_of(self, query: ListQuery) -> Result<Window, Failure> {
        match self.session.ask(Command::List(query)).await? {
            Reply::Window(window) => Ok(window),
            _ => Err(Failure::misfit()),
        }
    }

    /// What to ask instead where so many rows came or went that none of those in sight is in the answer.
    fn wider(self, query: &ListQuery, range: Range, new: &Window) -> Option<ListQuery> {
        let same = |(_, last): &(u32, ListQuery)| asks_the_same(last, query);
        let stays = self.answered.try_with_untracked(same)? && self.range.try_get_value()? == range;
        let lost = |old: &Window| {
            let known = places(old).any(|(index, _)| range.holds(index));
            known && old.found != new.found && slid(places(old), places(new), range).is_none()
        };
        self.window.try_with_untracked(|old| {
            let old = old.as_ref().filter(|old| stays && lost(old))?;
            Some(around(query, old.found, new.found))
        })?
    }

    fn take(self, query: ListQuery, window: Window) {
        if self.trouble.try_with_untracked(Option::is_some).unwrap_or(false) {
            self.trouble.try_set(None);
        }
        let same = |(_, last): &(u32, ListQuery)| asks_the_same(last, &query);
        if self.answered.try_with_untracked(same) == Some(false) {
            self.answered.try_update(|(number, last)| {
                *number += 1;
                *last = query;
            });
        } else {
            self.follow(&window);
        }
        self.window.try_set(Some(window));
    }

    /// The list keeps in sight what is in sight: so that is what is wanted from now on.
    fn follow(self, new: &Window) {
        let Some(range) = self.range.try_get_value().filter(|range| range.first > 0) else {
            return;
        };
        let by = |old: &Option<Window>| slid(places(old.as_ref()?), places(new), range);
        if let Some(by) = self.window.try_with_untracked(by).flatten() {
            let first = i64::from(range.first).saturating_add(by).max(0);
            let first = u32::try_from(first).unwrap_or(u32::MAX);
            self.range.try_set_value(Range { first, ..range });
        }
    }

    /// The keys of the rows at hand. A row is drawn otherwise while several are `picked`, and on
    /// another day.
    pub fn keys(self, picked: bool) -> Vec<RowKey> {
        let how = (picked, browser::today());
        self.window.with(|window| {
            let Some(window) = window else { return Vec::new() };
            let keyed = |(at, (matter, row)): (usize, &(MatterId, Packed<ListRow>))| RowKey {
                index: window.offset + at as u32,
                matter: *matter,
                content: content_hash(row, &how),
            };
            window.rows.iter().enumerate().map(keyed).collect()
        })
    }

    /// A row at hand. It is looked for by its matter: rows may have moved since it was to be drawn.
    pub fn row(self, key: RowKey) -> Option<ListRow> {
        self.window.with_untracked(|window| {
            let rows = &window.as_ref()?.rows;
            rows.iter().find(|(matter, _)| *matter == key.matter)?.1.open()
        })
    }
}

fn asks_the_same(one: &ListQuery, other: &ListQuery) -> bool {
    one.text == other.text && one.filter == other.filter && one.order == other.order
}

fn places(window: &Window) -> impl Iterator<Item = (u32, MatterId)> + Clone {
    (window.offset..).zip(window.rows.iter().map(|(matter, _)| *matter))
}

/// Where the rows of a question are to be found when so many are found now instead of so many.
fn around(query: &ListQuery, was: u32, is: u32) -> ListQuery {
    let (come, gone) = (is.saturating_sub(was), was.saturating_sub(is));
    let end = query.offset.saturating_add(query.limit).saturating_add(come);
    let offset = query.offset.saturating_sub(gone);
    let limit = (end - offset).min(MOST);
    // More than one answer holds: most likely what is new stands above.
    let offset = if come > 0 { end - limit } else { offset };
    ListQuery { offset, limit, ..query.clone() }
}

fn content_hash(row: &Packed<ListRow>, how: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    how.hash(&mut hasher);
    row.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_went_elsewhere_are_looked_for_there() {
        let query = ListQuery { offset: 70, limit: 80, ..ListQuery::default() };
        let wider = |was, is| {
            let ListQuery { offset, limit, .. } = around(&query, was, is);
            (offset, offset + limit)
        };
        assert_eq!(wider(1000, 1200), (70, 350));
        assert_eq!(wider(1000, 900), (0, 150));
        assert_eq!(wider(1000, 960), (30, 150));
        // More than one answer holds.
        assert_eq!(wider(1000, 3000), (1650, 2150));
        assert_eq!(wider(3000, 1000), (0, 150));
        let deep = ListQuery { offset: 5000, ..query };
        assert_eq!(around(&deep, 9000, 8000).offset, 4000);
        assert!(around(&deep, 9000, 8000).limit <= MOST);
    }

    #[test]
    fn the_same_question_is_asked_of_other_rows() {
        let query = ListQuery { text: "桥".into(), ..ListQuery::default() };
        assert!(asks_the_same(&query, &ListQuery { offset: 70, limit: 9, ..query.clone() }));
        assert!(!asks_the_same(&query, &ListQuery::default()));
        let other = ListQuery { order: RowOrder::DueFirst, ..query.clone() };
        assert!(!asks_the_same(&query, &other));
    }
}
