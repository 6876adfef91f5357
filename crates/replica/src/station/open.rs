//! Opening a station: what its store holds becomes what it has in memory.

use std::collections::{BTreeMap, BTreeSet};

use casework::{Directory, MatterRow, Moment};
use ident::{DocKey, MatterId, PersonId};

use super::{Entropy, Station, StationError, certificates::KeyState, sync::SyncState};
use crate::{
    Batch, Durability, RowBook, Space, Store, Unlocked,
    envelope::Envelope,
    record::{ROW_TO_COME, meta},
    row_book::{decode_page, encode_page},
};

/// So many rows outside pages are folded into a page at the next opening.
const FOLD_FROM: usize = 128;
/// Rows in a page.
pub(super) const PAGE: usize = 128;
/// A document that ended the worker so often is left alone.
const STRIKES: u8 = 2;

/// What [`Station::open_rows`] found and left to [`Station::settle`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unsettled {
    /// Entries of the outbox or of quarantine cannot be read.
    entries: bool,
    /// Rows cannot be read.
    rows: bool,
}

/// Whether a document that is left alone gets one more chance at this start: at the second from then
/// on, then ever more rarely. It may not have been the document: a tablet whose power fails twice at
/// the wrong moment leaves the same marks.
fn is_tried_again(strikes: u8) -> bool {
    strikes > STRIKES && strikes.is_power_of_two()
}

impl<S: Store> Station<S> {
    /// Opens the station that a store holds; an empty store is a device that is not registered.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then. `Record(Locked)` where a PIN is set: then
    /// [`Station::open_unlocked`].
    pub async fn open(store: S, entropy: Entropy) -> Result<Self, StationError> {
        let mut station = Self::open_rows(store, entropy, None).await?;
        station.settle().await?;
        Ok(station)
    }

    /// Opens the station of a store with a vault: whoever unlocked it is who works with it now.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn open_unlocked(
        store: S,
        entropy: Entropy,
        unlocked: &Unlocked,
    ) -> Result<Self, StationError> {
        let mut station = Self::open_rows(store, entropy, Some(unlocked)).await?;
        station.settle().await?;
        Ok(station)
    }

    /// The first half of opening: reads what lists need and opens no document, so that a program whose
    /// larger part has still to come can answer lists. What cannot be read is left out, the directory is
    /// the relay's without what this office changed since, and nothing but what is half typed can be
    /// written ([`StationError::Unsettled`]) before [`Station::settle`] was called.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn open_rows(
        store: S,
        entropy: Entropy,
        unlocked: Option<&Unlocked>,
    ) -> Result<Self, StationError> {
        let envelope = unlocked.map(|unlocked| Envelope::sealing(&unlocked.key));
        let envelope = envelope.unwrap_or_else(Envelope::plain);
        let person = unlocked.map(|unlocked| unlocked.person);
        Self::open_with(store, entropy, envelope, person).await
    }

    async fn open_with(
        store: S,
        entropy: Entropy,
        envelope: Envelope,
        person: Option<PersonId>,
    ) -> Result<Self, StationError> {
        let mut station = Self {
            store,
            envelope,
            actor_random: entropy.actor,
            identity: None,
            enrolment: None,
            sent: Directory::default(),
            directory: Directory::default(),
            org: Vec::new(),
            rows: RowBook::default(),
            fresh_rows: 0,
            last_page: 0,
            outbox: Vec::new(),
            refused: Vec::new(),
            stale: BTreeSet::new(),
            waiting_matters: BTreeSet::new(),
            poisoned: super::damage::Matters::default(),
            blobs: BTreeMap::new(),
            along: BTreeSet::new(),
            coming: None,
            sync: SyncState::default(),
            holding: super::held::Holding::default(),
            erased: super::erased::Erased::default(),
            keys: KeyState::default(),
            opinions_carried: false,
            damage: super::damage::Damage::default(),
            unsettled: Some(Unsettled::default()),
            mark: None,
        };
        station.identity = station.meta(meta::IDENTITY, "identity").await?;
        if let (Some(identity), Some(person)) = (station.identity.as_mut(), person) {
            identity.person = person;
        }
        station.enrolment = match station.meta(meta::ENROLMENT, "enrolment").await {
            // A code is typed again.
            Err(StationError::Damaged(_)) => None,
            found => found?,
        };
        station.load_keys().await?;
        // Only to be shown: damaged, it must not keep the station from opening.
        let reached: Option<i64> =
            station.meta(meta::LAST_REACHED, "last reached").await.ok().flatten();
        station.sync.last_reached = reached.map(Moment::from_millis);
        station.load_readable_entries().await?;
        station.load_blobs().await?;
        station.load_along().await?;
        station.load_sent_directory().await?;
        station.directory = station.sent.clone();
        station.load_holding().await?;
        station.load_erased().await?;
        station.load_rows().await?;
        Ok(station)
    }

    /// The second half of opening, after [`Station::open_rows`]: what this office changed of the
    /// directory is laid over it, entries and rows that cannot be read are made anew, what was
    /// interrupted is finished. Says whether lists may show something else by that. Does nothing once it
    /// is done.
    ///
    /// # Errors
    /// [`StationError`]; then it is still to be done, and nothing else can be written.
    pub async fn settle(&mut self) -> Result<bool, StationError> {
        let Some(unsettled) = self.unsettled.take() else { return Ok(false) };
        let settled = self.settle_all(unsettled).await;
        if settled.is_err() {
            self.unsettled = Some(unsettled);
        }
        settled
    }

    /// Whether [`Station::settle`] was called and all of it could be done.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.unsettled.is_none()
    }

    async fn settle_all(&mut self, unsettled: Unsettled) -> Result<bool, StationError> {
        if unsettled.entries {
            self.load_outbox().await?;
        }
        self.load_org().await?;
        let directory = self.laid_over(&self.sent);
        let other = directory != self.directory;
        self.turn_to(directory);
        if unsettled.rows {
            // Rows are made from documents: what cannot be read is made again, here or at the relay.
            self.read_rows_anew().await?;
            self.project_everything().await?;
        }
        let interrupted = self.settle_interrupted().await?;
        self.find_stale_rows().await?;
        Ok(other || unsettled.entries || unsettled.rows || interrupted)
    }

    async fn meta<T: for<'b> minicbor::Decode<'b, ()>>(
        &self,
        key: &[u8],
        name: &'static str,
    ) -> Result<Option<T>, StationError> {
        match self.read(Space::Meta, key).await? {
            Some(bytes) => {
                minicbor::decode(&bytes).map(Some).map_err(|_| StationError::Damaged(name))
            }
            None => Ok(None),
        }
    }

    pub(super) async fn counter(&self, key: &[u8]) -> Result<u32, StationError> {
        Ok(self.meta(key, "counter").await?.unwrap_or_default())
    }

    /// Reads all rows; those outside pages are newer than those in them.
    async fn load_rows(&mut self) -> Result<(), StationError> {
        let mut unreadable = false;
        self.last_page = self.last_row_page().await?;
        for (_, bytes) in self.read_all(Space::RowPages, &[vec![]]).await?.concat() {
            match decode_page(&bytes) {
                Some(rows) => rows.into_iter().for_each(|row| self.take_row(row)),
                None => unreadable = true,
            }
        }
        let fresh = self.read_all(Space::Rows, &[vec![]]).await?.concat();
        self.fresh_rows = fresh.len();
        for (_, bytes) in fresh {
            match MatterRow::from_bytes(&bytes) {
                Some(row) => self.take_row(row),
                None => unreadable = true,
            }
        }
        if let Some(unsettled) = self.unsettled.as_mut() {
            unsettled.rows = unreadable;
        }
        Ok(())
    }

    /// Reads what waits and what was refused: at opening, and when another tab wrote.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn load_outbox(&mut self) -> Result<(), StationError> {
        self.outbox = self.read_entries(Space::Outbox).await?;
        self.refused = self.read_entries(Space::Quarantine).await?;
        self.note_waiting();
        Ok(())
    }

    /// The same without what cannot be read, which is only noted.
    async fn load_readable_entries(&mut self) -> Result<(), StationError> {
        let (waiting, all) = self.readable_entries(Space::Outbox).await?;
        let (refused, all_refused) = self.readable_entries(Space::Quarantine).await?;
        (self.outbox, self.refused) = (waiting, refused);
        self.note_waiting();
        if let Some(unsettled) = self.unsettled.as_mut() {
            unsettled.entries = !(all && all_refused);
        }
        Ok(())
    }

    pub(super) fn note_waiting(&mut self) {
        let of_matters = self.outbox.iter().map(|entry| entry.key.matter);
        self.waiting_matters = of_matters.filter(|matter| *matter != DocKey::NO_MATTER).collect();
    }

    /// Reads the rows of matters that another tab changed.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn reload_rows(&mut self, matters: &[MatterId]) -> Result<(), StationError> {
        self.read_new_pages().await?;
        let prefixes: Vec<Vec<u8>> = matters.iter().map(|id| id.as_bytes().to_vec()).collect();
        for (_, bytes) in self.read_all(Space::Rows, &prefixes).await?.concat() {
            if let Some(row) = MatterRow::from_bytes(&bytes) {
                self.take_row(row);
            }
        }
        Ok(())
    }

    /// Reads pages that another tab wrote: rows that came from the relay. Those that were folded say
    /// nothing new.
    pub(super) async fn read_new_pages(&mut self) -> Result<(), StationError> {
        let last = self.last_row_page().await?;
        while self.last_page < last {
            self.last_page += 1;
            if let Some(bytes) = self.read(Space::RowPages, &self.last_page.to_be_bytes()).await? {
                decode_page(&bytes).into_iter().flatten().for_each(|row| self.take_row(row));
            }
        }
        Ok(())
    }

    /// Whether enough rows were written one by one for [`Station::fold_rows`] to be of use.
    #[must_use]
    pub fn wants_folding(&self) -> bool {
        self.fresh_rows >= FOLD_FROM
    }

    /// Folds the rows written one by one into pages, so that the next opening reads few records.
    /// Call it now and then, when nobody waits.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn fold_rows(&mut self) -> Result<(), StationError> {
        if !self.wants_folding() {
            return Ok(());
        }
        self.read_new_pages().await?;
        let fresh = self.read_all(Space::Rows, &[vec![]]).await?.concat();
        let rows: Vec<MatterRow> =
            fresh.iter().filter_map(|(_, bytes)| MatterRow::from_bytes(bytes)).collect();
        let mut page = self.last_row_page().await?;
        let mut batch = Batch::default();
        for rows in rows.chunks(PAGE) {
            page += 1;
            batch.put(Space::RowPages, page.to_be_bytes(), encode_page(rows));
        }
        for (key, _) in fresh {
            batch.delete(Space::Rows, key);
        }
        batch.put(Space::Meta, meta::ROW_PAGE, minicbor::to_vec(page).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        self.fresh_rows = 0;
        self.last_page = page;
        self.repack_pages(page).await
    }

    /// Writes all pages anew once most of their rows were replaced by later ones.
    async fn repack_pages(&mut self, last: u32) -> Result<(), StationError> {
        let pages = self.read_all(Space::RowPages, &[vec![]]).await?.concat();
        if pages.len() * PAGE < 2 * self.rows.len() + 8 * PAGE {
            return Ok(());
        }
        let rows: Vec<&MatterRow> = self.rows.iter().collect();
        let mut batch = Batch::default();
        for (key, _) in pages {
            batch.delete(Space::RowPages, key);
        }
        let mut page = last;
        for rows in rows.chunks(PAGE) {
            page += 1;
            batch.put(Space::RowPages, page.to_be_bytes(), encode_page(rows.iter().copied()));
        }
        batch.put(Space::Meta, meta::ROW_PAGE, minicbor::to_vec(page).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        self.last_page = page;
        Ok(())
    }

    /// Matters whose documents were being opened when the worker ended: each is tried again alone,
    /// and one that ends it once more is left alone, at most of the starts that follow.
    /// Says whether there were such.
    async fn settle_interrupted(&mut self) -> Result<bool, StationError> {
        let marks = self.read_all(Space::Opening, &[vec![]]).await?.concat();
        let mut again = Vec::new();
        for (key, value) in marks {
            let Ok(matter) = MatterId::from_slice(&key) else { continue };
            let strikes = value.first().copied().unwrap_or_default();
            if strikes >= STRIKES && !is_tried_again(strikes) {
                // Counted on, so that its turn comes again.
                let mut batch = Batch::default();
                batch.put(Space::Opening, key, [strikes.saturating_add(1)]);
                // A full disk is no reason not to open.
                let _ = self.write(batch, Durability::Relaxed).await;
                self.poisoned.insert(matter);
            } else if strikes == ROW_TO_COME {
                self.stale.insert(matter);
            } else {
                again.push((matter, strikes));
            }
        }
        if again.is_empty() || self.identity.is_none() {
            return Ok(false);
        }
        for (matter, strikes) in again {
            let mut batch = Batch::default();
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [strikes.saturating_add(1)]);
            self.write(batch, Durability::Relaxed).await?;
            if let Err(error) = self.project(&[matter]).await {
                // The worker lives: it was not the document that ended it.
                let mut batch = Batch::default();
                batch.put(Space::Opening, matter.as_bytes().as_slice(), [strikes]);
                let _ = self.write(batch, Durability::Relaxed).await;
                return Err(error);
            }
        }
        Ok(true)
    }

    /// Notes the rows that another tab left to be made when it was closed. To be called when this one
    /// takes over from it.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn take_over_rows(&mut self) -> Result<(), StationError> {
        for (key, value) in self.read_all(Space::Opening, &[vec![]]).await?.concat() {
            if value.first() == Some(&ROW_TO_COME)
                && let Ok(matter) = MatterId::from_slice(&key)
            {
                self.stale.insert(matter);
            }
        }
        Ok(())
    }

    pub(super) async fn project_everything(&mut self) -> Result<(), StationError> {
        let changes = self.read_all(Space::Changes, &[vec![]]).await?.concat();
        let matters: BTreeSet<MatterId> = changes
            .iter()
            .filter_map(|(_, bytes)| {
                let stored: crate::record::StoredChange = minicbor::decode(bytes).ok()?;
                (stored.key.matter != DocKey::NO_MATTER).then_some(stored.key.matter)
            })
            .collect();
        let matters: Vec<MatterId> = matters.into_iter().collect();
        for some in matters.chunks(200) {
            self.project(some).await?;
        }
        Ok(())
    }
}
