//! Mediation, from consent to what was carried out.

use casework::{
    Step,
    dispute::{
        DisputeStep,
        codes::{PerformanceOutcome, SettlementWay},
        step::{ConfirmationDecision, Performance, Session},
    },
    matter::{Barrier, Lack},
    step::payload::{IssuedPaper, Word},
};
use clocks::ClockId;

use crate::{
    city::{TOWN, VILLAGE, day, desk},
    line::{D, Line, agreed, consents, handed, opened, word},
};

const SECOND: &str = "00112233445566aa";

fn held(on: &str) -> D {
    let by = desk(VILLAGE).on(on);
    D(DisputeStep::SessionHeld(Session { by, place: "村委会".into() }))
}

/// Both consent, and know their rights.
fn under_way() -> Line {
    let village = desk(VILLAGE);
    let mut line = Line::found_at(village);
    line.does(village, opened(village.on("2026-03-03"), SettlementWay::PeoplesMediation));
    line.does(village, consents(village.on("2026-03-03"), "main", true));
    line.does(village, consents(village.on("2026-03-04"), SECOND, true));
    line.does(village, D(DisputeStep::RightsTold(word(village.on("2026-03-04")))));
    line
}

#[test]
fn without_both_consents_and_rights_there_is_no_session() {
    let village = desk(VILLAGE);
    let mut line = Line::found_at(village);
    assert_eq!(line.barred(village, held("2026-03-03")), Barrier::NothingOpen);
    line.does(village, opened(village.on("2026-03-03"), SettlementWay::PeoplesMediation));
    let again = opened(village.on("2026-03-03"), SettlementWay::PeoplesMediation);
    assert_eq!(line.barred(village, again), Barrier::WrongStage);
    line.does(village, consents(village.on("2026-03-03"), "main", true));
    // The same party twice is one consent.
    line.does(village, consents(village.on("2026-03-03"), "main", true));
    assert_eq!(line.barred(village, held("2026-03-04")), Barrier::NotConsented);
    assert_eq!(line.barred(village, agreed(village.on("2026-03-04"), &[])), Barrier::NotConsented);
    line.does(village, consents(village.on("2026-03-04"), SECOND, true));
    assert_eq!(line.barred(village, held("2026-03-04")), Barrier::RightsNotTold);
    line.does(village, D(DisputeStep::RightsTold(word(village.on("2026-03-04")))));
    line.does(village, held("2026-03-04"));
    // Whoever clearly refuses later ends it.
    line.does(village, consents(village.on("2026-03-05"), SECOND, false));
    assert_eq!(line.barred(village, held("2026-03-06")), Barrier::NotConsented);
    let silent = Word { by: village.on("2026-03-06"), text: String::new() };
    assert_eq!(
        line.barred(village, D(DisputeStep::MediationEnded(silent))),
        Barrier::Missing(Lack::OtherWays)
    );
    line.does(village, D(DisputeStep::MediationEnded(word(village.on("2026-03-06")))));
    // Another one may be opened.
    line.does(village, opened(village.on("2026-03-20"), SettlementWay::PeoplesMediation));
}

#[test]
fn what_an_office_here_cannot_hold_is_not_opened() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let mut line = Line::found_at(village);
    let opened_as = |way| opened(village.on("2026-03-03"), way);
    for way in SettlementWay::ALL {
        let holds = matches!(way, SettlementWay::PeoplesMediation | SettlementWay::TradeMediation);
        if !holds {
            let barred = line.barred(village, opened_as(*way));
            let organ = *way == SettlementWay::AdministrativeMediation;
            let expected =
                if organ { Barrier::NotAnOrgan } else { Barrier::Missing(Lack::MediationWay) };
            assert_eq!(barred, expected, "{way:?}");
        }
    }
    line.does(village, handed(village, TOWN, "2026-03-04"));
    line.does(town, opened(town.on("2026-03-05"), SettlementWay::AdministrativeMediation));
}

#[test]
fn what_was_agreed_is_watched_day_by_day() {
    let village = desk(VILLAGE);
    let mut line = under_way();
    line.does(village, held("2026-03-05"));
    let early = agreed(village.on("2026-03-06"), &["2026-03-05"]);
    assert!(matches!(line.barred(village, early), Barrier::TooLate(_)));
    // Two things by one day, and a third one later.
    let days = ["2026-04-01", "2026-04-01", "2026-05-01"];
    let state = line.does(village, agreed(village.on("2026-03-06"), &days));
    let running = |state: &casework::MatterState| {
        state.clocks.iter().filter(|one| one.id == ClockId::Performance && one.runs()).count()
    };
    assert_eq!(running(&state), 3);
    let performed = |on: &str, which, outcome| {
        let text = String::new();
        D(DisputeStep::Performed(Performance { by: village.on(on), which, outcome, text }))
    };
    let state = line.does(village, performed("2026-03-30", 0, PerformanceOutcome::Done));
    assert_eq!(running(&state), 2);
    let state = line.does(village, performed("2026-03-31", 1, PerformanceOutcome::Partly));
    assert_eq!(running(&state), 2, "a part is not all of it");
    let state = line.does(village, performed("2026-04-01", 1, PerformanceOutcome::Done));
    assert_eq!(running(&state), 1);
    let none = performed("2026-04-01", 3, PerformanceOutcome::Done);
    assert_eq!(line.barred(village, none), Barrier::NothingOpen);
    let state = line.does(village, performed("2026-05-02", 2, PerformanceOutcome::NotDone));
    assert_eq!(running(&state), 0);
}

#[test]
fn confirmation_is_asked_for_within_thirty_days() {
    let village = desk(VILLAGE);
    let mut line = under_way();
    let sought = |on: &str| D(DisputeStep::ConfirmationSought(word(village.on(on))));
    assert_eq!(line.barred(village, sought("2026-03-05")), Barrier::WrongStage);
    line.does(village, agreed(village.on("2026-03-10"), &[]));
    assert_eq!(line.barred(village, sought("2026-04-10")), Barrier::TooLate(day("2026-04-09")));
    let state = line.does(village, sought("2026-04-09"));
    assert!(state.clock(ClockId::JudicialConfirm).is_none(), "it was asked for in time");
    let decided = |on: &str| {
        let number = "（2026）诉前调确 3 号".into();
        let by = village.on(on);
        D(DisputeStep::ConfirmationDecided(ConfirmationDecision { by, confirmed: true, number }))
    };
    line.does(village, decided("2026-04-20"));
    assert_eq!(line.barred(village, decided("2026-04-21")), Barrier::NothingOpen);
}

#[test]
fn what_an_authority_mediated_is_not_confirmed() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let mut line = Line::found_at(village);
    line.does(village, handed(village, TOWN, "2026-03-03"));
    line.does(town, opened(town.on("2026-03-04"), SettlementWay::AdministrativeMediation));
    line.does(town, consents(town.on("2026-03-04"), "main", true));
    line.does(town, consents(town.on("2026-03-04"), SECOND, true));
    line.does(town, D(DisputeStep::RightsTold(word(town.on("2026-03-04")))));
    let state = line.does(town, agreed(town.on("2026-03-05"), &[]));
    assert!(state.clock(ClockId::JudicialConfirm).is_none());
    let sought = D(DisputeStep::ConfirmationSought(word(town.on("2026-03-06"))));
    assert_eq!(line.barred(town, sought), Barrier::NothingOpen);
}

#[test]
fn a_dispute_handed_on_in_the_middle_is_not_stuck() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let mut line = under_way();
    line.does(village, handed(village, TOWN, "2026-03-06"));
    // The committee that began may go on; the office that has it now may only end it.
    line.does(village, held("2026-03-07"));
    let own =
        D(DisputeStep::SessionHeld(Session { by: town.on("2026-03-08"), place: String::new() }));
    assert_eq!(line.barred(town, own), Barrier::NotHolder);
    line.does(town, D(DisputeStep::MediationEnded(word(town.on("2026-03-08")))));
    line.does(town, opened(town.on("2026-03-09"), SettlementWay::PeoplesMediation));
}

/// A village is no organ; its mediation committee is one of the people's all the same.
#[test]
fn the_committee_that_mediates_makes_out_its_papers_and_nobody_else() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let issued = |by, paper: &str| {
        Step::Issued(IssuedPaper { by, paper: paper.into(), number: String::new() })
    };
    let mut line = Line::found_at(village);
    let early = village.on("2026-03-02");
    line.does(village, issued(early, "mediation_application"));
    assert_eq!(line.barred(village, issued(early, "mediation_agreement")), Barrier::NotHolder);
    assert_eq!(
        line.barred(town, issued(town.on("2026-03-02"), "mediation_application")),
        Barrier::NotHolder
    );
    let mut line = under_way();
    line.does(village, held("2026-03-05"));
    line.does(village, agreed(village.on("2026-03-06"), &[]));
    line.does(village, handed(village, TOWN, "2026-03-07"));
    // Also after the dispute went on; and those above do not.
    line.does(village, issued(village.on("2026-03-08"), "mediation_agreement"));
    for paper in ["mediation_agreement", "mediation_file"] {
        assert_eq!(line.barred(town, issued(town.on("2026-03-08"), paper)), Barrier::NotHolder);
    }
    let organ = issued(village.on("2026-03-08"), "handling_opinion");
    assert_eq!(line.barred(village, organ), Barrier::NotAnOrgan);
}
