//! A device's signed word for what it hands in.

use ident::{ChangeHash, DeviceId, DocId, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, SecretKey, signing};

/// One line of a manifest: a hash over (document id, change hash). The change is the device's own
/// last one in that document and covers all its ancestors. Only the hash is listed, so that
/// someone who is handed the manifest as proof for one document learns of no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct ManifestEntry(#[cbor(with = "minicbor::bytes")] [u8; 32]);

impl ManifestEntry {
    /// The line for a document's change.
    #[must_use]
    pub fn of(doc: DocId, change: &ChangeHash) -> Self {
        Self(digest("cunzhan/manifest-entry/1", &[doc.as_bytes(), change.as_bytes()]))
    }

    /// From its bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// What a device hands in with one push, signed. Manifests of a device are chained by number and
/// hash. The relay keeps them and passes them on with the changes, so that anyone can later hand
/// the changes in again with proof of who made them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Manifest {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// Who hands in.
    #[n(1)]
    pub device: DeviceId,
    /// Counts this device's manifests from 1; gaps are allowed (a send that never arrived).
    #[n(2)]
    pub number: u64,
    /// Hash of the device's previous manifest; zeros for the first.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub previous: [u8; 32],
    /// What it vouches for.
    #[n(4)]
    pub entries: Vec<ManifestEntry>,
    /// Over [`Manifest::hash`].
    #[n(5)]
    pub signature: Signature,
}

impl Manifest {
    /// Makes and signs a manifest.
    #[must_use]
    pub fn sign(
        key: &SecretKey,
        tenant: TenantId,
        device: DeviceId,
        number: u64,
        previous: [u8; 32],
        entries: Vec<ManifestEntry>,
    ) -> Self {
        let unsigned =
            Self { tenant, device, number, previous, entries, signature: Signature::new([0; 64]) };
        let signature = key.sign(&unsigned.hash());
        Self { signature, ..unsigned }
    }

    /// The hash that is signed, and that the next manifest names.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let entries: Vec<u8> = self.entries.iter().flat_map(|entry| entry.0).collect();
        digest(
            "cunzhan/manifest/1",
            &[
                self.tenant.as_bytes(),
                self.device.as_bytes(),
                &self.number.to_be_bytes(),
                &self.previous,
                &entries,
            ],
        )
    }

    /// Checks the signature with the device's public key.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, key: &ident::PublicKey) -> Result<(), BadSignature> {
        signing::verify(key, &self.hash(), &self.signature)
    }

    /// Whether it vouches for this change of this document.
    #[must_use]
    pub fn lists(&self, doc: DocId, change: &ChangeHash) -> bool {
        self.entries.contains(&ManifestEntry::of(doc, change))
    }
}
