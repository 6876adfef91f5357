//! From the ledger's first entry to the last, and over the tiers.

use casework::{
    directory::Role,
    dispute::{
        DisputeKind, DisputeStep,
        codes::{DisputeOutcome, Risk},
    },
    matter::Barrier,
    step::{StepKind, payload::Word},
};

use crate::{
    city::{BUREAU, CITY, OTHER_VILLAGE, TOWN, VILLAGE, code, day, desk, directory},
    line::{D, Line, ended, handed, risk, word},
};

#[test]
fn found_settled_and_struck_off() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let mut line = Line::found_at(village);
    let state = line.does(village, risk(village.on("2026-03-02"), Risk::Medium));
    assert_eq!(state.dispute.risk, Some((Risk::Medium, day("2026-03-02"))));
    assert!(state.clocks.is_empty(), "the limits of the Regulation are those of petitions");
    // Nothing came of it yet: there is nothing to strike off.
    let struck = |on: &str| D(DisputeStep::Struck(word(town.on(on))));
    assert_eq!(line.barred(town, struck("2026-03-03")), Barrier::WrongStage);
    let state = line.does(village, ended(village.on("2026-03-09"), DisputeOutcome::Settled));
    assert!(state.dispute.is_settled());
    // A station audits nobody; whoever ended it does not audit it.
    let own = D(DisputeStep::Struck(word(village.on("2026-03-10"))));
    assert_eq!(line.barred(village, own), Barrier::NotAnOrgan);
    let state = line.does(town, struck("2026-03-10"));
    assert_eq!(state.dispute.struck_on, Some(day("2026-03-10")));
    // Struck off is struck off, until somebody says that it flared up again.
    let risen = risk(village.on("2026-03-11"), Risk::High);
    assert_eq!(line.barred(village, risen), Barrier::WrongStage);
    let silent = Word { by: village.on("2026-04-01"), text: " ".into() };
    let silent = D(DisputeStep::Relisted(silent));
    assert!(matches!(line.barred(village, silent), Barrier::Missing(_)));
    let state = line.does(village, D(DisputeStep::Relisted(word(village.on("2026-04-01")))));
    assert_eq!((state.dispute.outcome, state.dispute.struck_on), (None, None));
}

#[test]
fn whoever_ended_it_does_not_strike_it_off() {
    let town = desk(TOWN);
    let mut line = Line::found_at(town);
    line.does(town, ended(town.on("2026-03-09"), DisputeOutcome::Failed));
    let struck = D(DisputeStep::Struck(word(town.on("2026-03-10"))));
    assert_eq!(line.barred(town, struck), Barrier::OwnWork);
    let other = town.second();
    line.does(other, D(DisputeStep::Struck(word(other.on("2026-03-10")))));
}

#[test]
fn up_a_tier_and_down_again_without_writing_it_anew() {
    let (village, town, city) = (desk(VILLAGE), desk(TOWN), desk(CITY));
    let mut line = Line::found_at(village);
    let state = line.does(village, handed(village, TOWN, "2026-03-03"));
    assert_eq!(state.holder, Some(town.code()));
    assert!(state.is_unopened());
    // The village has it no more, but still sees it.
    let late = ended(village.on("2026-03-04"), DisputeOutcome::Settled);
    assert_eq!(line.barred(village, late), Barrier::NotHolder);
    assert!(state.audience.contains(&village.code()));
    let state = line.does(town, handed(town, CITY, "2026-03-05"));
    assert_eq!(state.holder, Some(city.code()));
    line.does(city, handed(city, TOWN, "2026-03-06"));
    let state = line.does(town, handed(town, VILLAGE, "2026-03-07"));
    assert_eq!(state.holder, Some(village.code()));
    line.does(village, ended(village.on("2026-03-08"), DisputeOutcome::Settled));
    // Not to a department, nor across to another village's line.
    let mut other = Line::found_at(village);
    assert_eq!(other.barred(village, handed(village, BUREAU, "2026-03-03")), Barrier::BadAddressee);
    assert_eq!(
        other.barred(village, handed(village, OTHER_VILLAGE, "2026-03-03")),
        Barrier::BadAddressee
    );
    other.does(village, handed(village, TOWN, "2026-03-03"));
}

#[test]
fn another_village_neither_sees_nor_writes() {
    let (village, other) = (desk(VILLAGE), desk(OTHER_VILLAGE));
    let line = Line::found_at(village);
    assert!(!line.state().audience.contains(&other.code()));
    assert_eq!(line.barred(other, risk(other.on("2026-03-03"), Risk::Low)), Barrier::NotVisible);
}

#[test]
fn a_desk_offers_what_a_dispute_has_and_nothing_of_a_petition() {
    let village = desk(VILLAGE);
    let line = Line::found_at(village);
    let state = line.state();
    let directory = directory();
    let office = village.code();
    let viewer = casework::desk::Viewer {
        office: &office,
        person: village.person(),
        today: day("2026-03-03"),
    };
    let desk = casework::desk::Desk::of(&state, &viewer, &directory);
    for kind in [DisputeKind::RiskSet, DisputeKind::MediationOpened, DisputeKind::Ended] {
        let offer = desk.offer(StepKind::Dispute(kind)).expect("offered");
        assert_eq!((offer.post.is_some(), offer.barrier), (true, None), "{kind:?}");
    }
    let struck = desk.offer(StepKind::Dispute(DisputeKind::Struck)).expect("explained");
    assert!(struck.post.is_none());
    assert!(desk.offer(StepKind::Triaged).is_none());
    assert!(desk.offer(StepKind::Dispute(DisputeKind::Found)).is_none());
}

#[test]
fn nothing_happens_before_it_was_found() {
    let village = desk(VILLAGE);
    let line = Line::found_at(village);
    let early = risk(village.on("2026-03-01"), Risk::Low);
    assert_eq!(line.barred(village, early), Barrier::BeforeRegistration);
}

#[test]
fn an_inspector_of_the_city_strikes_off() {
    let (village, city) = (desk(VILLAGE), desk(CITY));
    let mut line = Line::found_at(village);
    line.does(village, ended(village.on("2026-03-09"), DisputeOutcome::Transferred));
    let by = city.acting(Role::Inspector, day("2026-03-12"));
    line.does(city, D(DisputeStep::Struck(word(by))));
    let researcher = city.acting(Role::Researcher, day("2026-03-12"));
    let line = {
        let mut line = Line::found_at(village);
        line.does(village, ended(village.on("2026-03-09"), DisputeOutcome::Stopped));
        line
    };
    let barred = line.barred(city, D(DisputeStep::Struck(word(researcher))));
    assert!(matches!(barred, Barrier::PowerNeeded(_)), "{barred:?}");
    assert!(line.state().audience.contains(&code(CITY)));
}
