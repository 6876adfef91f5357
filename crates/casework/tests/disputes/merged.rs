//! Two offices, or two tablets, act apart.

use casework::{
    Step,
    dispute::{
        DisputeStep,
        codes::{DisputeOutcome, Risk},
    },
};

use crate::{
    city::{Desk, History, TOWN, VILLAGE, desk},
    line::{D, Line, ended, found, handed, risk, word},
};

/// Both branches from one beginning.
fn apart(begin: &Line, one: Vec<(Desk, Step)>, two: Vec<(Desk, Step)>) -> History {
    let mut history = begin.history.clone();
    for branch in [one, two] {
        let mut heads = begin.heads.clone();
        for (desk, step) in branch {
            history.step(&mut heads, desk, step);
        }
    }
    history
}

/// The same, come in the other order.
fn reversed(history: &History) -> History {
    let mut reversed = history.clone();
    reversed.changes.reverse();
    reversed
}

#[test]
fn one_ledger_taken_in_on_two_tablets_is_one_dispute() {
    let village = desk(VILLAGE);
    let begin = Line::default();
    let entry = |desk: Desk| {
        vec![
            (desk, found(village).into()),
            (desk, ended(desk.on("2026-03-09"), DisputeOutcome::Settled).into()),
        ]
    };
    let history = apart(&begin, entry(village), entry(village.second()));
    let state = history.state();
    assert!(state.dispute.is_settled());
    assert_eq!(state.holder, Some(village.code()));
    let reversed = reversed(&history);
    assert_eq!(reversed.state(), state, "the order of arrival changes nothing");
}

#[test]
fn the_office_that_has_it_says_what_came_of_it() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let begin = Line::found_at(village);
    // The village ends it without knowing that the township took it up.
    let up = vec![(town, handed(town, TOWN, "2026-03-04"))];
    let down = vec![(village, ended(village.on("2026-03-05"), DisputeOutcome::Settled).into())];
    let history = apart(&begin, up, down);
    let state = history.state();
    let reversed = reversed(&history);
    assert_eq!(reversed.state(), state);
    assert_eq!(state.holder, Some(town.code()));
    // Whichever stands, nothing is lost: what has no effect is there for a person.
    let kept = state.verdicts.len();
    assert_eq!(state.dispute.outcome.is_none(), kept == 1);
}

#[test]
fn struck_off_while_a_tablet_was_away() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let mut begin = Line::found_at(village);
    begin.does(village, ended(village.on("2026-03-09"), DisputeOutcome::Settled));
    let struck = vec![(town, D(DisputeStep::Struck(word(town.on("2026-03-10")))).into())];
    let second = village.second();
    let note = vec![
        (
            second,
            Step::FollowedUp { on: crate::city::day("2026-03-11"), text: "回访无反复".into() },
        ),
        (second, Step::Noted { text: "再看一次".into() }),
    ];
    let history = apart(&begin, struck, note);
    let state = history.state();
    assert!(state.dispute.struck_on.is_some());
    assert!(state.verdicts.is_empty(), "a follow-up is always possible");
}

#[test]
fn two_levels_said_apart_are_one_on_every_device() {
    let village = desk(VILLAGE);
    let begin = Line::found_at(village);
    let one = vec![(village, risk(village.on("2026-03-03"), Risk::Low).into())];
    let second = village.second();
    let two = vec![(second, risk(second.on("2026-03-03"), Risk::High).into())];
    let history = apart(&begin, one, two);
    let state = history.state();
    let reversed = reversed(&history);
    assert_eq!(reversed.state().dispute, state.dispute);
    assert!(state.dispute.risk.is_some());
}
