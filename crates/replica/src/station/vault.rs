//! The vault of a station that is open: setting PINs, and what is remembered of the relay.

use casework::Moment;
use ident::PersonId;

use super::{Station, StationError};
use crate::{BoxPublic, Envelope, Kdf, Store, Vault, VaultEntropy, VaultError, VaultPolicy};

impl<S: Store> Station<S> {
    /// Whether the device has a PIN: then its values are sealed.
    #[must_use]
    pub fn has_pin(&self) -> bool {
        self.envelope.is_sealing()
    }

    /// Sets the first PIN or passphrase, of the person at this device. From then on what is written is
    /// sealed; what was there before is sealed by [`Station::reseal`]. Other tabs have to lock before
    /// they read or write again.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn set_first_pin(
        &mut self,
        label: &str,
        secret: &str,
        entropy: &VaultEntropy,
        now: Moment,
    ) -> Result<(), StationError> {
        let person = self.registered()?.person;
        if self.has_pin() || Vault::load(&self.store).await?.is_some() {
            return Err(VaultError::Present.into());
        }
        let made = Vault::new(person, label, secret, Kdf::DEFAULT, entropy, now.millis());
        let (vault, key) = made?;
        vault.store(&self.store).await?;
        self.envelope = Envelope::sealing(&key);
        Ok(())
    }

    /// Sets the PIN or passphrase of a person: whoever is at this device, in the place of their old
    /// one, or another who is to work with it too. Whoever has an open device before them may do so, as
    /// they may read all of it; that the old PIN is asked for before it is changed is up to the caller.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn set_pin_of(
        &self,
        person: PersonId,
        label: Option<&str>,
        secret: &str,
        entropy: &VaultEntropy,
    ) -> Result<(), StationError> {
        let key = self.envelope.data_key().ok_or(VaultError::NoVault)?;
        let mut vault = self.vault().await?;
        vault.set_secret(person, label, secret, key, Kdf::DEFAULT, entropy)?;
        Ok(vault.store(&self.store).await?)
    }

    /// Takes a person off the device. They may have seen what is on it; from now on their PIN opens
    /// nothing.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn remove_pin_of(&self, person: PersonId) -> Result<(), StationError> {
        let mut vault = self.vault().await?;
        vault.remove(person)?;
        Ok(vault.store(&self.store).await?)
    }

    /// Seals the data key to the office above, so that it can help where a PIN is forgotten.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then. `Vault(Damaged)` where that is no public key.
    pub async fn entrust(&self, to: BoxPublic, entropy: &VaultEntropy) -> Result<(), StationError> {
        let key = self.envelope.data_key().ok_or(VaultError::NoVault)?;
        let mut vault = self.vault().await?;
        if !vault.entrust(key, to, entropy) {
            return Err(VaultError::Damaged.into());
        }
        Ok(vault.store(&self.store).await?)
    }

    /// Sets how the device locks.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn set_vault_policy(&self, policy: VaultPolicy) -> Result<(), StationError> {
        let mut vault = self.vault().await?;
        if vault.policy == policy {
            return Ok(());
        }
        vault.policy = policy;
        Ok(vault.store(&self.store).await?)
    }

    /// Remembers that the clock shows this, or (`reached`) that the relay knows the device now. Nothing
    /// where the device has no PIN. To be called with the lock that all tabs share.
    ///
    /// # Errors
    /// [`StationError`]; nothing was changed then.
    pub async fn note_clock(&self, now: Moment, reached: bool) -> Result<(), StationError> {
        if !self.has_pin() {
            return Ok(());
        }
        let mut vault = self.vault().await?;
        let now = now.millis();
        let overdue = vault.contact.is_overdue(now, vault.policy.days());
        if reached && (overdue || vault.contact.is_old(now)) {
            vault.reached(now);
        } else if !reached && vault.contact.is_news(now) {
            vault.contact.see(now);
        } else {
            return Ok(());
        }
        Ok(vault.store(&self.store).await?)
    }

    /// How the device locks.
    ///
    /// # Errors
    /// [`StationError`]; `Vault(NoVault)` where it has no PIN.
    pub async fn vault_policy(&self) -> Result<VaultPolicy, StationError> {
        Ok(self.vault().await?.policy)
    }

    /// The store, for what concerns the vault alone.
    #[must_use]
    pub fn store(&self) -> &S {
        &self.store
    }

    pub(super) async fn vault(&self) -> Result<Vault, StationError> {
        Ok(Vault::load(&self.store).await?.ok_or(VaultError::NoVault)?)
    }
}
