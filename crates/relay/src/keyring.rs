//! Who speaks for the city, and whose certificates lead there.

use ident::{DeviceId, PublicKey, Signature};
use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};
use wire::{Certificate, Chain, DeviceKeys, RootCertificate, SecretKey, Voucher};

use crate::{
    clock,
    invite::random,
    store::{Authority, Enlisted, Keys, Store, StoreError, keys},
};

/// The root key as this process knows it.
pub struct Keyring {
    root: RootCertificate,
    /// The root's secret, where the relay itself issues certificates.
    online: Option<SecretKey>,
    /// Devices whose chain was looked at and is sound. Certificates never change.
    sound: Mutex<HashSet<DeviceId>>,
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").field("root", &self.root.key).finish_non_exhaustive()
    }
}

/// Who speaks for a store's city. A store that nobody settled it for (no `relay init`) gets a root
/// key whose secret it keeps: right for a demo, and for a village that tries the program; whoever
/// copies the store can then make devices.
///
/// # Errors
/// [`StoreError`].
pub async fn authority(store: &dyn Store) -> Result<Authority, StoreError> {
    if let Some(authority) = store.keys().authority().await? {
        return Ok(authority);
    }
    let seed = random()?;
    let root = SecretKey::from_seed(&seed);
    let root = RootCertificate::make(&root, store.log().tenant, clock::now_millis());
    store.keys().found(&Authority { root, secret: Some(seed) }).await
}

/// A certificate's content without a code.
#[must_use]
pub fn told(root: &RootCertificate, of: &Enlisted, issued: i64) -> Voucher {
    Voucher {
        tenant: root.tenant,
        code: PublicKey::new([0; 32]),
        office: of.office.clone(),
        person: of.person,
        number: of.number,
        issued,
        until: issued,
        by: None,
        signature: Signature::new([0; 64]),
        ends: None,
    }
}

impl Keyring {
    /// Reads who speaks for the city, and issues certificates to devices that have none, where the
    /// relay can.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(store: &dyn Store) -> Result<Self, StoreError> {
        let Authority { root, secret } = authority(store).await?;
        let online = secret.map(|seed| SecretKey::from_seed(&seed));
        let keyring = Self { root, online, sound: Mutex::default() };
        keyring.issue_missing(store.keys()).await?;
        Ok(keyring)
    }

    /// The city's root key.
    #[must_use]
    pub fn root(&self) -> &RootCertificate {
        &self.root
    }

    /// Issues certificates to devices that have none.
    async fn issue_missing(&self, keys: &dyn Keys) -> Result<(), StoreError> {
        let Some(root) = &self.online else { return Ok(()) };
        let now = clock::now_millis();
        let issued: Vec<Certificate> = keys
            .uncertified()
            .await?
            .iter()
            .map(|of| {
                let keys = DeviceKeys { device: of.device, key: of.key, sealing: None };
                Certificate::issue(root, None, &told(&self.root, of, now), keys)
            })
            .collect();
        if issued.is_empty() { Ok(()) } else { keys.certify(&issued).await }
    }

    /// Issues a certificate at once, where the relay can.
    #[must_use]
    pub fn issue(&self, of: &Enlisted, keys: DeviceKeys) -> Option<Certificate> {
        let root = self.online.as_ref()?;
        Some(Certificate::issue(root, None, &told(&self.root, of, clock::now_millis()), keys))
    }

    /// A device's certificates up to the root; none where they do not lead there, or it is void.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chain(
        &self,
        held: &dyn Keys,
        device: DeviceId,
    ) -> Result<Option<Chain>, StoreError> {
        let chain = keys::chain(held, device).await?;
        match chain.verify(&self.root) {
            Ok(own) if own.is_good_at(clock::now_millis()) => Ok(Some(chain)),
            Ok(_) => Ok(None),
            Err(error) => {
                tracing::error!(%device, %error, "its certificates do not lead to the root");
                Ok(None)
            }
        }
    }

    /// Whether a device's certificates lead to the root and are good now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn vouches_for(
        &self,
        held: &dyn Keys,
        device: DeviceId,
        key: &PublicKey,
    ) -> Result<bool, StoreError> {
        let known = |sound: &HashSet<DeviceId>| sound.contains(&device);
        if known(&self.sound.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(true);
        }
        let Some(chain) = self.chain(held, device).await? else { return Ok(false) };
        let Some(own) = chain.own().filter(|own| own.device == device && own.key == *key) else {
            return Ok(false);
        };
        // One that ends is looked at each time.
        if own.ends.is_none() {
            self.sound.lock().unwrap_or_else(PoisonError::into_inner).insert(device);
        }
        Ok(true)
    }
}
