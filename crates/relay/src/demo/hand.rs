//! A device that writes and hands in: keys, actor, numbered manifests.

use casework::{Moment, document::Writer};
use ident::{ActorBytes, DeviceId, OfficeCode, PersonId, TenantId};
use wire::{
    CodeProof, Connection, DeviceKeys, DocChanges, Enrol, Hello, Manifest, ManifestEntry, Push,
    SecretKey,
};

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

    /// Asks to be registered on a connection.
    #[must_use]
    pub fn enrol(&self, secret: &str, on: Connection<'_>) -> Enrol {
        let code = wire::code_key(secret);
        let of = self.keys();
        let digest = wire::enrol_digest(on, &of, &code.public());
        Enrol {
            secret: String::new(),
            device: self.device,
            key: of.key,
            signature: self.key.sign(&digest),
            sealing: of.sealing,
            proof: Some(CodeProof { code: code.public(), signature: code.sign(&digest) }),
            certificate: None,
        }
    }

    /// Its public keys.
    #[must_use]
    pub fn keys(&self) -> DeviceKeys {
        DeviceKeys { device: self.device, key: self.key.public(), sealing: None }
    }

    /// Introduces itself on a connection.
    #[must_use]
    pub fn hello(&self, on: Connection<'_>, cursor: Option<wire::Cursor>) -> Hello {
        let digest = wire::hello_digest(on, self.device);
        Hello {
            device: self.device,
            signature: self.key.sign(&digest),
            cursor,
            directory: 0,
            packs: None,
            chain: None,
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
