//! Random days at one meeting on tablets that learn of each other now and then: whatever each was
//! allowed to record in the state it knew is in the merged record, once.

use casework::{
    MatterState, Step,
    history::in_order,
    matter::Actor,
    meeting::{
        MeetingKind, MeetingStep,
        codes::{MeetingForm, ProblemOutcome, QueuePlace},
        step::{Holding, Plan, Problem, QueueEntry, QueueMove, Solution, Talk, TalkAddition},
    },
    step::{StepKind, payload::Word},
};
use ident::MatterId;
use proptest::prelude::*;

use crate::city::{Desk, Heads, History, MATTER, TOWN, VILLAGE, code, day, desk, directory};

const DAY: &str = "2026-05-20";

#[derive(Debug, Clone)]
enum Event {
    Act { desk: usize, kind: u8, which: usize },
    Meet { from: usize, to: usize },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let act = (0..3usize, 0..9u8, 0..4usize).prop_map(|(desk, kind, which)| Event::Act {
        desk,
        kind,
        which,
    });
    let meet = (0..3usize, 0..3usize).prop_map(|(from, to)| Event::Meet { from, to });
    prop::collection::vec(prop_oneof![4 => act, 1 => meet], 1..50)
}

fn desks() -> [Desk; 3] {
    [desk(TOWN), desk(TOWN).second(), desk(VILLAGE)]
}

fn step(desk: Desk, kind: u8, which: usize, made: usize, state: &MatterState) -> MeetingStep {
    let by = desk.on(DAY);
    let meeting = &state.meeting;
    let new = format!("{made}");
    let one = |ids: Vec<String>| ids.get(which % ids.len().max(1)).cloned().unwrap_or_default();
    let talk = one(meeting.talks.iter().map(|one| one.id.clone()).collect());
    let entry = one(meeting.queue.iter().map(|one| one.entry.id.clone()).collect());
    let problem = one(meeting.problems.iter().map(|one| one.problem.id.clone()).collect());
    let text = "写明".to_owned();
    match kind {
        0 | 1 => MeetingStep::Talked(Talk {
            by,
            id: new.clone(),
            slot: new,
            people: 2,
            entry: (!entry.is_empty()).then_some(entry),
            text,
        }),
        2 => MeetingStep::Added(TalkAddition { by, talk, text }),
        3 => MeetingStep::Raised(Problem {
            by,
            id: new,
            talk,
            case: MatterId::new([u8::try_from(made % 250).expect("small"); 16]),
            outcome: ProblemOutcome::ALL[which % ProblemOutcome::ALL.len()],
            text,
        }),
        4 => MeetingStep::Solved(Solution { by, problem, text }),
        5 => MeetingStep::Held(Holding { by, present: vec![new], text }),
        6 => MeetingStep::Cancelled(Word { by, text }),
        7 => MeetingStep::Queued(QueueEntry {
            by,
            id: new.clone(),
            slot: new,
            people: 1,
            at: format!("09:{:02}", made % 60),
            case: None,
            request: None,
            text,
        }),
        _ => {
            let to = QueuePlace::ALL[which % QueuePlace::ALL.len()];
            MeetingStep::Moved(QueueMove { by, entry, to })
        }
    }
}

fn derive(changes: Vec<casework::history::SeenChange>) -> MatterState {
    MatterState::derive(MATTER, &in_order(changes), &directory())
}

/// Plays a day; every step was allowed in the state that its tablet knew.
fn play(events: &[Event]) -> History {
    let directory = directory();
    let mut history = History::default();
    let mut start = Heads::new();
    let plan = Plan {
        office: code(TOWN),
        local_no: "1".into(),
        on: day("2026-05-18"),
        kind: MeetingForm::OpenReception,
        day: day(DAY),
        leader: "单雪梅".into(),
        village: None,
        with: vec![code(VILLAGE)],
    };
    let opening = Step::Meeting(MeetingStep::Planned(plan));
    history.step_at(&mut start, desk(TOWN), opening, day("2026-05-18"));
    let mut known = [start.clone(), start.clone(), start];
    for (made, event) in events.iter().enumerate() {
        match event {
            Event::Meet { from, to } => {
                let learned = known[*from].clone();
                known[*to].extend(learned);
            }
            Event::Act { desk, kind, which } => {
                let who = desks()[*desk];
                let state = derive(history.known(&known[*desk]));
                let step = Step::Meeting(step(who, *kind, *which, made, &state));
                let mut probe = History::default();
                probe.step_at(&mut Heads::new(), who, step.clone(), day(DAY));
                let allowed = Actor::of(&probe.changes[0], &directory)
                    .is_ok_and(|actor| state.permits(&step, &actor, &directory).is_ok());
                if allowed {
                    history.step_at(&mut known[*desk], who, step, day(DAY));
                }
            }
        }
    }
    history
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_recorded_at_a_meeting_is_lost(events in events()) {
        let history = play(&events);
        let state = derive(history.changes.clone());
        let count = |wanted: MeetingKind| {
            let kind = StepKind::Meeting(wanted);
            history.changes.iter().filter(|change| change.step.kind() == kind).count()
        };
        let meeting = &state.meeting;
        prop_assert_eq!(meeting.talks.len(), count(MeetingKind::Talked));
        prop_assert_eq!(meeting.problems.len(), count(MeetingKind::Raised));
        let words: usize = meeting.talks.iter().map(|talk| talk.words.len()).sum();
        prop_assert_eq!(words, count(MeetingKind::Talked) + count(MeetingKind::Added));
        // Only what was called off elsewhere, or was to be called off and took place, is for a person.
        for change in history.changes.iter().filter(|one| state.verdicts.contains_key(&one.hash)) {
            let plans = matches!(
                change.step.kind(),
                StepKind::Meeting(MeetingKind::Cancelled | MeetingKind::Queued | MeetingKind::Moved)
            );
            prop_assert!(plans, "{:?}: {:?}", change.step, state.verdicts.get(&change.hash));
        }
        if !meeting.talks.is_empty() {
            prop_assert!(meeting.cancelled.is_none());
        }
        for one in &meeting.queue {
            let talked = meeting.talks.iter().any(|talk| talk.entry.as_ref() == Some(&one.entry.id));
            prop_assert!(!talked || one.place == QueuePlace::Done);
        }
        let mut turned = history.changes.clone();
        turned.reverse();
        prop_assert_eq!(derive(turned), state);
    }
}
