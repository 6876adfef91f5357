//! A device that writes and hands in: keys, actor, numbered manifests.

use casework::{Moment, document::Writer};
use ident::{ActorBytes, DeviceId, OfficeCode, PersonId, TenantId};
use wire::{DocChanges, Enrol, Hello, Manifest, ManifestEntry, Push, SecretKey};

use crate::acceptance::Introduced;

/// A device, in process: for the demo's offices, and for tests that need a station without its
/// storage.
#[derive(Debug, Clone)]
pub struct Hand {
    /// Its id.
    pub device: DeviceId,
    /// Its office.
    pub office: OfficeCode,
    /// Who works with it.
    pub person: PersonId,
    /// The actor it writes with.
    pub actor: ActorBytes,
    key: SecretKey,
    number: u64,
    previous: [u8; 32],
}

impl Hand {
    /// A device with a key from 32 random bytes.
    #[must_use]
    pub fn new(device: DeviceId, seed: &[u8; 32], office: OfficeCode, person: PersonId) -> Self {
        Self {
            device,
            office,
            person,
            actor: ActorBytes::of(device, [1; 8]),
            key: SecretKey::from_seed(seed),
            number: 0,
            previous: [0; 32],
        }
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &SecretKey {
        &self.key
    }

    /// As the relay knows it.
    #[must_use]
    pub fn introduced(&self) -> Introduced {
        Introduced { device: self.device, office: self.office.clone(), key: self.key.public() }
    }

    /// Writes as this device.
    #[must_use]
    pub fn writer(&self, at: Moment) -> Writer {
        Writer { actor: self.actor, person: self.person, at }
    }

    /// Asks to be registered.
    #[must_use]
    pub fn enrol(&self, secret: &str, nonce: &[u8; 32]) -> Enrol {
        let key = self.key.public();
        let digest = wire::enrol_digest(secret, self.device, &key, nonce);
        Enrol {
            secret: secret.to_owned(),
            device: self.device,
            key,
            signature: self.key.sign(&digest),
        }
    }

    /// Introduces itself.
    #[must_use]
    pub fn hello(&self, tenant: TenantId, nonce: &[u8; 32], cursor: Option<wire::Cursor>) -> Hello {
        let digest = wire::hello_digest(tenant, self.device, nonce);
        Hello {
            device: self.device,
            signature: self.key.sign(&digest),
            cursor,
            directory: 0,
            packs: None,
        }
    }

    /// Signs changes for handing in. The last of each document's is taken for its own head.
    #[must_use]
    pub fn push(&mut self, tenant: TenantId, docs: Vec<DocChanges>) -> Push {
        let entries = docs
            .iter()
            .filter_map(|doc| {
                let last = doc.changes.last()?;
                let read = casework::document::ReadChange::from_bytes(last, &doc.key.part).ok()?;
                Some(ManifestEntry::of(doc.key.id(), &read.seen.hash))
            })
            .collect();
        self.number += 1;
        let manifest =
            Manifest::sign(&self.key, tenant, self.device, self.number, self.previous, entries);
        self.previous = manifest.hash();
        Push { manifest, docs }
    }
}
