//! What the relay in memory does about repair, by the rules of the real one.

use std::collections::BTreeSet;

use casework::{MatterState, Step, document::ReadChange, history::SeenChange, schema::Genesis};
use ident::{ChangeHash, DeviceId, DocId, DocKey, OfficeCode, Part};
use wire::{
    Compare, DocChanges, FeedEntry, HandIn, HandedDoc, HeldDoc, HeldSet, Manifest, Numbers,
    Refusal, RepairToRelay, RepairToStation, TakenDoc,
};

use crate::hub::{Hub, TENANT, seen};

impl Hub {
    pub fn repair(&mut self, message: RepairToRelay, device: DeviceId) -> RepairToStation {
        let office = self.directory.device(device).expect("known").office.clone();
        match message {
            RepairToRelay::Compare(Compare { message }) => {
                let held = self.docs.iter().filter(|(_, (key, _))| self.sees(&office, key));
                let held =
                    held.map(|(id, (_, stored))| (*id, stored.keys().fold([0; 32], HeldSet::with)));
                let answer = HeldSet::of(held).answer(&message).expect("a round");
                RepairToStation::Compared(Compare { message: answer.into() })
            }
            RepairToRelay::Held(docs) => {
                assert!(docs.len() <= wire::MAX_ASKED);
                let held = docs.iter().map(|doc| {
                    let found = self.docs.get(doc).filter(|(key, _)| self.sees(&office, key));
                    let changes = found.map(|(_, stored)| stored.keys().copied().collect());
                    let erased = self.erased.contains(doc);
                    HeldDoc { changes: changes.unwrap_or_default(), erased }
                });
                RepairToStation::Held(held.collect())
            }
            RepairToRelay::HandIn(HandIn { manifests, docs, .. }) => {
                let manifests: Vec<Manifest> = manifests
                    .into_iter()
                    .filter(|manifest| {
                        let device = self.directory.device(manifest.device);
                        device.is_some_and(|device| manifest.verify(&device.key).is_ok())
                            && manifest.tenant == TENANT
                    })
                    .collect();
                let mut taken = vec![TakenDoc::default(); docs.len()];
                let mut order: Vec<usize> = (0..docs.len()).collect();
                order.sort_by_key(|at| docs[*at].changes.key.part != Part::Core);
                for at in order {
                    taken[at] = self.take_back(&docs[at], &manifests, device);
                }
                if docs.iter().any(|doc| matches!(doc.changes.key.part, Part::Org(_))) {
                    self.tell_directory();
                }
                RepairToStation::Taken(taken)
            }
        }
    }

    fn sees(&self, office: &OfficeCode, key: &DocKey) -> bool {
        match &key.part {
            Part::Core | Part::People => {
                self.audience.get(&key.matter).is_some_and(|offices| offices.contains(office))
            }
            Part::Internal(whose) => self.directory.is_at_or_above(office, whose),
            Part::Org(whose) | Part::Committee(whose) => whose == office,
        }
    }

    fn take_back(&mut self, sent: &HandedDoc, manifests: &[Manifest], from: DeviceId) -> TakenDoc {
        let HandedDoc { changes: DocChanges { key, changes }, numbers } = sent;
        let id = key.id();
        if self.erased.contains(&id) {
            return TakenDoc { erased: true, ..TakenDoc::default() };
        }
        let all: Vec<SeenChange> = changes
            .iter()
            .map(|bytes| ReadChange::from_bytes(bytes, &key.part).expect("read").seen)
            .collect();
        let mut stored = self.docs.get(&id).map(|(_, stored)| stored.clone()).unwrap_or_default();
        let genesis = Genesis::of(&key.part).hash;
        let mut last = self.last;
        let mut taken = TakenDoc::default();
        let mut new: Vec<(u64, usize)> = Vec::new();
        let mut proofs = Vec::new();
        for (at, change) in all.iter().enumerate() {
            let held = stored.get(&change.hash).map(|(place, _)| *place);
            let proof = proof_of(id, change, &all, manifests);
            let fits = change.deps.iter().all(|dep| *dep == genesis || stored.contains_key(dep));
            let place = match (held, proof) {
                (Some(place), _) => place,
                (None, Some(proof)) if fits => {
                    let claimed = numbers.get(at).filter(|place| *place > 0);
                    last += 1;
                    let place = claimed.unwrap_or(last);
                    stored.insert(change.hash, (place, changes[at].to_vec()));
                    new.push((place, at));
                    proofs.push(((id, change.hash), proof.clone()));
                    place
                }
                _ => 0,
            };
            taken.numbers.0.push(place);
        }
        let before = self.audience.get(&key.matter).cloned().unwrap_or_default();
        let audience: BTreeSet<OfficeCode> = match &key.part {
            Part::Core => {
                let seen = seen(&stored, &key.part);
                let now = MatterState::derive(key.matter, &seen, &self.directory).audience;
                now.union(&before).cloned().collect()
            }
            Part::Org(own) | Part::Committee(own) => BTreeSet::from([own.clone()]),
            Part::People => before.clone(),
            Part::Internal(own) => {
                self.directory.line_up(own).map(|office| office.code.clone()).collect()
            }
        };
        let known = |change: &SeenChange| {
            let author = self.directory.device(change.device());
            author.is_some_and(|author| audience.contains(&author.office))
        };
        if !new.iter().all(|(_, at)| known(&all[*at])) {
            return TakenDoc { refused: Some(Refusal::NotAllowed), ..TakenDoc::default() };
        }
        if new.is_empty() {
            return taken;
        }
        self.last = stored.values().map(|(place, _)| *place).fold(last, u64::max);
        for ((doc, hash), proof) in proofs {
            let standing = self.manifests.entry(proof.device).or_insert_with(|| proof.clone());
            if standing.number < proof.number {
                *standing = proof.clone();
            }
            self.proofs.insert((doc, hash), proof);
            self.given_back.push((doc, hash));
        }
        for (_, at) in &new {
            if let Step::Attached(attachment) = &all[*at].step {
                self.blobs.mentions.entry(attachment.blob).or_default().insert(key.clone());
            }
        }
        self.docs.insert(id, (key.clone(), stored));
        if matches!(key.part, Part::Core | Part::People) {
            self.held.due.insert(key.matter);
        }
        if key.part == Part::Core {
            self.audience.insert(key.matter, audience.clone());
        }
        let matter = (key.part == Part::Core).then_some(key.matter);
        for office in &audience {
            let granted = key.part == Part::Core && !before.is_empty() && !before.contains(office);
            if granted {
                for key in [DocKey::core(key.matter), DocKey::people(key.matter)] {
                    if let Some((key, stored)) = self.docs.get(&key.id()).cloned() {
                        let (numbers, changes) = seen(&stored, &key.part)
                            .iter()
                            .map(|change| stored[&change.hash].clone())
                            .map(|(place, bytes)| (place, bytes.into()))
                            .unzip();
                        let granted = DocChanges { key, changes };
                        let entry = FeedEntry::Granted(granted, Numbers(numbers));
                        self.append(office, entry, None);
                    }
                }
            } else {
                let (numbers, of_doc) =
                    new.iter().map(|(place, at)| (*place, changes[*at].clone())).unzip();
                let entry = DocChanges { key: key.clone(), changes: of_doc };
                self.append(office, FeedEntry::Changes(entry, Numbers(numbers)), Some(from));
            }
        }
        if let Some(matter) = matter {
            self.erase_approved(matter);
        }
        taken
    }
}

/// A manifest of the change's device that lists it, or a change of that device that builds on it.
fn proof_of<'a>(
    doc: DocId,
    change: &SeenChange,
    all: &[SeenChange],
    manifests: &'a [Manifest],
) -> Option<&'a Manifest> {
    let mut later: BTreeSet<ChangeHash> = BTreeSet::from([change.hash]);
    for other in all {
        if other.deps.iter().any(|dep| later.contains(dep)) {
            later.insert(other.hash);
        }
    }
    let own = all.iter().filter(|other| other.device() == change.device());
    let own: Vec<ChangeHash> =
        own.map(|other| other.hash).filter(|hash| later.contains(hash)).collect();
    manifests.iter().find(|manifest| {
        manifest.device == change.device() && own.iter().any(|hash| manifest.lists(doc, hash))
    })
}
