//! Taking along fetches what is attached, also what is attached later.

use casework::step::attachment::AttachmentKind;
use futures::executor::block_on;
use ident::{MatterId, OfficeCode};
use replica::{AttachmentNote, Found};

use crate::{
    attachments::picture,
    world::{World, code},
};

const TOWN: usize = 1;
const VILLAGE: usize = 2;

fn village() -> OfficeCode {
    code("990101100201")
}

fn photo() -> AttachmentNote {
    AttachmentNote {
        name: String::new(),
        kind: AttachmentKind::Photo,
        width: 10,
        height: 10,
        of: String::new(),
        confidential: false,
    }
}

#[test]
fn what_is_attached_after_a_village_was_taken_along_is_fetched_by_itself() {
    let mut world = World::new(61);
    let case = MatterId::new([6; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    let (first, second) = (picture(1, 60_000), picture(2, 60_000));
    let early = world.attach(VILLAGE, case, &first, &photo()).expect("attaches");
    world.heal();
    let now = world.time();
    let station = &mut world.tabs[TOWN].station;
    let (taken, effects) = block_on(station.take_along(&village(), now)).expect("opens");
    assert_eq!((taken.attachments, taken.attachments_to_come), (1, 1));
    assert_eq!(station.attachments_to_come(), 1);
    world.effects(TOWN, effects);
    world.heal();
    assert_eq!(world.found(TOWN, case, early), Found::Here(first));
    assert_eq!(world.tabs[TOWN].station.attachments_to_come(), 0);
    // Another one, and nobody says anything at the township; not after a restart either.
    let late = world.attach(VILLAGE, case, &second, &photo()).expect("attaches");
    world.crash(TOWN);
    world.heal();
    assert_eq!(world.found(TOWN, case, late), Found::Here(second));
    // What is taken along is not let go of.
    assert_eq!(block_on(world.tabs[TOWN].station.let_go_of_blobs()).expect("lets go"), 0);
    // Taken away at the village, or not: it is there until somebody lets go of it.
    let now = world.time();
    let (taken, _) = block_on(world.tabs[TOWN].station.take_along(&village(), now)).expect("opens");
    assert_eq!((taken.attachments, taken.attachments_to_come), (2, 0));
}

#[test]
fn elsewhere_nothing_is_fetched_by_itself() {
    let mut world = World::new(62);
    let case = MatterId::new([6; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    let now = world.time();
    let other = code("990101100202");
    block_on(world.tabs[TOWN].station.take_along(&other, now)).expect("opens");
    let blob = world.attach(VILLAGE, case, &picture(1, 60_000), &photo()).expect("attaches");
    world.heal();
    assert!(!world.tabs[TOWN].station.blob_status(blob).wanted);
}
