//! The rows a station holds: in memory, in the order of lists, searched by scan.

use std::{
    cell::OnceCell,
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use casework::{CaseKind, MatterRow};
use chrono::NaiveDate;
use ident::MatterId;
use lookup::{PinyinKey, Query, SearchFields, SearchKey};
use minicbor::bytes::ByteVec;

/// Newest first: by when it was recorded, then by the day of receipt, then by number.
type Place = (Reverse<i64>, Reverse<String>, Reverse<String>, MatterId);

#[derive(Debug, Clone)]
struct Held {
    row: MatterRow,
    /// Folded at the first search: opening the list does not wait for it.
    search: OnceCell<SearchKey>,
}

impl Held {
    fn search(&self) -> &SearchKey {
        self.search.get_or_init(|| {
            let row = &self.row;
            SearchKey::new(&SearchFields {
                names: &[&row.name],
                texts: &[&row.title, &row.text, &row.place],
                numbers: &[&row.local_no],
                phones: &[&row.phone],
                pinyin: Some(&PinyinKey::from_stored(row.name_key.clone())),
            })
        })
    }
}

/// All rows.
#[derive(Debug, Clone, Default)]
pub struct RowBook {
    rows: HashMap<MatterId, Held>,
    order: BTreeMap<(CaseKind, Place), MatterId>,
    /// How many there are of each kind.
    counts: BTreeMap<CaseKind, usize>,
    /// What the last query found; emptied by every change.
    found: Option<(String, Vec<MatterId>)>,
}

/// A window of what a query finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<'a> {
    /// How many rows there are in all.
    pub total: usize,
    /// How many the query finds.
    pub found: usize,
    /// The wanted ones.
    pub rows: Vec<&'a MatterRow>,
}

fn place(row: &MatterRow) -> Place {
    (
        Reverse(row.recorded_at),
        Reverse(row.received_on.clone()),
        Reverse(row.local_no.clone()),
        row.matter,
    )
}

impl RowBook {
    /// Puts a row in the place of the matter's former one.
    pub fn put(&mut self, row: MatterRow) {
        self.found = None;
        let place = (row.kind, place(&row));
        let matter = row.matter;
        if let Some(former) = self.rows.insert(matter, Held { row, search: OnceCell::new() }) {
            self.order.remove(&(former.row.kind, self::place(&former.row)));
            if let Some(count) = self.counts.get_mut(&former.row.kind) {
                *count -= 1;
            }
        }
        *self.counts.entry(place.0).or_default() += 1;
        self.order.insert(place, matter);
    }

    /// Forgets what the last query found: what it was asked by is another.
    pub fn forget_found(&mut self) {
        self.found = None;
    }

    /// Takes a matter's row away.
    pub fn remove(&mut self, matter: MatterId) {
        let Some(former) = self.rows.remove(&matter) else { return };
        self.found = None;
        self.order.remove(&(former.row.kind, place(&former.row)));
        if let Some(count) = self.counts.get_mut(&former.row.kind) {
            *count = count.saturating_sub(1);
        }
    }

    /// A matter's row.
    #[must_use]
    pub fn get(&self, matter: MatterId) -> Option<&MatterRow> {
        self.rows.get(&matter).map(|held| &held.row)
    }

    /// How many there are, of all kinds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many petitions there are.
    #[must_use]
    pub fn petitions(&self) -> usize {
        self.counts.get(&CaseKind::Petition).copied().unwrap_or_default()
    }

    /// Those of a kind, newest first.
    pub fn of(&self, kind: CaseKind) -> impl Iterator<Item = &MatterRow> {
        self.in_order(kind).filter_map(|matter| self.get(matter))
    }

    fn in_order(&self, kind: CaseKind) -> impl Iterator<Item = MatterId> + '_ {
        // The kinds stand one after another.
        let before = self.order.iter().skip_while(move |((other, _), _)| *other < kind);
        before.take_while(move |((other, _), _)| *other == kind).map(|(_, matter)| *matter)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All rows, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &MatterRow> {
        self.rows.values().map(|held| &held.row)
    }

    /// The petitions' rows from `offset` on, at most `limit`, of those that a typed query finds.
    pub fn page(&mut self, typed: &str, offset: usize, limit: usize) -> Page<'_> {
        let query = Query::parse(typed);
        let total = self.petitions();
        if query.is_empty() {
            let rows = self.of(CaseKind::Petition).skip(offset).take(limit).collect();
            return Page { total, found: total, rows };
        }
        let petition = |row: &MatterRow| row.kind == CaseKind::Petition;
        self.page_where(typed, typed, &petition, None, offset, limit)
    }

    /// The rows from `offset` on, at most `limit`, of those that a typed query finds and that are
    /// wanted; newest first, or by day where there is a `day`. What is found is kept under `name`
    /// until a row changes, so that scrolling does not look again.
    pub fn page_where(
        &mut self,
        name: &str,
        typed: &str,
        wanted: &dyn Fn(&MatterRow) -> bool,
        day: Option<&dyn Fn(&MatterRow) -> NaiveDate>,
        offset: usize,
        limit: usize,
    ) -> Page<'_> {
        if self.found.as_ref().is_none_or(|(former, _)| former != name) {
            self.found = Some((name.to_owned(), self.find(typed, wanted, day)));
        }
        let hits: &[MatterId] = self.found.as_ref().map_or(&[], |(_, hits)| hits.as_slice());
        let shown = hits.iter().skip(offset).take(limit);
        let rows = shown.filter_map(|matter| self.get(*matter)).collect();
        Page { total: self.petitions(), found: hits.len(), rows }
    }

    fn find(
        &self,
        typed: &str,
        wanted: &dyn Fn(&MatterRow) -> bool,
        day: Option<&dyn Fn(&MatterRow) -> NaiveDate>,
    ) -> Vec<MatterId> {
        let query = Query::parse(typed);
        let all = query.is_empty();
        let held = self.order.values().filter_map(|matter| self.rows.get(matter));
        let mut found: Vec<&MatterRow> = held
            .filter(|held| wanted(&held.row) && (all || query.matches(held.search())))
            .map(|held| &held.row)
            .collect();
        let kinds = |row: &&MatterRow| found.first().is_some_and(|first| first.kind != row.kind);
        if found.iter().any(kinds) {
            // Several kinds in one list: the newest of any kind first.
            found.sort_by_cached_key(|row| place(row));
        }
        if let Some(day) = day {
            // Stable: of one day, the newest stays first.
            found.sort_by_cached_key(|row| day(row));
        }
        found.into_iter().map(|row| row.matter).collect()
    }
}

/// A stored page: rows as they are written one by one.
#[must_use]
pub fn encode_page<'a>(rows: impl IntoIterator<Item = &'a MatterRow>) -> Vec<u8> {
    let rows: Vec<ByteVec> = rows.into_iter().map(|row| row.to_bytes().into()).collect();
    minicbor::to_vec(rows).unwrap_or_default()
}

/// A stored page of rows that are written already.
#[must_use]
pub fn encode_rows<'a>(rows: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let rows: Vec<ByteVec> = rows.into_iter().map(|row| row.to_vec().into()).collect();
    minicbor::to_vec(rows).unwrap_or_default()
}

/// The rows of a stored page; none for a page that cannot be read (rows can be projected again).
#[must_use]
pub fn decode_page(bytes: &[u8]) -> Option<Vec<MatterRow>> {
    let rows: Vec<ByteVec> = minicbor::decode(bytes).ok()?;
    rows.iter().map(|row| MatterRow::from_bytes(row)).collect()
}
