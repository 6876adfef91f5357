//! A visit recorded on several tablets without a network, prepared before and merged after.

use casework::{
    CaseKind, Step,
    case_write::CaseWrite,
    fixed_id,
    intake::PersonIntake,
    meeting::{
        MeetingStep,
        codes::{MeetingForm, ProblemOutcome},
        form::{PromiseForm, RaisedCase, Raising, TalkForm, TalkPlace},
        step::{Holding, Plan},
        tally::{Days, VisitTally},
    },
    step::payload::Acting,
    worklist::{Kinds, RowFilter, RowOrder, TodayList},
};
use futures::executor::block_on;
use ident::{MatterId, PostId};
use replica::{StationError, Wanted};

use crate::world::{World, code, today};

const TOWN: usize = 1;
const VILLAGE: usize = 2;
const LEADER: &str = "单雪梅";

fn village() -> ident::OfficeCode {
    code("990101100201")
}

fn visit_id() -> MatterId {
    fixed_id::of_visit(&code("990101100"), today(), LEADER, Some(&village()))
}

fn acting(at: usize) -> Acting {
    // The posts of the world have their devices' place as their number; a second device of an office
    // is its first person's.
    let at = if at > 4 { TOWN } else { at };
    Acting { post: PostId::new([u8::try_from(at).expect("few"); 8]), on: today() }
}

fn planned() -> CaseWrite {
    let plan = Plan {
        office: code("990101100"),
        local_no: String::new(),
        on: today(),
        kind: MeetingForm::BringingCases,
        day: today(),
        leader: LEADER.into(),
        village: Some(village()),
        with: vec![village()],
    };
    CaseWrite::to(visit_id()).step(Step::Meeting(MeetingStep::Planned(plan)))
}

impl World {
    pub fn enter(&mut self, at: usize, writes: &[CaseWrite]) -> Result<(), StationError> {
        let now = self.time();
        let (_, effects) = block_on(self.tabs[at].station.enter(writes, None, now))?;
        self.effects(at, effects);
        self.written(at);
        Ok(())
    }

    fn id(&mut self) -> String {
        let bytes: [u8; 8] = self.dice.bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn talk(&mut self, at: usize, raised: Vec<Raising>) -> (TalkForm, TalkPlace) {
        let place = TalkPlace {
            meeting: visit_id(),
            kind: CaseKind::Visit,
            leader: LEADER.into(),
            post: "镇长".into(),
            village: Some((village(), "柳树村".into())),
            by: acting(at),
            office: self.tabs[at].office.clone(),
        };
        let person = PersonIntake { name: "郑甲".into(), ..PersonIntake::default() };
        let form = TalkForm {
            id: self.id(),
            slot: self.id(),
            entry: None,
            person,
            people: 2,
            words: "村口的路坏了".into(),
            raised,
        };
        (form, place)
    }

    fn raising(&mut self, what: RaisedCase, outcome: ProblemOutcome) -> Raising {
        let promise = (outcome == ProblemOutcome::Promised).then(|| PromiseForm {
            id: self.id(),
            text: String::new(),
            due: today() + chrono::Days::new(3),
            who: "单雪梅 镇长".into(),
            office: code("990101100"),
        });
        Raising {
            id: self.id(),
            case: MatterId::new(self.dice.bytes()),
            what,
            text: "修路".into(),
            outcome,
            promise,
            pass_to: None,
            instruction: Some((self.id(), "请镇里月底前修好。".into())),
        }
    }

    fn rows(&mut self, at: usize, filter: RowFilter) -> Vec<casework::MatterRow> {
        let wanted = Wanted { typed: String::new(), filter, order: RowOrder::Newest };
        let page = self.tabs[at].station.list(&wanted, today(), 0, 1_000).expect("registered");
        page.rows.into_iter().cloned().collect()
    }
}

fn petition() -> RaisedCase {
    RaisedCase::NewPetition { category: String::new() }
}

fn dispute() -> RaisedCase {
    RaisedCase::NewDispute { other: "李乙".into() }
}

fn joined(kind: CaseKind) -> RaisedCase {
    RaisedCase::Joins { kind, holds: true }
}

/// All day without a network on two tablets of the township and one of the village, all closed and
/// reopened in between.
#[test]
fn a_day_on_three_tablets_is_one_visit() {
    for seed in 0..4 {
        let mut world = World::new(9_000 + seed);
        let second = world.enrol_second_device(TOWN);
        world.heal();
        world.enter(TOWN, &[planned()]).expect("planned");
        // The second tablet plans the same, without having heard of it.
        world.enter(second, &[planned()]).expect("planned again");
        world.heal();
        let outcomes =
            [ProblemOutcome::Solved, ProblemOutcome::Promised, ProblemOutcome::Explained];
        for at in [TOWN, second, VILLAGE] {
            for (number, outcome) in outcomes.into_iter().enumerate() {
                let what = if number == 0 { dispute() } else { petition() };
                let raised = vec![world.raising(what, outcome)];
                let (form, place) = world.talk(at, raised);
                world.enter(at, &form.writes(&place)).expect("saved");
                world.crash(at);
            }
            let holding =
                Holding {
                    by: acting(at), present: vec![format!("同行{at}")], text: String::new()
                };
            let held = Step::Meeting(MeetingStep::Held(holding));
            world.enter(at, &[CaseWrite::to(visit_id()).step(held)]).expect("held");
        }
        world.heal();
        for at in [0, TOWN, second, VILLAGE] {
            let all = Kinds::Only(CaseKind::Visit);
            let visits = world.rows(at, RowFilter { kinds: all, ..RowFilter::default() });
            let [visit] = visits.as_slice() else { panic!("one visit at {at}: {visits:?}") };
            let meeting = visit.meeting.as_ref().expect("a visit");
            let counts = (meeting.talks, meeting.people, meeting.problems, meeting.solved);
            assert_eq!(counts, (9, 18, 9, 3), "at {at}");
            let days = Days::year_of(today());
            let tally = VisitTally::of(world.tabs[at].station.rows_of_kind(CaseKind::Visit), days);
            assert_eq!((tally.held, tally.problems, tally.solved), (1, 9, 3));
        }
        let view = block_on(world.tabs[TOWN].station.matter(visit_id(), today())).expect("here");
        assert_eq!(view.state.verdicts.len(), 0, "{:?}", view.state.verdicts);
        assert_eq!(view.state.meeting.present.len(), 3);
        // What the township promised lies on its desk; each case says at which visit.
        let soon = world.rows(TOWN, RowFilter::of(TodayList::DueSoon));
        let promised: Vec<_> = soon.iter().filter(|row| !row.promises.is_empty()).collect();
        assert_eq!(promised.len(), 3);
        assert!(promised.iter().all(|row| row.heard == [visit_id()]));
        let kept = promised[0].promises[0].id.clone();
        let end = Step::PromiseKept(casework::step::duty::PromiseEnd {
            by: acting(TOWN),
            promise: kept,
            kept: true,
            text: "已修好".into(),
        });
        let case = promised[0].matter;
        world.enter(TOWN, &[CaseWrite::to(case).step(end)]).expect("kept");
        let left = world.rows(TOWN, RowFilter::of(TodayList::DueSoon));
        assert_eq!(left.iter().filter(|row| !row.promises.is_empty()).count(), 2);
    }
}

/// One step of the form that may not be taken: nothing of it is there.
#[test]
fn a_talk_is_written_whole_or_not_at_all() {
    let mut world = World::new(9_100);
    world.enter(TOWN, &[planned()]).expect("planned");
    let before = world.tabs[TOWN].station.waiting().len();
    let good = world.raising(petition(), ProblemOutcome::Registered);
    let mut bad = world.raising(petition(), ProblemOutcome::Promised);
    if let Some(promise) = &mut bad.promise {
        promise.due = today() - chrono::Days::new(1);
    }
    let (form, place) = world.talk(TOWN, vec![good.clone(), bad]);
    let refused = world.enter(TOWN, &form.writes(&place));
    assert!(matches!(refused, Err(StationError::Barred(_))), "{refused:?}");
    assert_eq!(world.tabs[TOWN].station.waiting().len(), before);
    assert!(world.tabs[TOWN].station.row(good.case).is_none());
    let view = block_on(world.tabs[TOWN].station.matter(visit_id(), today())).expect("here");
    assert!(view.state.meeting.talks.is_empty() && view.persons.is_empty());
    // A disk that fills up leaves nothing either; then the same form is saved.
    let (form, place) = world.talk(TOWN, vec![good.clone()]);
    world.tabs[TOWN].store.fill_after(0);
    assert!(world.enter(TOWN, &form.writes(&place)).is_err());
    assert!(world.tabs[TOWN].station.row(good.case).is_none());
    world.tabs[TOWN].store.fill_after(u32::MAX);
    world.enter(TOWN, &form.writes(&place)).expect("saved");
    let row = world.tabs[TOWN].station.row(good.case).expect("is there");
    assert_eq!((row.name.as_str(), row.channel.as_str()), ("郑甲", "leader_field_visit"));
    assert!(row.is_of(&village()) && row.instructions.len() == 1);
    // It is the leader's word and nobody's task.
    assert_eq!(row.instructions[0].leader, "单雪梅 镇长");
    assert!(row.instructions[0].task.is_none());
}

#[test]
fn what_is_taken_along_is_counted_as_it_lies_here() {
    let mut world = World::new(9_200);
    world.enter(TOWN, &[planned()]).expect("planned");
    let raised = [
        world.raising(petition(), ProblemOutcome::Promised),
        world.raising(dispute(), ProblemOutcome::Registered),
    ];
    let (form, place) = world.talk(TOWN, raised.to_vec());
    world.enter(TOWN, &form.writes(&place)).expect("saved");
    let station = &mut world.tabs[TOWN].station;
    let now = casework::Moment::from_millis(1_795_000_000_000);
    assert_eq!(block_on(station.taken_along(&village())).expect("reads"), None);
    let (taken, _) = block_on(station.take_along(&village(), now)).expect("opens");
    let counts = (taken.matters, taken.disputes, taken.promises, taken.visits);
    assert_eq!(counts, (1, 1, 1, 1));
    assert_eq!((taken.ready, taken.missing), (3, 0));
    assert!(taken.bytes > 500, "{}", taken.bytes);
    assert!(!taken.is_complete(), "nobody asked the relay");
    assert_eq!(block_on(station.taken_along(&village())).expect("reads"), Some(taken));
    let (other, _) = block_on(station.take_along(&code("990101100202"), now)).expect("opens");
    assert_eq!((other.ready, other.bytes), (0, 0));
    // Connected and with nothing more to come, it is complete.
    world.connect(TOWN);
    world.deliver_all(TOWN);
    let station = &mut world.tabs[TOWN].station;
    let (taken, _) = block_on(station.take_along(&village(), now)).expect("opens");
    assert!(taken.is_complete(), "{taken:?}");
    assert_eq!(station.rows_of(&village()).count(), 3);
}

/// Somebody comes again: what they raise joins their old case, which is passed on up the line.
#[test]
fn a_talk_joins_an_old_case_and_passes_it_on() {
    let mut world = World::new(9_300);
    world.enter(TOWN, &[planned()]).expect("planned");
    let first = world.raising(petition(), ProblemOutcome::Registered);
    let (form, place) = world.talk(TOWN, vec![first.clone()]);
    world.enter(TOWN, &form.writes(&place)).expect("saved");
    let joins = |world: &mut World, outcome| Raising {
        case: first.case,
        instruction: None,
        ..world.raising(joined(CaseKind::Petition), outcome)
    };
    let solved = joins(&mut world, ProblemOutcome::Solved);
    let (form, place) = world.talk(TOWN, vec![solved]);
    world.enter(TOWN, &form.writes(&place)).expect("saved");
    let passed =
        Raising { pass_to: Some(code("990101")), ..joins(&mut world, ProblemOutcome::PassedOn) };
    let (form, place) = world.talk(TOWN, vec![passed]);
    world.enter(TOWN, &form.writes(&place)).expect("saved");
    let row = world.tabs[TOWN].station.row(first.case).expect("is there");
    assert_eq!(row.holder, Some(code("990101")));
    assert_eq!(row.marks, ["resolved"]);
    assert_eq!(row.heard, [visit_id()], "one visit, however often");
    let visit = world.tabs[TOWN].station.row(visit_id()).expect("is there");
    let meeting = visit.meeting.as_ref().expect("a visit");
    assert_eq!((meeting.problems, meeting.solved, meeting.cases.len()), (3, 1, 1));
}

/// A dispute that was open before is settled at a visit: it has an end, and what was said of it
/// stands there.
#[test]
fn a_dispute_that_is_settled_at_a_visit_has_ended() {
    let mut world = World::new(9_400);
    world.enter(TOWN, &[planned()]).expect("planned");
    let first = world.raising(dispute(), ProblemOutcome::Registered);
    let (form, place) = world.talk(TOWN, vec![first.clone()]);
    world.enter(TOWN, &form.writes(&place)).expect("saved");
    let outcome = |world: &World| {
        let row = world.tabs[TOWN].station.row(first.case).expect("is there");
        row.dispute.as_ref().expect("a dispute").outcome.clone()
    };
    assert_eq!(outcome(&world), "");
    // Of a case that another office has, only the meeting says that it was solved.
    let settle = |world: &mut World, holds| Raising {
        case: first.case,
        instruction: None,
        ..world
            .raising(RaisedCase::Joins { kind: CaseKind::Dispute, holds }, ProblemOutcome::Solved)
    };
    for (holds, wanted) in [(false, ""), (true, "settled")] {
        let raised = settle(&mut world, holds);
        let (form, place) = world.talk(TOWN, vec![raised]);
        world.enter(TOWN, &form.writes(&place)).expect("saved");
        assert_eq!(outcome(&world), wanted);
    }
}
