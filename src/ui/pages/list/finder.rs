//! Asks the engine for the rows in sight. One question is under way at a time; what was wanted
//! meanwhile is asked next, and only the last of it.

use std::hash::{DefaultHasher, Hash, Hasher};

use casework::worklist::{RowFilter, RowOrder};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Failure, ListQuery, ListRow, Reply, Window, encode},
    ui::{
        browser,
        components::{Range, RowKey},
        route::Route,
        session::Session,
    },
};

/// Rows asked for above and below what is in sight, so that scrolling finds them there.
const MARGIN: u32 = 30;
/// What is asked for before it is known how many are in sight.
const FIRST: u32 = 40;

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
    /// Why the last question was not answered.
    pub trouble: RwSignal<Option<Failure>>,
    range: StoredValue<Range>,
    busy: StoredValue<bool>,
    again: StoredValue<bool>,
    /// Where the page was scrolled to when it was left; done once.
    scroll: StoredValue<Option<f64>>,
    /// It is the home list: its filter stands in the address, and it is come back to.
    home: bool,
}

impl Finder {
    /// A finder that goes on where the list was left, or begins with a filter; it asks at once.
    pub fn new(session: Session, filter: Option<RowFilter>) -> Self {
        let (mut query, mut scroll) = session.list_place.get_value();
        let (kept, order) = session.list_filter.get_value();
        // The way back to a list under the same filter leads to where it was left.
        if filter.as_ref().is_some_and(|filter| *filter != kept) {
            (query, scroll) = (String::new(), 0.0);
        }
        let finder = Self {
            session,
            query: RwSignal::new(query),
            filter: RwSignal::new(filter.unwrap_or(kept)),
            order: RwSignal::new(order),
            window: RwSignal::new(None),
            trouble: RwSignal::new(None),
            range: StoredValue::new(Range { first: 0, count: FIRST }),
            busy: StoredValue::new(false),
            again: StoredValue::new(false),
            scroll: StoredValue::new((scroll > 0.0).then_some(scroll)),
            home: true,
        };
        finder.refresh();
        finder
    }

    /// A finder of another page's list, which begins anew each time; it asks at once.
    pub fn beside(session: Session, filter: RowFilter) -> Self {
        let finder = Self {
            session,
            query: RwSignal::new(String::new()),
            filter: RwSignal::new(filter),
            order: RwSignal::new(RowOrder::Newest),
            window: RwSignal::new(None),
            trouble: RwSignal::new(None),
            range: StoredValue::new(Range { first: 0, count: FIRST }),
            busy: StoredValue::new(false),
            again: StoredValue::new(false),
            scroll: StoredValue::new(None),
            home: false,
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
        self.range.update_value(|range| range.first = 0);
        self.scroll.set_value(None);
        self.refresh();
    }

    /// These rows are in sight now.
    pub fn show(self, range: Range) {
        self.range.set_value(range);
        let missing = self.window.with_untracked(|window| {
            window.as_ref().is_none_or(|window| {
                let end = window.offset + window.rows.len() as u32;
                let wanted = (range.first + range.count).min(window.found);
                range.first < window.offset || wanted > end
            })
        });
        if missing {
            self.refresh();
        }
    }

    /// Asks again.
    pub fn refresh(self) {
        if self.busy.get_value() {
            self.again.set_value(true);
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move { self.run().await });
    }

    /// Remembers where the list is left.
    pub fn leave(self) {
        let query = self.query.try_get_untracked().unwrap_or_default();
        self.session.list_place.set_value((query, browser::scroll_top()));
        let filter = self.filter.try_get_untracked().unwrap_or_default();
        let order = self.order.try_get_untracked().unwrap_or_default();
        self.session.list_filter.set_value((filter, order));
    }

    async fn run(self) {
        loop {
            // The page may have been left while the engine answered.
            let Some(text) = self.query.try_get_untracked() else { return };
            let filter = self.filter.try_get_untracked().unwrap_or_default();
            let order = self.order.try_get_untracked().unwrap_or_default();
            let range = self.range.try_get_value().unwrap_or_default();
            self.again.try_set_value(false);
            let query = ListQuery {
                text,
                filter,
                order,
                offset: range.first.saturating_sub(MARGIN),
                limit: range.count + 2 * MARGIN,
            };
            match self.session.ask(Command::List(query)).await {
                Ok(Reply::Window(window)) => self.answered(window),
                Ok(_) => {}
                Err(failure) => {
                    self.trouble.try_set(Some(failure));
                }
            }
            if !self.again.try_get_value().unwrap_or(false) {
                break;
            }
        }
        self.busy.try_set_value(false);
    }

    fn answered(self, window: Window) {
        if self.trouble.try_with_untracked(Option::is_some).unwrap_or(false) {
            self.trouble.try_set(None);
        }
        self.window.try_set(Some(window));
        if let Some(scroll) = self.scroll.try_update_value(Option::take).flatten() {
            // When the list has its height.
            request_animation_frame(move || browser::scroll_to(scroll));
        }
    }

    /// The keys of the rows at hand. A row is drawn otherwise while several are `picked`, and on
    /// another day.
    pub fn keys(self, picked: bool) -> Vec<RowKey> {
        let how = (picked, browser::today());
        self.window.with(|window| {
            let Some(window) = window else { return Vec::new() };
            let keyed = |(at, row): (usize, &ListRow)| RowKey {
                index: window.offset + at as u32,
                content: content_hash(row, &how),
            };
            window.rows.iter().enumerate().map(keyed).collect()
        })
    }

    /// A row at hand.
    pub fn row(self, index: u32) -> Option<ListRow> {
        self.window.with_untracked(|window| {
            let window = window.as_ref()?;
            window.rows.get(index.checked_sub(window.offset)? as usize).cloned()
        })
    }
}

fn content_hash(row: &ListRow, how: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    how.hash(&mut hasher);
    encode(row).hash(&mut hasher);
    hasher.finish()
}
