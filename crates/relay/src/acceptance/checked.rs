//! A push that was read and whose manifest vouches for it.

use casework::{
    document::{BadChange, ReadChange},
    history::SeenChange,
    schema::Genesis,
};
use ident::{ChangeHash, DeviceId, DocId, DocKey, OfficeCode, PublicKey, TenantId};
use std::collections::{BTreeSet, HashMap, HashSet};
use wire::{DocChanges, Fault, Manifest, ManifestEntry, Push, Refusal};

use super::{MAX_CHANGES, MAX_DOCS, MAX_DOCUMENT};

/// A device that has proved its key on this connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduced {
    /// The device.
    pub device: DeviceId,
    /// Its office.
    pub office: OfficeCode,
    /// Its key.
    pub key: PublicKey,
}

/// A push whose manifest is the device's and lists every own head, and whose changes are the
/// device's own. There is no other way to get one than [`CheckedPush::check`].
#[derive(Debug)]
pub struct CheckedPush {
    manifest: Manifest,
    manifest_hash: [u8; 32],
    office: OfficeCode,
    docs: Vec<CheckedDoc>,
    surrendered: bool,
}

/// One document of a push.
#[derive(Debug)]
pub struct CheckedDoc {
    /// Which.
    pub key: DocKey,
    /// Its id.
    pub id: DocId,
    /// How many changes were sent.
    pub sent: usize,
    /// Its changes, or why they cannot be taken.
    pub content: Result<Vec<CheckedChange>, Refusal>,
}

/// A change of the device that hands it in.
#[derive(Debug)]
pub struct CheckedChange {
    /// What it says of itself.
    pub seen: SeenChange,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl CheckedPush {
    /// Reads and checks a push.
    ///
    /// # Errors
    /// [`Fault`] where the push as a whole cannot be taken.
    pub fn check(push: Push, introduced: &Introduced, tenant: TenantId) -> Result<Self, Fault> {
        let Push { manifest, docs } = push;
        if docs.len() > MAX_DOCS || manifest.entries.len() > MAX_DOCS * 2 {
            return Err(Fault::TooLarge);
        }
        if manifest.device != introduced.device || manifest.tenant != tenant {
            return Err(Fault::BadManifest);
        }
        manifest.verify(&introduced.key).map_err(|_| Fault::BadManifest)?;
        let docs: Vec<CheckedDoc> =
            docs.into_iter().map(|doc| read(doc, introduced.device)).collect();
        let ids: HashSet<DocId> = docs.iter().map(|doc| doc.id).collect();
        if ids.len() != docs.len() {
            return Err(Fault::Malformed);
        }
        let listed: BTreeSet<ManifestEntry> = manifest.entries.iter().copied().collect();
        let vouched = docs.iter().all(|doc| {
            let changes = doc.content.as_deref().unwrap_or_default();
            own_heads(changes).all(|head| listed.contains(&ManifestEntry::of(doc.id, &head)))
        });
        if !vouched {
            return Err(Fault::BadManifest);
        }
        let manifest_hash = manifest.hash();
        let office = introduced.office.clone();
        Ok(Self { manifest, manifest_hash, office, docs, surrendered: false })
    }

    /// The device's word.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its hash.
    #[must_use]
    pub fn manifest_hash(&self) -> [u8; 32] {
        self.manifest_hash
    }

    /// The office of the device.
    #[must_use]
    pub fn office(&self) -> &OfficeCode {
        &self.office
    }

    /// The same, of a device that was revoked since, taken in by a person.
    #[must_use]
    pub fn surrendered(self) -> Self {
        Self { surrendered: true, ..self }
    }

    /// Whether it was surrendered, and is taken in by a person.
    #[must_use]
    pub fn is_surrendered(&self) -> bool {
        self.surrendered
    }

    /// Whether the directory may be another afterwards.
    #[must_use]
    pub fn edits_directory(&self) -> bool {
        self.docs.iter().any(|doc| matches!(doc.key.part, ident::Part::Org(_)))
    }

    /// The documents, in the order they were sent.
    #[must_use]
    pub fn docs(&self) -> &[CheckedDoc] {
        &self.docs
    }
}

fn read(doc: DocChanges, device: DeviceId) -> CheckedDoc {
    let DocChanges { key, changes } = doc;
    let (id, sent) = (key.id(), changes.len());
    let bytes: u64 = changes.iter().map(|change| change.len() as u64).sum();
    let content = if changes.len() > MAX_CHANGES || bytes > MAX_DOCUMENT {
        Err(Refusal::TooLarge)
    } else {
        read_changes(&key, changes, device)
    };
    CheckedDoc { key, id, sent, content }
}

fn read_changes(
    key: &DocKey,
    changes: Vec<wire::Bytes>,
    device: DeviceId,
) -> Result<Vec<CheckedChange>, Refusal> {
    let mut read = Vec::with_capacity(changes.len());
    let mut slots = HashMap::new();
    for bytes in changes {
        let Some(change) = read_change(key, bytes)? else { continue };
        let seen = &change.seen;
        if seen.device() != device {
            return Err(Refusal::Forged);
        }
        match slots.insert((seen.actor, seen.seq), seen.hash) {
            None => read.push(change),
            Some(same) if same == change.seen.hash => {}
            Some(_) => return Err(Refusal::Forged),
        }
    }
    Ok(read)
}

/// Reads a change; none where it is the fixed first one, which everybody has.
pub(crate) fn read_change(
    key: &DocKey,
    bytes: wire::Bytes,
) -> Result<Option<CheckedChange>, Refusal> {
    let seen = ReadChange::from_bytes(&bytes, &key.part).map_err(refusal)?.seen;
    if seen.hash == Genesis::of(&key.part).hash {
        return Ok(None);
    }
    if seen.seq == 0 || i64::try_from(seen.seq).is_err() {
        return Err(Refusal::Forged);
    }
    Ok(Some(CheckedChange { seen, bytes: bytes.into() }))
}

fn refusal(bad: BadChange) -> Refusal {
    match bad {
        BadChange::TooLarge => Refusal::TooLarge,
        BadChange::NotADevice => Refusal::Forged,
        BadChange::NotAChange | BadChange::NotOfThisDocument => Refusal::Malformed,
    }
}

/// Changes on which no other of them builds.
fn own_heads(changes: &[CheckedChange]) -> impl Iterator<Item = ChangeHash> {
    let built_on: HashSet<ChangeHash> =
        changes.iter().flat_map(|change| change.seen.deps.iter().copied()).collect();
    changes.iter().map(|change| change.seen.hash).filter(move |hash| !built_on.contains(hash))
}
