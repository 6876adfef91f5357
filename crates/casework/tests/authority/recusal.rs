//! Who keeps away by the directory: nothing is offered, and what they do counts for nothing.

use casework::{
    Directory, MatterState, Step,
    desk::{Desk, Viewer},
    directory::{Recusal, RecusalScope},
    history::Arrival,
    matter::{Barrier, Verdict},
    step::{
        StepKind,
        codes::Route,
        payload::{Settlement, Triage, TriagedDemand, Word},
    },
};

use crate::city::{
    Desk as At, Heads, History, MATTER, OTHER_TOWN, TOWN, VILLAGE, code, day, desk, directory,
    registered,
};

fn recused(who: At, scope: &RecusalScope, from: &str) -> Directory {
    let one =
        Recusal::new("1122334455667788".into(), who.person(), scope, day(from), String::new());
    Directory { recusals: Some(vec![one]), ..directory() }
}

/// A township signs in what a village handed up.
fn signed_in(by: At, on: &str) -> History {
    let (mut history, mut heads) = (History::default(), Heads::new());
    let village = desk(VILLAGE);
    history.step(&mut heads, village, registered(village, "2026-03-01"));
    let handed = Step::Handed {
        to: code(TOWN),
        text: String::new(),
        on: Some(day("2026-03-02")),
        post: Some(village.on("2026-03-02").post),
    };
    history.step(&mut heads, village, handed);
    let word = Word { by: by.on(on), text: String::new() };
    history.step(&mut heads, by, Step::Received(word));
    history
}

fn counted(state: &MatterState) -> bool {
    state.leg().is_some_and(|leg| leg.received_on.is_some())
}

#[test]
fn a_step_of_whoever_keeps_away_counts_for_nothing_and_stays_visible() {
    let town = desk(TOWN);
    for scope in [RecusalScope::Unit(code(VILLAGE)), RecusalScope::Matter(MATTER)] {
        let directory = recused(town, &scope, "2026-03-01");
        let history = signed_in(town, "2026-03-03");
        let state = history.state_in(&directory);
        assert!(!counted(&state), "{scope:?}");
        let why = Verdict::NoAuthority(Barrier::KeepsAway);
        assert_eq!(state.verdicts.values().collect::<Vec<_>>(), [&why]);
        // A colleague may.
        assert!(counted(&signed_in(town.second(), "2026-03-03").state_in(&directory)));
    }
}

#[test]
fn it_begins_on_its_day_and_concerns_nothing_else() {
    let town = desk(TOWN);
    let unit = RecusalScope::Unit(code(VILLAGE));
    let later = recused(town, &unit, "2026-03-04");
    assert!(counted(&signed_in(town, "2026-03-03").state_in(&later)));
    assert!(!counted(&signed_in(town, "2026-03-04").state_in(&later)));
    let elsewhere = recused(town, &RecusalScope::Unit(code(OTHER_TOWN)), "2026-03-01");
    assert!(counted(&signed_in(town, "2026-03-03").state_in(&elsewhere)));
}

/// As the relay tells of it: entered on its first day, at a place in its log.
fn told(who: At, scope: &RecusalScope, from: &str, received: u64) -> Directory {
    let mut directory = recused(who, scope, from);
    for one in directory.recusals.iter_mut().flatten() {
        one.received = Some(received);
        one.entered_on = Some(day(from));
    }
    directory
}

/// The signing in, stated on a day, came in at a place.
fn received_at(mut history: History, place: u64) -> History {
    if let Some(change) = history.changes.last_mut() {
        change.arrival = Arrival::At(place);
    }
    history
}

#[test]
fn what_came_in_before_the_recusal_stands_and_what_comes_after_does_not_slip_by() {
    let town = desk(TOWN);
    let unit = RecusalScope::Unit(code(VILLAGE));
    let directory = told(town, &unit, "2026-03-04", 50);
    for (stated, place, counts, verdict) in [
        // Entered without a network, the recusal comes in days later: what was done meanwhile stands.
        ("2026-03-05", 49, true, None),
        ("2026-03-05", 51, false, Some(Verdict::NoAuthority(Barrier::KeepsAway))),
        // A day before it is easily stated.
        ("2026-03-03", 51, false, Some(Verdict::Straggler)),
        ("2026-03-03", 49, true, None),
    ] {
        let history = received_at(signed_in(town, stated), place);
        let state = history.state_in(&directory);
        assert_eq!(counted(&state), counts, "stated on {stated}, received at {place}");
        let found = state.verdicts.values().next().copied();
        assert_eq!(found, verdict, "stated on {stated}, received at {place}");
    }
    // A person gives the late one effect, and nobody the one of a recused day.
    for (stated, counts) in [("2026-03-03", true), ("2026-03-05", false)] {
        let mut history = received_at(signed_in(town, stated), 51);
        let step = history.changes.last().expect("signed in").hash;
        let mut heads = Heads::from([step]);
        let colleague = town.second();
        let settlement = Settlement {
            by: colleague.on("2026-03-06"),
            step,
            adopt: true,
            text: "确在回避之前办理".into(),
        };
        history.step(&mut heads, colleague, Step::Settled(settlement));
        let state = received_at(history, 52).state_in(&directory);
        assert_eq!(counted(&state), counts, "stated on {stated}");
    }
}

#[test]
fn what_others_built_on_before_a_recusal_came_in_stays() {
    let (town, unit) = (desk(TOWN), RecusalScope::Unit(code(VILLAGE)));
    let mut history = received_at(signed_in(town, "2026-03-05"), 10);
    let mut heads = Heads::from([history.changes.last().expect("signed in").hash]);
    let colleague = town.second();
    let demands = vec![TriagedDemand { demand: "a".into(), route: Route::Petition }];
    let by = colleague.on("2026-03-06");
    let triage = Triage { by, demands, urgent: false, text: String::new() };
    history.step(&mut heads, colleague, Step::Triaged(triage));
    let history = received_at(history, 11);
    let without = history.state();
    assert_eq!(history.state_in(&told(town, &unit, "2026-03-04", 50)), without);
}

#[test]
fn a_person_who_keeps_away_may_not_write_at_all() {
    let town = desk(TOWN);
    let (mut history, mut heads) = (History::default(), Heads::new());
    history.step(&mut heads, town, registered(town, "2026-03-01"));
    let state = MatterState { category: "rural.land_contract".into(), ..history.state() };
    let open = |scope: RecusalScope, on: &str| {
        let directory = recused(town, &scope, "2026-03-03");
        state.is_open_to(town.person(), day(on), &directory)
    };
    for scope in [
        RecusalScope::Unit(code(TOWN)),
        RecusalScope::Matter(MATTER),
        RecusalScope::Category("rural".into()),
    ] {
        assert_eq!(open(scope.clone(), "2026-03-03"), Err(Barrier::KeepsAway), "{scope:?}");
        assert_eq!(open(scope, "2026-03-02"), Ok(()));
    }
    assert_eq!(open(RecusalScope::Category("urban".into()), "2026-03-03"), Ok(()));
    let aside = MatterState { recused: [town.person()].into(), ..state.clone() };
    let barred = aside.is_open_to(town.person(), day("2026-03-03"), &directory());
    assert_eq!(barred, Err(Barrier::Recused));
}

#[test]
fn a_desk_offers_nothing_and_says_why() {
    let town = desk(TOWN);
    let state = {
        let (mut history, mut heads) = (History::default(), Heads::new());
        history.step(&mut heads, town, registered(town, "2026-03-01"));
        history.state()
    };
    let offers = |state: &MatterState, scope: RecusalScope| {
        let directory = recused(town, &scope, "2026-03-01");
        let (office, person) = (town.code(), town.person());
        let viewer = Viewer { office: &office, person, today: day("2026-03-05") };
        let desk = Desk::of(state, &viewer, &directory);
        desk.offer(StepKind::Triaged).and_then(|offer| offer.barrier)
    };
    assert_eq!(offers(&state, RecusalScope::Unit(code(TOWN))), Some(Barrier::KeepsAway));
    // By what it is about, as its facts say: the whole category, and not one that begins alike.
    let about = MatterState { category: "rural.land_contract".into(), ..state };
    let of = |id: &str| offers(&about, RecusalScope::Category(id.into()));
    assert_eq!(of("rural"), Some(Barrier::KeepsAway));
    assert_eq!(of("rural.land_contract"), Some(Barrier::KeepsAway));
    assert_eq!(of("rur"), None);
    assert_eq!(of("urban"), None);
}
