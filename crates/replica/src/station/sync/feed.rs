//! Taking in what the relay's feed says.

use std::collections::BTreeSet;

use casework::document::ReadChange;
use ident::{MatterId, Part};
use wire::{DocChanges, Feed, FeedEntry, Numbers};

use super::super::{Station, StationError};
use crate::{
    Batch, Durability, Effect, Space, Store,
    record::{StoredChange, change_key, manifest_key, meta},
};

/// More changed matters than this are announced by the list alone.
const ANNOUNCED: usize = 64;

impl<S: Store> Station<S> {
    /// Takes a part of the feed: everything of it, and how far it goes, in one transaction; the
    /// rows are made after that.
    pub(super) async fn feed(&mut self, feed: Feed) -> Result<Vec<Effect>, StationError> {
        let cursor = self.cursor().await?;
        let continues = match &cursor {
            Some(cursor) => *cursor == feed.from,
            None => feed.from.seq == 0,
        };
        if !continues {
            return Ok(vec![Self::pull(cursor)]);
        }
        let mut effects = Vec::new();
        let mut batch = Batch::default();
        let mut touched: BTreeSet<MatterId> = BTreeSet::new();
        let mut directory = None;
        let mut org = false;
        for entry in feed.entries {
            match entry {
                FeedEntry::Changes(changes, numbers) | FeedEntry::Granted(changes, numbers) => {
                    let (matter, of_org) =
                        (changes.key.matter, matches!(changes.key.part, Part::Org(_)));
                    if Self::keep_changes(changes, &numbers, &mut batch) {
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
        for matter in &touched {
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [1]);
        }
        batch.put(Space::Meta, meta::CURSOR, minicbor::to_vec(feed.to).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        if org {
            effects.extend(self.settle_directory(None).await?);
        }
        if let Some(bytes) = directory {
            effects.extend(self.adopt_directory(&bytes).await?);
        }
        let touched: Vec<MatterId> = touched.into_iter().collect();
        for some in touched.chunks(200) {
            self.project(some).await?;
        }
        if !touched.is_empty() {
            effects.push(Effect::RowsChanged);
        }
        if touched.len() <= ANNOUNCED {
            effects.extend(touched.into_iter().map(Effect::MatterChanged));
        }
        if feed.more {
            effects.push(Self::pull(Some(feed.to)));
        }
        self.sync.catching_up = feed.more;
        effects.push(Effect::SyncChanged);
        Ok(effects)
    }

    /// Adds changes to a batch; says whether there were any. Keys follow from the content, so what
    /// is here already is just written again.
    fn keep_changes(changes: DocChanges, numbers: &Numbers, batch: &mut Batch) -> bool {
        let doc = changes.key.id();
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
