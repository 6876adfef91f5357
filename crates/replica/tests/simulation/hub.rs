//! A relay in memory: the rules of the real one, as far as a station can tell.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    Directory, MatterState, directory::Device, document::ReadChange, history::in_order,
    schema::Genesis,
};
use ident::{ChangeHash, DeviceId, DocId, DocKey, OfficeCode, Part, PersonId, TenantId, digest};
use wire::{
    Challenge, Cursor, DocChanges, DocOutcome, Enrolled, Fault, Feed, FeedEntry, Manifest, Push,
    PushResult, Refusal, ToRelay, ToStation, Welcome, enrol_digest, hello_digest, verify,
};

pub const TENANT: TenantId = TenantId::new([9; 16]);
const NONCE: [u8; 32] = [4; 32];
/// Few entries a message, so that feeds are read in many parts.
const ENTRIES: usize = 3;

type Stored = BTreeMap<ChangeHash, Vec<u8>>;

pub struct Hub {
    epoch: u64,
    pub directory: Directory,
    /// Secret to office and person.
    pub invites: BTreeMap<String, (OfficeCode, PersonId)>,
    docs: BTreeMap<DocId, (DocKey, Stored)>,
    audience: BTreeMap<ident::MatterId, BTreeSet<OfficeCode>>,
    feeds: BTreeMap<OfficeCode, Vec<(FeedEntry, Cursor)>>,
    manifests: BTreeMap<DeviceId, Manifest>,
    /// How many pushes were answered, for tests of what a lost answer does.
    pub pushes: u32,
}

impl Hub {
    pub fn new(epoch: u64, directory: Directory) -> Self {
        Self {
            epoch,
            directory,
            invites: BTreeMap::new(),
            docs: BTreeMap::new(),
            audience: BTreeMap::new(),
            feeds: BTreeMap::new(),
            manifests: BTreeMap::new(),
            pushes: 0,
        }
    }

    pub fn challenge(&self, now: i64) -> ToStation {
        ToStation::Challenge(Challenge { nonce: NONCE, tenant: TENANT, now })
    }

    /// Answers a message of a connection. `device` is who introduced itself on it.
    pub fn answer(&mut self, message: ToRelay, device: &mut Option<DeviceId>) -> Vec<ToStation> {
        match message {
            ToRelay::Enrol(enrol) => {
                let digest = enrol_digest(&enrol.secret, enrol.device, &enrol.key, &NONCE);
                verify(&enrol.key, &digest, &enrol.signature).expect("signed");
                let Some((office, person)) = self.invites.get(&enrol.secret).cloned() else {
                    return vec![ToStation::Fault(Fault::BadEnrolment)];
                };
                if self.directory.device(enrol.device).is_none() {
                    let number =
                        self.directory.devices.iter().filter(|d| d.office == office).count();
                    self.directory.devices.push(Device {
                        id: enrol.device,
                        office: office.clone(),
                        number: u32::try_from(number).expect("few") + 1,
                        key: enrol.key,
                    });
                    self.directory.sort();
                    self.directory.version += 1;
                    let entry = FeedEntry::Directory(self.directory.to_bytes().into());
                    for code in
                        self.directory.offices.iter().map(|o| o.code.clone()).collect::<Vec<_>>()
                    {
                        self.append(&code, entry.clone());
                    }
                }
                let number = self.directory.device(enrol.device).expect("there").number;
                vec![ToStation::Enrolled(Enrolled {
                    number,
                    office,
                    person,
                    directory: self.directory.to_bytes().into(),
                })]
            }
            ToRelay::Hello(hello) => {
                let Some(known) = self.directory.device(hello.device).cloned() else {
                    return vec![ToStation::Fault(Fault::NotKnown)];
                };
                let digest = hello_digest(TENANT, hello.device, &NONCE);
                verify(&known.key, &digest, &hello.signature).expect("signed");
                *device = Some(hello.device);
                let cursor_known =
                    hello.cursor.is_none_or(|cursor| self.knows(&known.office, &cursor));
                let welcome = Welcome {
                    directory: (hello.directory != self.directory.version)
                        .then(|| self.directory.to_bytes().into()),
                    latest: self.latest(&known.office),
                    cursor_known,
                };
                let cursor = hello.cursor.filter(|_| cursor_known);
                vec![ToStation::Welcome(welcome), self.feed(&known.office, cursor)]
            }
            ToRelay::Pull(pull) => match *device {
                Some(device) => {
                    let office = self.directory.device(device).expect("known").office.clone();
                    let cursor = pull.cursor.filter(|cursor| self.knows(&office, cursor));
                    vec![self.feed(&office, cursor)]
                }
                None => vec![ToStation::Fault(Fault::NotIntroduced)],
            },
            ToRelay::Push(push) => match *device {
                Some(device) => vec![self.push(push, device)],
                None => vec![ToStation::Fault(Fault::NotIntroduced)],
            },
        }
    }

    fn latest(&self, office: &OfficeCode) -> Cursor {
        self.feeds
            .get(office)
            .and_then(|feed| feed.last())
            .map_or_else(|| Cursor::start(self.epoch), |(_, cursor)| *cursor)
    }

    fn knows(&self, office: &OfficeCode, cursor: &Cursor) -> bool {
        *cursor == Cursor::start(self.epoch)
            || self.feeds.get(office).is_some_and(|feed| feed.iter().any(|(_, at)| at == cursor))
    }

    pub fn feed(&self, office: &OfficeCode, cursor: Option<Cursor>) -> ToStation {
        let from = cursor.unwrap_or_else(|| Cursor::start(self.epoch));
        let feed = self.feeds.get(office).map_or(&[][..], Vec::as_slice);
        let rest = feed.get(usize::try_from(from.seq).expect("small")..).unwrap_or_default();
        let part = &rest[..rest.len().min(ENTRIES)];
        ToStation::Feed(Feed {
            from,
            to: part.last().map_or(from, |(_, cursor)| *cursor),
            entries: part.iter().map(|(entry, _)| entry.clone()).collect(),
            more: rest.len() > part.len(),
            manifests: Vec::new(),
        })
    }

    fn append(&mut self, office: &OfficeCode, entry: FeedEntry) {
        let bytes = minicbor::to_vec(&entry).expect("encodes");
        let cursor = self.latest(office).after(&digest("entry", &[&bytes]));
        self.feeds.entry(office.clone()).or_default().push((entry, cursor));
    }

    fn push(&mut self, push: Push, device: DeviceId) -> ToStation {
        let key = self.directory.device(device).expect("known").key;
        let manifest = push.manifest;
        if manifest.verify(&key).is_err() {
            return ToStation::Fault(Fault::BadManifest);
        }
        if let Some(last) = self.manifests.get(&device)
            && manifest.number <= last.number
            && manifest.hash() != last.hash()
        {
            return ToStation::Fault(Fault::StaleManifest {
                number: last.number,
                hash: last.hash(),
            });
        }
        let number = manifest.number;
        self.manifests.insert(device, manifest.clone());
        // Core first: it says whose matter it is.
        let mut order: Vec<usize> = (0..push.docs.len()).collect();
        order.sort_by_key(|at| push.docs[*at].key.part != Part::Core);
        let mut outcomes = vec![DocOutcome::Kept; push.docs.len()];
        for at in order {
            outcomes[at] = match self.take(&push.docs[at], device, &manifest) {
                Ok(()) => DocOutcome::Kept,
                Err(refusal) => DocOutcome::Refused(refusal),
            };
        }
        self.pushes += 1;
        ToStation::PushResult(PushResult { number, docs: outcomes })
    }

    fn take(
        &mut self,
        sent: &DocChanges,
        device: DeviceId,
        manifest: &Manifest,
    ) -> Result<(), Refusal> {
        let id = sent.key.id();
        let mut stored = self.docs.get(&id).map(|(_, stored)| stored.clone()).unwrap_or_default();
        let genesis = Genesis::of(&sent.key.part).hash;
        let mut new = Vec::new();
        let mut last = None;
        for bytes in &sent.changes {
            let read =
                ReadChange::from_bytes(bytes, &sent.key.part).map_err(|_| Refusal::Malformed)?;
            if read.seen.device() != device {
                return Err(Refusal::Forged);
            }
            let missing: Vec<ChangeHash> = read
                .seen
                .deps
                .iter()
                .filter(|dep| **dep != genesis && !stored.contains_key(dep))
                .copied()
                .collect();
            if !missing.is_empty() {
                return Err(Refusal::Missing { hashes: missing });
            }
            last = Some(read.seen.hash);
            if stored.insert(read.seen.hash, bytes.to_vec()).is_none() {
                new.push(bytes.clone());
            }
        }
        assert!(
            last.is_some_and(|last| manifest.lists(id, &last)),
            "the last change is vouched for"
        );
        let office = self.directory.device(device).expect("known").office.clone();
        let matter = sent.key.matter;
        let before = self.audience.get(&matter).cloned().unwrap_or_default();
        let audience: BTreeSet<OfficeCode> = match &sent.key.part {
            Part::Core => {
                let seen = stored
                    .values()
                    .map(|bytes| ReadChange::from_bytes(bytes, &sent.key.part).expect("read").seen)
                    .collect();
                MatterState::derive(&in_order(seen), &self.directory).audience
            }
            Part::People => before.clone(),
            Part::Internal(own) => {
                self.directory.line_up(own).map(|office| office.code.clone()).collect()
            }
        };
        let may = if before.is_empty() { &audience } else { &before };
        if !may.contains(&office) {
            return Err(Refusal::NotAllowed);
        }
        self.docs.insert(id, (sent.key.clone(), stored));
        for code in &audience {
            if sent.key.part == Part::Core && !before.contains(code) && !before.is_empty() {
                for key in [DocKey::core(matter), DocKey::people(matter)] {
                    if let Some((key, stored)) = self.docs.get(&key.id()).cloned() {
                        let seen = stored
                            .values()
                            .map(|bytes| {
                                ReadChange::from_bytes(bytes, &key.part).expect("read").seen
                            })
                            .collect();
                        let changes = in_order(seen)
                            .iter()
                            .map(|change| stored[&change.hash].clone().into())
                            .collect();
                        self.append(code, FeedEntry::Granted(DocChanges { key, changes }));
                    }
                }
            } else if !new.is_empty() {
                let changes = DocChanges { key: sent.key.clone(), changes: new.clone() };
                self.append(code, FeedEntry::Changes(changes));
            }
        }
        if sent.key.part == Part::Core {
            self.audience.insert(matter, audience);
        }
        Ok(())
    }

    /// How many changes it holds.
    pub fn len(&self) -> usize {
        self.docs.values().map(|(_, stored)| stored.len()).sum()
    }
}
