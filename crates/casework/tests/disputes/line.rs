//! A dispute, and steps on it.

use casework::{
    MatterState, Step,
    dispute::{
        DisputeStep,
        codes::{DisputeOutcome, Risk, SettlementWay},
        step::{Agreement, Charge, Consent, Ending, Found, MediationOpening, RiskSetting},
    },
    matter::{Barrier, Verdict},
    step::payload::{Acting, Word},
};
use ident::ChangeHash;

use crate::city::{Desk, Heads, History, code, day};

/// One replica that everybody uses in turn.
#[derive(Default, Clone)]
pub struct Line {
    pub history: History,
    pub heads: Heads,
}

impl Line {
    /// A dispute that this office found on 2 March.
    pub fn found_at(desk: Desk) -> Self {
        let mut line = Self::default();
        line.does(desk, found(desk));
        line
    }

    pub fn take(&mut self, desk: Desk, step: impl Into<Step>) -> ChangeHash {
        self.history.step(&mut self.heads, desk, step.into())
    }

    /// Takes a step that has to have effect.
    pub fn does(&mut self, desk: Desk, step: impl Into<Step>) -> MatterState {
        let step = step.into();
        let said = format!("{step:?}");
        let change = self.take(desk, step);
        let state = self.history.state();
        assert_eq!(state.verdicts.get(&change), None, "{said}");
        state
    }

    /// Takes a step that may not have effect, and says why; the line is as before.
    pub fn barred(&self, desk: Desk, step: impl Into<Step>) -> Barrier {
        let mut tried = self.clone();
        let step = step.into();
        let said = format!("{step:?}");
        let change = tried.take(desk, step);
        match tried.history.state().verdicts.get(&change) {
            Some(Verdict::NoAuthority(barrier) | Verdict::Contradicted(barrier)) => *barrier,
            other => panic!("{said}: {other:?}"),
        }
    }

    pub fn state(&self) -> MatterState {
        self.history.state()
    }
}

/// So that tests can write the inner step alone.
pub struct D(pub DisputeStep);

impl From<D> for Step {
    fn from(step: D) -> Self {
        Self::Dispute(step.0)
    }
}

pub fn found(desk: Desk) -> D {
    D(DisputeStep::Found(Found {
        office: desk.code(),
        local_no: format!("{}-1-0001", desk.code()),
        on: day("2026-03-02"),
        round: None,
        place: None,
        rules: None,
    }))
}

pub fn word(by: Acting) -> Word {
    Word { by, text: "情况属实".into() }
}

pub fn risk(by: Acting, level: Risk) -> D {
    D(DisputeStep::RiskSet(RiskSetting { by, level, text: "争执反复".into() }))
}

pub fn handed(desk: Desk, to: &str, on: &str) -> Step {
    Step::Handed {
        to: code(to),
        text: "请镇里协调".into(),
        on: Some(day(on)),
        post: Some(desk.post(desk.head())),
    }
}

pub fn charge(by: Acting, unit: &str, until: &str) -> D {
    D(DisputeStep::ChargeProposed(Charge {
        by,
        leader: "单雪梅（副镇长）".into(),
        unit: code(unit),
        person: "仇某".into(),
        plan: "先量地界，再谈补偿".into(),
        until: day(until),
        slots: vec![("包掌握情况".into(), "每周一次".into())],
    }))
}

pub fn opened(by: Acting, way: SettlementWay) -> D {
    let mediators = vec!["查某".into()];
    D(DisputeStep::MediationOpened(MediationOpening { by, applied: true, way, mediators }))
}

pub fn consents(by: Acting, party: &str, agrees: bool) -> D {
    D(DisputeStep::Consented(Consent { by, party: party.into(), agrees }))
}

pub fn agreed(by: Acting, days: &[&str]) -> D {
    D(DisputeStep::Agreed(Agreement {
        by,
        form: casework::dispute::codes::AgreementForm::Written,
        number: "（2026）人调字第 1 号".into(),
        perform_by: days.iter().map(|on| day(on)).collect(),
    }))
}

pub fn ended(by: Acting, outcome: DisputeOutcome) -> D {
    let way = SettlementWay::PeoplesMediation;
    D(DisputeStep::Ended(Ending { by, outcome, way, text: "双方握手言和".into() }))
}
