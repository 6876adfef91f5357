//! The relay is set back to a copy of its file: what stations made since comes again, and the cursor's
//! hash tells each that it has to.

use futures::executor::block_on;
use ident::MatterId;

use crate::world::World;

const TOWN: usize = 1;
const VILLAGE: usize = 2;

impl World {
    fn notes(&mut self, at: usize, matter: MatterId, text: &str) {
        let now = self.time();
        let effects = block_on(self.tabs[at].station.note(matter, text, now)).expect("notes");
        self.note_entered(matter, text);
        self.effects(at, effects);
        self.written(at);
        self.heal();
    }
}

/// Each of two devices has only its own to give back, and each of those builds on the other's.
#[test]
fn what_two_wrote_in_turn_comes_back() {
    let mut world = World::new(24);
    world.register(VILLAGE);
    world.heal();
    let matter = world.some_matter(VILLAGE).expect("registered");
    let copy = world.hub.clone();
    for turn in 0..3 {
        world.notes(VILLAGE, matter, &format!("village {turn}"));
        world.notes(TOWN, matter, &format!("town {turn}"));
    }
    world.hub = copy;
    for _ in 0..3 {
        world.heal();
    }
    world.check();
}

/// The directory that is made after it has the number of the one before, and another content.
#[test]
fn a_directory_of_the_same_number_is_taken() {
    let mut world = World::new(51);
    let copy = world.hub.clone();
    world.register(VILLAGE);
    for _ in 0..10 {
        world.keep_directory(0);
    }
    world.heal();
    world.hub = copy;
    // Another order of handing in: other places in the log.
    world.connect_and_deliver(0);
    world.heal();
    world.check();
}

/// The beginning of the core document waits for nobody; what goes with it does not end in quarantine
/// because the rest has to wait.
#[test]
fn what_is_said_of_people_waits_with_the_matter() {
    let mut world = World::new(50);
    let copy = world.hub.clone();
    world.register(TOWN);
    world.heal();
    let matter = world.some_matter(TOWN).expect("registered");
    let now = world.time();
    let effects = block_on(world.tabs[0].station.note(matter, "city", now)).expect("notes");
    world.note_entered(matter, "city");
    world.effects(0, effects);
    world.heal();
    world.hub = copy;
    // It builds on the city's, of which the relay does not know any more.
    let now = world.time();
    let effects = block_on(world.tabs[TOWN].station.note(matter, "town", now)).expect("notes");
    world.note_entered(matter, "town");
    world.effects(TOWN, effects);
    world.connect_and_deliver(TOWN);
    assert_eq!(world.tabs[TOWN].station.sync_status().refused, 0);
    for _ in 0..3 {
        world.heal();
    }
    world.check();
}
