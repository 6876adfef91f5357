//! Attachments: made without a network, they arrive whole wherever they may be seen, whatever is cut
//! or crashes; and nowhere else.

use std::collections::BTreeMap;

use casework::{matter::MAX_ATTACHMENTS, step::attachment::AttachmentKind};
use futures::executor::block_on;
use ident::{BlobId, MatterId};
use replica::{
    AttachProblem, AttachmentNote, Found, Space, StationError, Store,
    blob::{BlobEntropy, MAX_ATTACHMENT},
};

use crate::world::{World, code, today};

/// What was attached and said to be saved: matter and plain bytes.
type Made = BTreeMap<BlobId, (MatterId, Vec<u8>)>;

const TOWNSHIP: usize = 1;
const VILLAGE: usize = 2;
const NEXT_VILLAGE: usize = 3;

/// Begins like a JPEG and goes on in a way that no other does.
pub fn picture(seed: u64, len: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff];
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    while bytes.len() < len {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(len);
    bytes
}

fn note(of: &str) -> AttachmentNote {
    AttachmentNote {
        name: "来信".into(),
        kind: AttachmentKind::Paper,
        width: 10,
        height: 20,
        of: of.into(),
        confidential: false,
    }
}

impl World {
    fn attach_to(
        &mut self,
        at: usize,
        matter: MatterId,
        bytes: &[u8],
    ) -> Result<BlobId, StationError> {
        self.attach(at, matter, bytes, &note("letter"))
    }

    pub fn attach(
        &mut self,
        at: usize,
        matter: MatterId,
        bytes: &[u8],
        note: &AttachmentNote,
    ) -> Result<BlobId, StationError> {
        let entropy = BlobEntropy { key: self.dice.bytes(), nonce: self.dice.bytes() };
        let now = self.time();
        let station = &mut self.tabs[at].station;
        let made = block_on(station.attach(matter, bytes, note, &entropy, now));
        let made = made.map(|(blob, effects)| {
            self.effects(at, effects);
            blob
        });
        self.written(at);
        made
    }

    fn attach_some(&mut self, at: usize, made: &mut Made) {
        let Some(matter) = self.some_matter(at) else { return };
        let len = 40_000 + usize::try_from(self.dice.roll(120_000)).expect("small");
        let bytes = picture(self.dice.roll(u64::MAX), len);
        if let Ok(blob) = self.attach_to(at, matter, &bytes) {
            made.insert(blob, (matter, bytes));
        }
    }

    pub fn want(&mut self, at: usize, matter: MatterId, blob: BlobId) {
        let now = self.time();
        if let Ok(effects) = block_on(self.tabs[at].station.want_blob(matter, blob, now)) {
            self.effects(at, effects);
        }
        self.written(at);
    }

    pub fn found(&mut self, at: usize, matter: MatterId, blob: BlobId) -> Found {
        block_on(self.tabs[at].station.attachment(matter, blob)).expect("reads")
    }

    /// One matter registered at the village, with one attachment, all of it at the relay.
    fn one_attachment(seed: u64, len: usize) -> (Self, MatterId, BlobId, Vec<u8>) {
        let mut world = Self::new(seed);
        world.register(VILLAGE);
        let matter = world.some_matter(VILLAGE).expect("registered");
        let bytes = picture(seed, len);
        let blob = world.attach_to(VILLAGE, matter, &bytes).expect("attaches");
        (world, matter, blob, bytes)
    }
}

#[test]
fn what_is_attached_anywhere_can_be_seen_wherever_the_matter_is() {
    let mut seen = 0;
    for seed in 0..8 {
        let mut world = World::new(9_000 + seed);
        if seed % 2 == 0 {
            world.open_second_tab();
        }
        let mut made = Made::new();
        for turn in 0..120 {
            world.act();
            let at = usize::try_from(world.dice.roll(world.tabs.len() as u64)).expect("small");
            if turn % 5 == 0 {
                world.attach_some(at, &mut made);
            }
            if turn % 7 == 0
                && let Some((blob, (matter, _))) = made.iter().next()
            {
                let (matter, blob) = (*matter, *blob);
                world.want(at, matter, blob);
            }
        }
        world.heal();
        world.check();
        assert_eq!(world.hub.kept_blobs(), made.keys().copied().collect(), "all are handed in");
        let directory = world.hub.directory.clone();
        let made: Vec<_> = made.into_iter().collect();
        for at in 0..world.tabs.len() {
            let office = world.tabs[at].office.clone();
            assert_eq!(world.tabs[at].station.sync_status().attachments, 0);
            for (blob, (matter, _)) in &made {
                if directory.is_at_or_above(&office, &world.homes[matter]) {
                    world.want(at, *matter, *blob);
                }
            }
        }
        world.heal();
        for at in 0..world.tabs.len() {
            let office = world.tabs[at].office.clone();
            for (blob, (matter, bytes)) in &made {
                if directory.is_at_or_above(&office, &world.homes[matter]) {
                    assert_eq!(world.found(at, *matter, *blob), Found::Here(bytes.clone()));
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "{seen} looks at attachments");
}

#[test]
fn an_attachment_is_handed_in_after_everything_else_and_goes_on_where_it_was_cut() {
    let (mut world, matter, blob, bytes) = World::one_attachment(1, 400_000);
    // Parts that the relay took before each cut are not sent again.
    let mut cuts = 0;
    while !world.hub.kept_blobs().contains(&blob) {
        world.connect(VILLAGE);
        let parts = world.hub.blobs.parts;
        while world.hub.blobs.parts < parts + 2 && !world.is_quiet(VILLAGE) {
            world.deliver(VILLAGE);
        }
        world.crash(VILLAGE);
        cuts += 1;
        assert!(cuts < 20, "it never ends");
    }
    assert_eq!(world.hub.blobs.parts, 7, "each part once");
    assert!(cuts >= 3);
    // A download goes on likewise: nine parts of 48 KiB would be more than one connection gives.
    world.heal();
    world.want(TOWNSHIP, matter, blob);
    let mut held = 0;
    for _ in 0..20 {
        world.connect(TOWNSHIP);
        for _ in 0..6 {
            world.deliver(TOWNSHIP);
        }
        world.disconnect(TOWNSHIP);
        let status = world.tabs[TOWNSHIP].station.blob_status(blob);
        assert!(status.held >= held, "what came stays");
        held = status.held;
    }
    assert_eq!(world.found(TOWNSHIP, matter, blob), Found::Here(bytes));
}

#[test]
fn the_steps_that_wait_go_before_the_bytes() {
    let (mut world, matter, blob, _) = World::one_attachment(2, 300_000);
    world.connect(VILLAGE);
    let parts = |world: &World| world.hub.blobs.parts;
    while parts(&world) < 2 {
        world.deliver(VILLAGE);
    }
    let now = world.time();
    let effects = block_on(world.tabs[VILLAGE].station.note(matter, "补记", now)).expect("notes");
    world.effects(VILLAGE, effects);
    let (pushes, before) = (world.hub.pushes, parts(&world));
    while world.hub.pushes == pushes {
        world.deliver(VILLAGE);
    }
    assert!(parts(&world) <= before + 1, "one part was on its way already");
    assert!(!world.hub.kept_blobs().contains(&blob));
    world.deliver_all(VILLAGE);
    assert!(world.hub.kept_blobs().contains(&blob));
}

#[test]
fn another_village_gets_no_byte_of_it() {
    let (mut world, matter, blob, bytes) = World::one_attachment(3, 50_000);
    world.heal();
    assert!(matches!(
        block_on(world.tabs[NEXT_VILLAGE].station.attachment(matter, blob)),
        Err(StationError::NotHere)
    ));
    // It learns the name and the key, and has a record that says it wants it.
    let station = &mut world.tabs[NEXT_VILLAGE].station;
    let now = casework::Moment::from_millis(0);
    assert!(block_on(station.want_blob(matter, blob, now)).is_err());
    // Handed to it, it may.
    let step = casework::Step::handed(code("990101100"), "");
    let now = world.time();
    let effects = block_on(world.tabs[VILLAGE].station.step(matter, &step, now)).expect("hands");
    world.effects(VILLAGE, effects);
    world.heal();
    let step = casework::Step::handed(code("990101100202"), "");
    let now = world.time();
    let effects = block_on(world.tabs[TOWNSHIP].station.step(matter, &step, now)).expect("hands");
    world.effects(TOWNSHIP, effects);
    world.heal();
    world.want(NEXT_VILLAGE, matter, blob);
    world.heal();
    assert_eq!(world.found(NEXT_VILLAGE, matter, blob), Found::Here(bytes));
}

#[test]
fn spoiled_bytes_are_noticed_on_either_side_and_sent_again() {
    let (mut world, matter, blob, bytes) = World::one_attachment(4, 50_000);
    world.hub.blobs.spoil_next = true;
    world.connect_and_deliver(VILLAGE);
    assert!(world.hub.kept_blobs().is_empty(), "the relay noticed");
    world.connect_and_deliver(VILLAGE);
    assert!(world.hub.kept_blobs().contains(&blob));
    world.heal();
    world.want(TOWNSHIP, matter, blob);
    world.hub.blobs.spoil_next = true;
    world.connect_and_deliver(TOWNSHIP);
    let Found::NotHere(status) = world.found(TOWNSHIP, matter, blob) else { panic!("noticed") };
    assert!(status.wanted && status.held == 0);
    world.connect_and_deliver(TOWNSHIP);
    assert_eq!(world.found(TOWNSHIP, matter, blob), Found::Here(bytes));
}

#[test]
fn only_what_is_safe_elsewhere_is_let_go_of_and_it_comes_back() {
    let (mut world, matter, blob, bytes) = World::one_attachment(5, 300_000);
    let station = &mut world.tabs[VILLAGE].station;
    assert_eq!(block_on(station.let_go_of_blobs()).expect("lets go"), 0, "not handed in");
    assert_eq!((station.blob_usage().count, station.blob_usage().waiting), (1, 1));
    world.heal();
    let now = world.time();
    let pinned = block_on(world.tabs[VILLAGE].station.pin_blobs(&[matter], true, now));
    world.effects(VILLAGE, pinned.expect("pins"));
    assert_eq!(block_on(world.tabs[VILLAGE].station.let_go_of_blobs()).expect("lets go"), 0);
    let unpinned = block_on(world.tabs[VILLAGE].station.pin_blobs(&[matter], false, now));
    world.effects(VILLAGE, unpinned.expect("unpins"));
    let freed = block_on(world.tabs[VILLAGE].station.let_go_of_blobs()).expect("lets go");
    assert_eq!(freed, 300_041);
    let usage = world.tabs[VILLAGE].station.blob_usage();
    assert_eq!((usage.count, usage.bytes, usage.loose), (0, 0, 0));
    let left = block_on(world.tabs[VILLAGE].store.scan(Space::Blobs, &[vec![]])).expect("reads");
    assert!(left.concat().is_empty());
    world.want(VILLAGE, matter, blob);
    world.heal();
    assert_eq!(world.found(VILLAGE, matter, blob), Found::Here(bytes.clone()));
    // Taking along fetches, too.
    let now = world.time();
    let pinned = block_on(world.tabs[TOWNSHIP].station.pin_blobs(&[matter], true, now));
    world.effects(TOWNSHIP, pinned.expect("pins"));
    world.heal();
    assert_eq!(world.found(TOWNSHIP, matter, blob), Found::Here(bytes));
}

#[test]
fn an_emptied_relay_gets_attachments_back() {
    let (mut world, matter, blob, bytes) = World::one_attachment(6, 90_000);
    world.heal();
    world.wipe_relay();
    assert!(world.hub.kept_blobs().is_empty());
    world.heal();
    assert!(world.hub.kept_blobs().contains(&blob));
    world.want(TOWNSHIP, matter, blob);
    world.heal();
    assert_eq!(world.found(TOWNSHIP, matter, blob), Found::Here(bytes));
}

#[test]
fn what_is_taken_away_is_not_shown_anywhere_and_its_bytes_stay() {
    let (mut world, matter, blob, bytes) = World::one_attachment(7, 50_000);
    world.heal();
    let now = world.time();
    let effects = block_on(world.tabs[TOWNSHIP].station.detach(matter, blob, now)).expect("does");
    world.effects(TOWNSHIP, effects);
    world.heal();
    let view = block_on(world.tabs[VILLAGE].station.matter(matter, today())).expect("here");
    assert_eq!(view.state.attached().count(), 0);
    assert_eq!(view.state.attachments.len(), 1);
    assert_eq!(world.found(VILLAGE, matter, blob), Found::Here(bytes));
}

#[test]
fn a_full_disk_leaves_neither_step_nor_bytes() {
    let (mut world, matter, _, _) = World::one_attachment(8, 1_000);
    let entries = world.tabs[VILLAGE].store.len();
    world.tabs[VILLAGE].store.fill_after(0);
    let refused = world.attach_to(VILLAGE, matter, &picture(9, 600_000));
    assert!(matches!(refused, Err(StationError::Store(_))), "{refused:?}");
    assert_eq!(world.tabs[VILLAGE].store.len(), entries);
    assert_eq!(world.tabs[VILLAGE].station.blob_usage().count, 1);
}

#[test]
fn what_cannot_be_attached_says_why() {
    let (mut world, matter, _, _) = World::one_attachment(9, 1_000);
    let problem = |result: Result<BlobId, StationError>| match result {
        Err(StationError::Attachment(problem)) => problem,
        other => panic!("{other:?}"),
    };
    let text = problem(world.attach_to(VILLAGE, matter, b"<svg onload='alert(1)'/>"));
    assert_eq!(text, AttachProblem::NotShown);
    assert_eq!(problem(world.attach_to(VILLAGE, matter, &[])), AttachProblem::NotShown);
    let large = picture(1, MAX_ATTACHMENT + 1);
    assert_eq!(problem(world.attach_to(VILLAGE, matter, &large)), AttachProblem::TooLarge);
    for at in 1..MAX_ATTACHMENTS {
        world.attach_to(VILLAGE, matter, &picture(at as u64, 20)).expect("attaches");
    }
    assert_eq!(problem(world.attach_to(VILLAGE, matter, &picture(1, 20))), AttachProblem::TooMany);
    // What others attached takes none of a committee's room.
    let own = AttachmentNote { confidential: true, ..note("") };
    world.attach(VILLAGE, matter, &picture(1, 20), &own).expect("the committee's own");
}

#[test]
fn a_relay_of_the_version_before_gets_the_steps_and_is_asked_once() {
    let (mut world, matter, blob, bytes) = World::one_attachment(10, 50_000);
    world.hub.blobs.not_understood = Some(0);
    world.connect(VILLAGE);
    world.deliver_all(VILLAGE);
    let now = world.time();
    let effects = block_on(world.tabs[VILLAGE].station.note(matter, "补记", now)).expect("notes");
    world.effects(VILLAGE, effects);
    world.deliver_all(VILLAGE);
    let status = world.tabs[VILLAGE].station.sync_status();
    assert_eq!((status.waiting, status.refused, status.attachments), (0, 0, 1));
    assert_eq!(world.hub.blobs.not_understood, Some(1));
    world.disconnect(VILLAGE);
    world.hub.blobs.not_understood = None;
    world.heal();
    world.want(TOWNSHIP, matter, blob);
    world.heal();
    assert_eq!(world.found(TOWNSHIP, matter, blob), Found::Here(bytes));
}
