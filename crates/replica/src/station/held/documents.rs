//! Taking in documents that were asked for.

use std::collections::BTreeSet;

use ident::{MatterId, Part};
use wire::{FeedEntry, Fetched};

use super::{super::Station, StationError, TO_COME};
use crate::{
    Batch, Durability, Effect, Space, Store,
    record::{ROW_TO_COME, manifest_key},
};

/// Rows of so many matters are made at once, of more when nobody waits.
const AT_ONCE: usize = 5;

impl<S: Store> Station<S> {
    /// Takes documents, all that the relay answered in one transaction.
    pub(in super::super) async fn documents_came(
        &mut self,
        fetched: Fetched,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(asked) = self.holding.in_flight.take() else { return Ok(Vec::new()) };
        let Ok(feed) = fetched.docs.unpack() else { return Ok(self.read_plainly()) };
        let mut batch = Batch::default();
        let mut touched: BTreeSet<MatterId> = BTreeSet::new();
        let mut org = false;
        for entry in feed.entries {
            let FeedEntry::Granted(doc, numbers) = entry else { continue };
            let (matter, of_org) = (doc.key.matter, matches!(doc.key.part, Part::Org(_)));
            if self.keep_changes(doc, &numbers, &mut batch) {
                if of_org {
                    org = true;
                } else {
                    touched.insert(matter);
                }
            }
        }
        for manifest in &feed.manifests {
            let bytes = minicbor::to_vec(manifest).unwrap_or_default();
            batch.put(Space::Manifests, manifest_key(manifest), bytes);
        }
        self.note_devices(feed.manifests.iter().map(|manifest| manifest.device));
        let answered: BTreeSet<MatterId> = fetched.matters.into_iter().collect();
        for matter in answered.iter().filter(|matter| self.holding.rowless.contains(*matter)) {
            batch.delete(Space::Unrowed, matter.as_bytes().as_slice());
        }
        let at_once = touched.len() <= AT_ONCE;
        for matter in &touched {
            let alone = self.poisoned.contains(*matter);
            let mark = if at_once || alone { 1 } else { ROW_TO_COME };
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [mark]);
        }
        if let Err(error) = self.write(batch, Durability::Relaxed).await {
            self.holding.urgent.extend(asked.iter().map(|(matter, _)| *matter));
            return Err(error);
        }
        for matter in &answered {
            self.holding.rowless.remove(matter);
        }
        // What did not fit is asked for next. Nothing at all fits: it is not asked for again.
        for (matter, bytes) in asked.into_iter().rev() {
            if answered.is_empty() || answered.contains(&matter) {
                self.holding.progress.matters += u64::from(bytes > 0);
                self.holding.progress.bytes += bytes;
                self.holding.answered.insert(matter);
            } else if bytes == 0 {
                self.holding.urgent.insert(matter);
            } else {
                self.holding.wanted.push_front((matter, bytes));
            }
        }
        let mut effects = vec![Effect::SyncChanged];
        if org {
            effects.extend(self.settle_directory(None).await?);
        }
        self.stale.extend(touched.iter().copied());
        if at_once && !touched.is_empty() {
            let some: Vec<MatterId> = touched.into_iter().collect();
            self.project(&some).await?;
            for matter in &some {
                self.stale.remove(matter);
            }
            effects.push(Effect::RowsChanged);
            effects.extend(some.into_iter().map(Effect::MatterChanged));
        } else {
            effects.extend(touched.into_iter().map(Effect::MatterChanged));
        }
        effects.extend(self.next_fetch());
        effects.extend(self.ask_certificates().await?);
        Ok(effects)
    }

    /// A feed says that something happened to a matter whose documents are not here: it is fetched
    /// whole, for what comes of it builds on what is not here. True where that is so.
    pub(in super::super) fn happened_elsewhere(&mut self, matter: MatterId) -> bool {
        let rowless = self.holding.rowless.contains(&matter);
        if !self.is_absent(matter) && !rowless {
            return false;
        }
        self.holding.answered.remove(&matter);
        self.holding.urgent.insert(matter);
        true
    }

    /// Whether the relay could make no row of a matter, and its documents are still to come.
    pub(in super::super) fn is_to_come(value: &[u8]) -> bool {
        value == TO_COME
    }
}
