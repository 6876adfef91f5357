//! Rows and documents that are handed out by what there is: a station that comes for the first time, an
//! office that holds rows without documents.

use std::collections::{BTreeMap, BTreeSet};

use casework::{Document, MatterRow, matter::Stage, view::MatterDocs};
use futures::executor::block_on;
use ident::{DocKey, MatterId, OfficeCode, Part};
use replica::{Effect, Entropy, StationError};
use wire::{
    Cursor, DocChanges, Feed, FeedEntry, Fetch, Fetched, Numbers, PackedFeed, PackedRows, RowEntry,
    RowsGet, RowsPart, RowsPass, RowsPlace, ToRelay, ToStation,
};

use crate::{
    hub::{Hub, seen},
    world::{World, today},
};

const CITY: usize = 0;
const TOWNSHIP: usize = 1;
const VILLAGE: usize = 2;

/// Rows, as the relay makes them.
#[derive(Clone, Default)]
pub struct Held {
    /// Always offered; else some connections are to a relay of before.
    pub steady: bool,
    /// Rows still to be made.
    pub due: BTreeSet<MatterId>,
    /// Rows with their stamps.
    rows: BTreeMap<MatterId, (u64, MatterRow, u64)>,
    last: u64,
    asked: u64,
    /// Rows say of every matter that it was over long ago.
    pub all_over: bool,
    /// How many documents went out because they were asked for.
    pub fetched: usize,
    /// Who could see a matter once.
    former: BTreeSet<(MatterId, OfficeCode)>,
}

impl Hub {
    pub fn hand_out(&mut self, asked: ToRelay, office: &OfficeCode) -> ToStation {
        match asked {
            ToRelay::Rows(RowsGet { place }) => self.hand_out_rows(place, office),
            ToRelay::Fetch(Fetch { matters }) => self.hand_out_documents(matters, office),
            other => panic!("neither rows nor documents: {other:?}"),
        }
    }

    fn sees_matter(&self, office: &OfficeCode, matter: MatterId) -> bool {
        self.audience.get(&matter).is_some_and(|seen| seen.contains(office))
    }

    pub fn was_theirs(&self, matter: MatterId, office: &OfficeCode) -> bool {
        self.held.former.contains(&(matter, office.clone()))
    }

    /// A matter is no longer an office's to see.
    fn withdraw(&mut self, matter: MatterId, office: &OfficeCode) {
        if self.audience.get_mut(&matter).is_some_and(|audience| audience.remove(office)) {
            self.held.former.insert((matter, office.clone()));
            self.append(office, FeedEntry::Withdrawn(matter), None);
        }
    }

    /// And it is again.
    fn let_see(&mut self, matter: MatterId, office: &OfficeCode) {
        if !self.held.former.remove(&(matter, office.clone())) {
            return;
        }
        self.audience.entry(matter).or_default().insert(office.clone());
        for key in [DocKey::core(matter), DocKey::people(matter)] {
            let Some((key, stored)) = self.docs.get(&key.id()).cloned() else { continue };
            let (numbers, changes) = seen(&stored, &key.part)
                .iter()
                .map(|change| stored[&change.hash].clone())
                .map(|(place, bytes)| (place, bytes.into()))
                .unzip();
            let doc = DocChanges { key, changes };
            self.append(office, FeedEntry::Granted(doc, Numbers(numbers)), None);
        }
    }

    fn make_row(&mut self, matter: MatterId) {
        let mut bytes = 0;
        let mut open = |key: DocKey| {
            let mut document = Document::new(key.clone());
            if let Some((_, stored)) = self.docs.get(&key.id()) {
                bytes += stored.values().map(|(_, bytes)| bytes.len() as u64).sum::<u64>();
                document.apply(stored.values().map(|(_, bytes)| bytes.as_slice())).expect("opens");
                let arrivals = seen(stored, &key.part).into_iter();
                document.note_arrivals(arrivals.map(|change| (change.hash, change.arrival)));
            }
            document
        };
        let (core, people) = (open(DocKey::core(matter)), open(DocKey::people(matter)));
        let people = (!people.is_empty()).then_some(&people);
        let docs = MatterDocs { core: &core, people, internal: None, committee: None };
        let city = crate::world::code("990101");
        self.held.last += 1;
        let row = MatterRow::project(&docs, &city, &self.directory);
        let mut row = row.unwrap_or_else(|| MatterRow::blank(matter));
        row.absent = Some(u32::try_from(bytes).expect("small"));
        self.held.rows.insert(matter, (self.held.last, row, bytes));
    }

    fn hand_out_rows(&mut self, asked: Option<RowsPlace>, office: &OfficeCode) -> ToStation {
        self.held.asked += 1;
        let mut part = RowsPart {
            from: asked,
            rows: PackedRows::pack(&[]),
            to: None,
            more: true,
            all: None,
            days: 90,
        };
        // They are made a few at a time; who begins waits until all are.
        for _ in 0..4 {
            if let Some(matter) = self.held.due.pop_first() {
                self.make_row(matter);
            }
        }
        let made = self.held.due.is_empty();
        let mut place = match asked.filter(|place| place.epoch == self.epoch) {
            Some(place) => place,
            None if !made => return ToStation::Rows(Box::new(part)),
            None => {
                let top = self.held.last;
                part.all =
                    Some(self.held.rows.keys().filter(|it| self.sees_matter(office, **it)).count()
                        as u64);
                RowsPlace { epoch: self.epoch, top, pass: RowsPass::Open, at: top + 1 }
            }
        };
        let over = self.held.all_over;
        let is_over = |row: &MatterRow| over || row.is_over();
        let mut found: Vec<(u64, RowEntry)> = self
            .held
            .rows
            .iter()
            .filter(|(matter, _)| self.sees_matter(office, **matter))
            .filter(|(_, (stamp, row, _))| match place.pass {
                RowsPass::Open => *stamp < place.at && !is_over(row),
                RowsPass::Over => *stamp < place.at && is_over(row),
                RowsPass::Since => *stamp > place.at,
            })
            .map(|(matter, (stamp, row, size))| {
                let mut row = row.clone();
                if over {
                    (row.stage, row.touched_at) = (Stage::Concluded, 0);
                }
                let bytes = if row.home.is_some() { row.to_bytes() } else { Vec::new() };
                (*stamp, RowEntry { matter: *matter, size: *size, bytes })
            })
            .collect();
        found.sort_by_key(|(stamp, _)| *stamp);
        if place.pass != RowsPass::Since {
            found.reverse();
        }
        let more = found.len() > 3;
        found.truncate(3);
        if let Some((stamp, _)) = found.last() {
            place.at = *stamp;
        }
        if !more {
            let at = place.top + 1;
            place = match place.pass {
                RowsPass::Open => RowsPlace { pass: RowsPass::Over, at, ..place },
                RowsPass::Over => RowsPlace { pass: RowsPass::Since, at: place.top, ..place },
                RowsPass::Since => {
                    part.more = !made;
                    place
                }
            };
        }
        let rows: Vec<RowEntry> = found.into_iter().map(|(_, row)| row).collect();
        part.rows = PackedRows::pack(&rows);
        part.to = Some(place);
        ToStation::Rows(Box::new(part))
    }

    fn hand_out_documents(&mut self, asked: Vec<MatterId>, office: &OfficeCode) -> ToStation {
        let mut matters = asked;
        // As many as fit.
        matters.truncate(2);
        let mut entries = Vec::new();
        for matter in &matters {
            for (key, stored) in self.docs.values() {
                let may = match &key.part {
                    Part::Core | Part::People => self.sees_matter(office, *matter),
                    Part::Internal(whose) => {
                        self.sees_matter(office, *matter)
                            && self.directory.is_at_or_above(office, whose)
                    }
                    Part::Org(whose) | Part::Committee(whose) => whose == office,
                };
                if key.matter != *matter || !may {
                    continue;
                }
                let (numbers, changes) = seen(stored, &key.part)
                    .iter()
                    .map(|change| stored[&change.hash].clone())
                    .map(|(place, bytes)| (place, bytes.into()))
                    .unzip();
                let doc = DocChanges { key: key.clone(), changes };
                entries.push(FeedEntry::Granted(doc, Numbers(numbers)));
                self.held.fetched += 1;
            }
        }
        let place = Cursor::start(self.epoch);
        let feed = Feed { from: place, entries, to: place, more: false, manifests: vec![] };
        ToStation::Fetched(Box::new(Fetched { matters, docs: PackedFeed::pack(feed) }))
    }
}

/// A city in which a village has so many matters, and nobody else has heard of them yet.
fn world(seed: u64, matters: usize) -> World {
    let mut world = World::new(seed);
    world.hub.held.steady = true;
    for _ in 0..matters {
        world.register(VILLAGE);
    }
    world.connect_and_deliver(VILLAGE);
    world
}

impl World {
    /// A device comes for the first time; it gets as far as so many frames.
    fn newcomer(&mut self, of: usize, frames: usize) -> usize {
        let at = self.enrol_second_device(of);
        self.connect(at);
        for _ in 0..frames {
            self.deliver(at);
        }
        at
    }

    fn matters(&mut self, at: usize) -> (usize, usize) {
        let page = self.tabs[at].station.page("", 0, 1_000);
        let absent = page.rows.iter().filter(|row| row.absent.is_some()).count();
        (page.rows.len(), absent)
    }

    fn heal_and_check(&mut self) {
        self.heal();
        self.check();
    }
}

#[test]
fn a_first_sync_that_breaks_off_anywhere_goes_on_where_it_was() {
    for frames in 0..60 {
        let mut world = world(9_000, 9);
        let at = world.newcomer(TOWNSHIP, frames);
        world.hub.held.steady = true;
        let rows = world.matters(at).0;
        // Meanwhile things go on.
        world.connect_and_deliver(VILLAGE);
        world.note_somewhere(VILLAGE);
        world.register(VILLAGE);
        world.connect_and_deliver(VILLAGE);
        world.crash(at);
        assert!(world.matters(at).0 >= rows, "what was read is there");
        world.heal_and_check();
    }
}

#[test]
fn a_first_sync_with_crashes_at_any_commit_loses_and_doubles_nothing() {
    for seed in 0..40 {
        let mut world = world(9_100 + seed, 7);
        for of in [CITY, TOWNSHIP, VILLAGE] {
            world.newcomer(of, 3);
        }
        for _ in 0..150 {
            let at = usize::try_from(world.dice.roll(world.tabs.len() as u64)).expect("small");
            if world.dice.roll(6) == 0 {
                let after = u32::try_from(world.dice.roll(3)).expect("small");
                world.tabs[at].store.fill_after(after);
            }
            if world.dice.roll(8) == 0 {
                world.crash(at);
            }
            world.connect(at);
            world.act();
            world.deliver(at);
        }
        world.heal_and_check();
        for at in 0..world.tabs.len() {
            assert_eq!(world.tabs[at].station.sync_status().first, None);
        }
    }
}

#[test]
fn rows_come_before_documents_and_progress_is_told() {
    let mut world = world(9_200, 9);
    let at = world.enrol_second_device(TOWNSHIP);
    world.connect(at);
    let (mut of_rows, mut of_documents) = (false, false);
    let mut seen_bare = 0;
    while !world.is_quiet(at) {
        world.deliver(at);
        let (_, absent) = world.matters(at);
        seen_bare = seen_bare.max(absent);
        if let Some(first) = world.tabs[at].station.sync_status().first {
            of_rows |= !first.rows_here && first.of_matters == 9 && first.matters > 0;
            of_documents |= first.rows_here && first.of_matters == 9 && first.of_bytes > 1000;
            assert!(first.matters <= first.of_matters && first.bytes <= first.of_bytes);
        }
    }
    assert!(of_rows && of_documents && seen_bare == 9, "{of_rows} {of_documents} {seen_bare}");
    world.heal_and_check();
}

#[test]
fn an_office_that_holds_rows_fetches_what_is_opened_and_keeps_it() {
    let mut world = world(9_300, 6);
    world.hub.held.all_over = true;
    let at = world.enrol_second_device(CITY);
    world.connect(at);
    world.deliver_all(at);
    assert_eq!(world.matters(at), (6, 6), "rows, and no documents");
    assert_eq!(world.tabs[at].station.sync_status().first, None);
    let matter = *world.homes.keys().next().expect("matters");
    let opened = block_on(world.tabs[at].station.matter(matter, today()));
    assert!(matches!(opened, Err(StationError::Absent)));
    let now = world.time();
    let noted = block_on(world.tabs[at].station.note(matter, "x", now));
    assert!(matches!(noted, Err(StationError::Absent)), "nobody writes to what is not here");
    // Without a network it stays away; it comes when there is one.
    world.disconnect(at);
    assert_eq!(world.tabs[at].station.want(&[matter]), []);
    world.connect(at);
    world.deliver_all(at);
    assert_eq!(world.matters(at), (6, 5));
    world.crash(at);
    block_on(world.tabs[at].station.matter(matter, today())).expect("it is kept");
    // A village that is taken along.
    let village = world.tabs[VILLAGE].office.clone();
    world.connect(at);
    world.deliver_all(at);
    let absent: Vec<MatterId> =
        world.homes.keys().copied().filter(|it| world.tabs[at].station.is_absent(*it)).collect();
    let effects = world.tabs[at].station.want(&absent);
    assert!(matches!(effects[..], [Effect::Send(ToRelay::Fetch(_))]));
    world.effects(at, effects);
    world.deliver_all(at);
    let now = world.time();
    let taken = block_on(world.tabs[at].station.take_along(&village, now)).expect("opens");
    assert_eq!((taken.0.ready, taken.0.missing), (6, 0));
}

#[test]
fn what_happens_to_a_matter_without_documents_brings_them() {
    let mut world = world(9_400, 6);
    world.hub.held.all_over = true;
    let at = world.enrol_second_device(CITY);
    world.connect(at);
    world.deliver_all(at);
    assert_eq!(world.matters(at), (6, 6));
    world.connect_and_deliver(VILLAGE);
    world.note_somewhere(VILLAGE);
    world.connect_and_deliver(VILLAGE);
    world.disconnect(at);
    world.connect(at);
    world.deliver_all(at);
    assert_eq!(world.matters(at), (6, 5), "that one, and no other");
    let fetched = world.hub.held.fetched;
    world.crash(at);
    world.connect(at);
    world.deliver_all(at);
    assert_eq!(world.hub.held.fetched, fetched, "what is here is not asked for again");
}

#[test]
fn a_village_holds_all_that_is_its() {
    let mut world = world(9_500, 6);
    world.hub.held.all_over = true;
    let at = world.newcomer(VILLAGE, 0);
    world.deliver_all(at);
    assert_eq!(world.matters(at), (6, 0));
    world.crash(at);
    assert_eq!(world.matters(at), (6, 0));
    world.heal_and_check();
}

#[test]
fn pages_of_rows_are_folded_with_the_others_and_read_by_other_tabs() {
    let mut world = world(9_600, 8);
    world.hub.held.all_over = true;
    let at = world.enrol_second_device(CITY);
    let (store, actor) = (world.tabs[at].store.clone(), world.dice.bytes());
    let mut second =
        block_on(replica::Station::open(store, Entropy { actor })).expect("a second tab");
    world.connect(at);
    world.deliver_all(at);
    block_on(second.reload_rows(&[])).expect("reads");
    assert_eq!(second.page("", 0, 100).rows.len(), 8);
}

impl World {
    /// What is no longer an office's to see is not on its devices.
    fn check_withdrawn(&mut self) {
        let former = self.hub.held.former.clone();
        for (matter, office) in former {
            for tab in self.tabs.iter_mut().filter(|tab| tab.office == office) {
                for _ in 0..2 {
                    let page = tab.station.page("", 0, 1_000);
                    assert!(page.rows.iter().all(|row| row.matter != matter), "a row at {office}");
                    for key in [DocKey::core(matter), DocKey::people(matter)] {
                        let document = block_on(tab.station.document(key)).expect("opens");
                        assert!(document.is_empty(), "a document at {office}");
                    }
                    let entropy = Entropy { actor: [9; 8] };
                    let again = replica::Station::open(tab.store.clone(), entropy);
                    tab.station = block_on(again).expect("opens");
                }
            }
        }
    }
}

#[test]
fn what_is_withdrawn_goes_when_what_was_entered_is_handed_in() {
    let mut withdrawn = 0;
    for seed in 0..25 {
        let mut world = world(9_700 + seed, 6);
        world.heal();
        let township = world.tabs[TOWNSHIP].office.clone();
        for _ in 0..60 {
            let matters: Vec<MatterId> = world.homes.keys().copied().collect();
            let which = usize::try_from(world.dice.roll(matters.len() as u64)).expect("small");
            match world.dice.roll(12) {
                0 if world.homes[&matters[which]] != township => {
                    world.hub.withdraw(matters[which], &township);
                }
                1 if seed % 2 == 0 => world.hub.let_see(matters[which], &township),
                2 | 3 => world.note_somewhere(TOWNSHIP),
                4 => world.note_somewhere(VILLAGE),
                5 => world.crash(TOWNSHIP),
                6 => {
                    let after = u32::try_from(world.dice.roll(3)).expect("small");
                    world.tabs[TOWNSHIP].store.fill_after(after);
                }
                _ => {
                    world.connect(TOWNSHIP);
                    world.deliver(TOWNSHIP);
                    world.deliver(TOWNSHIP);
                }
            }
        }
        world.heal_and_check();
        world.check_withdrawn();
        withdrawn += world.hub.held.former.len();
        // One that comes for the first time does not get it either.
        world.newcomer(TOWNSHIP, 0);
        world.heal_and_check();
        world.check_withdrawn();
    }
    assert!(withdrawn > 20, "{withdrawn}");
}
