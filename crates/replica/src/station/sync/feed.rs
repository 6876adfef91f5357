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

impl<S: Store> Station<S> {
    /// Takes a part of the feed: everything of it, and how far it goes, in one transaction. The rows
    /// are made when nobody waits ([`Station::refresh_rows`]): a thousand documents that come at once
    /// do not keep the next ones, or a person, waiting. Should we end before, the next start does it.
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
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [ROW_TO_COME]);
        }
        batch.put(Space::Meta, meta::CURSOR, minicbor::to_vec(feed.to).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        if org {
            effects.extend(self.settle_directory(None).await?);
        }
        if let Some(bytes) = directory {
            effects.extend(self.adopt_directory(&bytes).await?);
        }
        self.stale.extend(touched);
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
