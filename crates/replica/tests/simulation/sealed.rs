//! Accusations stay on the device that recorded them, whatever else happens.

use casework::intake::{Intake, PersonIntake};
use futures::executor::block_on;
use ident::MatterId;
use replica::{Space, StationError, Store};

use crate::world::{World, today};

/// Stands in every accusation and nowhere else.
const PLANTED: &str = "举报某某收了钱";
/// The accuser.
const ACCUSER: &str = "郑举报";

fn accusation() -> Intake {
    Intake {
        petitioner: PersonIntake { name: ACCUSER.into(), ..PersonIntake::default() },
        channel: "visit".into(),
        received_on: "2026-11-01".into(),
        petitioners: "1".into(),
        demands: vec![PLANTED.into()],
        narrative: PLANTED.into(),
        purpose: "accusation".into(),
        ..Intake::default()
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

impl World {
    /// Somebody begins an accusation, keeps its draft and, if the disk lets them, records it.
    fn accuse(&mut self, at: usize) {
        let now = self.time();
        let intake = accusation();
        let draft = "0123456789abcdef";
        let id = MatterId::new(self.dice.bytes());
        let tab = &mut self.tabs[at];
        let _ = block_on(tab.station.keep_sealed_draft(draft, &intake.to_bytes()));
        if let Ok(((number, fate), _)) =
            block_on(tab.station.seal(id, &intake, draft, self.dice.bytes(), now))
        {
            assert_eq!(fate, replica::SealedFate::Here, "nobody is known");
            let office = tab.office.clone();
            assert!(number.starts_with(&format!("JB-{office}-")), "{number}");
            assert!(self.numbers.insert(number), "a number was given twice");
            *self.sealed.entry(tab.device).or_default() += 1;
        }
    }

    fn was_sent(&self, text: &str) -> bool {
        self.sent.iter().any(|message| holds(message, text))
    }
}

#[test]
fn accusations_never_leave_the_device() {
    for seed in 0..8 {
        let mut world = World::new(7_000 + seed);
        for turn in 0..90 {
            world.act();
            if turn % 6 == 0 {
                world.accuse(usize::try_from(turn / 6 % 4).expect("small"));
            }
        }
        // What waits may be exported: neither there.
        for tab in &world.tabs {
            let file = block_on(tab.station.export_unsent()).expect("exports");
            assert!(!holds(&file, PLANTED) && !holds(&file, ACCUSER));
        }
        world.heal();
        world.check();
        assert!(!world.was_sent(PLANTED) && !world.was_sent(ACCUSER), "an accusation was sent");
        assert!(world.was_sent("村口的路坏了"), "the search finds what was sent");
        for at in 0..world.tabs.len() {
            let tab = &mut world.tabs[at];
            for typed in [PLANTED, ACCUSER, "JB-"] {
                assert_eq!(tab.station.page(typed, 0, 10).found, 0, "{typed} is in the list");
            }
            for space in Space::ALL {
                let found = block_on(tab.store.scan(space, &[vec![]])).expect("reads").concat();
                let holding = found.iter().any(|(_, value)| holds(value, PLANTED));
                let expected = space == Space::Sealed && world.sealed.contains_key(&tab.device);
                assert!(!holding || expected, "an accusation lies in {space:?}");
            }
            let own = block_on(tab.station.sealed(today())).expect("reads");
            let expected = world.sealed.get(&tab.device).copied().unwrap_or_default();
            assert_eq!(own.len(), expected, "at {}", tab.office);
            assert!(own.iter().all(|one| one.intake == accusation()));
        }
    }
}

#[test]
fn an_accusation_is_not_taken_the_ordinary_way() {
    let mut world = World::new(1);
    let now = world.time();
    let id = MatterId::new([1; 16]);
    let taken = block_on(world.tabs[2].station.register(id, &accusation(), "draft", now));
    assert!(matches!(taken, Err(StationError::Problems(_))), "{taken:?}");
    assert!(world.tabs[2].station.waiting().is_empty());
    assert!(world.tabs[2].station.similar(&accusation()).is_empty());
}

/// The ordinary numbers show no gap where an accusation was recorded.
#[test]
fn accusations_are_counted_apart() {
    let mut world = World::new(2);
    let ordinary = Intake { purpose: "petition".into(), ..accusation() };
    let mut numbers = Vec::new();
    for at in 0..3u8 {
        let now = world.time();
        let id = MatterId::new([at; 16]);
        let saved = block_on(world.tabs[2].station.register(id, &ordinary, "draft", now));
        numbers.push(saved.expect("saved").0.local_no);
        world.accuse(2);
    }
    let ends: Vec<&str> = numbers.iter().filter_map(|number| number.rsplit('-').next()).collect();
    assert_eq!(ends, ["0001", "0002", "0003"]);
}
