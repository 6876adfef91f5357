//! Numbers of papers, given out by several devices of one office that know nothing of each other.

use casework::{
    Step,
    org::OrgStep,
    step::payload::{Acting, IssuedPaper},
};
use futures::executor::block_on;
use ident::{DeviceId, MatterId, PostId};
use replica::StationError;
use std::collections::BTreeMap;

use crate::world::{World, code, today};

const PAPER: &str = "reminder";

impl World {
    fn device(&self, at: usize) -> DeviceId {
        self.tabs[at].station.identity().expect("registered").device
    }

    fn reserve(&mut self, at: usize, device: DeviceId, from: u32) {
        let by = Acting { post: PostId::new([0; 8]), on: today() };
        let (office, paper, to) = (code("990101"), PAPER.to_owned(), from + 2);
        let (year, device) = (2026, Some(device));
        let step = OrgStep::BlockReserved { by, office, paper, year, from, to, device };
        // One that overlaps what is known is refused here already.
        self.org_step(at, &step);
    }

    /// Makes out a paper with the next number, if there is one.
    fn issue(&mut self, at: usize, matter: MatterId) -> Option<u32> {
        let next = block_on(self.tabs[at].station.next_number(PAPER, 2026)).expect("reads")?;
        let issued = IssuedPaper {
            by: Acting { post: PostId::new([0; 8]), on: today() },
            paper: PAPER.into(),
            number: format!("云信催〔2026〕{}号", next.serial),
        };
        let now = self.time();
        let step = Step::Issued(issued);
        let effects = block_on(self.tabs[at].station.act(matter, &step, now)).expect("issued");
        self.effects(at, effects);
        Some(next.serial)
    }
}

#[test]
fn no_two_devices_give_one_number() {
    for seed in 0..12 {
        let mut world = World::new(12_000 + seed);
        let devices = [0, world.enrol_second_device(0)];
        world.register_at(0);
        world.heal();
        let matter = world.some_matter(0).expect("registered");
        let mut given: BTreeMap<u32, usize> = BTreeMap::new();
        for _ in 0..30 {
            let at = devices[world.dice.below(2)];
            match world.dice.below(5) {
                0 => {
                    let other = devices[world.dice.below(2)];
                    let device = world.device(other);
                    let from = u32::try_from(1 + world.dice.below(9)).expect("small");
                    world.reserve(at, device, from);
                }
                1 => world.connect_and_deliver(at),
                2 => world.disconnect(at),
                3 => world.crash(at),
                _ => {
                    if let Some(number) = world.issue(at, matter) {
                        let former = given.insert(number, at);
                        assert_eq!(former, None, "seed {seed}: {number} was given already");
                    }
                }
            }
        }
        world.heal();
        world.check();
    }
}

#[test]
fn a_number_waits_for_the_relay() {
    let mut world = World::new(12_100);
    let devices = [0, world.enrol_second_device(0)];
    world.register_at(0);
    world.heal();
    let matter = world.some_matter(0).expect("registered");
    devices.into_iter().for_each(|at| world.disconnect(at));
    // Both reserve the same for themselves, apart.
    for at in devices {
        let device = world.device(at);
        world.reserve(at, device, 1);
        assert_eq!(world.issue(at, matter), None, "not confirmed");
        let view = world.tabs[at].station.org(today()).expect("registered");
        assert_eq!((view.blocks.len(), view.unconfirmed.len()), (1, 1));
    }
    world.heal();
    let numbers = devices.map(|at| world.issue(at, matter));
    assert_eq!(numbers.iter().flatten().count(), 1, "one of the two stands: {numbers:?}");
}

#[test]
fn a_number_that_is_typed_is_nobody_elses() {
    let mut world = World::new(12_200);
    let second = world.enrol_second_device(0);
    world.register_at(0);
    world.heal();
    let matter = world.some_matter(0).expect("registered");
    let (own, theirs) = (world.device(0), world.device(second));
    world.reserve(0, own, 1);
    world.reserve(0, theirs, 11);
    world.heal();
    let mut typed = |serial: u32| {
        let step = Step::Issued(IssuedPaper {
            by: Acting { post: PostId::new([0; 8]), on: today() },
            paper: PAPER.into(),
            number: format!("云信催〔2026〕{serial}号"),
        });
        let now = world.time();
        let done = block_on(world.tabs[0].station.act(matter, &step, now));
        done.map(|effects| world.effects(0, effects))
    };
    assert!(typed(2).is_ok(), "out of its own block");
    assert!(matches!(typed(2), Err(StationError::NumberGiven)), "one paper has it");
    assert!(matches!(typed(12), Err(StationError::NumberReserved)), "another device gives it");
    assert!(typed(40).is_ok(), "out of no block: the office's own affair");
    assert!(matches!(typed(40), Err(StationError::NumberGiven)), "and once");
    assert_eq!([world.issue(0, matter), world.issue(0, matter)], [Some(1), Some(3)]);
    assert_eq!(world.issue(second, matter), Some(11));
}
