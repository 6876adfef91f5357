//! What was erased by two persons' word is gone from every device, and nobody brings it back: not a
//! tablet that was away, not a courier, not an older copy of the relay's file.

use casework::{
    Moment, Step,
    document::Edit,
    intake::{Intake, PersonIntake},
    matter::Barrier,
    retention::{
        ErasureGround, ErasureScope, RetentionStep,
        step::{ErasureAnswer, ErasureProposal},
    },
    schema::PersonField,
    step::payload::Acting,
};
use futures::executor::block_on;
use ident::{ChangeHash, DocKey, MatterId, PostId};
use replica::{BoxKey, MemoryStore, Space, StationError, Store, parcel::ParcelEntropy};

use wire::FeedEntry;

use crate::world::{World, today};

const CITY: usize = 0;
const TOWN: usize = 1;
const VILLAGE: usize = 2;
const NAME: &str = "解秀珍";
const PHONE: &str = "19900001234";

fn by(at: usize) -> Acting {
    Acting { post: PostId::new([u8::try_from(at).expect("few"); 8]), on: today() }
}

/// Whether any record of a store has these bytes.
fn holds(store: &MemoryStore, wanted: &str) -> Vec<Space> {
    let has = |bytes: &[u8]| bytes.windows(wanted.len()).any(|part| part == wanted.as_bytes());
    let spaces = Space::ALL.iter().copied();
    spaces
        .filter(|space| {
            let found = block_on(store.scan(*space, &[vec![]])).expect("reads").concat();
            found.iter().any(|(_, value)| has(value))
        })
        .collect()
}

impl World {
    fn register_named(&mut self, at: usize) -> MatterId {
        let matter = MatterId::new(self.dice.bytes());
        let intake = Intake {
            petitioner: PersonIntake {
                name: NAME.into(),
                phone: PHONE.into(),
                ..PersonIntake::default()
            },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "1".into(),
            demands: vec!["修路".into(), "补偿".into()],
            ..Intake::default()
        };
        let now = self.time();
        let saved = block_on(self.tabs[at].station.register(matter, &intake, "d", now));
        let (_, effects) = saved.expect("registers");
        self.homes.insert(matter, self.tabs[at].office.clone());
        self.note_entered_nothing(matter);
        self.effects(at, effects);
        self.written(at);
        matter
    }

    fn retain(
        &mut self,
        at: usize,
        matter: MatterId,
        step: RetentionStep,
    ) -> Result<(), StationError> {
        let now = self.time();
        let step = Step::Retention(step);
        let effects = block_on(self.tabs[at].station.act(matter, &step, now))?;
        self.effects(at, effects);
        self.written(at);
        Ok(())
    }

    fn propose(&mut self, at: usize, matter: MatterId) -> ChangeHash {
        let proposal = ErasureProposal {
            by: by(at),
            scope: ErasureScope::People,
            ground: ErasureGround::Unlawful,
            list_no: String::new(),
            text: "误录他人信息".into(),
        };
        self.retain(at, matter, RetentionStep::ErasureProposed(proposal)).expect("proposes");
        let view = block_on(self.tabs[at].station.matter(matter, today())).expect("here");
        view.state.retention.proposed().expect("proposed").change
    }

    fn approve(&mut self, at: usize, matter: MatterId, proposal: ChangeHash) {
        let answer = ErasureAnswer { by: by(at), proposal, text: String::new() };
        self.retain(at, matter, RetentionStep::ErasureApproved(answer)).expect("approves");
    }

    /// Proposed at the township, approved at the city, handed in; nobody else has heard of it.
    fn erased_at_the_city(&mut self, matter: MatterId) {
        let proposal = self.propose(TOWN, matter);
        self.connect_and_deliver(TOWN);
        self.connect_and_deliver(CITY);
        self.approve(CITY, matter, proposal);
        self.connect_and_deliver(CITY);
        assert!(self.hub.erased.contains(&DocKey::people(matter).id()), "erased at the relay");
    }

    fn edit_person(&mut self, at: usize, matter: MatterId, name: &str) -> Result<(), StationError> {
        let edit =
            Edit::Person { slot: "main".into(), field: PersonField::Name, value: name.into() };
        let now = self.time();
        let effects = block_on(self.tabs[at].station.edit(matter, &[], &[edit], None, now))?;
        self.effects(at, effects);
        self.written(at);
        Ok(())
    }

    /// Nothing of the person is on any device, and the case is counted everywhere.
    fn is_gone_everywhere(&mut self, matter: MatterId) {
        let people = DocKey::people(matter);
        assert!(!self.hub.docs.contains_key(&people.id()));
        for tab in &self.tabs {
            assert_eq!(holds(&tab.store, NAME), [], "at {}", tab.office);
            assert_eq!(holds(&tab.store, PHONE), [], "at {}", tab.office);
            let Some(row) = tab.station.rows().find(|row| row.matter == matter) else { continue };
            assert_eq!((row.name.as_str(), row.phone.as_str()), ("", ""), "at {}", tab.office);
            assert_eq!(
                row.kept.as_ref().and_then(|kept| kept.erased),
                Some(ErasureScope::People),
                "at {}",
                tab.office
            );
            assert_eq!(row.received_on, "2026-11-01");
        }
        let counted = self.tabs[CITY].station.page("", 0, 100).found;
        assert!(counted > 0, "it is counted");
        assert_eq!(self.tabs[CITY].station.page(NAME, 0, 100).found, 0, "and not found by name");
    }
}

#[test]
fn what_two_approve_is_gone_from_every_device() {
    let mut world = World::new(301);
    let matter = world.register_named(VILLAGE);
    world.heal();
    assert!(!holds(&world.tabs[VILLAGE].store, NAME).is_empty(), "it was there");
    // Alone nobody erases; and what is only proposed is all there.
    let proposal = world.propose(TOWN, matter);
    let answer = ErasureAnswer { by: by(TOWN), proposal, text: String::new() };
    let own = world.retain(TOWN, matter, RetentionStep::ErasureApproved(answer));
    assert!(matches!(own, Err(StationError::Barred(Barrier::OwnWork))), "{own:?}");
    world.heal();
    assert!(!holds(&world.tabs[VILLAGE].store, NAME).is_empty());
    // An approval that the relay does not have yet erases nothing either.
    world.disconnect(CITY);
    world.approve(CITY, matter, proposal);
    assert!(!holds(&world.tabs[CITY].store, NAME).is_empty());
    world.heal();
    world.is_gone_everywhere(matter);
    world.heal();
    world.check();
    // What is written from now on goes to what is left.
    let edit = world.edit_person(VILLAGE, matter, NAME);
    assert!(matches!(edit, Err(StationError::Barred(Barrier::Erased))), "{edit:?}");
}

/// A tablet that was away wrote to it: it drops what it has at the next contact, what it wrote with
/// it, words and all, and says that something was not taken. What it wrote elsewhere arrives.
#[test]
fn a_tablet_that_was_away_drops_it_and_says_what_was_not_taken() {
    let mut world = World::new(302);
    let matter = world.register_named(VILLAGE);
    world.heal();
    world.disconnect(VILLAGE);
    world.edit_person(VILLAGE, matter, "解秀珍改").expect("written");
    let now = world.time();
    let effects =
        block_on(world.tabs[VILLAGE].station.note(matter, "又来问过", now)).expect("notes");
    world.note_entered(matter, "又来问过");
    world.effects(VILLAGE, effects);
    block_on(
        world.tabs[VILLAGE].station.keep_scratch(&format!("person/{matter}/name"), NAME.as_bytes()),
    )
    .expect("keeps");
    world.erased_at_the_city(matter);
    assert!(!holds(&world.tabs[VILLAGE].store, NAME).is_empty(), "it has not heard of it");
    world.heal();
    world.is_gone_everywhere(matter);
    let station = &world.tabs[VILLAGE].station;
    let status = station.sync_status();
    assert_eq!((status.waiting, status.refused), (0, 0));
    let gone: Vec<_> =
        station.erased_of(matter).map(|one| (one.key.clone(), one.not_taken)).collect();
    assert_eq!(gone, [(DocKey::people(matter), 1)]);
    world.check();
    // After a restart it is still known.
    world.crash(VILLAGE);
    let station = &world.tabs[VILLAGE].station;
    assert_eq!(station.erased_of(matter).map(|one| one.not_taken).sum::<u32>(), 1);
}

/// The relay's file is set back to one from before the erasure: it hands out what was erased, nobody
/// takes it, the approval comes back, and it erases again.
#[test]
fn an_older_copy_of_the_relay_erases_again() {
    let mut world = World::new(303);
    let matter = world.register_named(VILLAGE);
    world.heal();
    let copy = world.hub.clone();
    world.erased_at_the_city(matter);
    world.heal();
    world.is_gone_everywhere(matter);
    world.restore(copy);
    assert!(world.hub.docs.contains_key(&DocKey::people(matter).id()), "the copy has it");
    // The village's tablet knows; it takes nothing of it.
    world.connect_and_deliver(VILLAGE);
    assert_eq!(holds(&world.tabs[VILLAGE].store, NAME), []);
    world.heal();
    world.heal();
    world.is_gone_everywhere(matter);
    world.check();
}

/// The relay is lost altogether, and a tablet that was away all the time has all of it still.
#[test]
fn a_tablet_that_was_away_gives_nothing_of_it_back() {
    let mut world = World::new(304);
    let matter = world.register_named(VILLAGE);
    world.heal();
    world.disconnect(VILLAGE);
    world.erased_at_the_city(matter);
    world.connect_and_deliver(TOWN);
    world.disconnect(TOWN);
    world.wipe_relay();
    // It comes first: for a while the relay has it again. The approval ends that.
    world.connect_and_deliver(VILLAGE);
    world.disconnect(VILLAGE);
    world.heal();
    world.heal();
    world.is_gone_everywhere(matter);
    world.check();
}

/// A courier's file from before brings nothing back; one from after tells a village without a network.
#[test]
fn no_courier_brings_it_back() {
    let mut world = World::new(305);
    let matter = world.register_named(VILLAGE);
    world.heal();
    for at in 0..world.tabs.len() {
        world.disconnect(at);
    }
    let village = world.tabs[VILLAGE].office.clone();
    let key = BoxKey::from_seed([7; 32]);
    let pack = |world: &mut World| {
        let (entropy, now) = (ParcelEntropy(world.dice.bytes()), world.time());
        let to = [key.public()];
        block_on(world.tabs[TOWN].station.parcel_for(&village, &to, &entropy, now)).expect("packs")
    };
    let take = |world: &mut World, file: &[u8]| {
        let now: Moment = world.time();
        let keys = [BoxKey::from_seed([7; 32])];
        let taken = block_on(world.tabs[VILLAGE].station.take_parcel(file, &keys, now));
        let (taken, effects) = taken.expect("taken");
        world.effects(VILLAGE, effects);
        world.written(VILLAGE);
        world.refresh(VILLAGE);
        taken
    };
    let before = pack(&mut world);
    world.erased_at_the_city(matter);
    world.connect_and_deliver(TOWN);
    world.disconnect(TOWN);
    assert_eq!(holds(&world.tabs[TOWN].store, NAME), []);
    // The village meets nobody but the courier: the approval is in what the township knows.
    let after = pack(&mut world);
    take(&mut world, &after);
    assert_eq!(holds(&world.tabs[VILLAGE].store, NAME), []);
    take(&mut world, &before);
    assert_eq!(holds(&world.tabs[VILLAGE].store, NAME), []);
    world.heal();
    world.is_gone_everywhere(matter);
    world.check();
}

/// A relay that lies has nothing thrown away that is to be kept.
#[test]
fn nothing_goes_on_the_relays_word_alone() {
    let mut world = World::new(306);
    let matter = world.register_named(VILLAGE);
    world.heal();
    for key in [DocKey::people(matter), DocKey::core(matter)] {
        for office in world.hub.audience_of(matter) {
            world.hub.append(&office, FeedEntry::Erased(key.clone()), None);
        }
    }
    world.heal();
    for at in [CITY, TOWN, VILLAGE] {
        assert!(!holds(&world.tabs[at].store, NAME).is_empty(), "at {at}");
        assert_eq!(world.tabs[at].station.erased_of(matter).count(), 0);
    }
    world.check();
}
