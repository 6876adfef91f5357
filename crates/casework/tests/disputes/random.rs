//! Random steps by random people: whatever comes, every device derives the same, and what the law
//! asks before holds before.

use casework::{
    MatterState, Step,
    dispute::{
        DisputeStep,
        codes::{DisputeOutcome, PerformanceOutcome, Risk, SettlementWay},
        step::{Performance, Session},
    },
};
use proptest::prelude::*;

use crate::{
    city::{BUREAU, Desk, Heads, History, OFFICES, VILLAGE, desk},
    line::{D, agreed, charge, consents, ended, found, handed, opened, risk, word},
};

fn on(at: u8) -> String {
    format!("2026-03-{:02}", 3 + at % 25)
}

/// A step out of two numbers.
fn step(who: Desk, what: u8, at: u8) -> Step {
    let on = on(at);
    let by = who.on(&on);
    let step = match what % 18 {
        0 => risk(by, Risk::ALL[usize::from(at % 3)]),
        1 => charge(by, BUREAU, "2026-06-30"),
        2 => D(DisputeStep::ChargeAgreed(word(by))),
        3 => D(DisputeStep::ChargeApproved(word(by))),
        4 => D(DisputeStep::ChargeRefused(word(by))),
        5 => D(DisputeStep::ChargeDelivered(word(by))),
        6 => opened(by, SettlementWay::PeoplesMediation),
        7 => consents(by, "main", !at.is_multiple_of(5)),
        8 => consents(by, "00112233445566aa", !at.is_multiple_of(7)),
        9 => D(DisputeStep::RightsTold(word(by))),
        10 => D(DisputeStep::SessionHeld(Session { by, place: String::new() })),
        11 => agreed(by, &["2026-05-01"]),
        12 => D(DisputeStep::MediationEnded(word(by))),
        13 => {
            let (which, outcome, text) = (0, PerformanceOutcome::Done, String::new());
            D(DisputeStep::Performed(Performance { by, which, outcome, text }))
        }
        14 => ended(by, DisputeOutcome::ALL[usize::from(at % 4)]),
        15 => D(DisputeStep::Struck(word(by))),
        16 => D(DisputeStep::Relisted(word(by))),
        _ => return handed(who, OFFICES[usize::from(at) % OFFICES.len()].0, &on),
    };
    step.into()
}

fn holds(state: &MatterState) {
    let dispute = &state.dispute;
    for mediation in &dispute.mediations {
        let consented = mediation.consents.len() >= 2;
        assert!(mediation.agreement.is_none() || (consented && mediation.rights_told_on.is_some()));
        assert!(mediation.sessions.is_empty() || mediation.rights_told_on.is_some());
    }
    if let Some(charge) = &dispute.charge {
        assert!(charge.approved_on.is_none() || charge.agreed_on.is_some());
        assert!(charge.delivered_on.is_none() || charge.approved_on.is_some());
    }
    assert!(dispute.struck_on.is_none() || dispute.outcome.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_comes_everybody_derives_the_same(
        one in proptest::collection::vec((0usize..12, any::<u8>(), any::<u8>()), 0..24),
        two in proptest::collection::vec((0usize..12, any::<u8>(), any::<u8>()), 0..12),
    ) {
        let all = Desk::all();
        let mut history = History::default();
        let mut heads = Heads::new();
        history.step(&mut heads, desk(VILLAGE), found(desk(VILLAGE)).into());
        for branch in [one, two] {
            let mut own = heads.clone();
            for (who, what, at) in branch {
                // Mostly the village and the township: others have little to say.
                let who = if who < 8 { all[[2, 3, 8, 9][who % 4]] } else { all[who] };
                history.step(&mut own, who, step(who, what, at));
            }
        }
        let state = history.state();
        holds(&state);
        let mut reversed = history.clone();
        reversed.changes.reverse();
        prop_assert_eq!(reversed.state(), state);
    }
}
