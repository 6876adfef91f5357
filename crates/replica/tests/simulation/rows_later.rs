//! Rows of what comes in great number are made later, and those of a few matters at once.

use futures::executor::block_on;
use replica::{Effect, Entropy, Station};

use crate::world::World;

const TOWNSHIP: usize = 1;
const VILLAGE: usize = 2;

/// A township that has not heard yet of so many matters of a village, in messages of any length.
fn world(matters: usize) -> World {
    let mut world = World::new(4_000 + matters as u64);
    world.hub.entries = 1_000;
    world.connect_and_deliver(TOWNSHIP);
    world.connect_and_deliver(VILLAGE);
    for _ in 0..matters {
        world.register(VILLAGE);
    }
    world.connect_and_deliver(VILLAGE);
    world
}

impl World {
    /// Everything arrives, and there is no time for more.
    fn take_in(&mut self, at: usize) {
        self.connect(at);
        while !self.is_quiet(at) {
            self.deliver(at);
        }
        self.disconnect(at);
    }

    fn shown(&mut self, at: usize) -> usize {
        self.tabs[at].station.page("", 0, 1_000).rows.len()
    }
}

#[test]
fn a_few_are_shown_at_once() {
    let mut world = world(3);
    world.take_in(TOWNSHIP);
    assert_eq!(world.shown(TOWNSHIP), 3);
    assert!(!world.tabs[TOWNSHIP].station.wants_refreshing());
    world.heal();
    world.check();
}

#[test]
fn many_are_shown_later_and_each_turn_says_which() {
    let mut world = world(50);
    world.take_in(TOWNSHIP);
    assert_eq!(world.shown(TOWNSHIP), 0);
    let mut told = 0;
    while world.tabs[TOWNSHIP].station.wants_refreshing() {
        let effects = block_on(world.tabs[TOWNSHIP].station.refresh_rows()).expect("refreshes");
        assert!(matches!(effects.first(), Some(Effect::RowsChanged)));
        told += effects.iter().filter(|effect| matches!(effect, Effect::MatterChanged(_))).count();
        assert_eq!(world.shown(TOWNSHIP), told);
    }
    assert_eq!(told, 50);
    world.heal();
    world.check();
}

#[test]
fn those_that_a_closed_tab_left_are_made_at_the_next_start() {
    let mut world = world(50);
    world.take_in(TOWNSHIP);
    // Somebody looks at one meanwhile: that does not make it forgotten.
    let matter = *world.homes.keys().next().expect("matters");
    block_on(world.tabs[TOWNSHIP].station.matter(matter, crate::world::today())).expect("is here");
    block_on(world.tabs[TOWNSHIP].station.refresh_rows()).expect("refreshes");
    let made = world.shown(TOWNSHIP);
    assert!(made < 50, "{made}");
    world.crash(TOWNSHIP);
    assert!(world.tabs[TOWNSHIP].station.wants_refreshing());
    world.heal();
    assert_eq!(world.shown(TOWNSHIP), 50);
    world.check();
}

#[test]
fn those_that_a_closed_tab_left_are_made_by_the_tab_that_takes_over() {
    let mut world = world(50);
    let (store, actor) = (world.tabs[TOWNSHIP].store.clone(), world.dice.bytes());
    let mut second = block_on(Station::open(store, Entropy { actor })).expect("opens");
    world.take_in(TOWNSHIP);
    block_on(world.tabs[TOWNSHIP].station.refresh_rows()).expect("refreshes");
    let made = world.shown(TOWNSHIP);
    assert!(!second.wants_refreshing());
    block_on(second.take_over_rows()).expect("reads");
    while second.wants_refreshing() {
        block_on(second.refresh_rows()).expect("refreshes");
    }
    assert_eq!(second.page("", 0, 1_000).rows.len(), 50 - made);
    world.crash(TOWNSHIP);
    assert_eq!(world.shown(TOWNSHIP), 50);
    world.heal();
    world.check();
}
