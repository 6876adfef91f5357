//! Visits and receptions, promises and instructions: who may do what, apart and merged.

use casework::{
    MatterState, Step,
    directory::Role,
    fixed_id,
    history::in_order,
    matter::{Barrier, Lack, Verdict},
    meeting::{
        MeetingStep,
        codes::{MeetingForm, ProblemOutcome, QueuePlace},
        step::{
            Fixing, Holding, Plan, Problem, QueueEntry, QueueMove, Request, Solution, Talk,
            TalkAddition,
        },
    },
    step::{
        duty::{
            HeardAt, Instruction, InstructionFeedback, InstructionTask, InstructionWay, Promise,
            PromiseEnd,
        },
        payload::Word,
    },
};
use clocks::ClockId;
use ident::{ChangeHash, MatterId};

use crate::{
    city::{
        BUREAU, CITY, Desk, Heads, History, MATTER, OTHER_TOWN, TOWN, VILLAGE, code, day, desk,
        directory, registered,
    },
    life::Line,
};

const DAY: &str = "2026-05-20";
const LEADER: &str = "单雪梅";

fn plan(kind: MeetingForm, with: &[&str]) -> Plan {
    Plan {
        office: code(TOWN),
        local_no: "990101100-1-0001".into(),
        on: day("2026-05-18"),
        kind,
        day: day(DAY),
        leader: LEADER.into(),
        village: Some(code(VILLAGE)),
        with: with.iter().map(|one| code(one)).collect(),
    }
}

fn visit_id() -> MatterId {
    fixed_id::of_visit(&code(TOWN), day(DAY), LEADER, Some(&code(VILLAGE)))
}

fn talk(desk: Desk, id: &str, people: u32, entry: Option<&str>) -> Step {
    Step::Meeting(MeetingStep::Talked(Talk {
        by: desk.on(DAY),
        id: id.into(),
        slot: format!("{id}slot"),
        people,
        entry: entry.map(Into::into),
        text: format!("{id} 说路坏了"),
    }))
}

fn raised(desk: Desk, id: &str, talk: &str, outcome: ProblemOutcome) -> Step {
    Step::Meeting(MeetingStep::Raised(Problem {
        by: desk.on(DAY),
        id: id.into(),
        talk: talk.into(),
        case: MatterId::new([id.as_bytes()[0]; 16]),
        outcome,
        text: "路坏了".into(),
    }))
}

fn solved(desk: Desk, on: &str, problem: &str) -> Step {
    let (problem, text) = (problem.to_owned(), "已修好".to_owned());
    Step::Meeting(MeetingStep::Solved(Solution { by: desk.on(on), problem, text }))
}

fn held(desk: Desk, present: &[&str]) -> Step {
    let present = present.iter().map(|name| (*name).to_owned()).collect();
    Step::Meeting(MeetingStep::Held(Holding { by: desk.on(DAY), present, text: String::new() }))
}

fn cancelled(desk: Desk) -> Step {
    let word = Word { by: desk.on(DAY), text: "防汛".into() };
    Step::Meeting(MeetingStep::Cancelled(word))
}

/// Steps of one meeting.
struct Meeting {
    id: MatterId,
    history: History,
}

impl Meeting {
    fn planned(kind: MeetingForm, with: &[&str]) -> (Self, Heads) {
        let id = match kind {
            MeetingForm::OpenReception | MeetingForm::ByAppointment => MATTER,
            _ => visit_id(),
        };
        let mut meeting = Self { id, history: History::default() };
        let mut heads = Heads::new();
        let step = Step::Meeting(MeetingStep::Planned(plan(kind, with)));
        meeting.does(&mut heads, desk(TOWN), step);
        (meeting, heads)
    }

    fn take(&mut self, heads: &mut Heads, desk: Desk, step: Step) -> ChangeHash {
        let on = step.acting().map_or(day("2026-05-18"), |acting| acting.on);
        self.history.step_at(heads, desk, step, on)
    }

    fn state(&self) -> MatterState {
        MatterState::derive(self.id, &in_order(self.history.changes.clone()), &directory())
    }

    fn does(&mut self, heads: &mut Heads, desk: Desk, step: Step) {
        let said = format!("{step:?}");
        let change = self.take(heads, desk, step);
        assert_eq!(self.state().verdicts.get(&change), None, "{said}");
    }

    fn fails(&mut self, heads: &mut Heads, desk: Desk, step: Step, why: Barrier) {
        let before = self.state();
        let said = format!("{step:?}");
        let change = self.take(heads, desk, step);
        let after = self.state();
        assert_eq!(after.verdicts.get(&change), Some(&Verdict::NoAuthority(why)), "{said}");
        assert_eq!(after.meeting, before.meeting, "{said}");
    }
}

/// Two tablets of the township and one of the village record the same visit apart all day.
#[test]
fn a_visit_on_three_tablets_becomes_one_record() {
    let (mut visit, start) = Meeting::planned(MeetingForm::BringingCases, &[VILLAGE]);
    let (town, second, village) = (desk(TOWN), desk(TOWN).second(), desk(VILLAGE));
    assert!(visit.state().audience.contains(&code(VILLAGE)), "who comes along sees it");
    let mut ends = Vec::new();
    for (at, tablet) in [town, second, village].into_iter().enumerate() {
        let mut heads = start.clone();
        for number in 0..3 {
            let (talk_id, problem) = (format!("t{at}{number}"), format!("{at}{number}"));
            let entry = talk(tablet, &talk_id, 2, None);
            visit.does(&mut heads, tablet, entry);
            let outcome =
                if number == 0 { ProblemOutcome::Solved } else { ProblemOutcome::Promised };
            visit.does(&mut heads, tablet, raised(tablet, &problem, &talk_id, outcome));
        }
        visit.does(&mut heads, tablet, held(tablet, &[LEADER, &format!("同行{at}")]));
        ends.push(heads);
    }
    let state = visit.state();
    assert_eq!(state.verdicts.len(), 0, "{:?}", state.verdicts);
    let meeting = &state.meeting;
    assert_eq!((meeting.talks.len(), meeting.people()), (9, 18));
    assert_eq!((meeting.problems.len(), meeting.solved()), (9, 3));
    assert_eq!(meeting.present.len(), 4, "{:?}", meeting.present);
    // Afterwards, and twice by two tablets apart: it is solved once, on the first day.
    let merged: Heads = ends.iter().flatten().copied().collect();
    let (mut here, mut there) = (merged.clone(), merged);
    visit.does(&mut here, town, solved(town, "2026-05-30", "01"));
    visit.does(&mut there, village, solved(village, "2026-05-28", "01"));
    let state = visit.state();
    assert_eq!((state.meeting.solved(), state.verdicts.len()), (4, 0));
    // Two tablets that say the same of it say it once.
    let how = state.meeting.problems.iter().find(|one| one.problem.id == "01").map(|one| &one.how);
    assert_eq!(how, Some(&vec!["已修好".to_owned()]));
    let one = state.meeting.problems.iter().find(|one| one.problem.id == "01").expect("is there");
    assert_eq!(one.solved_on, Some(day("2026-05-28")));
}

/// One tablet learns that it was called off, another is in the courtyard already.
#[test]
fn a_visit_that_took_place_is_not_cancelled() {
    for talk_first in [true, false] {
        let (mut visit, start) = Meeting::planned(MeetingForm::Rounds, &[VILLAGE]);
        let (mut town, mut village) = (start.clone(), start);
        let talked = |visit: &mut Meeting, heads: &mut Heads| {
            visit.take(heads, desk(VILLAGE), talk(desk(VILLAGE), "t", 1, None));
        };
        if talk_first {
            talked(&mut visit, &mut village);
        }
        visit.take(&mut town, desk(TOWN), cancelled(desk(TOWN)));
        if !talk_first {
            talked(&mut visit, &mut village);
        }
        let state = visit.state();
        assert_eq!(state.meeting.talks.len(), 1, "no talk is lost");
        assert!(state.meeting.took_place() && state.meeting.cancelled.is_none());
    }
}

#[test]
fn only_those_who_come_along_record_and_a_talk_comes_before_its_problem() {
    let (mut visit, mut heads) = Meeting::planned(MeetingForm::OnTheSpot, &[]);
    let (town, village, city) = (desk(TOWN), desk(VILLAGE), desk(CITY));
    visit.fails(&mut heads, village, talk(village, "t", 1, None), Barrier::NotVisible);
    // The city sees it, being above, and was not there.
    visit.fails(&mut heads, city, talk(city, "t", 1, None), Barrier::NotHolder);
    let problem = raised(town, "p", "t", ProblemOutcome::Registered);
    visit.fails(&mut heads, town, problem.clone(), Barrier::NothingOpen);
    visit.fails(&mut heads, town, talk(town, "t", 0, None), Barrier::WrongStage);
    visit.does(&mut heads, town, talk(town, "t", 1, None));
    visit.does(&mut heads, town, problem);
    let added = |talk: &str, text: &str| {
        let (talk, text) = (talk.to_owned(), text.to_owned());
        Step::Meeting(MeetingStep::Added(TalkAddition { by: town.on(DAY), talk, text }))
    };
    visit.does(&mut heads, town, added("t", "还说水渠塌了"));
    visit.fails(&mut heads, town, added("t", " "), Barrier::Missing(Lack::Text));
    visit.fails(&mut heads, town, added("other", "没有这次谈话"), Barrier::NothingOpen);
    visit.fails(&mut heads, town, cancelled(town), Barrier::WrongStage);
    // A queue is a reception's.
    let entry = QueueEntry {
        by: town.on(DAY),
        id: "q".into(),
        slot: "s".into(),
        people: 1,
        at: "09:00".into(),
        case: None,
        request: None,
        text: String::new(),
    };
    let queued = Step::Meeting(MeetingStep::Queued(entry));
    visit.fails(&mut heads, town, queued, Barrier::OtherKind);
    assert_eq!(visit.state().meeting.talks[0].words.len(), 2);
}

#[test]
fn a_second_plan_brings_offices_along_and_changes_nothing_else() {
    let (mut visit, start) = Meeting::planned(MeetingForm::Rounds, &[]);
    let mut heads = start.clone();
    let again =
        |with: &[&str]| Step::Meeting(MeetingStep::Planned(plan(MeetingForm::Rounds, with)));
    visit.does(&mut heads, desk(TOWN), again(&[VILLAGE]));
    // A second tablet planned the same apart.
    let mut apart = Heads::new();
    visit.does(&mut apart, desk(TOWN).second(), again(&[BUREAU]));
    let state = visit.state();
    assert_eq!(state.meeting.plan.expect("planned").with, [code(VILLAGE), code(BUREAU)]);
    // Another office cannot open under this id what is not its own.
    let stolen = Plan { office: code(OTHER_TOWN), ..plan(MeetingForm::Rounds, &[]) };
    let change = visit.take(
        &mut Heads::new(),
        desk(OTHER_TOWN),
        Step::Meeting(MeetingStep::Planned(stolen)),
    );
    assert!(visit.state().verdicts.contains_key(&change));
    let (mut reception, mut heads) = Meeting::planned(MeetingForm::OpenReception, &[]);
    let moved = Plan { day: day("2026-06-20"), ..plan(MeetingForm::OpenReception, &[]) };
    let moved = Step::Meeting(MeetingStep::Planned(moved));
    reception.fails(&mut heads, desk(TOWN), moved, Barrier::OtherCase);
}

#[test]
fn the_queue_of_a_reception_day() {
    let (mut day_, mut heads) = Meeting::planned(MeetingForm::OpenReception, &[]);
    let town = desk(TOWN);
    let by = town.on(DAY);
    let step = |step| Step::Meeting(step);
    let asked = Request {
        by,
        id: "r".into(),
        slot: "s".into(),
        by_leader: false,
        case: None,
        text: "想见镇长".into(),
    };
    let fixed = |request: &str| {
        let (request, time) = (request.to_owned(), "09:30".to_owned());
        step(MeetingStep::Fixed(Fixing { by, request, time, text: "电话告知".into() }))
    };
    day_.fails(&mut heads, town, fixed("r"), Barrier::NothingOpen);
    day_.does(&mut heads, town, step(MeetingStep::Asked(asked)));
    day_.does(&mut heads, town, fixed("r"));
    let queued = |id: &str, at: &str, people| {
        let (id, slot, at) = (id.to_owned(), format!("{id}s"), at.to_owned());
        step(MeetingStep::Queued(QueueEntry {
            by,
            id,
            slot,
            people,
            at,
            case: None,
            request: None,
            text: String::new(),
        }))
    };
    let moved = |id: &str, to| step(MeetingStep::Moved(QueueMove { by, entry: id.to_owned(), to }));
    // Entered out of order: the queue is in the order they came.
    day_.does(&mut heads, town, queued("b", "09:40", 3));
    day_.does(&mut heads, town, queued("a", "09:10", 1));
    day_.fails(&mut heads, town, queued("c", "09:50", 10_000), Barrier::WrongStage);
    day_.fails(&mut heads, town, moved("c", QueuePlace::Inside), Barrier::NothingOpen);
    let order = |meeting: &Meeting| -> Vec<(String, QueuePlace)> {
        let queue = meeting.state().meeting.queue;
        queue.into_iter().map(|one| (one.entry.id, one.place)).collect()
    };
    day_.does(&mut heads, town, moved("a", QueuePlace::Inside));
    assert_eq!(
        order(&day_),
        [("a".to_owned(), QueuePlace::Inside), ("b".to_owned(), QueuePlace::Waiting)]
    );
    // The tablet at the door says that they left; inside, their talk was recorded.
    let (mut door, mut inside) = (heads.clone(), heads);
    day_.take(&mut inside, town.second(), talk(town.second(), "t", 1, Some("a")));
    day_.take(&mut door, town, moved("a", QueuePlace::Left));
    let state = day_.state();
    assert_eq!(state.verdicts.len(), 3, "the three that were to fail: {:?}", state.verdicts);
    assert_eq!(order(&day_)[0].1, QueuePlace::Done);
}

fn promise(desk: Desk, id: &str, due: &str, office: &str) -> Step {
    Step::Promised(Promise {
        by: desk.on(DAY),
        id: id.into(),
        text: "月底前修好".into(),
        due: day(due),
        who: "单雪梅 镇长".into(),
        office: code(office),
        meeting: Some(visit_id()),
    })
}

fn end(desk: Desk, on: &str, promise: &str, kept: bool, text: &str) -> Step {
    let (promise, text) = (promise.to_owned(), text.to_owned());
    Step::PromiseKept(PromiseEnd { by: desk.on(on), promise, kept, text })
}

fn at_village() -> Line {
    let mut line = Line::default();
    line.does(desk(VILLAGE), registered(desk(VILLAGE), DAY));
    line
}

fn refused(line: &mut Line, desk: Desk, step: Step, why: Barrier) {
    let said = format!("{step:?}");
    let change = line.take(desk, step);
    let verdict = line.history.state().verdicts.get(&change).copied();
    assert_eq!(verdict, Some(Verdict::NoAuthority(why)), "{said}");
}

#[test]
fn a_promise_is_owed_by_its_office_until_it_is_kept() {
    let mut line = at_village();
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    refused(
        &mut line,
        town,
        promise(town, "x", "2026-05-19", TOWN),
        Barrier::TooLate(day("2026-05-19")),
    );
    // Two offices promise for one day.
    line.does(town, promise(town, "p1", "2026-05-31", TOWN));
    line.does(town, promise(town, "p2", "2026-05-31", BUREAU));
    refused(&mut line, town, promise(town, "p1", "2026-06-30", TOWN), Barrier::WrongStage);
    let running = |line: &Line| -> Vec<String> {
        let state = line.history.state();
        let owed = state.clocks.iter().filter(|one| one.id == ClockId::Promise && one.runs());
        owed.filter_map(|one| one.office.as_ref().map(ToString::to_string)).collect()
    };
    assert_eq!(running(&line), [TOWN, BUREAU]);
    assert!(line.history.state().audience.contains(&code(BUREAU)), "who owes it sees it");
    refused(
        &mut line,
        desk(BUREAU),
        end(desk(BUREAU), "2026-05-25", "p1", true, ""),
        Barrier::NothingOpen,
    );
    line.does(desk(BUREAU), end(desk(BUREAU), "2026-05-25", "p2", true, "已修好"));
    assert_eq!(running(&line), [TOWN], "the other's runs on");
    let lacking = end(village, "2026-05-26", "p1", false, "");
    refused(&mut line, village, lacking, Barrier::Missing(Lack::Text));
    // Kept, as two tablets say apart: once.
    let (mut here, mut there) = (line.heads.clone(), line.heads.clone());
    line.history.step(&mut here, town, end(town, "2026-05-30", "p1", true, "已修好"));
    line.history.step(&mut there, village, end(village, "2026-05-30", "p1", true, "看过了"));
    let state = line.history.state();
    assert!(running(&line).is_empty());
    assert_eq!(state.for_a_person().count(), 0, "one word from two tablets is one word");
}

#[test]
fn what_a_leader_said_is_nobodys_task_before_the_office_confirms_it() {
    let mut line = at_village();
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let said = |id: &str, text: &str| {
        Step::Instructed(Instruction {
            by: village.on(DAY),
            id: id.into(),
            leader: "单雪梅 镇长".into(),
            text: text.into(),
            photographed: false,
            way: InstructionWay::Visit,
            meeting: Some(visit_id()),
        })
    };
    line.does(village, said("i1", "请水利局月底前修好。"));
    line.does(village, said("i2", ""));
    let state = line.history.state();
    assert!(!state.clocks.iter().any(|one| one.id == ClockId::Instruction), "no assignment");
    assert!(!state.audience.contains(&code(BUREAU)));
    let answer = |desk: Desk, id: &str| {
        let (instruction, text) = (id.to_owned(), "已修好".to_owned());
        Step::InstructionAnswered(InstructionFeedback {
            by: desk.on("2026-05-30"),
            instruction,
            text,
        })
    };
    refused(&mut line, village, answer(village, "i1"), Barrier::NothingOpen);
    let confirmed = |desk: Desk, role: Role, id: &str, until: &str| {
        Step::InstructionConfirmed(InstructionTask {
            by: desk.acting(role, day("2026-05-21")),
            instruction: id.into(),
            to: code(BUREAU),
            until: day(until),
            text: String::new(),
        })
    };
    refused(
        &mut line,
        village,
        confirmed(village, Role::StationHead, "i1", "2026-05-31"),
        Barrier::NotAnOrgan,
    );
    let leader = Role::TownLeader;
    // Read and nothing said: there is nothing to confirm.
    refused(&mut line, town, confirmed(town, leader, "i2", "2026-05-31"), Barrier::NothingOpen);
    let past = confirmed(town, leader, "i1", "2026-05-20");
    refused(&mut line, town, past, Barrier::TooLate(day("2026-05-20")));
    let state = line.does(town, confirmed(town, leader, "i1", "2026-05-31"));
    assert!(state.audience.contains(&code(BUREAU)), "whose task it is sees it");
    assert_eq!(state.holder, Some(code(VILLAGE)), "custody did not move");
    assert!(state.clock(ClockId::Instruction).is_some());
    refused(&mut line, town, answer(town, "i1"), Barrier::NothingOpen);
    let state = line.does(desk(BUREAU), answer(desk(BUREAU), "i1"));
    assert!(state.clock(ClockId::Instruction).is_none());
    let heard = HeardAt { by: town.on("2026-05-30"), meeting: visit_id(), leader: " ".into() };
    refused(&mut line, town, Step::HeardAt(heard.clone()), Barrier::Missing(Lack::Leader));
    for _ in 0..2 {
        let heard = HeardAt { leader: LEADER.into(), ..heard.clone() };
        line.does(town, Step::HeardAt(heard));
    }
    assert_eq!(line.history.state().heard.len(), 1, "once a meeting");
}
