//! Handing in: the outbox becomes signed pushes, and shrinks only by what the relay has on disk.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    document::ReadChange,
    history::{SeenChange, in_order},
};
use ident::{ChangeHash, DocId, DocKey, MatterId, Part};
use wire::{
    DocChanges, DocOutcome, Manifest, ManifestEntry, Numbers, PackedPush, Push, PushResult,
    Refusal, SecretKey, Surrender, ToRelay,
};

use super::super::{Station, StationError};
use crate::{
    Batch, Durability, Effect, OutboxEntry, Space, Store,
    record::{ManifestChain, StoredChange, change_key, manifest_key, meta},
};

/// So many changes go into one push at most.
const MAX_CHANGES: usize = 1000;
/// Once a push has so many bytes of changes, no more are added.
const FULL_BYTES: usize = 1 << 20;
/// Of one document, so many bytes go into one push at most; the rest follows. More than a relay takes of
/// a document, so that what it refuses it refuses at once; with [`FULL_BYTES`], less than a frame holds.
const MOST_OF_A_DOCUMENT: usize = (6 << 20) + (512 << 10);

/// A push that was sent and not answered.
#[derive(Debug)]
pub(super) struct InFlight {
    number: u64,
    /// What was sent of each document, in the order of the push.
    docs: Vec<Vec<Sent>>,
}

/// A change that was sent.
#[derive(Debug)]
struct Sent {
    entry: OutboxEntry,
    bytes: wire::Bytes,
}

/// Those of a document's changes that build on what the relay lacks: they have to wait. The others
/// do not, and others may be waiting for just them: of a relay that forgot what several devices wrote
/// in turn, each has only its own to give back, one after the other.
fn building_on(sent: &[Sent], missing: &[ChangeHash]) -> Vec<(DocId, ChangeHash)> {
    let mut lacking: BTreeSet<ChangeHash> = missing.iter().copied().collect();
    let mut waiting = Vec::new();
    // Ancestors come first.
    for Sent { entry, bytes } in sent {
        let read = ReadChange::from_bytes(bytes, &entry.key.part);
        if read.is_ok_and(|read| read.seen.deps.iter().any(|dep| lacking.contains(dep))) {
            lacking.insert(entry.hash);
            waiting.push(entry.change());
        }
    }
    if waiting.is_empty() {
        // What it lacks is nothing of ours: the same again would end the same.
        waiting.extend(sent.iter().map(|sent| sent.entry.change()));
    }
    waiting
}

impl InFlight {
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = (DocId, ChangeHash)> {
        self.docs.iter().flatten().map(|sent| sent.entry.change())
    }
}

impl<S: Store> Station<S> {
    /// Sends what waits, unless something is under way, or the relay does not know us yet. Where
    /// nothing waits that can be sent, attachments have their turn.
    pub(in super::super) async fn next_push(&mut self) -> Result<Vec<Effect>, StationError> {
        let surrendering = self.sync.surrendering;
        if !(self.sync.welcomed || surrendering) || self.sync.in_flight.is_some() {
            return Ok(Vec::new());
        }
        let Some(identity) = self.identity.clone() else { return Ok(Vec::new()) };
        let mut by_doc: BTreeMap<DocKey, Vec<OutboxEntry>> = BTreeMap::new();
        let held_back =
            |change| self.sync.stuck.contains(&change) || self.damage.keeps_back(&change);
        let entries = self.outbox.iter().filter(|entry| !held_back(entry.change()));
        // The directory first, and alone: the relay judges what comes after by it.
        let of_org = |entry: &&OutboxEntry| matches!(entry.key.part, Part::Org(_));
        let org = entries.clone().any(|entry| of_org(&entry));
        let entries = entries.filter(|entry| !org || of_org(entry));
        // What the relay refused may be of use to the person who takes it in.
        let refused = self.refused.iter().filter(|_| surrendering);
        let entries = entries.chain(refused);
        for entry in entries.take(MAX_CHANGES) {
            by_doc.entry(entry.key.clone()).or_default().push(entry.clone());
        }
        let mut docs = Vec::new();
        let mut in_flight = Vec::new();
        let mut vouched = Vec::new();
        let mut bytes = 0;
        for (key, entries) in by_doc {
            if bytes > FULL_BYTES {
                break;
            }
            let (sent, heads, unreadable) = self.changes_of(&key, entries).await?;
            unreadable.into_iter().for_each(|change| self.damage.cannot_be_sent(change));
            if sent.is_empty() {
                continue;
            }
            let changes: Vec<wire::Bytes> = sent.iter().map(|sent| sent.bytes.clone()).collect();
            bytes += changes.iter().map(|change| change.len()).sum::<usize>();
            vouched.extend(heads.iter().map(|head| ManifestEntry::of(key.id(), head)));
            docs.push(DocChanges { key, changes });
            in_flight.push(sent);
        }
        if docs.is_empty() {
            if surrendering {
                return Ok(vec![Self::nothing_left()]);
            }
            return self.next_blob().await;
        }
        let chain = self.manifest_chain().await?;
        let manifest = Manifest::sign(
            &SecretKey::from_seed(&identity.seed),
            identity.tenant,
            identity.device,
            chain.number + 1,
            chain.hash,
            vouched,
        );
        // Kept before it is sent: a number is never used for two manifests.
        let mut batch = self.manifests_stand_at(manifest.number, manifest.hash());
        // The own word, too: should the relay lose what it vouches for, it is the proof.
        batch.put(
            Space::Manifests,
            manifest_key(&manifest),
            minicbor::to_vec(&manifest).unwrap_or_default(),
        );
        self.write(batch, Durability::Relaxed).await?;
        self.sync.in_flight = Some(InFlight { number: manifest.number, docs: in_flight });
        if surrendering {
            let surrender = Surrender { manifest: Some(manifest), docs };
            return Ok(vec![Effect::Send(ToRelay::Surrender(Box::new(surrender)))]);
        }
        let push = Push { manifest, docs };
        let packs = self.sync.challenge.as_ref().and_then(|challenge| challenge.packs);
        Ok(vec![Effect::Send(match packs {
            Some(_) => ToRelay::PackedPush(Box::new(PackedPush::pack(&push))),
            None => ToRelay::Push(push),
        })])
    }

    /// A document's waiting changes, ancestors first, and the newest of them; and what cannot be read.
    async fn changes_of(
        &self,
        key: &DocKey,
        entries: Vec<OutboxEntry>,
    ) -> Result<(Vec<Sent>, Vec<ChangeHash>, Vec<(DocId, ChangeHash)>), StationError> {
        let mut sent: BTreeMap<ChangeHash, Sent> = BTreeMap::new();
        let mut unreadable = Vec::new();
        let mut seen: Vec<SeenChange> = Vec::new();
        for entry in entries {
            let stored = match self.stored_change(key.id(), &entry.hash).await {
                Err(StationError::Damaged(_)) => None,
                stored => stored?,
            };
            let read = |stored: StoredChange| {
                Some((ReadChange::from_bytes(&stored.bytes, &key.part).ok()?, stored))
            };
            let Some((read, stored)) = stored.and_then(read) else {
                unreadable.push(entry.change());
                continue;
            };
            sent.insert(entry.hash, Sent { entry, bytes: stored.bytes });
            seen.push(read.seen);
        }
        let mut room = MOST_OF_A_DOCUMENT;
        let ordered: Vec<SeenChange> = in_order(seen)
            .into_iter()
            .take_while(|change| {
                let length = sent.get(&change.hash).map_or(0, |sent| sent.bytes.len());
                let first = room == MOST_OF_A_DOCUMENT;
                let fits = first || length <= room;
                room = room.saturating_sub(length);
                fits
            })
            .collect();
        let built_on: BTreeSet<ChangeHash> =
            ordered.iter().flat_map(|change| change.deps.iter().copied()).collect();
        let heads = ordered
            .iter()
            .map(|change| change.hash)
            .filter(|hash| !built_on.contains(hash))
            .collect();
        let sent = ordered.iter().filter_map(|change| sent.remove(&change.hash)).collect();
        Ok((sent, heads, unreadable))
    }

    pub(in super::super) async fn stored_change(
        &self,
        doc: DocId,
        hash: &ChangeHash,
    ) -> Result<Option<StoredChange>, StationError> {
        let bytes = self.read(Space::Changes, &change_key(doc, hash)).await?;
        bytes
            .map(|bytes| minicbor::decode(&bytes).map_err(|_| StationError::Damaged("change")))
            .transpose()
    }

    pub(in super::super) async fn manifest_chain(&self) -> Result<ManifestChain, StationError> {
        let bytes = self.read(Space::Meta, meta::MANIFEST).await?;
        Ok(bytes.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default())
    }

    pub(in super::super) fn manifests_stand_at(&self, number: u64, hash: [u8; 32]) -> Batch {
        let chain = ManifestChain { number, hash };
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::MANIFEST, minicbor::to_vec(chain).unwrap_or_default());
        batch
    }

    /// The relay has answered: what it kept leaves the outbox, what it refused goes to quarantine.
    pub(super) async fn push_result(
        &mut self,
        result: &PushResult,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(in_flight) = self.sync.in_flight.take_if(|push| push.number == result.number)
        else {
            return Ok(Vec::new());
        };
        let mut batch = Batch::default();
        let mut gone: BTreeSet<(DocId, ChangeHash)> = BTreeSet::new();
        let mut wanted: Vec<(DocKey, ChangeHash)> = Vec::new();
        let mut settled: BTreeSet<MatterId> = BTreeSet::new();
        let mut refused: Vec<(OutboxEntry, Refusal)> = Vec::new();
        let mut org = false;
        let no_numbers = Numbers::default();
        let partly = self.note_missing(&in_flight, result);
        let mut confirmed: Vec<DocKey> = Vec::new();
        for (at, (sent, outcome)) in in_flight.docs.into_iter().zip(&result.docs).enumerate() {
            let numbers = result.numbers.as_ref().and_then(|numbers| numbers.get(at));
            let numbers = numbers.unwrap_or(&no_numbers);
            let entries = sent.iter().map(|sent| sent.entry.clone());
            let entries: Vec<OutboxEntry> = entries.collect();
            // It was erased while it was under way: nothing of it is written any more.
            if entries.first().is_some_and(|entry| self.is_erased(entry.key.id())) {
                for entry in entries {
                    batch.delete(Space::Outbox, entry.store_key());
                    gone.insert(entry.change());
                }
                continue;
            }
            org |= entries.iter().any(|entry| matches!(entry.key.part, Part::Org(_)));
            match outcome {
                DocOutcome::Kept => {
                    confirmed.extend(entries.first().map(|entry| entry.key.clone()));
                    for (at, Sent { entry, bytes }) in sent.into_iter().enumerate() {
                        batch.delete(Space::Outbox, entry.store_key());
                        gone.insert(entry.change());
                        if self.was_in_doubt(&entry) {
                            settled.insert(entry.key.matter);
                        }
                        let Some(place) = numbers.get(at) else { continue };
                        let place = Some(place);
                        let placed = StoredChange { key: entry.key.clone(), bytes, place };
                        batch.put(
                            Space::Changes,
                            change_key(entry.key.id(), &entry.hash),
                            minicbor::to_vec(&placed).unwrap_or_default(),
                        );
                    }
                }
                DocOutcome::Refused(Refusal::Missing { hashes })
                    if hashes.iter().all(|hash| self.builds_on_refused(&sent, hash)) =>
                {
                    // What it builds on will not be taken: no more will this.
                    let why = Refusal::Missing { hashes: hashes.clone() };
                    let waiting = building_on(&sent, hashes);
                    let waiting = entries.into_iter().filter(|one| waiting.contains(&one.change()));
                    refused.extend(waiting.map(|entry| (entry, why.clone())));
                }
                DocOutcome::Refused(Refusal::Missing { hashes }) => {
                    let key = entries.first().map(|entry| entry.key.clone());
                    wanted.extend(
                        key.into_iter()
                            .flat_map(|key| hashes.iter().map(move |hash| (key.clone(), *hash))),
                    );
                }
                // Who may see a matter its core says, and that waits for others to be known.
                DocOutcome::Refused(Refusal::NotAllowed)
                    if sent.first().is_some_and(|sent| self.core_waits(&sent.entry.key)) =>
                {
                    let matter = sent.first().map(|sent| sent.entry.key.matter);
                    if !matter.is_some_and(|matter| partly.contains(&matter)) {
                        self.sync.stuck.extend(entries.iter().map(OutboxEntry::change));
                    }
                }
                // The relay is another log, and may have lost what it knew of the matter.
                DocOutcome::Refused(Refusal::NotAllowed) if self.sync.repair.is_ahead() => {
                    self.sync.stuck.extend(entries.iter().map(OutboxEntry::change));
                    self.sync.repair.held.extend(entries.iter().map(OutboxEntry::change));
                }
                DocOutcome::Refused(refusal) => {
                    refused.extend(entries.into_iter().map(|entry| (entry, refusal.clone())));
                }
            }
        }
        let mut quarantined = Vec::new();
        for (entry, why) in refused {
            batch.delete(Space::Outbox, entry.store_key());
            gone.insert(entry.change());
            if entry.key.matter != DocKey::NO_MATTER {
                settled.insert(entry.key.matter);
            }
            let entry = OutboxEntry { refused: Some(why), ..entry };
            let bytes = minicbor::to_vec(&entry).unwrap_or_default();
            batch.put(Space::Quarantine, entry.store_key(), bytes);
            quarantined.push(entry);
        }
        let kept = confirmed.iter();
        self.note_confirmed(kept, &mut batch);
        // Should we end before their rows are made anew, the next start does it.
        for matter in &settled {
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [1]);
        }
        // Strict: an entry leaves the outbox for good, or goes into quarantine for good.
        self.write(batch, Durability::Strict).await?;
        self.outbox.retain(|entry| !gone.contains(&entry.change()));
        let mut effects = vec![Effect::SyncChanged, Effect::RowsChanged];
        for entry in quarantined {
            self.change_actor(&entry.hash);
            effects.push(Effect::MatterChanged(entry.key.matter));
            self.refused.push(entry);
        }
        self.note_waiting();
        if org {
            effects.extend(self.settle_directory(None).await?);
        }
        let settled: Vec<MatterId> = settled.into_iter().collect();
        self.project(&settled).await?;
        let lacking: Vec<DocId> = wanted.iter().map(|(key, _)| key.id()).collect();
        if self.offer_missing(wanted).await? {
            self.sync.stuck.clear();
        } else if !lacking.is_empty() && self.sync.repair.understood {
            // Others' changes that are here, and that the relay lost.
            self.sync.repair.due.ask_about(lacking);
            effects.extend(self.repair_if_due().await?);
        }
        effects.extend(self.drop_withdrawn().await?);
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// Whether a change that the relay lacks is one of a document that it refused.
    fn builds_on_refused(&self, sent: &[Sent], lacking: &ChangeHash) -> bool {
        let doc = sent.first().map(|sent| sent.entry.key.id());
        self.refused.iter().any(|entry| Some(entry.key.id()) == doc && entry.hash == *lacking)
    }

    /// Notes what of a push has to wait until the relay knows more. Returns the matters of whose core
    /// something is left that has not.
    fn note_missing(&mut self, in_flight: &InFlight, result: &PushResult) -> BTreeSet<MatterId> {
        let mut partly = BTreeSet::new();
        for (sent, outcome) in in_flight.docs.iter().zip(&result.docs) {
            let DocOutcome::Refused(Refusal::Missing { hashes }) = outcome else { continue };
            let waiting = building_on(sent, hashes);
            let core = sent.first().filter(|sent| sent.entry.key.part == Part::Core);
            if let Some(core) = core.filter(|_| waiting.len() < sent.len()) {
                partly.insert(core.entry.key.matter);
            }
            self.sync.stuck.extend(waiting);
        }
        partly
    }

    /// Whether something of the core document of the same matter has to wait until the relay knows
    /// what it builds on.
    fn core_waits(&self, key: &DocKey) -> bool {
        let mut core = self
            .outbox
            .iter()
            .filter(|entry| entry.key.part == Part::Core && entry.key.matter == key.matter);
        key.part != Part::Core && core.any(|entry| self.sync.stuck.contains(&entry.change()))
    }

    /// Whether a step's effect hung on the order of receipt: its post has ended, and until now it
    /// had not been handed in.
    fn was_in_doubt(&self, entry: &OutboxEntry) -> bool {
        let Some(acting) = entry.step().acting() else { return false };
        self.directory().post(acting.post).is_some_and(|post| post.ended.is_some())
    }

    /// Changes the relay lacks and that this device made go into the outbox again.
    async fn offer_missing(
        &mut self,
        wanted: Vec<(DocKey, ChangeHash)>,
    ) -> Result<bool, StationError> {
        let mut offered = false;
        for (key, hash) in wanted {
            if let Some(stored) = self.stored_change(key.id(), &hash).await? {
                offered |= self.offer_own(&[stored]).await?;
            }
        }
        Ok(offered)
    }

    /// All changes this device ever made go into the outbox again: the relay's log is another one.
    pub(super) async fn offer_everything_own(&mut self) -> Result<(), StationError> {
        let stored: Vec<StoredChange> = self
            .read_all(Space::Changes, &[vec![]])
            .await?
            .concat()
            .iter()
            .filter_map(|(_, bytes)| minicbor::decode(bytes).ok())
            .collect();
        self.offer_own(&stored).await?;
        Ok(())
    }

    pub(in super::super) async fn offer_own(
        &mut self,
        stored: &[StoredChange],
    ) -> Result<bool, StationError> {
        let Some(device) = self.identity.as_ref().map(|identity| identity.device) else {
            return Ok(false);
        };
        let waiting: BTreeSet<(DocId, ChangeHash)> =
            self.outbox.iter().chain(&self.refused).map(OutboxEntry::change).collect();
        let mut batch = Batch::default();
        let mut offered = Vec::new();
        for change in stored {
            let Ok(read) = ReadChange::from_bytes(&change.bytes, &change.key.part) else {
                continue;
            };
            if read.seen.device() != device || waiting.contains(&(change.key.id(), read.seen.hash))
            {
                continue;
            }
            let entry = OutboxEntry {
                key: change.key.clone(),
                hash: read.seen.hash,
                at: read.seen.at.millis(),
                form: read.seen.hash,
                step: read.seen.step.to_message(),
                refused: None,
                let_go: None,
            };
            batch.put(
                Space::Outbox,
                entry.store_key(),
                minicbor::to_vec(&entry).unwrap_or_default(),
            );
            offered.push(entry);
        }
        if offered.is_empty() {
            return Ok(false);
        }
        self.write(batch, Durability::Strict).await?;
        self.outbox.extend(offered);
        self.outbox.sort_by_key(OutboxEntry::store_key);
        self.note_waiting();
        Ok(true)
    }
}
