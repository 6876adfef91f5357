//! Asks the engine for the rows in sight. One question is under way at a time; what was wanted
//! meanwhile is asked next, and only the last of it.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Failure, ListRow, Reply, Window, encode},
    ui::{
        browser,
        components::{Range, RowKey},
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
    /// The rows at hand; none before the first answer.
    pub window: RwSignal<Option<Window>>,
    /// Why the last question was not answered.
    pub trouble: RwSignal<Option<Failure>>,
    range: StoredValue<Range>,
    busy: StoredValue<bool>,
    again: StoredValue<bool>,
    /// Where the page was scrolled to when it was left; done once.
    scroll: StoredValue<Option<f64>>,
}

impl Finder {
    /// A finder that goes on where the list was left, and asks at once.
    pub fn new(session: Session) -> Self {
        let (query, scroll) = session.list_place.get_value();
        let finder = Self {
            session,
            query: RwSignal::new(query),
            window: RwSignal::new(None),
            trouble: RwSignal::new(None),
            range: StoredValue::new(Range { first: 0, count: FIRST }),
            busy: StoredValue::new(false),
            again: StoredValue::new(false),
            scroll: StoredValue::new((scroll > 0.0).then_some(scroll)),
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
    }

    async fn run(self) {
        loop {
            // The page may have been left while the engine answered.
            let Some(query) = self.query.try_get_untracked() else { return };
            let range = self.range.try_get_value().unwrap_or_default();
            self.again.try_set_value(false);
            let command = Command::List {
                query,
                offset: range.first.saturating_sub(MARGIN),
                limit: range.count + 2 * MARGIN,
            };
            match self.session.ask(command).await {
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

    /// The keys of the rows at hand.
    pub fn keys(self) -> Vec<RowKey> {
        self.window.with(|window| {
            let Some(window) = window else { return Vec::new() };
            let keyed = |(at, row): (usize, &ListRow)| RowKey {
                index: window.offset + at as u32,
                content: content_hash(row),
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

fn content_hash(row: &ListRow) -> u64 {
    let mut hasher = DefaultHasher::new();
    encode(row).hash(&mut hasher);
    hasher.finish()
}
