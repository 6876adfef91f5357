//! A relay in memory: the rules of the real one, as far as a station can tell.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    Directory, MatterState, Step,
    directory::Device,
    document::ReadChange,
    history::{Arrival, SeenChange, in_order},
    schema::Genesis,
};
use ident::{
    BlobId, ChangeHash, DeviceId, DocId, DocKey, OfficeCode, Part, PersonId, TenantId, digest,
};
use wire::{
    BlobAt, BlobFault, BlobGet, BlobOffer, BlobPart, BlobPut, Challenge, Connection, Cursor,
    DeviceKeys, DocChanges, DocOutcome, Enrolled, Fault, Feed, FeedEntry, HOLDS, Manifest, Numbers,
    PACKS, PackedFeed, Push, PushResult, REPAIRS, Refusal, ToRelay, ToStation, Welcome,
    enrol_digest, hello_digest, holds_first, verify,
};

use crate::{broken::Broken, held::Held};

pub const TENANT: TenantId = TenantId::new([9; 16]);
const NONCE: [u8; 32] = [4; 32];
/// Stations here were told no address.
pub const CONNECTION: Connection<'_> = Connection { tenant: TENANT, origin: "", nonce: &NONCE };
/// Changes with their places in the log.
pub type Stored = BTreeMap<ChangeHash, (u64, Vec<u8>)>;

/// What changes say of themselves, ancestors first.
pub fn seen(stored: &Stored, part: &Part) -> Vec<SeenChange> {
    let changes = stored.values().map(|(place, bytes)| {
        let seen = ReadChange::from_bytes(bytes, part).expect("read").seen;
        SeenChange { arrival: Arrival::At(*place), ..seen }
    });
    in_order(changes.collect())
}

/// An entry of a feed, where it stands, and who handed it in.
#[derive(Clone)]
struct Line {
    entry: FeedEntry,
    at: Cursor,
    from: Option<DeviceId>,
}

#[derive(Clone)]
pub struct Hub {
    /// The rule it breaks, to show that breaking it is noticed.
    pub broken: Option<Broken>,
    /// With [`Broken::AcknowledgesBeforeCommit`]: as it stands on the disk.
    on_disk: Option<Box<Hub>>,
    pub epoch: u64,
    /// The last place given in the log.
    pub last: u64,
    /// What the relay was set up with, and the devices.
    pub base: Directory,
    /// The same with the offices' documents laid over it.
    pub directory: Directory,
    /// Secret to office and person.
    pub invites: BTreeMap<String, (OfficeCode, PersonId)>,
    pub docs: BTreeMap<DocId, (DocKey, Stored)>,
    pub audience: BTreeMap<ident::MatterId, BTreeSet<OfficeCode>>,
    /// What vouches for each change.
    pub proofs: BTreeMap<(DocId, ChangeHash), Manifest>,
    /// Whether it understands messages about repair; and what came back by them.
    pub repairs: bool,
    pub given_back: Vec<(DocId, ChangeHash)>,
    /// Documents that were erased.
    pub erased: BTreeSet<DocId>,
    feeds: BTreeMap<OfficeCode, Vec<Line>>,
    /// The last entry there was when a device's connection began.
    present: BTreeMap<DeviceId, u64>,
    pub manifests: BTreeMap<DeviceId, Manifest>,
    /// How many pushes were answered, for tests of what a lost answer does.
    pub pushes: u32,
    /// Entries of one message; few, so that feeds are read in many parts.
    pub entries: usize,
    /// Attachments.
    pub blobs: Blobs,
    /// Rows that were made.
    pub held: Held,
}

impl Hub {
    pub fn new(epoch: u64, directory: Directory) -> Self {
        Self {
            broken: None,
            on_disk: None,
            epoch,
            last: 0,
            base: directory.clone(),
            directory,
            invites: BTreeMap::new(),
            docs: BTreeMap::new(),
            audience: BTreeMap::new(),
            proofs: BTreeMap::new(),
            repairs: true,
            given_back: Vec::new(),
            erased: BTreeSet::new(),
            feeds: BTreeMap::new(),
            present: BTreeMap::new(),
            manifests: BTreeMap::new(),
            pushes: 0,
            entries: 3,
            blobs: Blobs::default(),
            held: Held::default(),
        }
    }

    pub fn challenge(&self, now: i64) -> ToStation {
        // Some connections are to a relay of before, that reads no packed pushes.
        let packs = (self.held.steady || !self.pushes.is_multiple_of(3)).then_some(PACKS | HOLDS);
        ToStation::Challenge(Challenge { nonce: NONCE, tenant: TENANT, now, packs })
    }

    /// Answers a message of a connection. `device` is who introduced itself on it.
    pub fn answer(&mut self, message: ToRelay, device: &mut Option<DeviceId>) -> Vec<ToStation> {
        match message {
            ToRelay::Enrol(enrol) => {
                let proof = enrol.proof.expect("shows that it knows the code");
                let of =
                    DeviceKeys { device: enrol.device, key: enrol.key, sealing: enrol.sealing };
                let digest = enrol_digest(CONNECTION, &of, &proof.code);
                verify(&enrol.key, &digest, &enrol.signature).expect("signed");
                verify(&proof.code, &digest, &proof.signature).expect("knows the code");
                let known = |secret: &str| wire::code_key(secret).public() == proof.code;
                let invited = self.invites.iter().find(|(secret, _)| known(secret));
                let Some((office, person)) = invited.map(|(_, who)| who.clone()) else {
                    return vec![ToStation::Fault(Fault::BadEnrolment)];
                };
                if self.directory.device(enrol.device).is_none() {
                    let number =
                        self.directory.devices.iter().filter(|d| d.office == office).count();
                    self.base.devices.push(Device {
                        id: enrol.device,
                        office: office.clone(),
                        number: u32::try_from(number).expect("few") + 1,
                        key: enrol.key,
                    });
                    self.base.sort();
                    self.tell_directory();
                }
                let number = self.directory.device(enrol.device).expect("there").number;
                vec![ToStation::Enrolled(Enrolled {
                    number,
                    office,
                    person,
                    directory: self.directory.to_bytes().into(),
                    root: None,
                    chain: None,
                })]
            }
            ToRelay::Hello(hello) => {
                let Some(known) = self.directory.device(hello.device).cloned() else {
                    return vec![ToStation::Fault(Fault::NotKnown)];
                };
                let digest = hello_digest(CONNECTION, hello.device);
                verify(&known.key, &digest, &hello.signature).expect("signed");
                *device = Some(hello.device);
                self.present.insert(hello.device, self.latest(&known.office).seq);
                let cursor_known =
                    hello.cursor.is_none_or(|cursor| self.knows(&known.office, &cursor));
                let welcome = Welcome {
                    directory: (hello.directory != self.directory.version || !cursor_known)
                        .then(|| self.directory.to_bytes().into()),
                    latest: self.latest(&known.office),
                    cursor_known,
                    repairs: self.repairs.then_some(REPAIRS),
                    courier: None,
                };
                let cursor = hello.cursor.filter(|_| cursor_known);
                let mut answers = vec![ToStation::Welcome(welcome)];
                if !holds_first(hello.packs) {
                    answers.push(self.feed(&known.office, known.id, cursor));
                }
                answers
            }
            // Of certificates and of revoked devices the real relay's tests speak.
            ToRelay::Vouch(_)
            | ToRelay::Revoke(_)
            | ToRelay::Surrender(_)
            | ToRelay::AskInbox(_)
            | ToRelay::TakeIn(_)
            | ToRelay::AskRecipients
            | ToRelay::SealedPut(_)
            | ToRelay::AskSealed(_)
            | ToRelay::PutWrap(_)
            | ToRelay::AccessPut(_)
            | ToRelay::AskAccess(_)
            | ToRelay::AskCertificates(_) => vec![ToStation::Fault(Fault::Malformed)],
            ToRelay::Pull(pull) => match *device {
                Some(device) => {
                    let office = self.directory.device(device).expect("known").office.clone();
                    let cursor = pull.cursor.filter(|cursor| self.knows(&office, cursor));
                    vec![self.feed(&office, device, cursor)]
                }
                None => vec![ToStation::Fault(Fault::NotIntroduced)],
            },
            ToRelay::PackedPush(packed) => {
                let push = packed.unpack().expect("unpacks");
                self.answer(ToRelay::Push(push), device)
            }
            ToRelay::Repair(message) => match *device {
                Some(device) => vec![ToStation::Repair(self.repair(message, device))],
                None => vec![ToStation::Fault(Fault::NotIntroduced)],
            },
            ToRelay::Push(push) => match *device {
                Some(device) => vec![self.push(push, device)],
                None => vec![ToStation::Fault(Fault::NotIntroduced)],
            },
            asked @ (ToRelay::Rows(_) | ToRelay::Fetch(_)) => vec![match *device {
                Some(device) => {
                    let office = self.directory.device(device).expect("known").office.clone();
                    self.hand_out(asked, &office)
                }
                None => ToStation::Fault(Fault::NotIntroduced),
            }],
            about @ (ToRelay::BlobOffer(_) | ToRelay::BlobPut(_) | ToRelay::BlobGet(_)) => {
                vec![match *device {
                    Some(_) if self.blobs.not_understood.is_some() => {
                        self.blobs.not_understood = self.blobs.not_understood.map(|n| n + 1);
                        ToStation::Fault(Fault::Malformed)
                    }
                    Some(device) => self.blob(about, device),
                    None => ToStation::Fault(Fault::NotIntroduced),
                }]
            }
        }
    }

    fn latest(&self, office: &OfficeCode) -> Cursor {
        self.feeds
            .get(office)
            .and_then(|feed| feed.last())
            .map_or_else(|| Cursor::start(self.epoch), |line| line.at)
    }

    fn knows(&self, office: &OfficeCode, cursor: &Cursor) -> bool {
        *cursor == Cursor::start(self.epoch)
            || self.feeds.get(office).is_some_and(|feed| feed.iter().any(|line| line.at == *cursor))
    }

    fn feed(&self, office: &OfficeCode, reader: DeviceId, cursor: Option<Cursor>) -> ToStation {
        let from = cursor.unwrap_or_else(|| Cursor::start(self.epoch));
        let feed = self.feeds.get(office).map_or(&[][..], Vec::as_slice);
        let rest = feed.get(usize::try_from(from.seq).expect("small")..).unwrap_or_default();
        let part = &rest[..rest.len().min(self.entries)];
        let left_out = |line: &&Line| {
            self.broken == Some(Broken::FeedGap)
                && line.at.seq.is_multiple_of(11)
                && line.from != Some(reader)
        };
        // What the reader handed in itself on this connection comes without the changes.
        let present = self.present.get(&reader).copied().unwrap_or_default();
        let entries = part.iter().filter(|line| !left_out(line)).map(|line| match &line.entry {
            FeedEntry::Changes(doc, _) if line.from == Some(reader) && line.at.seq > present => {
                let bare = DocChanges { key: doc.key.clone(), changes: Vec::new() };
                FeedEntry::Changes(bare, Numbers::default())
            }
            entry => entry.clone(),
        });
        let feed = Feed {
            from,
            to: part.last().map_or(from, |line| line.at),
            entries: entries.collect(),
            more: rest.len() > part.len(),
            manifests: self.manifests_of(part),
        };
        if self.pushes.is_multiple_of(2) {
            ToStation::PackedFeed(Box::new(PackedFeed::pack(feed)))
        } else {
            ToStation::Feed(feed)
        }
    }

    /// What vouches for the changes of a part of a feed.
    fn manifests_of(&self, part: &[Line]) -> Vec<Manifest> {
        let mut found: BTreeMap<(DeviceId, u64), Manifest> = BTreeMap::new();
        for line in part {
            let (FeedEntry::Changes(doc, _) | FeedEntry::Granted(doc, _)) = &line.entry else {
                continue;
            };
            for bytes in &doc.changes {
                let read = ReadChange::from_bytes(bytes, &doc.key.part).expect("read");
                let proof = &self.proofs[&(doc.key.id(), read.seen.hash)];
                found.insert((proof.device, proof.number), proof.clone());
            }
        }
        found.into_values().collect()
    }

    pub fn append(&mut self, office: &OfficeCode, entry: FeedEntry, from: Option<DeviceId>) {
        let bytes = minicbor::to_vec(&entry).expect("encodes");
        let at = self.latest(office).after(&digest("entry", &[&bytes]));
        self.feeds.entry(office.clone()).or_default().push(Line { entry, at, from });
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
        if self.broken == Some(Broken::AcknowledgesBeforeCommit) {
            self.on_disk = None;
            self.on_disk = Some(Box::new(self.clone()));
        }
        self.manifests.insert(device, manifest.clone());
        // Core first: it says whose matter it is.
        let mut order: Vec<usize> = (0..push.docs.len()).collect();
        order.sort_by_key(|at| push.docs[*at].key.part != Part::Core);
        let mut outcomes = vec![DocOutcome::Kept; push.docs.len()];
        let mut numbers = vec![Numbers::default(); push.docs.len()];
        for at in order {
            outcomes[at] = match self.take(&push.docs[at], device, &manifest) {
                Ok(places) => {
                    numbers[at] = Numbers(places);
                    DocOutcome::Kept
                }
                Err(refusal) => DocOutcome::Refused(refusal),
            };
        }
        if push.docs.iter().any(|doc| matches!(doc.key.part, Part::Org(_))) {
            self.tell_directory();
        }
        self.pushes += 1;
        ToStation::PushResult(PushResult { number, docs: outcomes, numbers: Some(numbers) })
    }

    /// A new version of the directory, to everybody.
    pub fn tell_directory(&mut self) {
        // Where every station holds documents, nobody reads these rows again.
        if self.held.all_over {
            self.held.due.extend(self.audience.keys());
        }
        let docs: Vec<(OfficeCode, Vec<SeenChange>)> = self
            .docs
            .values()
            .filter_map(|(key, stored)| match &key.part {
                Part::Org(office) => Some((office.clone(), seen(stored, &key.part))),
                _ => None,
            })
            .collect();
        self.base.version += 1;
        let (directory, report) = self.base.overlaid(&docs);
        self.directory = Directory { org: report, ..directory };
        let entry = FeedEntry::Directory(self.directory.to_bytes().into());
        let offices: Vec<OfficeCode> =
            self.directory.offices.iter().map(|office| office.code.clone()).collect();
        for code in offices {
            self.append(&code, entry.clone(), None);
        }
    }

    fn take(
        &mut self,
        sent: &DocChanges,
        device: DeviceId,
        manifest: &Manifest,
    ) -> Result<Vec<u64>, Refusal> {
        let id = sent.key.id();
        if self.erased.contains(&id) {
            return Err(Refusal::NotAllowed);
        }
        let mut stored = self.docs.get(&id).map(|(_, stored)| stored.clone()).unwrap_or_default();
        let genesis = Genesis::of(&sent.key.part).hash;
        let mut new = Vec::new();
        let mut places = Vec::new();
        let mut place = self.last;
        let mut last = None;
        let mut mentioned = Vec::new();
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
            if self.forgets(&read.seen, &stored, &sent.key.part) {
                place += 1;
                places.push(place);
                continue;
            }
            if let Step::Attached(attachment) = &read.seen.step {
                mentioned.push(attachment.blob);
            }
            let held = stored.entry(read.seen.hash).or_insert_with(|| {
                place += 1;
                new.push((place, bytes.clone()));
                (place, bytes.to_vec())
            });
            places.push(held.0);
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
                let seen = seen(&stored, &sent.key.part);
                let mut now = MatterState::derive(matter, &seen, &self.directory).audience;
                now.retain(|office| !self.was_theirs(matter, office));
                now
            }
            Part::Org(own) | Part::Committee(own) => BTreeSet::from([own.clone()]),
            Part::People => before.clone(),
            Part::Internal(own) => {
                self.directory.line_up(own).map(|office| office.code.clone()).collect()
            }
        };
        let may = if before.is_empty() { &audience } else { &before };
        if !may.contains(&office)
            && !self.was_theirs(matter, &office)
            && self.broken != Some(Broken::TakesFromAnybody)
        {
            return Err(Refusal::NotAllowed);
        }
        self.last = place;
        for hash in stored.keys() {
            self.proofs.entry((id, *hash)).or_insert_with(|| manifest.clone());
        }
        for blob in mentioned {
            self.blobs.mentions.entry(blob).or_default().insert(sent.key.clone());
        }
        self.docs.insert(id, (sent.key.clone(), stored));
        if matches!(sent.key.part, Part::Core | Part::People) {
            self.held.due.insert(matter);
        }
        let told = self.told(&audience, &sent.key.part);
        for code in &told {
            if sent.key.part == Part::Core && !before.contains(code) && !before.is_empty() {
                for key in [DocKey::core(matter), DocKey::people(matter)] {
                    if self.broken == Some(Broken::GrantNotSent) {
                        continue;
                    }
                    if let Some((key, stored)) = self.docs.get(&key.id()).cloned() {
                        let (numbers, changes) = seen(&stored, &key.part)
                            .iter()
                            .map(|change| stored[&change.hash].clone())
                            .map(|(place, bytes)| (place, bytes.into()))
                            .unzip();
                        let granted = DocChanges { key, changes };
                        self.append(code, FeedEntry::Granted(granted, Numbers(numbers)), None);
                    }
                }
            } else if !new.is_empty() {
                let (numbers, changes) = new.iter().cloned().unzip();
                let changes = DocChanges { key: sent.key.clone(), changes };
                let entry = FeedEntry::Changes(changes, Numbers(numbers));
                self.append(code, entry, Some(device));
            }
        }
        if sent.key.part == Part::Core {
            self.audience.insert(matter, audience);
            self.erase_approved(matter);
        }
        Ok(places)
    }

    /// Erases what the history of a matter says is to be, and tells those who see it.
    pub fn erase_approved(&mut self, matter: ident::MatterId) {
        let core = DocKey::core(matter);
        let stored = self.docs.get(&core.id()).map(|(_, stored)| stored.clone());
        let seen = seen(&stored.unwrap_or_default(), &core.part);
        let state = MatterState::derive(matter, &seen, &self.directory);
        let people = DocKey::people(matter);
        if state.retention.erased().is_none() || !self.erased.insert(people.id()) {
            return;
        }
        self.docs.remove(&people.id());
        self.held.due.insert(matter);
        let mentioned = self.blobs.mentions.iter_mut();
        let gone = mentioned.filter_map(|(blob, docs)| {
            docs.retain(|key| key.matter != matter || matches!(key.part, Part::Committee(_)));
            docs.is_empty().then_some(*blob)
        });
        for blob in gone.collect::<Vec<_>>() {
            self.blobs.mentions.remove(&blob);
            self.blobs.held.remove(&blob);
            self.blobs.kept.remove(&blob);
        }
        // What stood in feeds stays an entry, without its content.
        for line in self.feeds.values_mut().flatten() {
            if let FeedEntry::Changes(doc, numbers) | FeedEntry::Granted(doc, numbers) =
                &mut line.entry
                && doc.key == people
            {
                doc.changes.clear();
                *numbers = Numbers::default();
            }
        }
        for office in self.audience_of(matter) {
            self.append(&office, FeedEntry::Erased(people.clone()), None);
        }
    }

    /// Whether it is broken in such a way that it says it keeps a change and does not.
    fn forgets(&self, change: &SeenChange, stored: &Stored, part: &Part) -> bool {
        match self.broken {
            Some(Broken::UnknownStepsDropped) => {
                matches!(change.step, Step::Unknown { .. }) && !matches!(part, Part::Org(_))
            }
            // The first writer wins: what was written without knowing of it is gone.
            Some(Broken::OverwritesInsteadOfMerging) if !stored.contains_key(&change.hash) => {
                let held = seen(stored, part);
                let built_on: BTreeSet<ChangeHash> =
                    held.iter().flat_map(|held| held.deps.iter().copied()).collect();
                let mut heads = held.iter().filter(|held| !built_on.contains(&held.hash));
                heads.any(|head| !change.deps.contains(&head.hash))
            }
            _ => false,
        }
    }

    /// The offices that are told: those that may see it.
    fn told(&self, audience: &BTreeSet<OfficeCode>, part: &Part) -> BTreeSet<OfficeCode> {
        if self.broken == Some(Broken::TellsNeighbours) && *part == Part::Core {
            return self.directory.offices.iter().map(|office| office.code.clone()).collect();
        }
        audience.clone()
    }

    /// The process ends and is started again: all that is not on the disk is gone.
    pub fn die(&mut self) {
        if let Some(before) = self.on_disk.take() {
            *self = *before;
        }
    }

    /// Who may see a matter.
    pub fn audience_of(&self, matter: ident::MatterId) -> BTreeSet<OfficeCode> {
        self.audience.get(&matter).cloned().unwrap_or_default()
    }

    /// The matters it has something of.
    pub fn matters(&self) -> Vec<ident::MatterId> {
        self.audience.keys().copied().collect()
    }

    /// A document's changes.
    pub fn changes_of(&self, key: &DocKey) -> Vec<Vec<u8>> {
        let stored = self.docs.get(&key.id()).map(|(_, stored)| stored);
        stored.into_iter().flatten().map(|(_, (_, bytes))| bytes.clone()).collect()
    }

    /// How many changes it holds.
    pub fn len(&self) -> usize {
        self.docs.values().map(|(_, stored)| stored.len()).sum()
    }
}

/// Attachments, by the rules of the real relay.
#[derive(Clone, Default)]
pub struct Blobs {
    /// Which documents mention one.
    pub mentions: BTreeMap<BlobId, BTreeSet<DocKey>>,
    /// All its bytes, and those that are here.
    held: BTreeMap<BlobId, (u32, Vec<u8>)>,
    kept: BTreeSet<BlobId>,
    /// How many parts were taken, for tests of what a cut does.
    pub parts: u32,
    /// Changes the next part on its way, as a broken station would.
    pub spoil_next: bool,
    /// It is a relay of the version before, which cannot read these messages; so many came.
    pub not_understood: Option<u32>,
}

impl Hub {
    fn may_see(&self, office: &OfficeCode, blob: BlobId) -> bool {
        let mentions = self.blobs.mentions.get(&blob);
        mentions.into_iter().flatten().any(|key| match &key.part {
            Part::Committee(own) => own == office,
            _ => {
                let audience = self.audience.get(&key.matter);
                audience.is_some_and(|audience| audience.contains(office))
            }
        })
    }

    fn blob(&mut self, message: ToRelay, device: DeviceId) -> ToStation {
        let office = self.directory.device(device).expect("known").office.clone();
        match message {
            ToRelay::BlobOffer(BlobOffer { blob, size }) => {
                if !self.may_see(&office, blob) {
                    return ToStation::BlobNone(blob);
                }
                if self.blobs.kept.contains(&blob) {
                    return ToStation::BlobKept(blob);
                }
                let held = self.blobs.held.entry(blob).or_insert((size, Vec::new()));
                let offset = u32::try_from(held.1.len()).expect("small");
                ToStation::BlobAt(BlobAt { blob, offset })
            }
            ToRelay::BlobPut(BlobPut { blob, offset, bytes }) => {
                if !self.may_see(&office, blob) || !self.blobs.held.contains_key(&blob) {
                    return ToStation::BlobNone(blob);
                }
                let spoiled = std::mem::take(&mut self.blobs.spoil_next);
                let (size, held) = self.blobs.held.get_mut(&blob).expect("offered");
                if offset as usize == held.len() {
                    assert!(bytes.len() <= wire::MAX_BLOB_PART);
                    held.extend_from_slice(&bytes);
                    if spoiled {
                        *held.last_mut().expect("a byte") ^= 1;
                    }
                    self.blobs.parts += 1;
                }
                if held.len() < *size as usize {
                    let offset = u32::try_from(held.len()).expect("small");
                    return ToStation::BlobAt(BlobAt { blob, offset });
                }
                if BlobId::of(held) == blob {
                    self.blobs.kept.insert(blob);
                    return ToStation::BlobKept(blob);
                }
                held.clear();
                ToStation::BlobRefused(blob, BlobFault::Wrong)
            }
            ToRelay::BlobGet(BlobGet { blob, offset }) => {
                if !self.may_see(&office, blob) || !self.blobs.kept.contains(&blob) {
                    return ToStation::BlobNone(blob);
                }
                let (size, held) = &self.blobs.held[&blob];
                let rest = held.get(offset as usize..).unwrap_or_default();
                let mut bytes = rest[..rest.len().min(wire::MAX_BLOB_PART)].to_vec();
                if std::mem::take(&mut self.blobs.spoil_next) {
                    *bytes.last_mut().expect("a byte") ^= 1;
                }
                ToStation::BlobPart(BlobPart { blob, size: *size, offset, bytes: bytes.into() })
            }
            other => panic!("no message about attachments: {other:?}"),
        }
    }

    /// The attachments it has, with how many bytes.
    pub fn kept_blobs(&self) -> BTreeSet<BlobId> {
        self.blobs.kept.clone()
    }
}
