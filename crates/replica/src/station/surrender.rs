//! The end of a device: it gives up what it had not handed in, and erases itself.

use wire::{Revoked, Surrender, ToRelay};

use super::{Station, StationError};
use crate::{Batch, Durability, Effect, OutboxEntry, Space, Store, record::meta};

impl<S: Store> Station<S> {
    /// Whether this device was revoked. Nothing is to be entered or shown on it any more.
    #[must_use]
    pub fn is_revoked(&self) -> bool {
        self.keys.revoked.is_some()
    }

    /// The relay says that this device was revoked. Believed where an office said so, whose
    /// certificates lead to the root: nobody else can have a tablet erase itself.
    pub(super) async fn revoked(&mut self, proof: Revoked) -> Result<Vec<Effect>, StationError> {
        let (Some(identity), Some(root)) = (&self.identity, &self.keys.root) else {
            return Ok(vec![Effect::Disconnect]);
        };
        if proof.verify(root, identity.device).is_err() {
            return Ok(vec![Effect::Disconnect]);
        }
        let mut effects = Vec::new();
        if self.keys.revoked.is_none() {
            let mut batch = Batch::default();
            batch.put(Space::Meta, meta::REVOKED, minicbor::to_vec(&proof).unwrap_or_default());
            self.write(batch, Durability::Strict).await?;
            self.keys.revoked = Some(proof);
            effects.push(Effect::Revoked);
        }
        self.sync.welcomed = false;
        self.sync.surrendering = true;
        self.sync.drop_in_flight();
        effects.extend(self.apart().await?);
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// Says that nothing is left.
    pub(super) fn nothing_left() -> Effect {
        let surrender = Surrender { manifest: None, docs: Vec::new() };
        Effect::Send(ToRelay::Surrender(Box::new(surrender)))
    }

    /// What was surrendered is on the relay's disk.
    pub(super) async fn surrendered(&mut self, number: u64) -> Result<Vec<Effect>, StationError> {
        let Some(sent) = self.sync.take_in_flight(number) else { return Ok(Vec::new()) };
        let mut batch = Batch::default();
        let gone = |entry: &OutboxEntry| sent.contains(&entry.change());
        for entry in self.outbox.iter().filter(|entry| gone(entry)) {
            batch.delete(Space::Outbox, entry.store_key());
        }
        for entry in self.refused.iter().filter(|entry| gone(entry)) {
            batch.delete(Space::Quarantine, entry.store_key());
        }
        self.write(batch, Durability::Strict).await?;
        self.outbox.retain(|entry| !gone(entry));
        self.refused.retain(|entry| !gone(entry));
        self.note_waiting();
        let mut effects = vec![Effect::SyncChanged];
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// The relay has all of it. Only what a revoked device says of itself counts: it is erased where
    /// nothing is owed.
    pub(super) async fn erase(&self) -> Result<Vec<Effect>, StationError> {
        let apart = wire::seals(self.sync.challenge_packs()) && self.owes_apart().await?;
        let owed = !self.outbox.is_empty() || !self.refused.is_empty() || apart;
        if self.is_revoked() && self.sync.surrendering && !owed {
            Ok(vec![Effect::Erase])
        } else {
            Ok(vec![Effect::Disconnect])
        }
    }
}
