//! Taking in the relay's rows.

use std::collections::BTreeSet;

use casework::MatterRow;
use ident::DocKey;
use wire::{Cursor, RowsGet, RowsPart, RowsPass, RowsPlace, ToRelay};

use super::{super::Station, RowsStanding, StationError, TO_COME};
use crate::{
    Batch, Durability, Effect, Space, Store, record::meta, row_book::encode_rows,
    station::open::PAGE,
};

impl<S: Store> Station<S> {
    pub(super) fn ask_for_rows(place: Option<RowsPlace>) -> Effect {
        Effect::Send(ToRelay::Rows(RowsGet { place }))
    }

    /// Begins to read everything anew: rows first, then the feed from where it ends now.
    pub(in super::super) async fn begin_first(
        &mut self,
        latest: Cursor,
    ) -> Result<(), StationError> {
        let standing = RowsStanding { cursor: Some(latest), ..RowsStanding::default() };
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::ROWS_PLACE, minicbor::to_vec(&standing).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        self.holding.standing = Some(standing);
        Ok(())
    }

    /// The feed is read from its beginning instead; rows that were read are of another log, or go on
    /// as they were.
    pub(in super::super) fn end_first(&mut self, same_log: bool, batch: &mut Batch) {
        let Some(standing) = &mut self.holding.standing else { return };
        standing.cursor = None;
        if !same_log {
            standing.place = None;
        }
        let bytes = minicbor::to_vec(&*standing).unwrap_or_default();
        batch.put(Space::Meta, meta::ROWS_PLACE, bytes);
    }

    /// Rows that were stored cannot be read: all are read anew, whatever was read before.
    pub(in super::super) async fn read_rows_anew(&mut self) -> Result<(), StationError> {
        let Some(standing) = self.holding.standing.clone() else { return Ok(()) };
        let standing = RowsStanding { place: None, ..standing };
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::ROWS_PLACE, minicbor::to_vec(&standing).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        self.holding.standing = Some(standing);
        Ok(())
    }

    /// Takes a part of the rows, and how far it goes, in one transaction. Of matters whose documents
    /// are here the own row stands: it knows what waits, and what the office noted for itself.
    pub(in super::super) async fn rows_came(
        &mut self,
        part: RowsPart,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(before) = self.holding.standing.clone() else { return Ok(Vec::new()) };
        // Of another reading, or once more.
        if part.from != before.place {
            return Ok(Vec::new());
        }
        let Some(to) = part.to else { return Ok(vec![Self::ask_for_rows(before.place)]) };
        let Ok(entries) = part.rows.unpack() else { return Ok(self.read_plainly()) };
        let mut standing = RowsStanding {
            place: Some(to),
            rows: before.rows + entries.len() as u64,
            all: part.all.unwrap_or(before.all),
            days: part.days,
            ..before.clone()
        };
        let none = entries.is_empty();
        let mut batch = Batch::default();
        let mut rows: Vec<(MatterRow, Vec<u8>)> = Vec::new();
        let mut rowless = BTreeSet::new();
        for entry in entries {
            let matter = entry.matter;
            let held = self.rows.get(matter).is_some_and(|row| row.absent.is_none());
            if held || self.stale.contains(&matter) {
                continue;
            }
            match MatterRow::from_bytes(&entry.bytes) {
                Some(row) if row.matter == matter && row.absent.is_some() => {
                    if self.holding.gone.contains(&matter) {
                        batch.delete(Space::Rows, matter.as_bytes().as_slice());
                    }
                    rows.push((row, entry.bytes));
                }
                // None, or one of a later version: of its documents something can be made here.
                _ => {
                    rowless.insert(matter);
                }
            }
        }
        // A cursor that is there is never moved: what lies between was not read.
        let reads_feed = self.cursor().await?.is_some();
        if reads_feed {
            standing.cursor = None;
        }
        // A row that was made anew while the first ones were read stands among those made since: only
        // with these is all of it here.
        let in_since = before.place.is_some_and(|place| place.pass == RowsPass::Since);
        let done = to.pass == RowsPass::Since && (!part.more || in_since && none);
        let first = standing.cursor.filter(|_| done);
        if let Some(cursor) = first {
            // All that was there is here: from now on as ever.
            standing.cursor = None;
            batch.put(Space::Meta, meta::CURSOR, minicbor::to_vec(cursor).unwrap_or_default());
            rowless.insert(DocKey::NO_MATTER);
        }
        for matter in &rowless {
            batch.put(Space::Unrowed, matter.as_bytes().as_slice(), TO_COME);
        }
        self.read_new_pages().await?;
        let mut page = self.last_row_page().await?;
        for some in rows.chunks(PAGE) {
            page += 1;
            let bytes = encode_rows(some.iter().map(|(_, bytes)| bytes.as_slice()));
            batch.put(Space::RowPages, page.to_be_bytes(), bytes);
        }
        batch.put(Space::Meta, meta::ROW_PAGE, minicbor::to_vec(page).unwrap_or_default());
        batch.put(Space::Meta, meta::ROWS_PLACE, minicbor::to_vec(&standing).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        self.last_page = page;
        let mut effects = vec![Effect::SyncChanged];
        if !rows.is_empty() {
            effects.push(Effect::RowsChanged);
        }
        for (row, _) in rows {
            self.holding.gone.remove(&row.matter);
            // Something happened to it: what was answered before is old.
            self.holding.answered.remove(&row.matter);
            effects.extend(
                self.holding
                    .urgent
                    .contains(&row.matter)
                    .then_some(Effect::MatterChanged(row.matter)),
            );
            self.rows.put(row);
        }
        self.holding.rowless.extend(rowless);
        self.holding.looked = false;
        let reads_on = part.more && (standing.cursor.is_some() || self.holds_rows());
        self.holding.standing = Some(standing);
        if reads_on {
            effects.push(Self::ask_for_rows(Some(to)));
        }
        if let Some(cursor) = first {
            effects.push(Self::pull(Some(cursor)));
        }
        effects.extend(self.next_fetch());
        Ok(effects)
    }
}
