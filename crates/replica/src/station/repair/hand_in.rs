//! What the relay lacks, put together with its proof.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use casework::{document::ReadChange, history::in_order};
use ident::{ChangeHash, DocId, DocKey};
use wire::{DocChanges, HandIn, HandedDoc, MAX_HANDED_IN, Numbers};

use super::{
    super::{Station, StationError},
    Stage,
};
use crate::{Space, Store, record::StoredChange};

/// Once a message has so many bytes of changes and proof, no more are added.
const FULL_BYTES: usize = 512 << 10;
/// Once it has so many manifests, neither.
const FULL_PROOFS: usize = 1000;

/// Changes of a document that the relay lacks.
#[derive(Debug)]
pub(super) struct Lacking {
    doc: DocId,
    changes: HashSet<ChangeHash>,
}

/// A document's share of a message.
struct Share {
    key: DocKey,
    hashes: Vec<ChangeHash>,
    changes: Vec<wire::Bytes>,
    numbers: Vec<u64>,
    proofs: BTreeSet<usize>,
    /// Own changes without proof: they are handed in anew.
    own: Vec<StoredChange>,
    /// Others' changes without proof.
    unproved: usize,
}

impl<S: Store> Station<S> {
    /// What the relay lacks of a document of which it holds so much.
    pub(super) async fn lacking(
        &self,
        doc: DocId,
        held: &[ChangeHash],
    ) -> Result<Option<Lacking>, StationError> {
        let held: HashSet<&ChangeHash> = held.iter().collect();
        let not_confirmed = self.not_confirmed();
        let here = self.read_all(Space::Changes, &[doc.as_bytes().to_vec()]).await?.concat();
        let changes: HashSet<ChangeHash> = here
            .iter()
            .filter_map(|(key, _)| ChangeHash::from_slice(key.get(DocId::LEN..)?).ok())
            .filter(|hash| !held.contains(hash) && !not_confirmed.contains(&(doc, *hash)))
            .collect();
        Ok((!changes.is_empty()).then_some(Lacking { doc, changes }))
    }

    /// The next message that hands in; none where nothing is lacking.
    pub(super) async fn next_hand_in(&mut self) -> Result<Option<HandIn>, StationError> {
        let Some(run) = &mut self.sync.repair.run else { return Ok(None) };
        if run.lacking.is_empty() {
            return Ok(None);
        }
        if run.proofs.is_none() {
            let proofs = self.read_proofs().await?;
            if let Some(run) = &mut self.sync.repair.run {
                run.proofs = Some(proofs);
            }
        }
        // A document goes in whole: what vouches for its beginning may stand at its end.
        let (mut docs, mut sent) = (Vec::new(), Vec::new());
        let mut used = BTreeSet::new();
        let mut bytes = 0;
        while bytes < FULL_BYTES && docs.len() < MAX_HANDED_IN && used.len() < FULL_PROOFS {
            let next = self.sync.repair.run.as_mut().and_then(|run| run.lacking.pop_front());
            let Some(lacking) = next else { break };
            let Some(share) = self.share_of(&lacking).await? else { continue };
            self.offer_own(&share.own).await?;
            let Some(run) = &mut self.sync.repair.run else { return Ok(None) };
            run.record.handed_in_anew += share.own.len();
            run.record.not_taken += share.unproved;
            if share.changes.is_empty() {
                continue;
            }
            let proofs = run.proofs.as_ref();
            bytes += share.changes.iter().map(|change| change.len()).sum::<usize>();
            bytes += share
                .proofs
                .difference(&used)
                .filter_map(|at| proofs?.manifest(*at))
                .map(|manifest| manifest.entries.len() * 34 + 150)
                .sum::<usize>();
            used.extend(share.proofs);
            let changes = DocChanges { key: share.key.clone(), changes: share.changes };
            docs.push(HandedDoc { changes, numbers: Numbers(share.numbers) });
            sent.push((share.key, share.hashes));
        }
        let Some(run) = &mut self.sync.repair.run else { return Ok(None) };
        if docs.is_empty() {
            return Ok(None);
        }
        let manifests = run.proofs.as_ref().map(|proofs| proofs.all(&used)).unwrap_or_default();
        run.stage = Stage::HandedIn(sent);
        Ok(Some(HandIn { cause: run.cause, manifests, docs }))
    }

    async fn share_of(&self, lacking: &Lacking) -> Result<Option<Share>, StationError> {
        let found = self.read_all(Space::Changes, &[lacking.doc.as_bytes().to_vec()]).await?;
        let mut stored: BTreeMap<ChangeHash, StoredChange> = BTreeMap::new();
        let mut seen = Vec::new();
        for (_, bytes) in found.concat() {
            let Ok(change) = minicbor::decode::<StoredChange>(&bytes) else { continue };
            // What cannot be read is of no use to anybody.
            let Ok(read) = ReadChange::from_bytes(&change.bytes, &change.key.part) else {
                continue;
            };
            if lacking.changes.contains(&read.seen.hash) {
                stored.insert(read.seen.hash, change);
                seen.push(read.seen);
            }
        }
        let Some(key) = stored.values().next().map(|change| change.key.clone()) else {
            return Ok(None);
        };
        let ordered = in_order(seen);
        let proofs = self.sync.repair.run.as_ref().and_then(|run| run.proofs.as_ref());
        let vouchers = proofs.map(|proofs| proofs.vouchers(lacking.doc, &ordered));
        let own = self.identity.as_ref().map(|identity| identity.device);
        let mut share = Share {
            key,
            hashes: Vec::new(),
            changes: Vec::new(),
            numbers: Vec::new(),
            proofs: BTreeSet::new(),
            own: Vec::new(),
            unproved: 0,
        };
        for (change, proof) in ordered.iter().zip(vouchers.unwrap_or_default()) {
            let Some(stored) = stored.remove(&change.hash) else { continue };
            match proof {
                None if Some(change.device()) == own => share.own.push(stored),
                // What nothing here vouches for goes along too: the relay says that it was offered.
                proof => {
                    share.unproved += usize::from(proof.is_none());
                    share.proofs.extend(proof);
                    share.hashes.push(change.hash);
                    share.numbers.push(stored.place.unwrap_or_default());
                    share.changes.push(stored.bytes);
                }
            }
        }
        Ok(Some(share))
    }
}
