//! Making a parcel.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use casework::{
    Moment,
    document::ReadChange,
    history::{SeenChange, in_order},
};
use ident::{ChangeHash, DocId, DocKey, MatterId, OfficeCode};
use wire::{DocChanges, HandedDoc, Manifest, ManifestEntry, Numbers, SecretKey};

use super::super::{Station, StationError};
use crate::{
    BoxPublic, Durability, OutboxEntry, Space, Store,
    parcel::{CarriedBlob, Parcel, ParcelContent, ParcelEntropy, ParcelKind, Sender},
    record::{StoredChange, manifest_key},
};

/// Attachments beyond so many bytes stay behind: they come when there is a network.
const MAX_BLOBS: usize = 32 << 20;

/// A document's changes that go along, ancestors first.
struct Chosen {
    key: DocKey,
    changes: Vec<(SeenChange, StoredChange)>,
}

impl<S: Store> Station<S> {
    /// What waits to be handed in, as a file for a courier: sealed to these recipients, or open where
    /// there is none.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn parcel_of_unsent(
        &self,
        to: &[BoxPublic],
        entropy: &ParcelEntropy,
        now: Moment,
    ) -> Result<Vec<u8>, StationError> {
        let content = self.unsent().await?;
        self.packed(ParcelKind::Unsent, &content, to, entropy, now)
    }

    /// What is here of a village's cases that the village may see, as a file for a courier.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn parcel_for(
        &self,
        village: &OfficeCode,
        to: &[BoxPublic],
        entropy: &ParcelEntropy,
        now: Moment,
    ) -> Result<Vec<u8>, StationError> {
        let matters: Vec<MatterId> = self.rows_of(village).map(|row| row.matter).collect();
        let refused: HashSet<(DocId, ChangeHash)> =
            self.refused.iter().map(OutboxEntry::change).collect();
        let mut chosen = Vec::new();
        let mut seen_there = BTreeSet::new();
        for matter in matters {
            // The row says whose it is; the documents say who may see it.
            let Ok(opened) = self.open_matter(matter).await else { continue };
            if !opened.docs().state(self.directory()).audience.contains(village) {
                continue;
            }
            seen_there.insert(matter);
            for key in [DocKey::core(matter), DocKey::people(matter)] {
                let found = self.read_all(Space::Changes, &[key.id().as_bytes().to_vec()]).await?;
                let stored = found
                    .concat()
                    .into_iter()
                    .filter_map(|(_, bytes)| minicbor::decode::<StoredChange>(&bytes).ok());
                chosen.extend(choose(key, stored, |hash, doc| !refused.contains(&(doc, *hash))));
            }
        }
        let blobs = self.carried(|blob| seen_there.contains(&blob.matter)).await?;
        let content = ParcelContent { blobs, ..self.with_proof(chosen).await? };
        self.packed(ParcelKind::Needed(village.clone()), &content, to, entropy, now)
    }

    /// Everything that waits, with its proof, and what was refused.
    pub(in super::super) async fn unsent(&self) -> Result<ParcelContent, StationError> {
        let mut by_doc: BTreeMap<DocKey, Vec<StoredChange>> = BTreeMap::new();
        for entry in &self.outbox {
            let stored = self.stored_change(entry.key.id(), &entry.hash).await?;
            let stored = stored.ok_or(StationError::Damaged("change"))?;
            by_doc.entry(entry.key.clone()).or_default().push(stored);
        }
        let chosen = by_doc
            .into_iter()
            .filter_map(|(key, stored)| choose(key, stored.into_iter(), |_, _| true));
        let mut content = self.with_proof(chosen.collect()).await?;
        content.blobs = self.carried(|record| record.is_owed()).await?;
        for entry in &self.refused {
            if let Some(stored) = self.stored_change(entry.key.id(), &entry.hash).await? {
                content.refused.push(DocChanges { key: stored.key, changes: vec![stored.bytes] });
            }
        }
        Ok(content)
    }

    /// Changes with what vouches for them: the manifests that are here, and for own ones that have
    /// none yet a new one. What nothing vouches for stays behind.
    async fn with_proof(&self, chosen: Vec<Chosen>) -> Result<ParcelContent, StationError> {
        let identity = self.registered()?;
        let proofs = self.read_proofs().await?;
        let mut used = BTreeSet::new();
        let mut own_heads = Vec::new();
        let mut content = ParcelContent::default();
        for Chosen { key, changes } in chosen {
            let doc = key.id();
            let seen: Vec<SeenChange> = changes.iter().map(|(seen, _)| seen.clone()).collect();
            let vouchers = proofs.vouchers(doc, &seen);
            let unproved = |at: usize, change: &SeenChange| {
                change.device() == identity.device && matches!(vouchers.get(at), Some(None))
            };
            let own = || seen.iter().enumerate().filter(|(at, change)| unproved(*at, change));
            let built_on: HashSet<ChangeHash> =
                own().flat_map(|(_, change)| change.deps.iter().copied()).collect();
            let heads = own().map(|(_, change)| change.hash);
            let heads = heads.filter(|hash| !built_on.contains(hash));
            own_heads.extend(heads.map(|hash| ManifestEntry::of(doc, &hash)));
            let mut of_doc = DocChanges { key, changes: Vec::new() };
            let mut numbers = Vec::new();
            for (at, (seen, stored)) in changes.into_iter().enumerate() {
                let proof = vouchers.get(at).copied().flatten();
                if proof.is_none() && seen.device() != identity.device {
                    continue;
                }
                used.extend(proof);
                numbers.push(stored.place.unwrap_or_default());
                of_doc.changes.push(stored.bytes);
            }
            content.docs.push(HandedDoc { changes: of_doc, numbers: Numbers(numbers) });
        }
        content.manifests = proofs.all(&used);
        if !own_heads.is_empty() {
            content.manifests.push(self.proof_of(own_heads).await?);
        }
        Ok(content)
    }

    /// A new manifest of this device. Its number is kept first: it is never used for two.
    async fn proof_of(&self, entries: Vec<ManifestEntry>) -> Result<Manifest, StationError> {
        let identity = self.registered()?;
        let chain = self.manifest_chain().await?;
        let manifest = Manifest::sign(
            &SecretKey::from_seed(&identity.seed),
            identity.tenant,
            identity.device,
            chain.number + 1,
            chain.hash,
            entries,
        );
        let mut batch = self.manifests_stand_at(manifest.number, manifest.hash());
        let bytes = minicbor::to_vec(&manifest).unwrap_or_default();
        batch.put(Space::Manifests, manifest_key(&manifest), bytes);
        self.write(batch, Durability::Strict).await?;
        Ok(manifest)
    }

    async fn carried(
        &self,
        wanted: impl Fn(&crate::blob::BlobRecord) -> bool,
    ) -> Result<Vec<CarriedBlob>, StationError> {
        let mut carried = Vec::new();
        let mut bytes = 0;
        for (blob, record) in &self.blobs {
            if !record.is_here() || !wanted(record) || bytes + record.size as usize > MAX_BLOBS {
                continue;
            }
            let sealed = self.sealed_bytes(*blob).await?;
            bytes += sealed.len();
            carried.push(CarriedBlob { blob: *blob, matter: record.matter, bytes: sealed.into() });
        }
        Ok(carried)
    }

    fn packed(
        &self,
        kind: ParcelKind,
        content: &ParcelContent,
        to: &[BoxPublic],
        entropy: &ParcelEntropy,
        now: Moment,
    ) -> Result<Vec<u8>, StationError> {
        let identity = self.registered()?;
        let key = SecretKey::from_seed(&identity.seed);
        let sender = Sender {
            tenant: identity.tenant,
            device: identity.device,
            key: &key,
            at: now.millis(),
        };
        Ok(Parcel::pack(sender, kind, content, to, entropy)?.to_file()?)
    }
}

/// A document's changes in order; what cannot be read stays behind.
fn choose(
    key: DocKey,
    stored: impl Iterator<Item = StoredChange>,
    wanted: impl Fn(&ChangeHash, DocId) -> bool,
) -> Option<Chosen> {
    let doc = key.id();
    let mut by_hash: BTreeMap<ChangeHash, StoredChange> = BTreeMap::new();
    let mut seen = Vec::new();
    for stored in stored {
        let Ok(read) = ReadChange::from_bytes(&stored.bytes, &key.part) else { continue };
        if wanted(&read.seen.hash, doc) {
            by_hash.insert(read.seen.hash, stored);
            seen.push(read.seen);
        }
    }
    let ordered = in_order(seen).into_iter();
    let changes: Vec<(SeenChange, StoredChange)> = ordered
        .filter_map(|seen| by_hash.remove(&seen.hash).map(|stored| (seen, stored)))
        .collect();
    (!changes.is_empty()).then_some(Chosen { key, changes })
}
