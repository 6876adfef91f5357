//! Taking a parcel in: as if it had come from the relay, but believed only as far as its proof goes.

use std::collections::{BTreeSet, HashSet};

use casework::{Moment, document::ReadChange, history::SeenChange};
use ident::{BlobId, DeviceId, DocId, DocKey, MatterId, OfficeCode, Part};
use wire::{Bytes, HandedDoc, MAX_BLOB};

use super::{
    super::{Station, StationError, repair::Proofs},
    make::Progress,
};
use crate::{
    Batch, BoxKey, Durability, Effect, Space, Store,
    blob::{BlobRecord, chunks},
    parcel::{Parcel, ParcelContent, ParcelError, ParcelKind},
    record::{ROW_TO_COME, StoredChange, change_key, manifest_key},
};

/// What a parcel brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParcelTaken {
    /// Changes that were not here.
    pub new: usize,
    /// Changes that were here already.
    pub known: usize,
    /// Changes that nothing vouches for, or that are not for this office: they were left.
    pub left: usize,
    /// Attachments that were not here.
    pub attachments: usize,
    /// Cases of which something is in it that is for this office.
    pub matters: BTreeSet<MatterId>,
    /// What stands on it; none on an open copy of what was unsent.
    pub label: Option<ParcelLabel>,
}

/// What stands on a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelLabel {
    /// Who made it.
    pub from: DeviceId,
    /// That device's office.
    pub office: OfficeCode,
    /// When, by that device's clock: milliseconds since 1970.
    pub at: i64,
    /// What is in it.
    pub kind: ParcelKind,
}

/// A change of a parcel that somebody vouches for.
struct Candidate {
    key: DocKey,
    place: Vec<u8>,
    stored: StoredChange,
    proof: usize,
    here: bool,
}

impl<S: Store> Station<S> {
    /// Takes in a file that was sealed to this device, or lies open.
    ///
    /// # Errors
    /// As [`Station::take_parcel`].
    pub async fn take_carried(
        &mut self,
        file: &[u8],
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<(ParcelTaken, Vec<Effect>), StationError> {
        let key = BoxKey::of_device(&self.registered()?.seed);
        self.take_file(file, &[key], now, progress).await
    }

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
        self.take_file(file, keys, now, &mut |_, _| {}).await
    }

    async fn take_file(
        &mut self,
        file: &[u8],
        keys: &[BoxKey],
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<(ParcelTaken, Vec<Effect>), StationError> {
        let identity = self.registered()?.clone();
        let parcel = match Parcel::from_file(file) {
            Ok(parcel) => parcel,
            Err(ParcelError::NotAParcel) => {
                // An open copy of what was unsent says itself who signed it.
                let content = ParcelContent::from_unsent_file(file)?;
                if content.manifests.is_empty() && !content.is_empty() {
                    return Err(ParcelError::NoProof.into());
                }
                return self.take_content(content, None, now, progress).await;
            }
            Err(error) => return Err(error.into()),
        };
        if parcel.tenant != identity.tenant {
            return Err(ParcelError::OtherCity.into());
        }
        let sender = self.sender(&parcel).await?;
        let content = parcel.open(keys)?;
        let Parcel { from, at, kind, .. } = parcel;
        let label = ParcelLabel { from, office: sender.office, at, kind };
        self.take_content(content, Some(label), now, progress).await
    }

    async fn take_content(
        &mut self,
        content: ParcelContent,
        label: Option<ParcelLabel>,
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<(ParcelTaken, Vec<Effect>), StationError> {
        let own = self.registered()?.office.clone();
        let passed_down = label
            .as_ref()
            .is_some_and(|label| self.directory().is_at_or_above(&label.office, &own));
        let mut taken = ParcelTaken { label, ..ParcelTaken::default() };
        let (manifests, certificates) =
            self.believed(content.manifests, content.certificates, passed_down).await?;
        let proofs = Proofs::of(manifests.clone());
        let of = content.docs.len();
        let mut candidates = Vec::new();
        for (done, doc) in content.docs.into_iter().enumerate() {
            progress(done, of);
            let sent = doc.changes.changes.len();
            let found = self.vouched_for(doc, &proofs).await?;
            taken.left += sent - found.len();
            candidates.extend(found);
        }
        let before = candidates.len();
        let sight = self.in_sight(candidates.iter().map(|one| (&one.key, &one.stored))).await?;
        candidates
            .retain(|one| one.key.matter == DocKey::NO_MATTER || sight.contains(&one.key.matter));
        taken.left += before - candidates.len();
        let mut batch = Batch::default();
        let mut docs: BTreeSet<DocKey> = BTreeSet::new();
        let mut used = BTreeSet::new();
        for Candidate { key, place, stored, proof, here } in candidates {
            if key.matter != DocKey::NO_MATTER {
                taken.matters.insert(key.matter);
            }
            if here {
                taken.known += 1;
                continue;
            }
            batch.put(Space::Changes, place, minicbor::to_vec(&stored).unwrap_or_default());
            used.insert(proof);
            docs.insert(key);
            taken.new += 1;
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
            let ours =
                taken.matters.contains(&carried.matter) || self.rows.get(carried.matter).is_some();
            let gone = self.is_erased(DocKey::people(carried.matter).id());
            if here
                || gone
                || !sound
                || !ours
                || records.iter().any(|(blob, _)| *blob == carried.blob)
            {
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
        Self::put_certificates(&mut batch, &certificates);
        let effects = self.keep_parcel(batch, records, docs).await?;
        Ok((taken, effects))
    }

    /// Those of a document's changes that somebody vouches for and that this office may have.
    async fn vouched_for(
        &self,
        doc: HandedDoc,
        proofs: &Proofs,
    ) -> Result<Vec<Candidate>, StationError> {
        let key = doc.changes.key;
        let id = key.id();
        if !self.is_for_us(&key) || self.is_erased(id) {
            return Ok(Vec::new());
        }
        let here: HashSet<Vec<u8>> = self
            .read_all(Space::Changes, &[id.as_bytes().to_vec()])
            .await?
            .concat()
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        let read: Vec<(usize, Bytes, SeenChange)> = doc
            .changes
            .changes
            .into_iter()
            .enumerate()
            .filter_map(|(at, bytes)| {
                let seen = ReadChange::from_bytes(&bytes, &key.part).ok()?.seen;
                Some((at, bytes, seen))
            })
            .collect();
        let seen: Vec<SeenChange> = read.iter().map(|(_, _, seen)| seen.clone()).collect();
        let vouchers = proofs.vouchers(id, &seen);
        let candidate =
            |((at, bytes, seen), proof): ((usize, Bytes, SeenChange), Option<usize>)| {
                let place = change_key(id, &seen.hash);
                let number = doc.numbers.get(at).filter(|number| *number > 0);
                let stored = StoredChange { key: key.clone(), bytes, place: number };
                let here = here.contains(&place);
                Some(Candidate { key: key.clone(), place, stored, proof: proof?, here })
            };
        Ok(read.into_iter().zip(vouchers).filter_map(candidate).collect())
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
