//! A leader takes personal charge: filled in, agreed, approved by somebody else, handed to the leader.

use casework::{
    MatterState,
    directory::Role,
    dispute::{DisputeStep, codes::DisputeOutcome, step::ChargeExtension},
    matter::Barrier,
};
use clocks::ClockId;

use crate::{
    city::{BUREAU, TOWN, VILLAGE, day, desk},
    line::{D, Line, charge, ended, handed, word},
};

/// At the township, filled in by its clerk.
fn proposed() -> Line {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let mut line = Line::found_at(village);
    line.does(village, handed(village, TOWN, "2026-03-03"));
    let clerk = town.acting(Role::TownClerk, day("2026-03-04"));
    line.does(town, charge(clerk, BUREAU, "2026-04-30"));
    line
}

#[test]
fn four_eyes_from_the_form_to_the_leader() {
    let town = desk(TOWN);
    let other = town.second();
    let mut line = proposed();
    let agreed = |by| D(DisputeStep::ChargeAgreed(word(by)));
    let approved = |by| D(DisputeStep::ChargeApproved(word(by)));
    let delivered = |by| D(DisputeStep::ChargeDelivered(word(by)));
    assert_eq!(line.barred(other, approved(other.on("2026-03-05"))), Barrier::WrongStage);
    assert_eq!(line.barred(other, delivered(other.on("2026-03-05"))), Barrier::WrongStage);
    let clerk = other.acting(Role::TownClerk, day("2026-03-05"));
    let state = line.does(other, agreed(clerk));
    assert!(state.clock(ClockId::Charge).is_none(), "agreed is not in effect");
    // Neither who filled it in nor who agreed.
    assert_eq!(line.barred(town, approved(town.on("2026-03-06"))), Barrier::OwnWork);
    assert_eq!(line.barred(other, approved(other.on("2026-03-06"))), Barrier::OwnWork);
}

#[test]
fn the_approved_charge_is_watched_and_ends_with_the_dispute() {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let mut line = proposed();
    // The same person in the clerk's chair agrees; the head is another one.
    let clerk = town.acting(Role::TownClerk, day("2026-03-05"));
    line.does(town, D(DisputeStep::ChargeAgreed(word(clerk))));
    let state = line.does(other, D(DisputeStep::ChargeApproved(word(other.on("2026-03-06")))));
    let clock = state.clock(ClockId::Charge).expect("runs");
    assert_eq!(
        (clock.stated, clock.office.clone()),
        (Some(day("2026-04-30")), Some(desk(BUREAU).code()))
    );
    assert!(state.audience.contains(&desk(BUREAU).code()), "the responsible unit sees it");
    let state = line.does(town, D(DisputeStep::ChargeDelivered(word(town.on("2026-03-06")))));
    let delivered = state.dispute.charge.as_ref().and_then(|charge| charge.delivered_on);
    assert_eq!(delivered, Some(day("2026-03-06")));
    let later = |until: &str| {
        let until = day(until);
        let text = "须等测绘".into();
        D(DisputeStep::ChargeExtended(ChargeExtension { by: other.on("2026-04-20"), until, text }))
    };
    assert!(matches!(line.barred(other, later("2026-04-30")), Barrier::TooLate(_)));
    let state = line.does(other, later("2026-05-31"));
    assert_eq!(
        state.clock(ClockId::Charge).and_then(|clock| clock.stated),
        Some(day("2026-05-31"))
    );
    let state = line.does(town, ended(town.on("2026-05-20"), DisputeOutcome::Failed));
    let ended =
        state.clocks.iter().find(|clock| clock.id == ClockId::Charge).and_then(|clock| clock.end);
    assert_eq!(ended.map(|end| end.met), Some(false), "what failed was not met");
}

#[test]
fn what_was_refused_can_be_filled_in_again() {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let mut line = proposed();
    let again = || charge(town.acting(Role::TownClerk, day("2026-03-06")), BUREAU, "2026-05-30");
    assert_eq!(line.barred(town, again()), Barrier::WrongStage);
    line.does(other, D(DisputeStep::ChargeRefused(word(other.on("2026-03-05")))));
    let state = line.does(town, again());
    assert_eq!(state.dispute.charge.as_ref().and_then(|charge| charge.refused.clone()), None);
}

#[test]
fn a_station_has_no_leader_who_takes_charge() {
    let village = desk(VILLAGE);
    let line = Line::found_at(village);
    let own = charge(village.on("2026-03-03"), VILLAGE, "2026-04-30");
    assert_eq!(line.barred(village, own), Barrier::NotAnOrgan);
}

/// Filled in by the clerk, agreed to, approved by another, handed to the leader.
fn in_effect() -> Line {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let mut line = proposed();
    let clerk = town.acting(Role::TownClerk, day("2026-03-05"));
    line.does(town, D(DisputeStep::ChargeAgreed(word(clerk))));
    line.does(other, D(DisputeStep::ChargeApproved(word(other.on("2026-03-06")))));
    line.does(town, D(DisputeStep::ChargeDelivered(word(town.on("2026-03-06")))));
    line
}

#[test]
fn another_leader_takes_over_by_the_same_chain_and_until_then_the_first_has_it() {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let mut line = in_effect();
    let clerk = |on: &str| town.acting(Role::TownClerk, day(on));
    let D(DisputeStep::ChargeProposed(mut filled)) =
        charge(clerk("2026-04-01"), TOWN, "2026-06-30")
    else {
        panic!("a charge")
    };
    filled.leader = "另一位镇长".into();
    let change = || D(DisputeStep::ChargeProposed(filled.clone()));
    let state = line.does(town, change());
    let leader = |state: &MatterState| {
        state.dispute.charge.as_ref().map(|charge| charge.charge.leader.clone()).expect("one")
    };
    let before = leader(&state);
    assert_ne!(before, "另一位镇长", "a change that waits changes nothing");
    assert_eq!(
        state.clock(ClockId::Charge).and_then(|clock| clock.stated),
        Some(day("2026-04-30"))
    );
    assert_eq!(line.barred(town, change()), Barrier::WrongStage, "one change at a time");
    // What is in effect can be extended meanwhile; four eyes hold for the change.
    let approved = |by| D(DisputeStep::ChargeApproved(word(by)));
    assert_eq!(line.barred(other, approved(other.on("2026-04-02"))), Barrier::WrongStage);
    line.does(town, D(DisputeStep::ChargeAgreed(word(clerk("2026-04-02")))));
    assert_eq!(line.barred(town, approved(town.on("2026-04-02"))), Barrier::OwnWork);
    let state = line.does(other, approved(other.on("2026-04-03")));
    assert_eq!(leader(&state), "另一位镇长");
    assert!(state.dispute.charge_change.is_none());
    let runs: Vec<_> =
        state.clocks.iter().filter(|clock| clock.id == ClockId::Charge && clock.runs()).collect();
    let [clock] = &runs[..] else { panic!("one runs: {runs:?}") };
    assert_eq!((clock.start, clock.stated), (day("2026-04-03"), Some(day("2026-06-30"))));
    let delivered = state.dispute.charge.as_ref().and_then(|charge| charge.delivered_on);
    assert_eq!(delivered, None, "the new leader has yet to be given it");
    line.does(town, D(DisputeStep::ChargeDelivered(word(town.on("2026-04-03")))));
}

#[test]
fn a_change_that_is_refused_leaves_the_charge_as_it_was() {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let mut line = in_effect();
    let clerk = |on: &str| town.acting(Role::TownClerk, day(on));
    let before = line.state().dispute.charge;
    line.does(town, charge(clerk("2026-04-01"), TOWN, "2026-06-30"));
    let state = line.does(other, D(DisputeStep::ChargeRefused(word(other.on("2026-04-02")))));
    assert_eq!(state.dispute.charge, before);
    assert!(state.dispute.proposed_charge().is_none());
    assert!(state.clock(ClockId::Charge).is_some());
    // And it can be proposed again.
    line.does(town, charge(clerk("2026-04-03"), TOWN, "2026-06-30"));
}

#[test]
fn nobody_takes_charge_of_what_is_over() {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let clerk = |on: &str| town.acting(Role::TownClerk, day(on));
    let approved = |on: &str| D(DisputeStep::ChargeApproved(word(other.on(on))));
    let mut line = proposed();
    line.does(town, D(DisputeStep::ChargeAgreed(word(clerk("2026-03-05")))));
    assert!(line.state().dispute.awaits_charge());
    line.does(town, ended(town.on("2026-03-06"), DisputeOutcome::Settled));
    assert!(!line.state().dispute.awaits_charge(), "nobody is asked any more");
    assert_eq!(line.barred(other, approved("2026-03-07")), Barrier::WrongStage);
    let mut agreeing = proposed();
    agreeing.does(town, ended(town.on("2026-03-06"), DisputeOutcome::Settled));
    let agreed = D(DisputeStep::ChargeAgreed(word(clerk("2026-03-07"))));
    assert_eq!(agreeing.barred(town, agreed), Barrier::WrongStage);
    // What is taken up again can be taken charge of.
    line.does(town, D(DisputeStep::Relisted(word(town.on("2026-03-08")))));
    let state = line.does(other, approved("2026-03-09"));
    assert!(state.clock(ClockId::Charge).is_some());
}

#[test]
fn approved_and_ended_apart_runs_no_further() {
    let (town, other) = (desk(TOWN), desk(TOWN).second());
    let mut line = proposed();
    let clerk = town.acting(Role::TownClerk, day("2026-03-05"));
    line.does(town, D(DisputeStep::ChargeAgreed(word(clerk))));
    for (approved_on, ended_on) in [("2026-03-06", "2026-03-07"), ("2026-03-07", "2026-03-06")] {
        let mut history = line.history.clone();
        let approved = D(DisputeStep::ChargeApproved(word(other.on(approved_on))));
        let ended = ended(town.on(ended_on), DisputeOutcome::Settled);
        history.step(&mut line.heads.clone(), other, approved.into());
        history.step(&mut line.heads.clone(), town, ended.into());
        let state = history.state();
        assert!(state.dispute.outcome.is_some(), "approved {approved_on}");
        assert!(state.clock(ClockId::Charge).is_none(), "approved {approved_on}");
    }
}
