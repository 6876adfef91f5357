//! Random steps by random authors, apart and merged in any way.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::OnceLock,
};

use casework::{
    Directory, MatterState, Step,
    directory::{Recusal, RecusalScope},
    history::{Arrival, SeenChange, in_order},
    matter::{Actor, Verdict},
    step::{
        codes::{DeclineReason, DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, Route},
        payload::{
            About, Assignment, Decline, Delivery, DemandOpinion, Errand, Extension, Forward,
            IssuedPaper, Link, Marking, Objection, Opinion, ReviewAnswer, ReviewDecision,
            ReviewRequest, Settlement, Signature, Triage, TriagedDemand, Word,
        },
    },
};
use chrono::{Days, NaiveDate};
use ident::ChangeHash;
use proptest::prelude::*;

use crate::city::{
    Desk, Heads, History, MATTER, OFFICES, TOWN, code, day, directory, registered, withdraw,
};

/// The directory, made once: the plays ask for it thousands of times.
fn shared() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(directory)
}

/// The same, where a township was merged into another while the plays go on.
fn merged() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(|| crate::merged::merged("2026-03-20"))
}

/// The same, as it is when persons were kept away and withdrawn meanwhile.
fn withdrawn() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(|| {
        let mut directory = crate::merged::merged("2026-03-20");
        let desks = Desk::all();
        let recusals = [(2, 0, 8, 20), (3, 5, 30, 15), (8, 1, 12, 10)];
        let recusals = recusals.map(|(who, unit, received, on): (usize, usize, u64, u64)| {
            let from = day("2026-03-02") + Days::new(on);
            let (id, scope) = (format!("{who:016x}"), RecusalScope::Unit(code(OFFICES[unit].0)));
            let mut one = Recusal::new(id, desks[who].person(), &scope, from, String::new());
            (one.received, one.entered_on) = (Some(received), Some(from));
            one
        });
        directory.recusals = Some(recusals.to_vec());
        withdraw(&mut directory, desks[9], "2026-03-15", 12);
        directory
    })
}

/// One thing that happens.
#[derive(Debug, Clone)]
enum Event {
    /// A desk acts on what it knows: which step, with which choices.
    Act { desk: usize, seed: u32, willing: bool },
    /// A desk learns what another knows.
    Meet { from: usize, to: usize },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let desks = OFFICES.len() * 2;
    let act = (0..desks, any::<u32>(), prop::bool::weighted(0.8))
        .prop_map(|(desk, seed, willing)| Event::Act { desk, seed, willing });
    let meet = (0..desks, 0..desks).prop_map(|(from, to)| Event::Meet { from, to });
    prop::collection::vec(prop_oneof![3 => act, 4 => meet], 1..90)
}

#[allow(clippy::too_many_lines, reason = "one line for each kind of step")]
fn steps(
    desk: Desk,
    seed: u32,
    on: NaiveDate,
    state: &MatterState,
    known: &[SeenChange],
) -> Vec<Step> {
    let role = {
        let fitting: Vec<_> = casework::directory::Role::ALL
            .into_iter()
            .filter(|role| role.fits(desk.tier()))
            .collect();
        fitting[(seed >> 8) as usize % fitting.len()]
    };
    let by =
        if seed.is_multiple_of(3) { desk.acting(role, on) } else { desk.acting(desk.head(), on) };
    let to = code(OFFICES[(seed >> 16) as usize % OFFICES.len()].0);
    let text = "写明".to_owned();
    let word = Word { by, text: text.clone() };
    let demand = "a".to_owned();
    let any_change = known
        .get((seed >> 4) as usize % known.len().max(1))
        .map_or(ChangeHash::new([0; 32]), |change| change.hash);
    vec![
        registered(desk, &on.to_string()),
        Step::handed(to.clone(), "请办理"),
        Step::Received(word.clone()),
        Step::Triaged(Triage {
            by,
            demands: vec![TriagedDemand { demand: demand.clone(), route: Route::Petition }],
            urgent: false,
            text: String::new(),
        }),
        Step::Answered(word.clone()),
        Step::Filed(word.clone()),
        Step::Forwarded(Forward { by, to: to.clone(), text: text.clone() }),
        Step::Assigned(Assignment {
            by,
            to: to.clone(),
            with: Vec::new(),
            until: on + Days::new(30),
            text: text.clone(),
        }),
        Step::Entrusted(Errand { by, to: to.clone(), text: text.clone(), until: None }),
        Step::ErrandDone(word.clone()),
        Step::Recalled(word.clone()),
        Step::Objected(Objection {
            by,
            text: text.clone(),
            proposes: None,
            late_reason: text.clone(),
        }),
        Step::ObjectionAgreed(word.clone()),
        Step::ObjectionRefused(word.clone()),
        Step::Accepted(word.clone()),
        Step::Declined(Decline {
            by,
            reason: DeclineReason::BeingHandledBelow,
            turn_to: text.clone(),
            text: text.clone(),
        }),
        Step::Extended(Extension { by, days: seed % 35, text: text.clone() }),
        Step::Opinion(Opinion {
            by,
            demands: vec![DemandOpinion {
                demand,
                outcome: Outcome::Supported,
                facts: String::new(),
                text: text.clone(),
                basis: text.clone(),
            }],
        }),
        Step::Signed(Signature {
            by,
            opinion: state.opinion.as_ref().map_or(any_change, |opinion| opinion.change),
        }),
        Step::Delivered(Delivery {
            by,
            paper: "handling_opinion".into(),
            way: DeliveryWay::Post,
            result: DeliveryResult::Signed,
            receiver: String::new(),
            text: String::new(),
        }),
        Step::Issued(IssuedPaper { by, paper: "receipt".into(), number: String::new() }),
        Step::Concluded(word.clone()),
        Step::Verified(word.clone()),
        Step::SentBack(word.clone()),
        Step::Executed(word.clone()),
        Step::ReviewRequested(ReviewRequest { by, text: text.clone(), good_reason: String::new() }),
        Step::ReviewAnswered(ReviewAnswer {
            by,
            accepted: seed.is_multiple_of(2),
            text: text.clone(),
        }),
        Step::ReviewDecided(ReviewDecision {
            by,
            outcome: casework::step::codes::ReviewOutcome::ALL[(seed >> 20) as usize % 3],
            text: text.clone(),
            basis: text.clone(),
        }),
        Step::Withdrawn(word.clone()),
        Step::Reopened(word.clone()),
        Step::Linked(Link {
            by,
            other: ident::MatterId::new([3; 16]),
            relation: casework::step::codes::Relation::ALL[(seed >> 20) as usize % 4],
        }),
        Step::Unlinked(Link {
            by,
            other: ident::MatterId::new([3; 16]),
            relation: casework::step::codes::Relation::ALL[(seed >> 20) as usize % 4],
        }),
        Step::Marked(Marking {
            by,
            mark: Mark::Resolved,
            value: MarkValue::ALL[(seed >> 20) as usize % 3],
            text: text.clone(),
        }),
        Step::Recused(About { by, person: desk.second().person(), text: text.clone() }),
        Step::Charged(About { by, person: desk.person(), text: text.clone() }),
        Step::Settled(Settlement {
            by,
            step: state.for_a_person().next().unwrap_or(any_change),
            adopt: seed.is_multiple_of(2),
            text,
        }),
        Step::Edited {},
        Step::Noted { text: "记".into() },
    ]
}

/// Steps that end a matter, or that are always possible: most of the time somebody does something
/// that leads further.
fn leads_on(step: &Step) -> bool {
    !matches!(
        step,
        Step::Answered(_)
            | Step::Filed(_)
            | Step::Withdrawn(_)
            | Step::Linked(_)
            | Step::Declined(_)
            | Step::Marked(_)
            | Step::Issued(_)
            | Step::Charged(_)
            | Step::Recused(_)
            | Step::Entrusted(_)
            | Step::Recalled(_)
            | Step::Handed { .. }
            | Step::Edited {}
            | Step::Noted { .. }
    )
}

/// Plays events and gives all changes.
fn play(events: &[Event]) -> History {
    play_in(events, shared())
}

fn play_in(events: &[Event], directory: &Directory) -> History {
    let desks = Desk::all();
    let mut history = History::default();
    let start = desks[[0, 2, 6, 8][events.len() % 4]];
    let mut first = Heads::new();
    history.step(&mut first, start, registered(start, "2026-03-02"));
    let mut known: Vec<Heads> = desks.iter().map(|_| first.clone()).collect();
    for (at, event) in events.iter().enumerate() {
        let on = day("2026-03-02") + Days::new(at as u64);
        match event {
            Event::Meet { from, to } => {
                let mut heads = known[*to].clone();
                heads.extend(known[*from].iter().copied());
                known[*to] = newest(&history, &heads);
            }
            Event::Act { desk, seed, willing } => {
                let own = in_order(history.known(&known[*desk]));
                let state = MatterState::derive(MATTER, &own, directory);
                let mut all = steps(desks[*desk], *seed, on, &state, &own);
                if *willing {
                    all.retain(|step| may(desks[*desk], step, &state, directory));
                    if !seed.is_multiple_of(5) && all.iter().any(leads_on) {
                        all.retain(leads_on);
                    }
                }
                let at = (seed >> 5) as usize % all.len().max(1);
                let chosen = all.into_iter().nth(at);
                if let Some(step) = chosen {
                    history.step(&mut known[*desk], desks[*desk], step);
                }
            }
        }
    }
    history
}

/// Whether a desk may take a step, as its screen would say.
fn may(desk: Desk, step: &Step, state: &MatterState, directory: &Directory) -> bool {
    let mut probe = History::default();
    probe.step(&mut Heads::new(), desk, step.clone());
    Actor::of(&probe.changes[0], directory)
        .is_ok_and(|actor| state.permits(step, &actor, directory).is_ok())
}

/// Those of `heads` on which no other of them builds.
fn newest(history: &History, heads: &Heads) -> Heads {
    heads
        .iter()
        .filter(|head| {
            !heads.iter().any(|other| {
                other != *head
                    && history
                        .known(&Heads::from([*other]))
                        .iter()
                        .any(|change| change.hash == **head)
            })
        })
        .copied()
        .collect()
}

/// The changes as they come to somebody.
fn shuffled(history: &History, seed: u64) -> Vec<SeenChange> {
    let mut shuffled = history.changes.clone();
    let mut at = seed;
    for from in (1..shuffled.len()).rev() {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        shuffled.swap(from, (at >> 33) as usize % (from + 1));
    }
    shuffled
}

/// The changes without some; what built on those builds on what they built on.
fn without(changes: &[SeenChange], out: &BTreeSet<ChangeHash>) -> Vec<SeenChange> {
    let deps: HashMap<ChangeHash, Vec<ChangeHash>> =
        changes.iter().map(|change| (change.hash, change.deps.clone())).collect();
    let mut kept = Vec::new();
    for change in changes.iter().filter(|change| !out.contains(&change.hash)) {
        let mut open = change.deps.clone();
        let mut found = BTreeSet::new();
        while let Some(dep) = open.pop() {
            if out.contains(&dep) {
                open.extend(deps.get(&dep).into_iter().flatten().copied());
            } else {
                found.insert(dep);
            }
        }
        kept.push(SeenChange { deps: found.into_iter().collect(), ..change.clone() });
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Every replica derives the same, whatever came when and how often.
    #[test]
    fn order_and_repetition_change_nothing(events in events(), seed: u64) {
        let history = play(&events);
        let straight = MatterState::derive(MATTER, &in_order(history.changes.clone()), shared());
        let again = MatterState::derive(MATTER, &in_order(shuffled(&history, seed)), shared());
        prop_assert_eq!(again, straight);
    }

    /// Also where a township is merged, persons keep away and are withdrawn, each from a place in the
    /// relay's log on.
    #[test]
    fn nor_do_they_where_the_city_changes(events in events(), seed: u64) {
        let mut history = play_in(&events, merged());
        for (place, change) in (1..).zip(&mut history.changes) {
            change.arrival = Arrival::At(place);
        }
        for directory in [merged(), withdrawn()] {
            let straight = in_order(history.changes.clone());
            let straight = MatterState::derive(MATTER, &straight, directory);
            let again = MatterState::derive(MATTER, &in_order(shuffled(&history, seed)), directory);
            prop_assert_eq!(again, straight);
        }
    }

    /// What was taken while nobody had been merged stands when somebody was, step by step.
    #[test]
    fn a_merger_unmakes_nothing_of_before(events in events()) {
        let history = play(&events);
        let after = crate::merged::merged("2027-01-01");
        let changes = in_order(history.changes);
        let before = MatterState::derive(MATTER, &changes, shared());
        let state = MatterState::derive(MATTER, &changes, &after);
        // What never came to the township itself goes from its sight with its villages.
        let mut lost = before.audience.difference(&state.audience);
        prop_assert!(lost.all(|office| *office == code(TOWN)));
        prop_assert_eq!(MatterState { audience: before.audience.clone(), ..state }, before);
    }

    /// Steps without authority change nothing but the list of steps without effect.
    #[test]
    fn what_has_no_authority_changes_nothing(events in events(), merges: bool) {
        let directory = if merges { merged() } else { shared() };
        let history = play_in(&events, directory);
        let state = MatterState::derive(MATTER, &in_order(history.changes.clone()), directory);
        let out: BTreeSet<ChangeHash> = state
            .verdicts
            .iter()
            .filter(|(_, verdict)| matches!(verdict, Verdict::NoAuthority(_)))
            .map(|(change, _)| *change)
            .collect();
        let rest = without(&history.changes, &out);
        let without_them = MatterState::derive(MATTER, &in_order(rest), directory);
        let mut kept = state.clone();
        kept.verdicts.retain(|change, _| !out.contains(change));
        // An entry without authority is not marked late either, once it is not there.
        kept.late.retain(|change| !out.contains(change));
        prop_assert_eq!(without_them, kept);
    }

    /// A step that is in the state of its own past allowed, and in nobody's way, has effect.
    #[test]
    fn nothing_is_both_in_effect_and_out_of_it(events in events()) {
        let history = play(&events);
        let state = MatterState::derive(MATTER, &in_order(history.changes.clone()), shared());
        let moves: BTreeSet<ChangeHash> = state.legs.iter().map(|leg| leg.change).collect();
        for change in state.verdicts.keys() {
            prop_assert!(!moves.contains(change));
            prop_assert!(state.opinion.as_ref().is_none_or(|opinion| opinion.change != *change));
        }
        // The holder always sees what it holds, and the registering office its matter.
        for office in [&state.holder, &state.home].into_iter().flatten() {
            prop_assert!(state.audience.contains(office));
        }
    }
}

/// The generator does reach the whole procedure, or the properties above say little.
#[test]
fn random_play_reaches_far() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut stages: BTreeMap<String, usize> = BTreeMap::new();
    let mut contradicted = 0;
    for _ in 0..300 {
        let events = events().new_tree(&mut runner).expect("events").current();
        let state = MatterState::derive(MATTER, &in_order(play(&events).changes), shared());
        *stages.entry(format!("{:?}", state.stage)).or_default() += 1;
        contradicted += state
            .verdicts
            .values()
            .filter(|verdict| matches!(verdict, Verdict::Contradicted(_)))
            .count();
    }
    assert!(stages.len() >= 10, "{stages:?}");
    assert!(contradicted > 50, "{contradicted} {stages:?}");
}
