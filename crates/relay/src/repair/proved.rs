//! What was handed in, with what of it is proved.

use casework::Directory;
use ident::{ChangeHash, DeviceId, DocId, DocKey, OfficeCode, Part, TenantId};
use std::collections::{BTreeMap, HashMap, HashSet};
use wire::{
    Fault, HandIn, HandedDoc, MAX_HANDED_IN, MAX_PROOFS, MAX_RETURNED, Manifest, ManifestEntry,
    Refusal, RepairCause,
};

use crate::acceptance::{CheckedChange, MAX_DOCUMENT, read_change};

/// A message that gives back, whose manifests were checked. There is no other way to get one than
/// [`ProvedHandIn::check`].
#[derive(Debug)]
pub struct ProvedHandIn {
    from: DeviceId,
    cause: RepairCause,
    manifests: Vec<(Manifest, [u8; 32])>,
    docs: Vec<ProvedDoc>,
}

/// One document of it.
#[derive(Debug)]
pub struct ProvedDoc {
    /// Which.
    pub key: DocKey,
    /// Its id.
    pub id: DocId,
    /// How many changes were sent.
    pub sent: usize,
    /// How many of them nothing vouches for.
    pub unproved: usize,
    /// The others, in the order sent, or why they cannot be taken.
    pub content: Result<Vec<ProvedChange>, Refusal>,
}

/// A change that a manifest of its device vouches for.
#[derive(Debug)]
pub struct ProvedChange {
    /// The change.
    pub change: CheckedChange,
    /// Its place among those sent.
    pub at: usize,
    /// Which manifest.
    pub proof: usize,
    /// The office of its device.
    pub office: OfficeCode,
    /// The place it is said to have had in the log that was lost.
    pub received: Option<u64>,
}

/// The manifests that are their devices' word, and what they list.
struct Proofs<'a> {
    directory: &'a Directory,
    listed: HashMap<(DeviceId, ManifestEntry), usize>,
}

impl ProvedHandIn {
    /// Reads and checks what is handed in. Manifests of unknown devices prove nothing.
    ///
    /// # Errors
    /// [`Fault`] where it as a whole cannot be taken.
    pub fn check(
        hand_in: HandIn,
        from: DeviceId,
        tenant: TenantId,
        directory: &Directory,
    ) -> Result<Self, Fault> {
        let HandIn { cause, manifests, docs } = hand_in;
        if docs.len() > MAX_HANDED_IN || manifests.len() > MAX_PROOFS {
            return Err(Fault::TooLarge);
        }
        let ids: HashSet<&DocKey> = docs.iter().map(|doc| &doc.changes.key).collect();
        if ids.len() != docs.len() {
            return Err(Fault::Malformed);
        }
        let manifests: Vec<(Manifest, [u8; 32])> = manifests
            .into_iter()
            .filter(|manifest| {
                let device = directory.device(manifest.device);
                let known = device.filter(|_| manifest.tenant == tenant);
                known.is_some_and(|device| manifest.verify(&device.key).is_ok())
            })
            .map(|manifest| {
                let hash = manifest.hash();
                (manifest, hash)
            })
            .collect();
        let mut listed = HashMap::new();
        for (at, (manifest, _)) in manifests.iter().enumerate() {
            for entry in &manifest.entries {
                listed.entry((manifest.device, *entry)).or_insert(at);
            }
        }
        let proofs = Proofs { directory, listed };
        let docs = docs.into_iter().map(|doc| proofs.read(doc)).collect();
        Ok(Self { from, cause, manifests, docs })
    }

    /// Who hands it in.
    #[must_use]
    pub fn from(&self) -> DeviceId {
        self.from
    }

    /// Why.
    #[must_use]
    pub fn cause(&self) -> RepairCause {
        self.cause
    }

    /// The manifests, with their hashes.
    #[must_use]
    pub fn manifests(&self) -> &[(Manifest, [u8; 32])] {
        &self.manifests
    }

    /// The documents.
    #[must_use]
    pub fn docs(&self) -> &[ProvedDoc] {
        &self.docs
    }

    /// Whether the directory may be another afterwards.
    #[must_use]
    pub fn edits_directory(&self) -> bool {
        self.docs.iter().any(|doc| matches!(doc.key.part, Part::Org(_)))
    }
}

impl Proofs<'_> {
    fn read(&self, doc: HandedDoc) -> ProvedDoc {
        let HandedDoc { changes, numbers } = doc;
        let (id, sent) = (changes.key.id(), changes.changes.len());
        let key = changes.key;
        let bytes: u64 = changes.changes.iter().map(|change| change.len() as u64).sum();
        if sent > MAX_RETURNED || bytes > MAX_DOCUMENT {
            let content = Err(Refusal::TooLarge);
            return ProvedDoc { key, id, sent, unproved: 0, content };
        }
        let mut read = Vec::with_capacity(sent);
        for (at, bytes) in changes.changes.into_iter().enumerate() {
            match read_change(&key, bytes) {
                Ok(Some(change)) => read.push((at, change)),
                // The fixed first one, which everybody has.
                Ok(None) => {}
                Err(refusal) => {
                    return ProvedDoc { key, id, sent, unproved: 0, content: Err(refusal) };
                }
            }
        }
        let proofs = self.vouchers(id, &read);
        let all = read.len();
        let proved = read.into_iter().zip(proofs).filter_map(|((at, change), proof)| {
            let device = self.directory.device(change.seen.device())?;
            let received = numbers.get(at).filter(|place| *place > 0);
            Some(ProvedChange {
                office: device.office.clone(),
                proof: proof?,
                at,
                received,
                change,
            })
        });
        let content: Vec<ProvedChange> = proved.collect();
        ProvedDoc { key, id, sent, unproved: all - content.len(), content: Ok(content) }
    }

    /// For each change the manifest that vouches for it: one of its own device that lists it, or a
    /// change of the same device that builds on it.
    fn vouchers(&self, doc: DocId, changes: &[(usize, CheckedChange)]) -> Vec<Option<usize>> {
        let index: HashMap<ChangeHash, usize> =
            changes.iter().enumerate().map(|(at, (_, change))| (change.seen.hash, at)).collect();
        // Behind each change, the devices whose word for a later one covers it. They come ancestors
        // first, so the other way round every change comes before what it builds on.
        let mut later: Vec<BTreeMap<DeviceId, usize>> = vec![BTreeMap::new(); changes.len()];
        let mut proofs = vec![None; changes.len()];
        for (at, (_, change)) in changes.iter().enumerate().rev() {
            let device = change.seen.device();
            let mut covers = later.get_mut(at).map(core::mem::take).unwrap_or_default();
            let entry = ManifestEntry::of(doc, &change.seen.hash);
            if let Some(listed) = self.listed.get(&(device, entry)) {
                covers.insert(device, *listed);
            }
            if let Some(proof) = proofs.get_mut(at) {
                *proof = covers.get(&device).copied();
            }
            for dep in change.seen.deps.iter().filter_map(|dep| index.get(dep)) {
                if let Some(of_dep) = later.get_mut(*dep) {
                    of_dep.extend(covers.iter().map(|(device, proof)| (*device, *proof)));
                }
            }
        }
        proofs
    }
}
