//! Opening in two halves: lists are there before anything is settled, and nothing but what is half typed is
//! written before.

use casework::intake::Intake;
use futures::executor::block_on;
use ident::MatterId;
use replica::{Batch, Durability, Entropy, MemoryStore, Space, Station, StationError, Store};

use crate::world::World;

const VILLAGE: usize = 2;

fn played() -> World {
    let mut world = World::new(93);
    for _ in 0..2 {
        world.register(VILLAGE);
    }
    world.heal();
    world.register(VILLAGE);
    world
}

fn first(store: &MemoryStore) -> Station<MemoryStore> {
    let entropy = Entropy { actor: [9; 8] };
    block_on(Station::open_rows(store.clone(), entropy, None)).expect("opens")
}

fn all(store: &MemoryStore) -> Vec<(Vec<u8>, Vec<u8>)> {
    let of = |space: Space| block_on(store.scan(space, &[vec![]])).expect("reads").concat();
    Space::ALL.into_iter().flat_map(of).collect()
}

fn damage(store: &MemoryStore, space: Space) {
    let found = block_on(store.scan(space, &[vec![]])).expect("reads").concat();
    let (key, _) = found.into_iter().next().expect("a record");
    let mut batch = Batch::default();
    batch.put(space, key, [1, 0, 0xff]);
    block_on(store.commit(batch, Durability::Strict)).expect("writes");
}

#[test]
fn lists_are_there_before_it_is_settled_and_nothing_is_written() {
    let world = played();
    let store = &world.tabs[VILLAGE].store;
    let before = all(store);
    let mut station = first(store);
    assert!(!station.is_settled());
    assert_eq!(station.page("", 0, 100).rows.len(), 3);
    assert_eq!(station.page("张三", 0, 100).found, 3);
    assert_eq!(station.sync_status().waiting, world.tabs[VILLAGE].station.sync_status().waiting);
    assert_eq!(station.waiting_matters().len(), 1);

    let matter = station.page("", 0, 1).rows[0].matter;
    let intake = Intake::default();
    let now = casework::Moment::from_millis(1_795_000_000_000);
    assert!(block_on(station.register(MatterId::new([1; 16]), &intake, "draft", now)).is_err());
    let noted = block_on(station.note(matter, "走访过", now));
    assert!(matches!(noted, Err(StationError::Unsettled)), "{noted:?}");
    assert_eq!(all(store), before, "something was written");

    // What is half typed stands for itself.
    block_on(station.keep_scratch("form", b"half typed")).expect("is kept");
    block_on(station.keep_draft("draft", b"typed")).expect("is kept");
    let typed = block_on(station.scratches("")).expect("reads");
    assert_eq!(typed, [("form".to_owned(), b"half typed".to_vec())]);
    block_on(station.keep_scratch("form", b"")).expect("is forgotten");
    block_on(station.drop_draft("draft")).expect("is dropped");
    assert_eq!(all(store), before, "something else was written");

    assert!(!block_on(station.settle()).expect("settles"), "lists show the same");
    assert!(station.is_settled());
    block_on(station.note(matter, "走访过", now)).expect("is noted");
}

#[test]
fn a_saved_form_leaves_its_mark_and_one_that_failed_leaves_none() {
    let mut world = played();
    let matter = world.tabs[VILLAGE].station.page("", 0, 1).rows[0].matter;
    let now = casework::Moment::from_millis(1_795_000_000_000);
    let station = &mut world.tabs[VILLAGE].station;
    let saved = |station: &Station<MemoryStore>, mark| block_on(station.was_saved(mark));
    assert!(!saved(station, 7).expect("reads"));
    station.mark(Some(7));
    assert!(block_on(station.edit(matter, &[], &[], None, now)).is_err(), "nothing was changed");
    assert!(!saved(station, 7).expect("reads"), "a form that was refused left its mark");
    block_on(station.note(matter, "走访过", now)).expect("noted");
    assert!(saved(station, 7).expect("reads"));
    station.mark(None);
    block_on(station.note(matter, "又走访", now)).expect("noted");
    assert!(saved(station, 7).expect("reads"), "the mark of the last form that had one");
    let again = first(&world.tabs[VILLAGE].store);
    assert!(
        saved(&again, 7).expect("reads"),
        "it is asked of the next engine, before it is settled"
    );
    assert!(!saved(&again, 8).expect("reads"));
}

#[test]
fn what_another_tab_saves_meanwhile_hides_no_mark() {
    let mut world = played();
    let matter = world.tabs[VILLAGE].station.page("", 0, 1).rows[0].matter;
    let now = casework::Moment::from_millis(1_795_000_000_000);
    let station = &mut world.tabs[VILLAGE].station;
    for mark in 0..40u64 {
        station.mark(Some(mark));
        block_on(station.note(matter, &format!("走访 {mark}"), now)).expect("noted");
    }
    let saved: Vec<u64> =
        (0..60).filter(|mark| block_on(station.was_saved(*mark)).expect("reads")).collect();
    assert_eq!(saved, (8..40).collect::<Vec<_>>(), "the last ones");
}

#[test]
fn what_cannot_be_read_comes_with_settling() {
    for space in [Space::Rows, Space::Outbox] {
        let world = played();
        let store = world.tabs[VILLAGE].store.clone();
        damage(&store, space);
        let mut station = first(&store);
        let rows = if space == Space::Rows { 2 } else { 3 };
        assert_eq!(station.page("", 0, 100).rows.len(), rows, "{space:?}");
        assert!(block_on(station.settle()).expect("settles"), "lists show something else");
        assert_eq!(station.page("", 0, 100).rows.len(), 3, "{space:?}");
        let waiting = |station: &Station<MemoryStore>| station.waiting_changes().count();
        assert_eq!(waiting(&station), waiting(&world.tabs[VILLAGE].station), "{space:?}");
    }
}
