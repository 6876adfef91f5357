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
