//! Taking in what the relay's feed says.

use std::collections::BTreeSet;

use casework::document::ReadChange;
use ident::{MatterId, Part};
use wire::{DocChanges, Feed, FeedEntry, Numbers};

use super::super::{Station, StationError};
use crate::{
    Batch, Durability, Effect, Space, Store,
    record::{ROW_TO_COME, StoredChange, change_key, manifest_key, meta},
};

/// Rows of so many matters are made at once: what a colleague has just entered is seen at once.
const AT_ONCE: usize = 20;

impl<S: Store> Station<S> {
    /// Takes a part of the feed: everything of it, and how far it goes, in one transaction. Rows of a
    /// few matters are made then and there; those of more when nobody waits
    /// ([`Station::refresh_rows`]), so that a thousand documents that come together keep neither the
    /// next ones nor a person waiting. Should we end before, the next start does it.
    pub(super) async fn feed(&mut self, feed: Feed) -> Result<Vec<Effect>, StationError> {
        let cursor = self.cursor().await?;
        // What the first rows do not hold is asked for when they are here.
        let first = self.first_from().is_some();
        if cursor.is_none() && self.relay_holds() && first {
            return Ok(Vec::new());
        }
        let continues = match &cursor {
            Some(cursor) => *cursor == feed.from,
            None => feed.from.seq == 0,
        };
        if !continues {
            return Ok(vec![Self::pull(cursor)]);
        }
        let mut effects = Vec::new();
        let mut erased = Vec::new();
        let mut batch = Batch::default();
        let mut touched: BTreeSet<MatterId> = BTreeSet::new();
        let mut directory = None;
        let mut org = false;
        for entry in feed.entries {
            if let FeedEntry::Granted(granted, _) = &entry {
                self.may_stay(granted.key.matter, &mut batch);
            }
            match entry {
                FeedEntry::Withdrawn(matter) => self.is_to_leave(matter, &mut batch),
                FeedEntry::Erased(key) => erased.push(key),
                FeedEntry::Changes(changes, numbers) | FeedEntry::Granted(changes, numbers) => {
                    if self.happened_elsewhere(changes.key.matter) {
                        continue;
                    }
                    let (matter, of_org) =
                        (changes.key.matter, matches!(changes.key.part, Part::Org(_)));
                    if self.keep_changes(changes, &numbers, &mut batch) {
                        if of_org {
                            org = true;
                        } else {
                            touched.insert(matter);
                        }
                    }
                }
                FeedEntry::Directory(bytes) => directory = Some(bytes),
            }
        }
        for manifest in &feed.manifests {
            batch.put(
                Space::Manifests,
                manifest_key(manifest),
                minicbor::to_vec(manifest).unwrap_or_default(),
            );
        }
        self.note_devices(feed.manifests.iter().map(|manifest| manifest.device));
        let at_once = touched.len() <= AT_ONCE;
        for matter in &touched {
            // What is left alone gets one more chance at the next start: it may be whole now.
            let alone = self.poisoned.contains(*matter);
            let mark = if at_once || alone { 1 } else { ROW_TO_COME };
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [mark]);
        }
        if first {
            self.end_first(true, &mut batch);
        }
        batch.put(Space::Meta, meta::CURSOR, minicbor::to_vec(feed.to).unwrap_or_default());
        if !feed.more {
            self.note_brought_back(&mut batch);
        }
        self.write(batch, Durability::Relaxed).await?;
        if org {
            effects.extend(self.settle_directory(None).await?);
        }
        let new_directory = directory.is_some();
        if let Some(bytes) = directory {
            effects.extend(self.adopt_directory(&bytes).await?);
        }
        if at_once && !touched.is_empty() {
            let touched: Vec<MatterId> = touched.into_iter().collect();
            if let Err(error) = self.project(&touched).await {
                self.stale.extend(touched);
                return Err(error);
            }
            effects.push(Effect::RowsChanged);
            effects.extend(touched.into_iter().map(Effect::MatterChanged));
        } else {
            self.stale.extend(touched);
        }
        effects.extend(self.drop_withdrawn().await?);
        // Should we end before this, the matters' own history says it again.
        effects.extend(self.drop_erased_as_said(erased).await?);
        effects.extend(self.drop_erased_by_history().await?);
        effects.extend(self.next_fetch());
        if feed.more {
            effects.push(Self::pull(Some(feed.to)));
        }
        if !feed.more {
            if new_directory {
                self.note_line();
                // A liaison's device may be among those that are new: what waits for one is sealed now,
                // and not at the next connection.
                effects.extend(self.ask_recipients());
            }
            effects.extend(self.ask_certificates().await?);
        }
        self.sync.catching_up = feed.more;
        if !feed.more {
            effects.extend(self.feed_is_read());
        }
        effects.push(Effect::SyncChanged);
        effects.extend(self.repair_if_due().await?);
        Ok(effects)
    }

    /// Adds changes to a batch; says whether there were any. Keys follow from the content, so what
    /// is here already is just written again.
    pub(in super::super) fn keep_changes(
        &self,
        changes: DocChanges,
        numbers: &Numbers,
        batch: &mut Batch,
    ) -> bool {
        let doc = changes.key.id();
        // A relay that was set back hands out what was erased since.
        if self.is_erased(doc) {
            return false;
        }
        let mut any = false;
        for (at, bytes) in changes.changes.into_iter().enumerate() {
            // What cannot be read is not ours to keep: the relay has it.
            let Ok(read) = ReadChange::from_bytes(&bytes, &changes.key.part) else { continue };
            let place = numbers.get(at);
            let stored = StoredChange { key: changes.key.clone(), bytes, place };
            batch.put(
                Space::Changes,
                change_key(doc, &read.seen.hash),
                minicbor::to_vec(&stored).unwrap_or_default(),
            );
            any = true;
        }
        any
    }
}
