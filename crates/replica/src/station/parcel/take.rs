//! Taking a parcel in: as if it had come from the relay, but believed only as far as its proof goes.

use std::collections::{BTreeSet, HashSet};

use casework::{Moment, document::ReadChange, history::SeenChange};
use ident::{BlobId, DocId, DocKey, MatterId, Part};
use wire::{MAX_BLOB, Manifest};

use super::super::{Station, StationError, repair::Proofs};
use crate::{
    Batch, BoxKey, Durability, Effect, Space, Store,
    blob::{BlobRecord, chunks},
    parcel::{Parcel, ParcelContent, ParcelError},
    record::{ROW_TO_COME, StoredChange, change_key, manifest_key},
};

/// What a parcel brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ParcelTaken {
    /// Changes that were not here.
    pub new: usize,
    /// Changes that were here already.
    pub known: usize,
    /// Changes that nothing vouches for, or that are not for this office: they were left.
    pub left: usize,
    /// Attachments that were not here.
    pub attachments: usize,
}

impl<S: Store> Station<S> {
    /// Takes a parcel in, with the keys this device opens parcels with. What it brings is handed in
    /// to the relay when there is one, with its proof, should it lack it. Taking it in again changes
    /// nothing.
    ///
    /// # Errors
    /// [`StationError::Parcel`] where the file is not taken; any other [`StationError`]. Nothing was
    /// written then.
    pub async fn take_parcel(
        &mut self,
        file: &[u8],
        keys: &[BoxKey],
        now: Moment,
    ) -> Result<(ParcelTaken, Vec<Effect>), StationError> {
        let parcel = Parcel::from_file(file)?;
        let identity = self.registered()?;
        if parcel.tenant != identity.tenant {
            return Err(ParcelError::OtherCity.into());
        }
        let sender = self.directory().device(parcel.from).ok_or(ParcelError::UnknownSender)?;
        parcel.verify(&sender.key)?;
        let content = parcel.open(keys)?;
        self.take_content(content, now).await
    }

    async fn take_content(
        &mut self,
        content: ParcelContent,
        now: Moment,
    ) -> Result<(ParcelTaken, Vec<Effect>), StationError> {
        let mut taken = ParcelTaken::default();
        let manifests = self.believed(content.manifests)?;
        let proofs = Proofs::of(manifests.clone());
        let mut batch = Batch::default();
        let mut docs: BTreeSet<DocKey> = BTreeSet::new();
        let mut used = BTreeSet::new();
        for doc in content.docs {
            let key = doc.changes.key;
            let id = key.id();
            let here: HashSet<Vec<u8>> = self
                .read_all(Space::Changes, &[id.as_bytes().to_vec()])
                .await?
                .concat()
                .into_iter()
                .map(|(key, _)| key)
                .collect();
            let read: Vec<(usize, SeenChange)> = doc
                .changes
                .changes
                .iter()
                .enumerate()
                .filter_map(|(at, bytes)| {
                    Some((at, ReadChange::from_bytes(bytes, &key.part).ok()?.seen))
                })
                .collect();
            taken.left += doc.changes.changes.len() - read.len();
            let seen: Vec<SeenChange> = read.iter().map(|(_, seen)| seen.clone()).collect();
            let vouchers = proofs.vouchers(id, &seen);
            for ((at, seen), proof) in read.into_iter().zip(vouchers) {
                let place_here = change_key(id, &seen.hash);
                let (true, Some(proof)) = (self.is_for_us(&key), proof) else {
                    taken.left += 1;
                    continue;
                };
                if here.contains(&place_here) {
                    taken.known += 1;
                    continue;
                }
                let Some(bytes) = doc.changes.changes.get(at).cloned() else { continue };
                let place = doc.numbers.get(at).filter(|place| *place > 0);
                let stored = StoredChange { key: key.clone(), bytes, place };
                let stored = minicbor::to_vec(&stored).unwrap_or_default();
                batch.put(Space::Changes, place_here, stored);
                used.insert(proof);
                docs.insert(key.clone());
                taken.new += 1;
            }
        }
        for manifest in used.iter().filter_map(|at| manifests.get(*at)) {
            let bytes = minicbor::to_vec(manifest).unwrap_or_default();
            batch.put(Space::Manifests, manifest_key(manifest), bytes);
        }
        let mut records: Vec<(BlobId, BlobRecord)> = Vec::new();
        for carried in content.blobs {
            let size = u32::try_from(carried.bytes.len()).unwrap_or(u32::MAX);
            let here = self.blobs.get(&carried.blob).is_some_and(BlobRecord::is_here);
            let sound = size > 0 && size <= MAX_BLOB && BlobId::of(&carried.bytes) == carried.blob;
            if here || !sound || records.iter().any(|(blob, _)| *blob == carried.blob) {
                continue;
            }
            for (key, piece) in chunks(carried.blob, 0, &carried.bytes) {
                batch.put(Space::Blobs, key, piece);
            }
            let record = BlobRecord {
                matter: carried.matter,
                size,
                held: size,
                handed_in: false,
                sent: 0,
                pinned: false,
                wanted: false,
                since: now.millis(),
            };
            records.push((carried.blob, record));
            taken.attachments += 1;
        }
        if batch.is_empty() {
            return Ok((taken, Vec::new()));
        }
        let effects = self.keep_parcel(batch, records, docs).await?;
        Ok((taken, effects))
    }

    /// The manifests that are the word of devices known here.
    fn believed(&self, manifests: Vec<Manifest>) -> Result<Vec<Manifest>, StationError> {
        let tenant = self.registered()?.tenant;
        let known = manifests.into_iter().filter(|manifest| {
            let device = self.directory().device(manifest.device);
            let device = device.filter(|_| manifest.tenant == tenant);
            device.is_some_and(|device| manifest.verify(&device.key).is_ok())
        });
        Ok(known.collect())
    }

    /// Whether a document is one that this office may have.
    fn is_for_us(&self, key: &DocKey) -> bool {
        let Some(identity) = &self.identity else { return false };
        let own = &identity.office;
        key.is_sound()
            && match &key.part {
                Part::Core | Part::People => true,
                Part::Internal(whose) => self.directory().is_at_or_above(own, whose),
                Part::Org(whose) | Part::Committee(whose) => whose == own,
            }
    }

    async fn keep_parcel(
        &mut self,
        mut batch: Batch,
        records: Vec<(BlobId, BlobRecord)>,
        docs: BTreeSet<DocKey>,
    ) -> Result<Vec<Effect>, StationError> {
        let org = docs.iter().any(|key| matches!(key.part, Part::Org(_)));
        let matters: BTreeSet<MatterId> =
            docs.iter().map(|key| key.matter).filter(|id| *id != DocKey::NO_MATTER).collect();
        for matter in &matters {
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [ROW_TO_COME]);
        }
        // The relay is asked about them once the feed is read, and gets what it lacks.
        let ids: Vec<DocId> = docs.iter().map(DocKey::id).collect();
        self.ask_the_relay_about(ids, &mut batch).await?;
        self.keep_blobs(batch, records, Durability::Strict).await?;
        self.stale.extend(matters);
        let mut effects = vec![Effect::RowsChanged, Effect::SyncChanged];
        if org {
            effects.extend(self.settle_directory(None).await?);
        }
        effects.extend(self.repair_if_due().await?);
        Ok(effects)
    }
}
