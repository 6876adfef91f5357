//! One record of a store that cannot be read any more costs what it held and no more.

use casework::access::{AccessKind, AccessReason, Given};
use futures::executor::block_on;
use ident::{DocId, MatterId};
use replica::{Batch, Durability, Space, Store};

use crate::world::{World, today};

const VILLAGE: usize = 2;

/// What was handed in and what waits, with a PIN or without. The same each time.
fn played(pin: bool) -> World {
    let mut world = World::new(57);
    if pin {
        world.set_pin(VILLAGE);
        world.reseal(VILLAGE);
    }
    for _ in 0..2 {
        world.register(VILLAGE);
    }
    world.note_somewhere(VILLAGE);
    world.heal();
    world.note_somewhere(VILLAGE);
    world.register(VILLAGE);
    world
}

/// So many of a space's records are damaged, spread over all: most are of a kind.
const OF_A_SPACE: usize = 7;

/// Records of every space, but never the two without which there is no device.
fn records(world: &World) -> Vec<(Space, Vec<u8>)> {
    let store = &world.tabs[VILLAGE].store;
    let of = |space: Space| {
        let found = block_on(store.scan(space, &[vec![]])).expect("reads").concat();
        let mut keys: Vec<Vec<u8>> = found.into_iter().map(|(key, _)| key).collect();
        keys.retain(|key| space != Space::Meta || !matches!(&key[..], b"vault" | b"identity"));
        let few = space != Space::Meta && space != Space::Outbox;
        let step = if few { keys.len().div_ceil(OF_A_SPACE).max(1) } else { 1 };
        keys.into_iter().step_by(step).map(move |key| (space, key))
    };
    Space::ALL.into_iter().flat_map(of).collect()
}

fn damage(world: &World, space: Space, key: &[u8]) {
    let store = &world.tabs[VILLAGE].store;
    let mut value = block_on(store.get(space, key)).expect("reads").expect("is there");
    // The last byte, and where nothing is sealed what no decoder reads.
    if let Some(last) = value.last_mut() {
        *last ^= 0x40;
    }
    if world.unlocked.is_empty() {
        value = vec![1, 0, 0xff];
    }
    let mut batch = Batch::default();
    batch.put(space, key, value);
    block_on(store.commit(batch, Durability::Strict)).expect("writes");
}

/// Somebody opens every matter of the list; what cannot be read is found by that.
fn look_at_all(world: &mut World) {
    let station = &mut world.tabs[VILLAGE].station;
    let page = station.page("", 0, 1_000);
    let matters: Vec<MatterId> = page.rows.iter().map(|row| row.matter).collect();
    for matter in matters {
        let _ = block_on(station.matter(matter, today()));
    }
}

fn each_record_in_turn(pin: bool) {
    let before = played(pin);
    let waiting: Vec<Vec<u8>> = before.tabs[VILLAGE]
        .station
        .waiting_changes()
        .map(|(doc, hash)| [doc.as_bytes().as_slice(), hash.as_bytes()].concat())
        .collect();
    assert!(waiting.len() > 2, "something waits");
    let records = records(&before);
    for space in [Space::Changes, Space::Outbox, Space::Rows, Space::Manifests, Space::Meta] {
        assert!(records.iter().any(|(of, _)| *of == space), "nothing in {space:?}");
    }
    let waits =
        |(space, key): &&(Space, Vec<u8>)| *space == Space::Changes && waiting.contains(key);
    assert!(records.iter().any(|record| waits(&record)), "a change that waits is among them");
    for (space, key) in records {
        let name = format!("{space:?} {}", String::from_utf8_lossy(&key));
        let mut world = played(pin);
        damage(&world, space, &key);
        let store = world.tabs[VILLAGE].store.clone();
        let opened = world.open(world.tabs[VILLAGE].device, store, [9; 8]);
        assert!(opened.is_ok(), "it does not open without {name}: {:?}", opened.err());
        world.crash(VILLAGE);
        look_at_all(&mut world);
        world.heal();
        let status = world.tabs[VILLAGE].station.sync_status();
        if space == Space::Changes && waiting.contains(&key) {
            // It was nowhere else: that is said, and holds up no other document.
            assert_eq!(status.unreadable, 1, "{name}");
            let doc = DocId::from_slice(&key[..DocId::LEN]).expect("an id");
            let left = world.tabs[VILLAGE].station.waiting_changes();
            let others: Vec<_> = left.filter(|(of, _)| *of != doc).collect();
            assert!(others.is_empty(), "{name} holds up {others:?}");
        } else {
            assert_eq!(status.unreadable, 0, "{name}");
            world.check();
        }
        // And work goes on, with numbers that nobody has.
        world.register(VILLAGE);
        assert_eq!(
            world.homes.len(),
            before.homes.len() + 1,
            "nothing is registered without {name}"
        );
    }
}

#[test]
fn a_damaged_record_costs_itself_alone() {
    each_record_in_turn(false);
}

#[test]
fn a_damaged_record_costs_itself_alone_where_all_is_sealed() {
    each_record_in_turn(true);
}

#[test]
fn a_damaged_record_of_access_holds_up_no_other() {
    let mut world = played(false);
    let given = Given { reason: AccessReason::Contact, text: String::new() };
    for _ in 0..2 {
        let now = world.time();
        let station = &mut world.tabs[VILLAGE].station;
        let kind = AccessKind::Numbers;
        block_on(station.disclose(kind, [7; 16], &given, now)).expect("records");
    }
    let store = &world.tabs[VILLAGE].store;
    let found = block_on(store.scan(Space::Meta, &[b"access/".to_vec()])).expect("reads").concat();
    assert_eq!(found.len(), 2);
    damage(&world, Space::Meta, &found[0].0);
    world.crash(VILLAGE);
    let waiting = block_on(world.tabs[VILLAGE].station.access_waiting());
    assert_eq!(waiting.expect("the other is read"), 1);
    world.heal();
    world.check();
}
