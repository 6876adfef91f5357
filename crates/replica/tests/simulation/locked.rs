//! Devices with a PIN: the same city, in which nothing that is stored can be read; and a device that is
//! locked hands in what was finished.

use futures::executor::block_on;
use ident::DeviceId;
use replica::{
    BoxKey, Effect, Entropy, EnvelopeError, MemoryStore, Space, Station, StationError, Store,
    Unlocked, Vault, VaultEntropy, VaultError,
};
use wire::ToStation;

use crate::world::World;

const PIN: &str = "135790";
/// What the simulation enters, and what lies beside it: nobody may find it in a store.
const PLANTED: [&str; 8] =
    ["张三", "村口的路坏了", "请办理", "place ", "note ", "person ", "office ", "form/of/a/name"];

impl World {
    fn entropy(&mut self) -> VaultEntropy {
        VaultEntropy {
            data_key: self.dice.bytes(),
            salt: self.dice.bytes(),
            nonce: self.dice.bytes(),
            ephemeral: self.dice.bytes(),
        }
    }

    /// A device's first PIN is set.
    pub fn set_pin(&mut self, at: usize) {
        let (entropy, now) = (self.entropy(), self.time());
        let tab = &mut self.tabs[at];
        tab.store.fill_after(u32::MAX);
        let set = tab.station.set_first_pin("worker", PIN, &entropy, now);
        block_on(set).expect("sets");
        let unlocked = self.unlock(at, PIN).expect("unlocks");
        self.unlocked.insert(self.tabs[at].device, unlocked);
    }

    fn unlock(&mut self, at: usize, secret: &str) -> Result<Unlocked, VaultError> {
        let now = self.time();
        let tab = &self.tabs[at];
        let person = tab.station.identity().expect("registered").person;
        block_on(Vault::unlock(&tab.store, person, secret, now))
    }

    pub fn reseal(&self, at: usize) {
        while block_on(self.tabs[at].station.reseal()).expect("reseals") {}
    }
}

/// All that lies in a store: space, key and value.
fn stored(store: &MemoryStore) -> Vec<(Space, Vec<u8>, Vec<u8>)> {
    let entries = Space::ALL.into_iter().flat_map(|space| {
        let found = block_on(store.scan(space, &[vec![]])).expect("scans").concat();
        found.into_iter().map(move |(key, value)| (space, key, value))
    });
    entries.collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The planted texts that can be read in a store.
fn readable(store: &MemoryStore) -> Vec<&'static str> {
    let stored = stored(store);
    let found = PLANTED
        .into_iter()
        .filter(|text| stored.iter().any(|(_, key, value)| holds(key, text) || holds(value, text)));
    found.collect()
}

#[test]
fn everything_entered_on_sealed_devices_arrives_and_none_of_it_can_be_read() {
    for seed in 0..8 {
        let mut world = World::new(11_000 + seed);
        for turn in 0..120 {
            world.act();
            for at in 0..4 {
                let form = "form/of/a/name";
                let _ = block_on(world.tabs[at].station.keep_scratch(form, b"note of a form"));
                // Each device gets its PIN at another time; what was there is sealed meanwhile.
                if turn == 10 + at * 20 {
                    assert!(!readable(&world.tabs[at].store).is_empty(), "there is much to read");
                    world.set_pin(at);
                }
                let _ = block_on(world.tabs[at].station.reseal());
            }
        }
        world.heal();
        world.check();
        for at in 0..4 {
            world.reseal(at);
            let store = &world.tabs[at].store;
            assert_eq!(readable(store), [""; 0], "device {at}");
            let sealed = |(space, key, value): &(Space, Vec<u8>, Vec<u8>)| {
                value.starts_with(&[1, 1]) || *space == Space::Meta && key == b"vault"
            };
            assert!(stored(store).iter().all(sealed), "only the vault is plain");
            let kept = block_on(world.tabs[at].station.scratch("form/of/a/name")).expect("reads");
            assert_eq!(kept.as_deref(), Some(b"note of a form".as_slice()));
            let closed = block_on(Station::open(store.clone(), Entropy { actor: [0; 8] }));
            assert!(
                matches!(closed, Err(StationError::Record(EnvelopeError::Locked))),
                "nothing opens without the PIN"
            );
        }
    }
}

/// Breaks off the sealing at every commit there is.
#[test]
fn a_sealing_that_breaks_off_is_taken_up_again() {
    for commits in [0, 1, 5, 40, 41, 100] {
        let mut world = World::new(12_000);
        for _ in 0..40 {
            world.act();
        }
        world.set_pin(2);
        world.tabs[2].store.fill_after(commits);
        while matches!(block_on(world.tabs[2].station.reseal()), Ok(true)) {}
        world.crash(2);
        world.tabs[2].store.fill_after(u32::MAX);
        assert!(block_on(world.tabs[2].station.wants_resealing()).expect("reads"));
        world.reseal(2);
        assert_eq!(readable(&world.tabs[2].store), [""; 0]);
        world.heal();
        world.check();
    }
}

#[test]
fn what_was_finished_is_handed_in_while_the_device_is_locked() {
    for seed in 0..8 {
        let mut world = World::new(13_000 + seed);
        world.set_pin(2);
        for _ in 0..40 {
            world.act();
        }
        world.disconnect(2);
        world.tabs[2].store.fill_after(u32::MAX);
        world.register(2);
        let waiting = world.tabs[2].station.sync_status().waiting;
        assert!(waiting > 0);
        let actor = world.dice.bytes();
        let courier = world.tabs[2].station.courier(MemoryStore::new(), Entropy { actor });
        let mut courier = block_on(courier).expect("packs").expect("something waits");
        let (now, mut introduced) = (world.time(), None::<DeviceId>);
        let mut to_station = vec![world.hub.challenge(now.millis())];
        let mut feeds = 0;
        while let Some(message) = to_station.pop() {
            feeds += usize::from(matches!(message, ToStation::Feed(_) | ToStation::PackedFeed(_)));
            for effect in block_on(courier.receive(message, now)).expect("takes it") {
                if let Effect::Send(message) = effect {
                    to_station.extend(world.hub.answer(message, &mut introduced));
                }
            }
        }
        assert!(courier.is_done(), "all was handed in, with {feeds} feeds passed over");
        // Unlocked again, the station finds out.
        world.crash(2);
        assert_eq!(world.tabs[2].station.sync_status().waiting, waiting);
        let before = world.hub.len();
        world.connect_and_deliver(2);
        assert_eq!(world.tabs[2].station.sync_status().waiting, 0);
        assert_eq!(world.hub.len(), before, "nothing came twice");
        world.heal();
        world.check();
        let nothing =
            block_on(world.tabs[2].station.courier(MemoryStore::new(), Entropy { actor }));
        assert!(nothing.expect("looks").is_none(), "without anything to do there is none");
    }
}

#[test]
fn wrong_pins_slow_down_and_then_the_office_has_to_help() {
    let mut world = World::new(14_000);
    world.set_pin(2);
    let office = BoxKey::from_seed([9; 32]);
    let entropy = world.entropy();
    block_on(world.tabs[2].station.entrust(office.public(), &entropy)).expect("entrusts");
    let store = world.tabs[2].store.clone();
    let person = world.tabs[2].station.identity().expect("registered").person;
    let mut now = world.time();
    let later =
        |now: casework::Moment, millis| casework::Moment::from_millis(now.millis() + millis);
    let unlock = |secret, now| block_on(Vault::unlock(&store, person, secret, now));
    for left in (0..10).rev() {
        match unlock("246801", now).expect_err("wrong") {
            VaultError::Wrong { left: said, not_before } => {
                assert_eq!(said, left);
                if let Some(not_before) = not_before {
                    // Even the right one: a thief must not learn that it is.
                    let too_soon = Some(VaultError::TooSoon { not_before });
                    assert_eq!(unlock(PIN, later(now, 1_000)).err(), too_soon);
                    now = casework::Moment::from_millis(not_before);
                }
            }
            other => assert_eq!((other, left), (VaultError::Blocked, 0)),
        }
    }
    now = later(now, 400 * 24 * 3_600_000);
    assert_eq!(unlock(PIN, now).err(), Some(VaultError::Blocked));
    let vault = block_on(Vault::load(&store)).expect("reads").expect("there");
    assert!(vault.people(now).iter().all(|one| one.blocked));
    assert!(vault.is_overdue(now));
    // The office opens its copy of the key; another's key opens nothing.
    assert!(vault.entrusted(&BoxKey::from_seed([8; 32])).is_err());
    let key = vault.entrusted(&office).expect("opens");
    let entropy = world.entropy();
    let other = replica::DataKey::new([5; 32]);
    let refused = block_on(Vault::recover(&store, &other, person, "864209", &entropy));
    assert_eq!(refused, Err(VaultError::Damaged));
    block_on(Vault::recover(&store, &key, person, "864209", &entropy)).expect("recovers");
    assert!(unlock(PIN, now).is_err(), "the old one is gone");
    let unlocked = unlock("864209", now).expect("unlocks");
    let entropy = Entropy { actor: [1; 8] };
    block_on(Station::open_unlocked(store.clone(), entropy, &unlocked)).expect("opens");
}

#[test]
fn who_unlocks_is_the_author() {
    let mut world = World::new(15_000);
    world.set_pin(2);
    let store = world.tabs[2].store.clone();
    let other = ident::PersonId::new([3; 16]);
    let (first, second) = (world.entropy(), world.entropy());
    let station = &world.tabs[2].station;
    let weak = block_on(station.set_pin_of(other, Some("王"), "111111", &first));
    assert!(matches!(weak, Err(StationError::Vault(VaultError::Weak(_)))));
    block_on(station.set_pin_of(other, Some("王"), "村口大槐树下", &first)).expect("adds");
    let now = world.time();
    let people = block_on(Vault::load(&store)).expect("reads").expect("there").people(now);
    let shown: Vec<(&str, bool)> =
        people.iter().map(|one| (one.label.as_str(), one.digits)).collect();
    assert_eq!(shown, [("worker", true), ("王", false)]);

    let unlocked = block_on(Vault::unlock(&store, other, "村口大槐树下", now)).expect("unlocks");
    world.unlocked.insert(2, unlocked);
    world.crash(2);
    assert_eq!(world.tabs[2].station.identity().expect("registered").person, other);
    world.register(2);
    let matter = *world.homes.keys().next().expect("registered");
    let view = block_on(world.tabs[2].station.matter(matter, crate::world::today()));
    let entry = view.expect("opens").history.first().cloned().expect("a step");
    assert_eq!(entry.by.person, "person 3");

    // One goes; the last cannot.
    let first = ident::PersonId::new([2; 16]);
    block_on(world.tabs[2].station.remove_pin_of(first)).expect("removes");
    let gone = block_on(Vault::unlock(&store, first, PIN, now)).err();
    assert_eq!(gone, Some(VaultError::NoSuchPerson));
    let last = block_on(world.tabs[2].station.remove_pin_of(other));
    assert!(matches!(last, Err(StationError::Vault(VaultError::LastPerson))));
    block_on(world.tabs[2].station.set_pin_of(other, None, "864209", &second)).expect("changes");
    assert!(block_on(Vault::unlock(&store, other, "村口大槐树下", now)).is_err());
    block_on(Vault::unlock(&store, other, "864209", now)).expect("unlocks");
}

#[test]
fn an_erased_device_has_nothing_left() {
    let mut world = World::new(16_000);
    for _ in 0..30 {
        world.act();
    }
    let store = world.tabs[2].store.clone();
    store.fill_after(3);
    assert!(block_on(replica::erase(&store)).is_err(), "broken off");
    store.fill_after(u32::MAX);
    block_on(replica::erase(&store)).expect("erases");
    assert!(store.is_empty());
    let station = block_on(Station::open(store, Entropy { actor: [0; 8] })).expect("opens");
    assert!(station.identity().is_none(), "it can be registered anew");
}
