//! What stands between a device's files and its data key: the persons who may unlock it, each with a
//! PIN of their own, the office above that may help, and when the relay was last reached.
//!
//! Without a vault a device is open, and its values are plain. The vault itself is plain, for it is
//! read before anything is unlocked. Nothing here keeps out whoever alters the app or its files: it
//! keeps what was copied from being read (docs/security.md).

mod contact;
mod kdf;
mod policy;
mod record;
mod sealed_box;
mod slot;
mod tries;

use ident::PersonId;

use crate::{Batch, DataKey, Durability, Envelope, Space, Store, StoreError, record::meta};

pub use contact::Contact;
pub use kdf::{Kdf, WeakSecret};
pub use policy::VaultPolicy;
pub use record::{Vault, VaultPerson};
pub use sealed_box::{BoxKey, BoxPublic, SealedBox};
pub use slot::Slot;
pub use tries::Tries;

/// Randomness for one change of a vault. Never used for two.
#[derive(Clone)]
pub struct VaultEntropy {
    /// The data key, where there is none yet.
    pub data_key: [u8; 32],
    /// Against tables of keys that were derived before.
    pub salt: [u8; 16],
    /// Of what wraps the data key.
    pub nonce: [u8; 24],
    /// Of what is sealed to the office above.
    pub ephemeral: [u8; 32],
}

impl core::fmt::Debug for VaultEntropy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("VaultEntropy(..)")
    }
}

/// Who unlocked a device, and with what key it opens.
#[derive(Debug, Clone)]
pub struct Unlocked {
    /// The data key.
    pub key: DataKey,
    /// Who unlocked it: the author of whatever is entered from now on.
    pub person: PersonId,
}

/// Why a device was not unlocked, or its vault not changed. Nothing that is stored was touched, but
/// for the count of tries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not the PIN. So many tries are left before the office has to help.
    #[error("the wrong PIN")]
    Wrong {
        /// How many are left.
        left: u32,
        /// Not before this moment again, in milliseconds since 1970; none: at once.
        not_before: Option<i64>,
    },
    /// Too soon after a wrong PIN.
    #[error("too soon after a wrong PIN")]
    TooSoon {
        /// Not before this moment, in milliseconds since 1970.
        not_before: i64,
    },
    /// Too many wrong PINs: the office above has to help.
    #[error("too many wrong PINs")]
    Blocked,
    /// The person has no PIN here.
    #[error("the person has no PIN on this device")]
    NoSuchPerson,
    /// What was chosen is too easily guessed.
    #[error(transparent)]
    Weak(#[from] WeakSecret),
    /// There is no vault: the device has no PIN.
    #[error("the device has no PIN")]
    NoVault,
    /// There is a vault already.
    #[error("the device has a PIN already")]
    Present,
    /// The last person cannot be taken off.
    #[error("nobody could unlock the device any more")]
    LastPerson,
    /// The vault cannot be read, or what it holds is not what it says.
    #[error("the vault is damaged")]
    Damaged,
    /// The vault was written by a newer version of the app.
    #[error("the vault was written by a newer version")]
    TooNew,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Vault {
    /// The vault of a store; none where no PIN is set.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn load(store: &impl Store) -> Result<Option<Self>, VaultError> {
        let Some(stored) = store.get(Space::Meta, meta::VAULT).await? else { return Ok(None) };
        let opened = Envelope::plain().open(Space::Meta, meta::VAULT, stored);
        let bytes = opened.map_err(|error| match error {
            crate::EnvelopeError::TooNew => VaultError::TooNew,
            crate::EnvelopeError::Locked | crate::EnvelopeError::Damaged => VaultError::Damaged,
        })?;
        minicbor::decode(&bytes).map(Some).map_err(|_| VaultError::Damaged)
    }

    /// Writes it.
    ///
    /// # Errors
    /// [`VaultError::Store`].
    pub async fn store(&self, store: &impl Store) -> Result<(), VaultError> {
        let mut batch = Batch::default();
        self.put(&mut batch);
        Ok(store.commit(batch, Durability::Strict).await?)
    }

    /// As part of a batch whose values are sealed already.
    pub(crate) fn put(&self, batch: &mut Batch) {
        let bytes = minicbor::to_vec(self).unwrap_or_default();
        let plain = Envelope::plain().seal(Space::Meta, meta::VAULT, &bytes);
        batch.put(Space::Meta, meta::VAULT, plain);
    }

    /// Tries a person's PIN or passphrase. The try is counted, and the count is on the disk, before it
    /// is made: whoever switches the device off does not get it back. To be called with the lock that
    /// all tabs share.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn unlock(
        store: &impl Store,
        person: PersonId,
        secret: &str,
        now: casework::Moment,
    ) -> Result<Unlocked, VaultError> {
        let mut vault = Self::load(store).await?.ok_or(VaultError::NoVault)?;
        let now = now.millis();
        let last_resort = vault.recovery.is_none();
        let slot = vault.slot_mut(person)?;
        let may_try = slot.tries.may_try(now, last_resort);
        if may_try.is_ok() {
            slot.tries.count(now);
        }
        vault.store(store).await?;
        may_try?;
        let slot = vault.slot_mut(person)?;
        let Some(key) = slot.open(secret) else {
            return Err(slot.tries.wrong(last_resort));
        };
        slot.tries = Tries::default();
        vault.contact.see(now);
        vault.store(store).await?;
        Ok(Unlocked { key, person })
    }

    /// Gives a person a new PIN with a data key that the office above opened for this device.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] where it is not this device's key.
    pub async fn recover(
        store: &impl Store,
        key: &DataKey,
        person: PersonId,
        secret: &str,
        entropy: &VaultEntropy,
    ) -> Result<(), VaultError> {
        let mut vault = Self::load(store).await?.ok_or(VaultError::NoVault)?;
        if vault.mark != key.mark() {
            return Err(VaultError::Damaged);
        }
        let label = vault.slot_mut(person)?.label.clone();
        vault.put_slot(Slot::new(person, &label, secret, key, Kdf::DEFAULT, entropy)?);
        vault.store(store).await
    }

    /// Seals the data key to the office above, in the place of what was sealed to another.
    pub(crate) fn entrust(&mut self, key: &DataKey, to: BoxPublic, entropy: &VaultEntropy) -> bool {
        let sealed = SealedBox::seal(&to, &self.mark, key.as_bytes(), entropy.ephemeral);
        let done = sealed.is_some();
        self.recovery = sealed.or(self.recovery.take());
        done
    }

    /// What the office above opens with its key: then [`Vault::recover`].
    ///
    /// # Errors
    /// [`VaultError::Damaged`] where it was sealed to another.
    pub fn entrusted(&self, key: &BoxKey) -> Result<DataKey, VaultError> {
        let sealed = self.recovery.as_ref().ok_or(VaultError::Damaged)?;
        let bytes = sealed.open(key, &self.mark).ok_or(VaultError::Damaged)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| VaultError::Damaged)?;
        Ok(DataKey::new(key))
    }
}

/// Erases a store: first what its key is wrapped in, without which nothing sealed can be read again,
/// then all the rest. If it is broken off, it is begun again with the next call; nothing of the
/// station may be open meanwhile.
///
/// # Errors
/// [`StoreError`].
pub async fn erase(store: &impl Store) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    batch.delete(Space::Meta, meta::VAULT);
    store.commit(batch, Durability::Strict).await?;
    for space in Space::ALL {
        for first in 0..=u8::MAX {
            let found = store.scan(space, &[vec![first]]).await?.concat();
            let mut batch = Batch::default();
            for (key, _) in found {
                batch.delete(space, key);
            }
            store.commit(batch, Durability::Strict).await?;
        }
        // The empty key has no first byte.
        let mut batch = Batch::default();
        batch.delete(space, Vec::new());
        store.commit(batch, Durability::Relaxed).await?;
    }
    Ok(())
}
