//! Making a parcel.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use casework::{
    Moment,
    document::ReadChange,
    history::{SeenChange, in_order},
};
use ident::{BlobId, ChangeHash, DocId, DocKey, MatterId, OfficeCode, Part};
use wire::{Certificate, DocChanges, HandedDoc, Manifest, ManifestEntry, Numbers, SecretKey};

use super::{
    super::{Station, StationError},
    recipients::Recipients,
};
use crate::{
    BoxPublic, Durability, OutboxEntry, Space, Store,
    blob::BlobRecord,
    parcel::{CarriedBlob, Parcel, ParcelContent, ParcelEntropy, ParcelError, ParcelKind, Sender},
    record::{StoredChange, manifest_key},
};

/// Attachments beyond so many bytes stay behind: they come when there is a network.
const MAX_BLOBS: usize = 32 << 20;

/// A courier's file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelMade {
    /// The file.
    pub file: Vec<u8>,
    /// Cases of which something is in it.
    pub matters: usize,
    /// Changes in it.
    pub changes: usize,
    /// Attachments in it.
    pub attachments: usize,
    /// Attachments that found no room in it: they wait for a network.
    pub too_much: usize,
    /// Documents and attachments of the own mediation committee that stayed behind, because others
    /// than the relay and the own office could open the file.
    pub confidential: usize,
    /// Devices that can open it.
    pub devices: usize,
    /// Whether the relay can.
    pub relay: bool,
}

/// Says how far it is: so many done, of so many.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

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
        self.packed(ParcelKind::Unsent, &content, to, entropy, now).await
    }

    /// What waits to be handed in, as a file for a courier, sealed to whom it may concern: the relay,
    /// other devices of the own office and those of the offices above. What a mediation committee
    /// keeps to itself goes along only where no other office could open the file.
    ///
    /// # Errors
    /// [`ParcelError::NoRecipient`] where nobody's key is known, [`ParcelError::Empty`] where nothing
    /// waits, as [`StationError::Parcel`]; other [`StationError`]s.
    pub async fn carry_unsent(
        &mut self,
        entropy: &ParcelEntropy,
        now: Moment,
    ) -> Result<ParcelMade, StationError> {
        let to = self.recipients_above(now).await?;
        let mut content = self.unsent().await?;
        if content.is_empty() && content.refused.is_empty() {
            return Err(ParcelError::Empty.into());
        }
        let owed = self.blobs.values().filter(|record| record.is_owed()).count();
        let too_much = owed - content.blobs.len().min(owed);
        let confidential =
            if to.others { self.take_out_confidential(&mut content).await? } else { 0 };
        if content.is_empty() && content.refused.is_empty() {
            return Err(ParcelError::NoRecipient.into());
        }
        let left = (too_much, confidential);
        self.made(ParcelKind::Unsent, &content, &to, left, entropy, now).await
    }

    /// What is here of a village's cases that the village may see, as a file for a courier, sealed
    /// to that village's devices.
    ///
    /// # Errors
    /// As [`Station::carry_unsent`].
    pub async fn carry_for(
        &mut self,
        village: &OfficeCode,
        entropy: &ParcelEntropy,
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<ParcelMade, StationError> {
        let to = self.recipients_of(village, now).await?;
        let (content, wanted) = self.needed(village, progress).await?;
        if content.is_empty() {
            return Err(ParcelError::Empty.into());
        }
        let left = wanted - content.blobs.len().min(wanted);
        let kind = ParcelKind::Needed(village.clone());
        self.made(kind, &content, &to, (left, 0), entropy, now).await
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
        let content = self.needed(village, &mut |_, _| {}).await?.0;
        self.packed(ParcelKind::Needed(village.clone()), &content, to, entropy, now).await
    }

    /// What is here of a village's cases that the village may see, and how many attachments it has.
    async fn needed(
        &self,
        village: &OfficeCode,
        progress: Progress<'_>,
    ) -> Result<(ParcelContent, usize), StationError> {
        let matters: Vec<MatterId> = self.rows_of(village).map(|row| row.matter).collect();
        let refused: HashSet<(DocId, ChangeHash)> =
            self.refused.iter().map(OutboxEntry::change).collect();
        let mut chosen = Vec::new();
        let mut seen_there = BTreeSet::new();
        let of = matters.len();
        for (done, matter) in matters.into_iter().enumerate() {
            progress(done, of);
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
        let secret = self.confidential_blobs(&seen_there).await?;
        let goes = |blob: &BlobId, record: &BlobRecord| {
            seen_there.contains(&record.matter) && !secret.contains(blob)
        };
        let wanted =
            self.blobs.iter().filter(|(blob, record)| record.is_here() && goes(blob, record));
        let wanted = wanted.count();
        let blobs = self.carried(goes).await?;
        Ok((ParcelContent { blobs, ..self.with_proof(chosen).await? }, wanted))
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
        content.blobs = self.carried(|_, record| record.is_owed()).await?;
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
        content.certificates = self.certificates_for(&content.manifests).await?;
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
        wanted: impl Fn(&BlobId, &BlobRecord) -> bool,
    ) -> Result<Vec<CarriedBlob>, StationError> {
        let mut carried = Vec::new();
        let mut bytes = 0;
        for (blob, record) in &self.blobs {
            if !record.is_here()
                || !wanted(blob, record)
                || bytes + record.size as usize > MAX_BLOBS
            {
                continue;
            }
            let sealed = self.sealed_bytes(*blob).await?;
            bytes += sealed.len();
            carried.push(CarriedBlob { blob: *blob, matter: record.matter, bytes: sealed.into() });
        }
        Ok(carried)
    }

    /// Takes out what the own mediation committee keeps to itself; how much it was.
    async fn take_out_confidential(
        &self,
        content: &mut ParcelContent,
    ) -> Result<usize, StationError> {
        let matters = content.blobs.iter().map(|blob| blob.matter).collect();
        let secret = self.confidential_blobs(&matters).await?;
        let before = content.docs.len() + content.blobs.len() + content.refused.len();
        let ours = |key: &DocKey| matches!(key.part, Part::Committee(_));
        content.docs.retain(|doc| !ours(&doc.changes.key));
        content.refused.retain(|doc| !ours(&doc.key));
        content.blobs.retain(|blob| !secret.contains(&blob.blob));
        Ok(before - content.docs.len() - content.blobs.len() - content.refused.len())
    }

    /// Attachments of these matters that are the own committee's alone.
    async fn confidential_blobs(
        &self,
        matters: &BTreeSet<MatterId>,
    ) -> Result<BTreeSet<BlobId>, StationError> {
        let mut found = BTreeSet::new();
        let of_blobs = self.blobs.values().map(|record| record.matter);
        let of_blobs: BTreeSet<MatterId> = of_blobs.filter(|id| matters.contains(id)).collect();
        for matter in of_blobs {
            // What cannot be opened says nothing of its attachments: none of them goes along.
            match self.attachments(matter).await {
                Ok(all) => {
                    let own = all.into_iter().filter(|one| one.confidential);
                    found.extend(own.map(|one| one.state.attachment.blob));
                }
                Err(_) => {
                    let of_it = self.blobs.iter().filter(|(_, record)| record.matter == matter);
                    found.extend(of_it.map(|(blob, _)| *blob));
                }
            }
        }
        Ok(found)
    }

    /// The certificates of who signed these manifests, up to the root, as far as they lie here.
    async fn certificates_for(
        &self,
        manifests: &[Manifest],
    ) -> Result<Vec<Certificate>, StationError> {
        let devices: BTreeSet<_> = manifests.iter().map(|manifest| manifest.device).collect();
        let mut found = BTreeMap::new();
        for device in devices {
            let chain = self.certificates_of(device).await?.unwrap_or_default();
            found.extend(chain.0.into_iter().map(|one| (one.device, one)));
        }
        Ok(found.into_values().collect())
    }

    /// A file that was made, with what is in it.
    async fn made(
        &self,
        kind: ParcelKind,
        content: &ParcelContent,
        to: &Recipients,
        (too_much, confidential): (usize, usize),
        entropy: &ParcelEntropy,
        now: Moment,
    ) -> Result<ParcelMade, StationError> {
        if to.keys.is_empty() {
            return Err(ParcelError::NoRecipient.into());
        }
        let docs = || content.docs.iter().map(|doc| &doc.changes);
        let matters: BTreeSet<MatterId> = docs().map(|doc| doc.key.matter).collect();
        Ok(ParcelMade {
            file: self.packed(kind, content, &to.keys, entropy, now).await?,
            matters: matters.iter().filter(|matter| **matter != DocKey::NO_MATTER).count(),
            changes: docs().map(|doc| doc.changes.len()).sum(),
            attachments: content.blobs.len(),
            too_much,
            confidential,
            devices: to.keys.len() - usize::from(to.relay),
            relay: to.relay,
        })
    }

    async fn packed(
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
            chain: self.certificates_of(identity.device).await?,
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
