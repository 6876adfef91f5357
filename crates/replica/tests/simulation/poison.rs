//! A document that was being opened when the device ended, twice: it may be the document.

use futures::executor::block_on;
use ident::MatterId;
use replica::{Batch, Durability, Envelope, Space, StationError, Store};

use crate::world::{World, today};

const VILLAGE: usize = 2;

fn opens(world: &World, matter: MatterId) -> bool {
    match block_on(world.tabs[VILLAGE].station.matter(matter, today())) {
        Ok(_) => true,
        Err(StationError::Poisoned) => false,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_document_that_is_left_alone_gets_another_chance() {
    let mut world = World::new(288);
    world.register(VILLAGE);
    let matter = world.some_matter(VILLAGE).expect("registered");
    let mut batch = Batch::default();
    let key = matter.as_bytes().as_slice();
    batch.put(Space::Opening, key, Envelope::plain().seal(Space::Opening, key, &[2]));
    block_on(world.tabs[VILLAGE].store.commit(batch, Durability::Strict)).expect("marks");
    for start in 0..2 {
        world.crash(VILLAGE);
        for _ in 0..5 {
            assert!(!opens(&world, matter), "left alone at start {start}, however often asked for");
        }
    }
    // It was the power.
    world.crash(VILLAGE);
    assert!(opens(&world, matter));
    world.crash(VILLAGE);
    assert!(opens(&world, matter), "and from then on");
}

#[test]
fn what_one_tab_opened_the_others_open_too() {
    let mut world = World::new(373);
    world.register(VILLAGE);
    let matter = world.some_matter(VILLAGE).expect("registered");
    let mut batch = Batch::default();
    let key = matter.as_bytes().as_slice();
    batch.put(Space::Opening, key, Envelope::plain().seal(Space::Opening, key, &[2]));
    block_on(world.tabs[VILLAGE].store.commit(batch, Durability::Strict)).expect("marks");
    world.crash(VILLAGE);
    world.open_second_tab();
    assert!(!opens(&world, matter));
    // The other tab is closed and opened again, and has its turn.
    let second = world.tabs.len() - 1;
    world.crash(second);
    assert!(block_on(world.tabs[second].station.matter(matter, today())).is_ok());
    assert!(opens(&world, matter), "though this one was left open");
}
