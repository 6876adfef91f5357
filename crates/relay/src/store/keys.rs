//! The city's root key, certificates, and devices that are devices no more.

#[cfg(test)]
pub(crate) mod conformance;

use async_trait::async_trait;
use ident::{DeviceId, MatterId, OfficeCode, PersonId, PublicKey};
use std::collections::BTreeSet;
use wire::{Certificate, Chain, MAX_CHAIN, Revocation, RootCertificate, Voucher};

use super::StoreError;

/// Who speaks for the city.
#[derive(Clone, PartialEq, Eq)]
pub struct Authority {
    /// Its root key.
    pub root: RootCertificate,
    /// That key's seed, where the relay itself issues certificates; else it lies offline.
    pub secret: Option<[u8; 32]>,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority")
            .field("root", &self.root.key)
            .field("online", &self.secret.is_some())
            .finish()
    }
}

/// A device as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enlisted {
    /// Which.
    pub device: DeviceId,
    /// The key it signs with.
    pub key: PublicKey,
    /// Its office.
    pub office: OfficeCode,
    /// The office's running number of it.
    pub number: u32,
    /// Who it was given to.
    pub person: PersonId,
}

/// A surrendered push that comes in.
#[derive(Debug, Clone)]
pub struct NewPiece<'a> {
    /// Whose.
    pub device: DeviceId,
    /// The manifest's number: the same one again is the same piece.
    pub number: u64,
    /// When: milliseconds since 1970.
    pub received: i64,
    /// How many changes.
    pub changes: u32,
    /// The push, as `wire` encodes it.
    pub bytes: &'a [u8],
}

/// A surrendered push in the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPiece {
    /// Its number in the inbox.
    pub no: u64,
    /// Whose.
    pub device: DeviceId,
    /// That device's office.
    pub office: OfficeCode,
    /// When it came.
    pub received: i64,
    /// How many changes.
    pub changes: u32,
    /// Their bytes.
    pub size: u64,
}

/// Bytes that one revoked device may leave in the inbox.
pub const MAX_SURRENDERED: u64 = 128 << 20;

/// The store's keys. Every change is on disk when its call returns.
#[async_trait]
pub trait Keys: Send + Sync {
    /// Who speaks for the city, once that is settled.
    async fn authority(&self) -> Result<Option<Authority>, StoreError>;

    /// Settles who speaks for the city, unless it is settled; returns who does. A root key of
    /// another city is taken by a store that holds no device and no document, which is that city's
    /// from the next opening on.
    async fn found(&self, authority: &Authority) -> Result<Authority, StoreError>;

    /// Certificates of these devices, as far as there are any.
    async fn certificates(&self, devices: &[DeviceId]) -> Result<Vec<Certificate>, StoreError>;

    /// Keeps certificates of devices that have none.
    async fn certify(&self, certificates: &[Certificate]) -> Result<(), StoreError>;

    /// Devices without a certificate.
    async fn uncertified(&self) -> Result<Vec<Enlisted>, StoreError>;

    /// Lets a code enrol a device. Where the number is given already, keeps nothing and returns the
    /// next free one.
    async fn vouch(
        &self,
        secret_hash: &[u8; 32],
        voucher: &Voucher,
    ) -> Result<Option<u32>, StoreError>;

    /// The office's word for a code; none for an invitation without one.
    async fn vouched(&self, secret_hash: &[u8; 32]) -> Result<Option<Voucher>, StoreError>;

    /// Ends a device; the first revocation stands. Returns the audiences that were told of the new
    /// directory, or none where there is no such device.
    async fn revoke(&self, said: &Revocation) -> Result<Option<BTreeSet<OfficeCode>>, StoreError>;

    /// A device's end.
    async fn revocation(&self, device: DeviceId) -> Result<Option<Revocation>, StoreError>;

    /// Matters that a revoked device's office could see when it was revoked, those it heard of last
    /// first.
    async fn held(&self, device: DeviceId, limit: usize) -> Result<Vec<MatterId>, StoreError>;

    /// Keeps what a revoked device surrenders; false where there is no room for more of it.
    async fn surrender(&self, piece: &NewPiece<'_>) -> Result<bool, StoreError>;

    /// What was surrendered and not taken in, the oldest first.
    async fn inbox(&self) -> Result<Vec<HeldPiece>, StoreError>;

    /// A piece of the inbox, as it was surrendered.
    async fn piece(&self, no: u64) -> Result<Option<Vec<u8>>, StoreError>;

    /// A piece was taken in.
    async fn took_in(&self, no: u64, at: i64, by: DeviceId) -> Result<(), StoreError>;
}

/// A device's certificates up to the root, as far as they are held.
///
/// # Errors
/// [`StoreError`].
pub async fn chain(keys: &dyn Keys, device: DeviceId) -> Result<Chain, StoreError> {
    let mut chain = Vec::new();
    let mut next = Some(device);
    while let Some(device) = next.take() {
        let Some(certificate) = keys.certificates(&[device]).await?.pop() else { break };
        next = certificate.by.filter(|_| chain.len() < MAX_CHAIN);
        chain.push(certificate);
    }
    Ok(Chain(chain))
}
