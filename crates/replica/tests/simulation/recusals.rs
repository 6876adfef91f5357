//! Who keeps away: what they entered before counts, and from then on nothing they write.

use casework::{
    Moment, Step,
    directory::RecusalScope,
    document::Edit,
    intake::{Intake, PersonIntake},
    matter::{Barrier, Verdict},
    org::OrgStep,
    schema::{Fact, FactValue},
    step::payload::Acting,
};
use futures::executor::block_on;
use ident::{MatterId, PersonId, PostId};
use replica::StationError;

use crate::world::{World, code, today};

const TOWN: &str = "990101100";
const VILLAGE: &str = "990101100201";
/// Tabs: the city's, the township's.
const CITY_TAB: usize = 0;
const TOWN_TAB: usize = 1;

fn post(at: u8) -> PostId {
    PostId::new([at; 8])
}

fn recused(person: u8, scope: RecusalScope) -> OrgStep {
    OrgStep::RecusalEntered {
        by: Acting { post: post(0), on: today() },
        id: "1122334455667788".into(),
        person: PersonId::new([person; 16]),
        scope,
        from: today(),
        reason: String::new(),
    }
}

impl World {
    fn registers(&mut self, at: usize, category: &str) -> MatterId {
        let intake = Intake {
            petitioner: PersonIntake { name: "单小明".into(), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "1".into(),
            demands: vec!["修路".into()],
            narrative: "村口的路坏了".into(),
            category: category.into(),
            ..Intake::default()
        };
        let matter = MatterId::new(self.dice.bytes());
        let now = self.clock();
        block_on(self.tabs[at].station.register(matter, &intake, "draft", now)).expect("registers");
        self.heal();
        matter
    }

    fn clock(&self) -> Moment {
        Moment::from_millis(self.now)
    }

    /// Everything that is written to a case without a formal step, and one such step; none is said to
    /// be saved.
    fn is_kept_away(&mut self, at: usize, matter: MatterId) -> bool {
        let now = self.clock();
        let station = &mut self.tabs[at].station;
        let about = Edit::Fact(Fact::Category, Some(FactValue::Text("urban".into())));
        let handed = Step::Handed {
            to: code(VILLAGE),
            text: String::new(),
            on: today().pred_opt(),
            post: Some(post(u8::try_from(at).expect("few"))),
        };
        let tried = [
            block_on(station.edit(matter, &[about], &[], None, now)),
            block_on(station.note(matter, "记一笔", now)),
            block_on(station.memo(matter, "内部", now)),
            block_on(station.act(matter, &handed, now)),
        ];
        let barred = |tried: &Result<_, StationError>| {
            matches!(tried, Err(StationError::Barred(Barrier::KeepsAway)))
        };
        let all = tried.iter().all(barred);
        assert!(all || !tried.iter().any(barred), "all or nothing: {tried:?}");
        for effects in tried.into_iter().flatten() {
            self.effects(at, effects);
        }
        all
    }
}

#[test]
fn whoever_keeps_away_from_a_category_cannot_edit_it_away() {
    let mut world = World::new(2);
    let about = world.registers(TOWN_TAB, "rural.land_contract");
    let other = world.registers(TOWN_TAB, "urban.demolition");
    assert!(world.org_step(CITY_TAB, &recused(1, RecusalScope::Category("rural".into()))));
    world.heal();
    assert!(world.is_kept_away(TOWN_TAB, about));
    assert!(!world.is_kept_away(TOWN_TAB, other));
    // The city's people go on with it.
    let now = world.clock();
    let noted = block_on(world.tabs[CITY_TAB].station.note(about, "记一笔", now));
    assert!(noted.is_ok());
}

#[test]
fn a_case_of_that_unit_may_still_be_taken_in() {
    let mut world = World::new(2);
    let before = world.registers(TOWN_TAB, "urban.demolition");
    assert!(world.org_step(CITY_TAB, &recused(1, RecusalScope::Unit(code(TOWN)))));
    world.heal();
    // Somebody comes to the desk: what they say is recorded, and handled by others.
    let after = world.registers(TOWN_TAB, "urban.demolition");
    for matter in [before, after] {
        assert!(world.is_kept_away(TOWN_TAB, matter));
    }
}

#[test]
fn what_the_relay_had_before_the_recusal_stands_and_what_it_gets_later_does_not() {
    for recusal_first in [false, true] {
        let mut world = World::new(4);
        let matter = world.registers(TOWN_TAB, "urban.demolition");
        let handed = Step::Handed {
            to: code(VILLAGE),
            text: "请村里办".into(),
            on: Some(today()),
            post: Some(post(1)),
        };
        let now = world.clock();
        // Both without a network, on one day.
        let effects = block_on(world.tabs[TOWN_TAB].station.act(matter, &handed, now));
        world.effects(TOWN_TAB, effects.expect("allowed as far as known here"));
        assert!(world.org_step(CITY_TAB, &recused(1, RecusalScope::Unit(code(TOWN)))));
        world.connect_and_deliver(if recusal_first { CITY_TAB } else { TOWN_TAB });
        world.heal();
        for at in [0, 1, 4] {
            let view = block_on(world.tabs[at].station.matter(matter, today())).expect("is here");
            let mut history = view.history.iter();
            let entry = history.find(|entry| matches!(entry.step, Step::Handed { .. }));
            let away = recusal_first.then_some(Verdict::NoAuthority(Barrier::KeepsAway));
            assert_eq!(entry.expect("is kept").verdict, away, "at {at}");
            let holder = if recusal_first { TOWN } else { VILLAGE };
            assert_eq!(view.holder, Some(code(holder)), "at {at}");
        }
        let village = block_on(world.tabs[2].station.matter(matter, today()));
        assert_eq!(village.is_ok(), !recusal_first, "granted or not");
    }
}
