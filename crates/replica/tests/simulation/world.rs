//! The stations, the connections, the dice and the ledger of what was entered.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use casework::{
    Directory, Moment, Step,
    directory::{Office, Person, Post, Role, Tier},
    document::Edit,
    intake::{Intake, PersonIntake},
    schema::{Fact, FactValue},
};
use futures::executor::block_on;
use ident::{DeviceId, DocKey, MatterId, OfficeCode, PersonId, PostId};
use replica::{
    Batch, Durability, Effect, Entropy, LedgerEntry, MemoryStore, Space, Station, StationError,
    Store, Unlocked,
};
use wire::{ToRelay, ToStation, decode_frame, encode_frame};

use crate::{broken::Broken, hub::Hub};

const OFFICES: [(&str, Option<&str>, Tier); 4] = [
    ("990101", None, Tier::City),
    ("990101100", Some("990101"), Tier::Township),
    ("990101100201", Some("990101100"), Tier::Village),
    ("990101100202", Some("990101100"), Tier::Village),
];
/// The devices: office, and as what its person works there. Person and post have the device's place
/// in here as their number.
const DEVICES: [(&str, Role); 5] = [
    ("990101", Role::BureauSectionHead),
    ("990101100", Role::TownLeader),
    ("990101100201", Role::StationHead),
    ("990101100202", Role::StationHead),
    ("990101", Role::SystemAdmin),
];

pub fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

/// Dice with a seed (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds are to give quite different rolls.
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        dice.roll(1);
        dice.roll(1);
        dice
    }

    pub fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll(sides.max(1) as u64)).expect("small")
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        core::array::from_fn(|_| u8::try_from(self.roll(256)).expect("a byte"))
    }
}

/// One tab: a station over a store that it may share with another tab.
pub struct Tab {
    pub office: OfficeCode,
    /// Which of [`DEVICES`]: tabs of one device share its store.
    pub device: usize,
    pub store: MemoryStore,
    pub station: Station<MemoryStore>,
    pub connected: bool,
    pub introduced: Option<DeviceId>,
    pub to_relay: VecDeque<Vec<u8>>,
    pub to_station: VecDeque<Vec<u8>>,
}

pub struct World {
    pub dice: Dice,
    pub hub: Hub,
    pub tabs: Vec<Tab>,
    /// The rule that stations break, to show that breaking it is noticed.
    pub broken: Option<Broken>,
    pub now: i64,
    /// What was entered into the directory's documents, by office: the steps' messages.
    pub org: BTreeMap<OfficeCode, Vec<String>>,
    /// Note texts by matter: what was entered and said to be saved.
    notes: BTreeMap<MatterId, BTreeSet<String>>,
    /// The office each matter was registered at.
    pub homes: BTreeMap<MatterId, OfficeCode>,
    pub numbers: BTreeSet<String>,
    entered: u32,
    /// Every message that any station ever sent, before it was compressed.
    pub sent: Vec<Vec<u8>>,
    /// How many accusations were recorded at each tab's office.
    pub sealed: BTreeMap<usize, usize>,
    /// The devices that have a PIN, and what it gives.
    pub unlocked: BTreeMap<usize, Unlocked>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut directory = Directory { version: 1, ..Directory::default() };
        for (at, (own, parent, tier)) in OFFICES.iter().enumerate() {
            directory.offices.push(Office::new(
                code(own),
                format!("office {at}"),
                parent.map(code),
                *tier,
            ));
        }
        for (at, (own, role)) in (0u8..).zip(DEVICES) {
            let (person, office) = (PersonId::new([at; 16]), code(own));
            let name = format!("person {at}");
            directory.people.push(Person { id: person, name, office: office.clone() });
            let from = "2020-01-01".parse().expect("a date");
            let (id, ended, deputises) = (PostId::new([at; 8]), None, None);
            directory.posts.push(Post { id, person, office, role, from, ended, deputises });
        }
        directory.sort();
        let mut hub = Hub::new(1, directory);
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut tabs = Vec::new();
        for (device, (own, _)) in DEVICES.iter().enumerate() {
            let person = PersonId::new([u8::try_from(device).expect("few"); 16]);
            let secret = format!("secret {device}");
            hub.invites.insert(secret.clone(), (code(own), person));
            let store = MemoryStore::new();
            let mut station =
                block_on(Station::open(store.clone(), Entropy { actor: dice.bytes() }))
                    .expect("opens");
            block_on(station.enrol(&secret, DeviceId::new(dice.bytes()), dice.bytes()))
                .expect("enrols");
            tabs.push(Tab {
                office: code(own),
                device,
                store,
                station,
                connected: false,
                introduced: None,
                to_relay: VecDeque::new(),
                to_station: VecDeque::new(),
            });
        }
        let mut world = Self {
            dice,
            hub,
            tabs,
            broken: None,
            now: 1_795_000_000_000,
            org: BTreeMap::new(),
            notes: BTreeMap::new(),
            homes: BTreeMap::new(),
            numbers: BTreeSet::new(),
            entered: 0,
            sent: Vec::new(),
            sealed: BTreeMap::new(),
            unlocked: BTreeMap::new(),
        };
        world.heal();
        world
    }

    /// A second tab on the first village's store; like the others it may talk to the relay, as a
    /// tab does whose lock was handed over.
    pub fn open_second_tab(&mut self) {
        let first = &self.tabs[2];
        let (office, device, store) = (first.office.clone(), first.device, first.store.clone());
        let actor = self.dice.bytes();
        let station = block_on(Station::open(store.clone(), Entropy { actor })).expect("opens");
        self.tabs.push(Tab {
            office,
            device,
            store,
            station,
            connected: false,
            introduced: None,
            to_relay: VecDeque::new(),
            to_station: VecDeque::new(),
        });
    }

    /// One more tab, of a device that is here already or of a new one.
    pub fn add_tab(&mut self, office: OfficeCode, device: usize, store: MemoryStore) -> usize {
        let actor = self.dice.bytes();
        let station = block_on(Station::open(store.clone(), Entropy { actor })).expect("opens");
        self.tabs.push(Tab {
            office,
            device,
            store,
            station,
            connected: false,
            introduced: None,
            to_relay: VecDeque::new(),
            to_station: VecDeque::new(),
        });
        self.tabs.len() - 1
    }

    /// A second device at the office of a device, with the same person; returns its tab.
    pub fn enrol_second_device(&mut self, of: usize) -> usize {
        let office = self.tabs[of].office.clone();
        let at = self.tabs.len();
        let person = PersonId::new([u8::try_from(of).expect("few"); 16]);
        let secret = format!("second secret {of}");
        self.hub.invites.insert(secret.clone(), (office.clone(), person));
        let store = MemoryStore::new();
        let actor = self.dice.bytes();
        let mut station = block_on(Station::open(store.clone(), Entropy { actor })).expect("opens");
        let (device, seed) = (DeviceId::new(self.dice.bytes()), self.dice.bytes());
        block_on(station.enrol(&secret, device, seed)).expect("enrols");
        self.tabs.push(Tab {
            office,
            device: at,
            store,
            station,
            connected: false,
            introduced: None,
            to_relay: VecDeque::new(),
            to_station: VecDeque::new(),
        });
        at
    }

    pub fn time(&mut self) -> Moment {
        // Clocks stand still and jump back, too.
        self.now += [0, 1, 700, 60_000, -5_000][usize::try_from(self.dice.roll(5)).expect("small")];
        Moment::from_millis(self.now)
    }

    /// One random thing happens.
    pub fn act(&mut self) {
        let tab = usize::try_from(self.dice.roll(self.tabs.len() as u64)).expect("small");
        match self.dice.roll(22) {
            0..=2 => self.register(tab),
            3..=6 => self.note(tab),
            7 | 8 => self.edit(tab),
            9 => self.hand(tab),
            10 => self.connect(tab),
            11 => self.disconnect(tab),
            12 => self.crash(tab),
            20 | 21 => self.keep_directory(tab),
            13 => {
                let after = u32::try_from(self.dice.roll(3)).expect("small");
                self.tabs[tab].store.fill_after(after);
            }
            _ => {
                for _ in 0..4 {
                    self.deliver(tab);
                }
            }
        }
    }

    pub fn register(&mut self, at: usize) {
        let matter = MatterId::new(self.dice.bytes());
        let now = self.time();
        let intake = Intake {
            petitioner: PersonIntake { name: format!("张三{at}"), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "3".into(),
            demands: vec!["修路".into(), "补偿".into()],
            narrative: "村口的路坏了".into(),
            ..Intake::default()
        };
        let saved = block_on(self.tabs[at].station.register(matter, &intake, "draft", now));
        if let Ok((registered, effects)) = saved {
            assert!(self.numbers.insert(registered.local_no), "a local number was given twice");
            self.homes.insert(matter, self.tabs[at].office.clone());
            self.notes.entry(matter).or_default();
            self.effects(at, effects);
        }
        self.written(at);
    }

    pub fn some_matter(&mut self, at: usize) -> Option<MatterId> {
        let page = self.tabs[at].station.page("", 0, 1_000);
        let matters: Vec<MatterId> = page.rows.iter().map(|row| row.matter).collect();
        if matters.is_empty() {
            return None;
        }
        let which = usize::try_from(self.dice.roll(matters.len() as u64)).expect("small");
        matters.get(which).copied()
    }

    /// A note was said to be saved.
    pub fn note_entered(&mut self, matter: MatterId, text: &str) {
        self.notes.entry(matter).or_default().insert(text.to_owned());
    }

    /// A matter was entered, and no note yet.
    pub fn note_entered_nothing(&mut self, matter: MatterId) {
        self.notes.entry(matter).or_default();
    }

    pub fn note_somewhere(&mut self, at: usize) {
        self.note(at);
    }

    fn note(&mut self, at: usize) {
        let Some(matter) = self.some_matter(at) else { return };
        self.entered += 1;
        let text = format!("note {}", self.entered);
        let now = self.time();
        if let Ok(effects) = block_on(self.tabs[at].station.note(matter, &text, now)) {
            self.notes.entry(matter).or_default().insert(text);
            self.effects(at, effects);
        }
        self.written(at);
    }

    pub fn edit(&mut self, at: usize) {
        let Some(matter) = self.some_matter(at) else { return };
        let now = self.time();
        let place = format!("place {}", self.dice.roll(4));
        let edits = [
            Edit::Fact(Fact::Place, Some(FactValue::Text(place))),
            Edit::Narrative(format!("村口的路坏了，第{}次", self.dice.roll(9))),
        ];
        match block_on(self.tabs[at].station.edit(matter, &edits, &[], None, now)) {
            Ok(effects) => self.effects(at, effects),
            Err(StationError::Store(_) | StationError::Write(_) | StationError::Absent) => {}
            Err(other) => panic!("an edit failed: {other}"),
        }
        self.written(at);
    }

    fn hand(&mut self, at: usize) {
        let Some(matter) = self.some_matter(at) else { return };
        let now = self.time();
        let Ok(view) = block_on(self.tabs[at].station.matter(matter, today())) else { return };
        let Some((to, _)) = view.may_hand_to.first().cloned() else { return };
        let step = Step::handed(to, "请办理");
        if let Ok(effects) = block_on(self.tabs[at].station.step(matter, &step, now)) {
            self.effects(at, effects);
        }
        self.written(at);
    }

    /// Other tabs on the same store hear of what was written, as over a broadcast channel.
    pub fn written(&mut self, at: usize) {
        let device = self.tabs[at].device;
        let rows: Vec<MatterId> = self.tabs[at].station.rows().map(|row| row.matter).collect();
        for other in 0..self.tabs.len() {
            if other != at && self.tabs[other].device == device {
                block_on(self.tabs[other].station.reload_rows(&rows)).expect("reads");
                block_on(self.tabs[other].station.load_outbox()).expect("reads");
                block_on(self.tabs[other].station.load_blobs()).expect("reads");
                block_on(self.tabs[other].station.load_directory()).expect("reads");
            }
        }
    }

    pub fn effects(&mut self, at: usize, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Send(message) = &effect {
                self.sent.push(minicbor::to_vec(message).expect("encodes"));
            }
            match effect {
                Effect::Send(message) if self.tabs[at].connected => {
                    let frame = encode_frame(&message).expect("encodes");
                    self.tabs[at].to_relay.push_back(frame);
                    let push = matches!(message, ToRelay::Push(_) | ToRelay::PackedPush(_));
                    if push && self.broken == Some(Broken::OutboxForgetsOnSend) {
                        self.forget_outbox(at);
                    }
                }
                Effect::Disconnect => self.disconnect(at),
                Effect::IdentityChanged => self.reopen_other_tabs(at),
                _ => {}
            }
        }
    }

    /// A tab has registered the device: the others read everything anew, as the engine does.
    fn reopen_other_tabs(&mut self, at: usize) {
        let device = self.tabs[at].device;
        for other in 0..self.tabs.len() {
            let tab = &self.tabs[other];
            if other != at && tab.device == device && tab.station.identity().is_none() {
                self.crash(other);
            }
        }
    }

    fn forget_outbox(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        let mut batch = Batch::default();
        for (key, _) in block_on(tab.store.scan(Space::Outbox, &[vec![]])).expect("reads").concat()
        {
            batch.delete(Space::Outbox, key);
        }
        let _ = block_on(tab.store.commit(batch, Durability::Strict));
        block_on(tab.station.load_outbox()).expect("reads");
    }

    /// Puts the rows back as they were before something came.
    fn keep_old_rows(&mut self, at: usize, rows: Vec<(Vec<u8>, Vec<u8>)>) {
        let tab = &mut self.tabs[at];
        let mut batch = Batch::default();
        for (key, row) in rows {
            batch.put(Space::Rows, key, row);
        }
        let _ = block_on(tab.store.commit(batch, Durability::Strict));
    }

    pub fn connect(&mut self, at: usize) {
        // One tab of a store talks to the relay.
        let device = self.tabs[at].device;
        if self.tabs.iter().any(|tab| tab.connected && tab.device == device) {
            return;
        }
        let challenge = encode_frame(&self.hub.challenge(self.now)).expect("encodes");
        let tab = &mut self.tabs[at];
        tab.connected = true;
        tab.introduced = None;
        tab.to_station.push_back(challenge);
    }

    pub fn disconnect(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        tab.connected = false;
        tab.to_relay.clear();
        tab.to_station.clear();
        tab.station.disconnected();
    }

    /// The tablet dies and is started again: what was not committed is gone.
    pub fn crash(&mut self, at: usize) {
        self.disconnect(at);
        let actor = self.dice.bytes();
        let store = self.tabs[at].store.clone();
        if let Ok(station) = self.open(self.tabs[at].device, store, actor) {
            self.tabs[at].station = station;
        }
    }

    /// Opens a device's station, with its PIN where it has one.
    pub fn open(
        &self,
        device: usize,
        store: MemoryStore,
        actor: [u8; 8],
    ) -> Result<Station<MemoryStore>, StationError> {
        match self.unlocked.get(&device) {
            Some(with) => block_on(Station::open_unlocked(store, Entropy { actor }, with)),
            None => block_on(Station::open(store, Entropy { actor })),
        }
    }

    /// One frame each way.
    pub fn deliver(&mut self, at: usize) {
        if self.tabs[at].connected {
            self.deliver_to_relay(at);
            self.deliver_to_station(at);
        }
    }

    pub fn deliver_to_relay(&mut self, at: usize) {
        if let Some(frame) = self.tabs[at].to_relay.pop_front() {
            let message: ToRelay = decode_frame(&frame).expect("decodes");
            let mut introduced = self.tabs[at].introduced;
            for answer in self.hub.answer(message, &mut introduced) {
                let frame = encode_frame(&answer).expect("encodes");
                self.tabs[at].to_station.push_back(frame);
            }
            self.tabs[at].introduced = introduced;
        }
    }

    pub fn deliver_to_station(&mut self, at: usize) {
        if let Some(frame) = self.tabs[at].to_station.pop_front() {
            let message: ToStation = decode_frame(&frame).expect("decodes");
            let now = Moment::from_millis(self.now);
            let rows = (self.broken == Some(Broken::RowsStay)).then(|| {
                block_on(self.tabs[at].store.scan(Space::Rows, &[vec![]])).expect("reads").concat()
            });
            match block_on(self.tabs[at].station.receive(message, now)) {
                Ok(effects) => self.effects(at, effects),
                // As the engine does: nothing of it was taken, it will come again.
                Err(_) => self.disconnect(at),
            }
            if let Some(rows) = rows {
                self.keep_old_rows(at, rows);
            }
            self.written(at);
        }
    }

    pub fn is_quiet(&self, at: usize) -> bool {
        self.tabs[at].to_relay.is_empty() && self.tabs[at].to_station.is_empty()
    }

    /// Everybody is connected, one after the other, until nothing happens any more.
    pub fn heal(&mut self) {
        self.hub.held.steady = true;
        for _ in 0..4 {
            for at in 0..self.tabs.len() {
                self.disconnect(at);
                // A disk that is still to fill up gets room again.
                self.tabs[at].store.fill_after(u32::MAX);
                self.connect(at);
                let mut turns = 0;
                while !self.is_quiet(at) || self.tabs[at].station.wants_refreshing() {
                    self.deliver(at);
                    if self.is_quiet(at) {
                        self.refresh(at);
                    }
                    turns += 1;
                    assert!(turns < 5_000, "it never ends");
                }
                let office = self.tabs[at].office.clone();
                assert_eq!(
                    self.tabs[at].station.identity().map(|identity| identity.office.clone()),
                    Some(office)
                );
                self.disconnect(at);
            }
        }
        self.hub.held.steady = false;
    }

    /// A device has time to make rows anew.
    pub fn refresh(&mut self, at: usize) {
        while self.tabs[at].station.wants_refreshing() {
            let effects = block_on(self.tabs[at].station.refresh_rows()).expect("refreshes");
            self.effects(at, effects);
            self.written(at);
        }
    }

    /// One device is connected until nothing happens any more.
    pub fn connect_and_deliver(&mut self, at: usize) {
        self.connect(at);
        self.deliver_all(at);
        self.disconnect(at);
    }

    /// Whatever is on its way on a device's connection arrives.
    pub fn deliver_all(&mut self, at: usize) {
        while !self.is_quiet(at) {
            self.deliver(at);
        }
        self.refresh(at);
        // Looking through what is here ends with a message.
        if !self.is_quiet(at) {
            self.deliver_all(at);
        }
    }

    /// A device hands in what waits, and the connection is gone before the answer comes.
    pub fn push_unanswered(&mut self, at: usize) {
        self.connect(at);
        let pushes = self.hub.pushes;
        while self.hub.pushes == pushes {
            self.deliver_to_relay(at);
            if self.hub.pushes == pushes {
                self.deliver_to_station(at);
            }
        }
        self.disconnect(at);
    }

    /// The township takes in a ledger whose rows have these keys: how many were added, how many
    /// were here.
    pub fn import(&mut self, keys: &[u8]) -> (usize, usize) {
        let entries: Vec<LedgerEntry> = keys
            .iter()
            .map(|key| LedgerEntry {
                key: vec![*key; 16],
                place: format!("来访 {key}"),
                intake: Intake {
                    petitioner: PersonIntake {
                        name: format!("李{key}"),
                        ..PersonIntake::default()
                    },
                    stated: vec![(Fact::StatedText, "水渠塌了".into())],
                    ..Intake::default()
                },
            })
            .collect();
        let now = self.time();
        let imported = block_on(self.tabs[1].station.import(&entries, now)).expect("imports");
        let (added, present, effects) = imported;
        self.effects(1, effects);
        (added, present)
    }

    /// The township's tablet is started again.
    pub fn restart_township(&mut self) {
        self.crash(1);
    }

    /// The relay's disk is lost; it starts anew with the directory alone.
    pub fn wipe_relay(&mut self) {
        assert!(self.hub.len() > 0, "there is something to lose");
        let invites = self.hub.invites.clone();
        self.hub = Hub::new(2, self.hub.base.clone());
        self.hub.invites = invites;
    }

    /// An older copy of the relay's disk is put in its place: every connection breaks.
    pub fn restore(&mut self, copy: Hub) {
        for at in 0..self.tabs.len() {
            self.disconnect(at);
        }
        let invites = self.hub.invites.clone();
        self.hub = copy;
        self.hub.invites = invites;
    }

    /// A matter is registered on a device.
    pub fn register_at(&mut self, at: usize) {
        self.register(at);
    }

    /// A device hands in what waits, hears that it was taken, and no more.
    pub fn push_and_hear_no_more(&mut self, at: usize) {
        self.connect(at);
        while self.tabs[at].station.sync_status().waiting > 0 {
            self.deliver_to_relay(at);
            self.deliver_to_station(at);
        }
        self.disconnect(at);
    }

    /// Time passes.
    pub fn pass(&mut self, millis: i64) {
        self.now += millis;
    }

    /// A device loses all manifests.
    pub fn forget_manifests(&self, at: usize) {
        let store = &self.tabs[at].store;
        let found = block_on(store.scan(Space::Manifests, &[vec![]])).expect("reads").concat();
        let mut batch = Batch::default();
        for (key, _) in found {
            batch.delete(Space::Manifests, key);
        }
        block_on(store.commit(batch, Durability::Relaxed)).expect("writes");
    }

    /// Who may see what was entered sees it, with equal documents, and nobody owes anything.
    pub fn check(&self) {
        assert!(!self.homes.is_empty(), "something happened");
        self.check_directory();
        let stored: Vec<BTreeMap<MatterId, casework::MatterRow>> =
            self.tabs.iter().map(|tab| self.stored_rows(tab)).collect();
        for tab in &self.tabs {
            let status = tab.station.sync_status();
            let left = (status.waiting, status.refused);
            assert_eq!(left, (0, 0), "at {}: {:#?}", tab.office, tab.station.waiting());
        }
        for (matter, notes) in &self.notes {
            let home = &self.homes[matter];
            let mut heads: BTreeMap<DocKey, BTreeMap<_, Vec<&OfficeCode>>> = BTreeMap::new();
            for (tab, rows) in self.tabs.iter().zip(&stored) {
                let sees = self.hub.directory.is_at_or_above(&tab.office, home)
                    && !self.hub.was_theirs(*matter, &tab.office);
                let here = block_on(tab.station.matter(*matter, today()));
                if !sees {
                    // What was handed to it, it may see; what was not, is not there.
                    continue;
                }
                let view = here.unwrap_or_else(|error| {
                    panic!("{matter} of {home} is not at {} ({}): {error}", tab.office, tab.device)
                });
                let found: BTreeSet<String> = view
                    .history
                    .iter()
                    .filter_map(|entry| match &entry.step {
                        Step::Noted { text } => Some(text.clone()),
                        _ => None,
                    })
                    .collect();
                assert_eq!(found, *notes, "notes of {matter} at {}", tab.office);
                assert_eq!(view.demands.len(), 2);
                for key in [DocKey::core(*matter), DocKey::people(*matter)] {
                    let document = block_on(tab.station.document(key)).expect("opens");
                    assert!(document.missing().is_empty());
                    let found = heads.entry(document.key().clone()).or_default();
                    found.entry(document.heads()).or_default().push(&tab.office);
                }
                let row = rows.get(matter).expect("has a row");
                assert_eq!(
                    *row,
                    casework::MatterRow::of(&view, tab.station.directory()),
                    "the row is the document's"
                );
            }
            for (key, found) in heads {
                assert_eq!(found.len(), 1, "replicas of {key:?} differ: {found:#?}");
            }
        }
    }
}

impl World {
    /// At every office, each count of the day is the number of rows that its list shows.
    pub fn check_lists(&mut self) {
        use casework::worklist::{RowFilter, RowOrder, TodayList};
        for tab in &mut self.tabs {
            let counts = tab.station.today(today()).expect("registered");
            let mut found = |filter: RowFilter, order| {
                let wanted = replica::Wanted { typed: String::new(), filter, order };
                let page = tab.station.list(&wanted, today(), 0, 1_000).expect("registered");
                assert_eq!(page.rows.len(), page.found, "all are shown");
                assert_eq!(page.total, counts.total);
                page.found
            };
            for list in TodayList::ALL {
                let counted = counts.lists.iter().find(|(at, _)| *at == list);
                let counted = counted.map_or(0, |(_, count)| *count);
                for order in [RowOrder::Newest, RowOrder::DueFirst] {
                    assert_eq!(found(RowFilter::of(list), order), counted, "{list:?}");
                }
            }
            let own = RowFilter { registered_here: true, ..RowFilter::default() };
            assert_eq!(found(own, RowOrder::Newest), counts.registered_here);
            assert_eq!(found(RowFilter::default(), RowOrder::DueFirst), counts.total);
        }
    }
}

pub fn today() -> chrono::NaiveDate {
    casework::Moment::from_millis(1_795_000_000_000).date()
}

impl World {
    /// The rows as a fresh start reads them.
    pub fn stored_rows(&self, tab: &Tab) -> BTreeMap<MatterId, casework::MatterRow> {
        let reopened = self.open(tab.device, tab.store.clone(), [0; 8]).expect("opens");
        reopened.rows().map(|row| (row.matter, row.clone())).collect()
    }
}
