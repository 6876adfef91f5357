//! Sealing what lay in plain when the first PIN was set: step by step, so that work goes on.

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store, Vault, envelope::Envelope, record::meta};

/// So many first bytes of keys are gone through in one step; of attachments, which are large, one.
const SOME: u8 = 16;

impl<S: Store> Station<S> {
    /// Seals some of what is plain; whether there is more to do. What was done stays done: step and
    /// progress are one batch. To be called with the lock that all tabs share.
    ///
    /// # Errors
    /// [`StationError`]; the step is tried again with the next call.
    pub async fn reseal(&self) -> Result<bool, StationError> {
        if !self.has_pin() {
            return Ok(false);
        }
        let mut vault = self.vault().await?;
        let Some((at, first)) = vault.resealing else { return Ok(false) };
        let Some(space) = Space::ALL.get(usize::from(at)).copied() else {
            vault.resealing = None;
            vault.store(&self.store).await?;
            return Ok(false);
        };
        let last = if space == Space::Blobs { first } else { first.saturating_add(SOME - 1) };
        let prefixes: Vec<Vec<u8>> = (first..=last).map(|byte| vec![byte]).collect();
        let mut batch = Batch::default();
        for (key, value) in self.store.scan(space, &prefixes).await?.concat() {
            if !Envelope::is_plain(&value) || (space, key.as_slice()) == (Space::Meta, meta::VAULT)
            {
                continue;
            }
            let content = self.envelope.open(space, &key, value)?;
            let (key, content) = match (space, String::from_utf8(key.clone())) {
                (Space::Scratch, Ok(name)) => {
                    batch.delete(space, key);
                    self.stored_scratch(&name, &content)
                }
                _ => (key, content),
            };
            let sealed = self.envelope.seal(space, &key, &content);
            batch.put(space, key, sealed);
        }
        vault.resealing = Some(match last.checked_add(1) {
            Some(next) => (at, next),
            None => (at + 1, 0),
        });
        vault.put(&mut batch);
        self.store.commit(batch, Durability::Relaxed).await?;
        Ok(true)
    }

    /// Whether there is something to reseal.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn wants_resealing(&self) -> Result<bool, StationError> {
        Ok(Vault::load(&self.store).await?.is_some_and(|vault| !vault.is_whole()))
    }
}
