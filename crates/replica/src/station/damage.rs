//! Records that cannot be read any more: a bit turned over, a browser that lost a page of its files. One
//! costs what it held and no more. The station opens, what can be made anew is, what the relay has is
//! asked for again, and what is nowhere else is counted so that somebody is told. What is damaged is not
//! deleted; only a record that is made anew takes its place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use casework::document::ReadChange;
use ident::{ChangeHash, DocId, MatterId};
use wire::Refusal;

use super::{Station, StationError};
use crate::{
    OutboxEntry, Space, Store,
    record::{StoredChange, meta},
};

/// In front of an entry's change in its key: when it was saved.
const TIME: usize = 8;

/// Matters that are noted while reading, too, which changes nothing else of a station.
#[derive(Debug, Default)]
pub(super) struct Matters(Mutex<BTreeSet<MatterId>>);

impl Matters {
    fn all(&self) -> MutexGuard<'_, BTreeSet<MatterId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn insert(&self, matter: MatterId) {
        self.all().insert(matter);
    }

    pub(super) fn remove(&self, matter: MatterId) {
        self.all().remove(&matter);
    }

    pub(super) fn contains(&self, matter: MatterId) -> bool {
        self.all().contains(&matter)
    }

    fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    fn take(&self) -> BTreeSet<MatterId> {
        core::mem::take(&mut *self.all())
    }
}

/// What was found to be damaged since the station was opened.
#[derive(Debug, Default)]
pub(super) struct Damage {
    /// Matters of which changes could not be read, to be asked for again.
    matters: Matters,
    /// Changes that wait to be handed in and cannot be read: they hold up nothing else.
    waiting: BTreeSet<(DocId, ChangeHash)>,
    /// Entries of the outbox of which nothing is left, by their keys.
    lost: BTreeMap<Space, usize>,
}

impl Damage {
    /// A matter's documents could not be read wholly.
    pub(super) fn found_in(&self, matter: MatterId) {
        self.matters.insert(matter);
    }

    /// Whether something was found and not asked for yet.
    pub(super) fn is_found(&self) -> bool {
        !self.matters.is_empty()
    }

    /// A change that waits cannot be read.
    pub(super) fn cannot_be_sent(&mut self, change: (DocId, ChangeHash)) {
        self.waiting.insert(change);
    }

    /// Whether a change that waits is known to be unreadable.
    pub(super) fn keeps_back(&self, change: &(DocId, ChangeHash)) -> bool {
        self.waiting.contains(change)
    }

    /// How many entries were to be handed in and cannot be read.
    pub(super) fn unreadable(&self) -> usize {
        self.waiting.len() + self.lost.values().sum::<usize>()
    }
}

impl<S: Store> Station<S> {
    /// The entries of the outbox or of quarantine that can be read, and whether that is all of them.
    pub(super) async fn readable_entries(
        &self,
        space: Space,
    ) -> Result<(Vec<OutboxEntry>, bool), StationError> {
        let found = self.read_all(space, &[vec![]]).await?.concat();
        let read = found.iter().filter_map(|(_, bytes)| minicbor::decode(bytes).ok());
        let entries: Vec<OutboxEntry> = read.collect();
        let all = entries.len() == found.len();
        Ok((entries, all))
    }

    /// The entries of the outbox or of quarantine. One that cannot be read is made anew from its key
    /// and its change.
    pub(super) async fn read_entries(
        &mut self,
        space: Space,
    ) -> Result<Vec<OutboxEntry>, StationError> {
        let found = self.read_all(space, &[vec![]]).await?.concat();
        let mut entries = Vec::with_capacity(found.len());
        let mut lost = 0;
        for (key, bytes) in found {
            match minicbor::decode(&bytes) {
                Ok(entry) => entries.push(entry),
                Err(_) => match self.entry_anew(space, &key).await? {
                    Some(entry) => entries.push(entry),
                    None => lost += 1,
                },
            }
        }
        self.damage.lost.insert(space, lost);
        Ok(entries)
    }

    async fn entry_anew(
        &self,
        space: Space,
        key: &[u8],
    ) -> Result<Option<OutboxEntry>, StationError> {
        let Some((at, change)) = key.split_first_chunk::<TIME>() else { return Ok(None) };
        let Some(bytes) = self.read(Space::Changes, change).await? else { return Ok(None) };
        let Ok(stored) = minicbor::decode::<StoredChange>(&bytes) else { return Ok(None) };
        let Ok(read) = ReadChange::from_bytes(&stored.bytes, &stored.key.part) else {
            return Ok(None);
        };
        let entry = OutboxEntry {
            key: stored.key,
            hash: read.seen.hash,
            at: i64::from_be_bytes(*at),
            // What else was saved with it is not known: it is a form by itself.
            form: read.seen.hash,
            step: read.seen.step.to_message(),
            // Why is not known either; a person may hand it in again.
            refused: (space == Space::Quarantine).then_some(Refusal::Malformed),
            let_go: None,
        };
        Ok((entry.store_key() == key).then_some(entry))
    }

    /// The last local number that was given. Where its record cannot be read it follows from the
    /// numbers there are.
    pub(super) async fn local_numbers(&self) -> Result<u32, StationError> {
        match self.counter(meta::LOCAL_NUMBER).await {
            Err(StationError::Damaged(_)) => {
                let identity = self.registered()?;
                let own = format!("{}-{}-", identity.office, identity.number);
                let given =
                    |row: &casework::MatterRow| row.local_no.strip_prefix(&own)?.parse().ok();
                Ok(self.rows.iter().filter_map(given).max().unwrap_or_default())
            }
            count => count,
        }
    }

    /// The last page of rows. Where its record cannot be read it is the last there is.
    pub(super) async fn last_row_page(&self) -> Result<u32, StationError> {
        match self.counter(meta::ROW_PAGE).await {
            Err(StationError::Damaged(_)) => {
                let pages = self.store.scan(Space::RowPages, &[vec![]]).await?.concat();
                let number = |(key, _): &(Vec<u8>, Vec<u8>)| {
                    Some(u32::from_be_bytes(key.as_slice().try_into().ok()?))
                };
                Ok(pages.iter().filter_map(number).max().unwrap_or_default())
            }
            count => count,
        }
    }

    /// Asks the relay once more, on each connection once, for what could not be read.
    pub(super) fn ask_anew(&mut self) -> Vec<crate::Effect> {
        let found = self.damage.matters.take();
        self.want_anew(found);
        self.next_fetch()
    }
}
