//! What became of what was given back.

use casework::document::ReadChange;
use ident::{ChangeHash, DocKey};
use wire::{RepairCause, TakenDoc};

use super::{
    super::{Station, StationError},
    RepairRecord,
};
use crate::{
    Batch, Durability, Effect, Space, Store,
    record::{StoredChange, change_key, meta},
};

impl<S: Store> Station<S> {
    /// The relay has taken changes back, or not: it says which places they have now. Own ones that
    /// it did not take go the way of everything that is handed in, so that what becomes of them is
    /// seen.
    pub(super) async fn given_back(
        &mut self,
        docs: Vec<(DocKey, Vec<ChangeHash>)>,
        taken: Vec<TakenDoc>,
    ) -> Result<Vec<Effect>, StationError> {
        if docs.len() != taken.len() {
            self.repair_failed();
            return Ok(Vec::new());
        }
        let own = self.identity.as_ref().map(|identity| identity.device);
        let mut batch = Batch::default();
        let (mut given_back, mut not_taken, mut erased) = (0, 0, 0);
        let (mut anew, mut confirmed, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for ((key, hashes), taken) in docs.into_iter().zip(taken) {
            if taken.erased {
                erased += 1;
                gone.push(key);
                continue;
            }
            for (at, hash) in hashes.iter().enumerate() {
                let place = taken.numbers.get(at).filter(|place| *place > 0);
                let Some(stored) = self.stored_change(key.id(), hash).await? else { continue };
                if let Some(place) = place {
                    given_back += 1;
                    if confirmed.last() != Some(&key) {
                        confirmed.push(key.clone());
                    }
                    if stored.place != Some(place) {
                        let placed = StoredChange { place: Some(place), ..stored };
                        batch.put(
                            Space::Changes,
                            change_key(key.id(), hash),
                            minicbor::to_vec(&placed).unwrap_or_default(),
                        );
                    }
                    continue;
                }
                let read = ReadChange::from_bytes(&stored.bytes, &key.part);
                if read.is_ok_and(|read| Some(read.seen.device()) == own) {
                    anew.push(stored);
                } else {
                    not_taken += 1;
                }
            }
        }
        // Confirmed like what is handed in for the first time.
        self.note_confirmed(confirmed.iter(), &mut batch);
        self.write(batch, Durability::Relaxed).await?;
        self.offer_own(&anew).await?;
        if let Some(run) = &mut self.sync.repair.run {
            run.record.given_back += given_back;
            run.record.not_taken += not_taken;
            run.record.handed_in_anew += anew.len();
            run.record.erased += erased;
        }
        let mut effects = self.drop_erased_as_said(gone).await?;
        effects.extend(self.go_on_repairing().await?);
        Ok(effects)
    }

    /// Everything was asked and handed in.
    pub(super) async fn repair_is_done(&mut self) -> Result<Vec<Effect>, StationError> {
        let Some(run) = self.sync.repair.run.take() else { return Ok(Vec::new()) };
        let mut batch = Batch::default();
        if run.record.compared > 0 || run.cause != RepairCause::Unconfirmed {
            batch.delete(Space::Meta, meta::REPAIR_DUE);
            self.restart_audit_clock(&mut batch);
        }
        self.sync.repair.due.settle(&mut batch);
        let record = minicbor::to_vec(run.record).unwrap_or_default();
        batch.put(Space::Meta, meta::LAST_REPAIR, record);
        self.write(batch, Durability::Relaxed).await?;
        // What waited for others' changes, or for a document that mentions it, may go now.
        if run.record.given_back > 0 {
            self.sync.stuck.clear();
            self.sync.blobs.offer_all_again();
        }
        // What it did not allow before, it may now.
        for change in core::mem::take(&mut self.sync.repair.held) {
            self.sync.stuck.remove(&change);
        }
        let mut effects = vec![Effect::SyncChanged];
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// What the last repair found; none where there was none yet.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn last_repair(&self) -> Result<Option<RepairRecord>, StationError> {
        let bytes = self.read(Space::Meta, meta::LAST_REPAIR).await?;
        Ok(bytes.and_then(|bytes| minicbor::decode(&bytes).ok()))
    }
}
