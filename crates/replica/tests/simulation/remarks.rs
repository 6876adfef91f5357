//! Remarks on the app: written without a network, handed in like anything else, answered from above; and
//! those that lay on a device before remarks were handed in.

use casework::{
    CaseKind, MatterRow, Step, org::OrgStep, remark::RemarkAnswer, step::payload::Acting,
};
use futures::executor::block_on;
use ident::{MatterId, PersonId, PostId};
use replica::{Batch, Durability, Envelope, KeptOpinion, Space, Store};

use crate::world::{World, code, today};

impl World {
    fn remark(&mut self, at: usize, text: &str) -> MatterId {
        let id = MatterId::new(self.dice.bytes());
        let now = self.time();
        let effects = block_on(self.tabs[at].station.remark(id, text, "1.0", now)).expect("saved");
        self.effects(at, effects);
        self.written(at);
        id
    }

    /// What a tab's office sees of a remark: the words, and by which office what was answered.
    fn seen(&self, at: usize, id: MatterId) -> Option<(String, Vec<(String, String)>)> {
        let row = self.tabs[at].station.remarks().find(|row| row.matter == id)?;
        let remark = row.remark.as_ref()?;
        let answers = remark.answers.iter();
        let answers = answers.map(|one| (one.office.to_string(), one.text.clone())).collect();
        Some((remark.text.clone(), answers))
    }

    fn answer(&mut self, at: usize, id: MatterId, text: &str) {
        let now = self.time();
        let station = &mut self.tabs[at].station;
        let row: MatterRow = station.remarks().find(|row| row.matter == id).expect("seen").clone();
        let post = station.answering_post(&row, today()).expect("theirs");
        let by = Acting { post, on: today() };
        let step = Step::RemarkAnswered(RemarkAnswer { by, text: text.into() });
        let effects = block_on(station.act(id, &step, now)).expect("answered");
        self.effects(at, effects);
    }

    /// Puts an opinion where devices kept them before they were handed in.
    fn keep_as_before(&self, at: usize, key: [u8; 16], person: PersonId, text: &str) {
        let kept =
            KeptOpinion { at: 1_794_000_000_000, person, text: text.into(), about: "0.1".into() };
        let bytes = minicbor::to_vec(&kept).expect("encodes");
        let mut batch = Batch::default();
        let sealed = Envelope::plain().seal(Space::Feedback, &key, &bytes);
        batch.put(Space::Feedback, key, sealed);
        block_on(self.tabs[at].store.commit(batch, Durability::Strict)).expect("writes");
    }

    fn carry(&mut self, at: usize) {
        let now = self.time();
        let effects = block_on(self.tabs[at].station.carry_opinions(now)).expect("carried");
        self.effects(at, effects);
    }
}

const CITY: usize = 0;
const TOWN: usize = 1;
const VILLAGE: usize = 2;
const OTHER: usize = 3;
const TECHNICIAN: usize = 4;

#[test]
fn a_remark_reaches_the_offices_above_and_the_answers_come_back() {
    for seed in 0..4 {
        let mut world = World::new(11_000 + seed);
        world.register_at(VILLAGE);
        let id = world.remark(VILLAGE, "字太小");
        assert!(world.tabs[VILLAGE].station.waiting_matters().contains(&id), "not handed in yet");
        assert_eq!(world.seen(VILLAGE, id), Some(("字太小".into(), vec![])));
        world.heal();
        assert!(!world.tabs[VILLAGE].station.waiting_matters().contains(&id));
        for at in [CITY, TOWN, TECHNICIAN] {
            assert_eq!(world.seen(at, id), Some(("字太小".into(), vec![])), "tab {at}");
        }
        assert_eq!(world.seen(OTHER, id), None, "not another village's");
        // Both answer, apart.
        world.answer(TOWN, id, "设置里可以放大");
        world.answer(TECHNICIAN, id, "下一版改");
        world.heal();
        let (_, mut answers) = world.seen(VILLAGE, id).expect("seen");
        answers.sort();
        let expected = [("990101", "下一版改"), ("990101100", "设置里可以放大")]
            .map(|(a, b)| (a.into(), b.into()));
        assert_eq!(answers, expected);
        world.check();
    }
}

#[test]
fn what_lay_on_the_device_is_handed_in_once() {
    let mut world = World::new(11_100);
    world.register_at(VILLAGE);
    let own = world.tabs[VILLAGE].station.identity().expect("registered").person;
    let long = "长".repeat(casework::remark::Remark::MAX_TEXT + 10);
    world.keep_as_before(VILLAGE, [1; 16], own, "太慢");
    world.keep_as_before(VILLAGE, [2; 16], PersonId::new([3; 16]), &long);
    let kept = block_on(world.tabs[VILLAGE].station.kept_opinions()).expect("reads");
    assert_eq!(kept.len(), 2);
    world.carry(VILLAGE);
    // The app dies, and looks again at its next start.
    world.crash(VILLAGE);
    assert!(world.tabs[VILLAGE].station.wants_to_carry_opinions());
    world.carry(VILLAGE);
    let kept = block_on(world.tabs[VILLAGE].station.kept_opinions()).expect("reads");
    assert_eq!(kept, []);
    // A copy of the store from before comes back with one of them.
    world.keep_as_before(VILLAGE, [1; 16], own, "太慢");
    world.crash(VILLAGE);
    world.carry(VILLAGE);
    world.heal();
    for at in [VILLAGE, TOWN, CITY] {
        let mut found: Vec<(usize, Option<PersonId>)> = world.tabs[at]
            .station
            .remarks()
            .filter(|row| row.kind == CaseKind::Remark)
            .filter_map(|row| row.remark.as_ref())
            .map(|one| (one.text.chars().count(), one.person))
            .collect();
        found.sort();
        // The other one is nobody of this station's: the words are kept, the name is not shown.
        let most = casework::remark::Remark::MAX_TEXT;
        assert_eq!(found, [(2, Some(own)), (10, None), (most, None)], "tab {at}");
    }
    world.check();
}

#[test]
fn whose_opinion_it_was_shows_everywhere_once_the_directory_knows_them() {
    let mut world = World::new(11_200);
    world.register_at(VILLAGE);
    let person = PersonId::new([77; 16]);
    world.keep_as_before(VILLAGE, [1; 16], person, "太慢");
    world.carry(VILLAGE);
    world.heal();
    let names = |world: &World| {
        [VILLAGE, TOWN, CITY].map(|at| {
            let mut rows = world.tabs[at].station.remarks();
            rows.next().and_then(|row| row.remark.as_ref()?.person)
        })
    };
    assert_eq!(names(&world), [None; 3]);
    let by = Acting { post: PostId::new([0; 8]), on: today() };
    let office = code("990101100201");
    let added = OrgStep::PersonAdded { by, person, name: "乐平".into(), office };
    assert!(world.org_step(CITY, &added));
    world.heal();
    assert_eq!(names(&world), [Some(person); 3]);
    world.check();
}
