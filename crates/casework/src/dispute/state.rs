//! What follows from a dispute's steps.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ident::{OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

use super::{
    codes::{AgreementForm, DisputeOutcome, PerformanceOutcome, Risk, SettlementWay},
    step::Charge,
};

/// 包案, on its way or in effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeState {
    /// What was filled in.
    pub charge: Charge,
    /// The office whose head agrees and approves: the one that proposed it.
    pub office: OfficeCode,
    /// Who filled it in.
    pub proposer: Option<PersonId>,
    /// The day the head of the office agreed.
    pub agreed_on: Option<NaiveDate>,
    /// Who agreed: another person approves.
    pub agreed_by: Option<PersonId>,
    /// The day the first in charge approved.
    pub approved_on: Option<NaiveDate>,
    /// The day the leader was given it.
    pub delivered_on: Option<NaiveDate>,
    /// Why it was not approved.
    pub refused: Option<(NaiveDate, String)>,
    /// Until when, extensions included.
    pub until: NaiveDate,
}

/// One thing that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerformanceState {
    /// By when.
    pub due: NaiveDate,
    /// What came of it, when.
    pub outcome: Option<(PerformanceOutcome, NaiveDate)>,
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementState {
    /// The day it took effect.
    pub on: NaiveDate,
    /// Written or oral.
    pub form: AgreementForm,
    /// Its number.
    pub number: String,
    /// What is to be carried out.
    pub performance: Vec<PerformanceState>,
}

/// Judicial confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationState {
    /// The day both parties asked for it.
    pub sought_on: NaiveDate,
    /// What the court decided, when, under which number.
    pub decided: Option<(bool, NaiveDate, String)>,
}

/// A mediation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationState {
    /// The office whose committee mediates.
    pub office: OfficeCode,
    /// The day it was opened.
    pub opened_on: NaiveDate,
    /// A party applied; otherwise it was offered.
    pub applied: bool,
    /// Which kind.
    pub way: SettlementWay,
    /// The mediators.
    pub mediators: Vec<String>,
    /// Who of the parties consents or refuses, by slot.
    pub consents: BTreeMap<String, (bool, NaiveDate)>,
    /// The day the rights were told.
    pub rights_told_on: Option<NaiveDate>,
    /// The days of its sessions.
    pub sessions: Vec<NaiveDate>,
    /// The agreement.
    pub agreement: Option<AgreementState>,
    /// When it ended without one.
    pub ended_on: Option<NaiveDate>,
    /// Judicial confirmation.
    pub confirmation: Option<ConfirmationState>,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DisputeState {
    /// The day it was found.
    pub found_on: Option<NaiveDate>,
    /// The round of screening it was found in.
    pub round: Option<String>,
    /// Its level, since when.
    pub risk: Option<(Risk, NaiveDate)>,
    /// Who takes charge: the one in effect, or the last one proposed while there is none.
    pub charge: Option<ChargeState>,
    /// A change of the charge in effect, on its way; the one in effect stands until it is approved.
    pub charge_change: Option<ChargeState>,
    /// Mediations, the last one last.
    pub mediations: Vec<MediationState>,
    /// What came of it, by which way, when.
    pub outcome: Option<(DisputeOutcome, SettlementWay, NaiveDate)>,
    /// The day it was struck off.
    pub struck_on: Option<NaiveDate>,
}

impl ChargeState {
    /// Whether it waits for a word: it was neither approved nor refused.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.approved_on.is_none() && self.refused.is_none()
    }

    /// Whether it is in effect.
    #[must_use]
    pub fn is_in_effect(&self) -> bool {
        self.approved_on.is_some()
    }
}

impl DisputeState {
    /// What waits to be agreed to or approved: a charge, or a change of the one in effect.
    #[must_use]
    pub fn proposed_charge(&self) -> Option<&ChargeState> {
        let both = [self.charge_change.as_ref(), self.charge.as_ref()];
        both.into_iter().flatten().find(|charge| charge.waits())
    }

    /// Whether a charge waits to be agreed to or approved. What is over waits for none.
    #[must_use]
    pub fn awaits_charge(&self) -> bool {
        !self.is_over() && self.proposed_charge().is_some()
    }

    /// Whether something came of it, or it was struck off.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.outcome.is_some() || self.struck_on.is_some()
    }

    pub(super) fn proposed_charge_mut(&mut self) -> Option<&mut ChargeState> {
        let both = [self.charge_change.as_mut(), self.charge.as_mut()];
        both.into_iter().flatten().find(|charge| charge.waits())
    }

    /// The mediation that goes on, or was the last.
    #[must_use]
    pub fn mediation(&self) -> Option<&MediationState> {
        self.mediations.last()
    }

    /// Whether it was settled.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.outcome, Some((DisputeOutcome::Settled, ..)))
    }
}
