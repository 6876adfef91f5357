//! What the steps of a dispute do.

use clocks::ClockId;

use super::{
    AgreementState, ChargeState, ConfirmationState, MediationState, PerformanceState,
    codes::{DisputeOutcome, PerformanceOutcome},
    step::DisputeStep,
};
use crate::{
    CaseKind, Directory,
    matter::{Actor, ClockRun, MatterState},
};

impl MatterState {
    pub(crate) fn apply_dispute(
        &mut self,
        step: &DisputeStep,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        match step {
            DisputeStep::Found(found) => {
                if self.home.is_none() {
                    self.kind = CaseKind::Dispute;
                    self.come_from(actor, directory);
                }
                self.registered_on = self.registered_on.or(Some(found.on));
                self.rules = self.rules.take().or_else(|| found.rules.clone());
                let dispute = &mut self.dispute;
                dispute.found_on = dispute.found_on.or(Some(found.on));
                dispute.round = dispute.round.take().or_else(|| found.round.clone());
            }
            DisputeStep::RiskSet(setting) => {
                self.dispute.risk = Some((setting.level, actor.on));
            }
            DisputeStep::ChargeProposed(charge) => {
                let proposed = Some(ChargeState {
                    until: charge.until,
                    charge: charge.clone(),
                    office: actor.office.clone(),
                    proposer: actor.person,
                    agreed_on: None,
                    agreed_by: None,
                    approved_on: None,
                    delivered_on: None,
                    refused: None,
                });
                // What is in effect stands until the change is approved.
                if self.dispute.charge.as_ref().is_some_and(ChargeState::is_in_effect) {
                    self.dispute.charge_change = proposed;
                } else {
                    self.dispute.charge = proposed;
                }
            }
            DisputeStep::ChargeAgreed(_) => {
                if let Some(charge) = self.dispute.proposed_charge_mut() {
                    charge.agreed_on = Some(actor.on);
                    charge.agreed_by = actor.person;
                }
            }
            DisputeStep::ChargeApproved(_) => {
                let change = self.dispute.charge_change.take_if(|change| change.waits());
                if let Some(change) = change {
                    // Whoever had it before owes nothing any more.
                    self.dispute.charge = Some(change);
                    self.end(ClockId::Charge, actor.on, false);
                }
                let Some(charge) = &mut self.dispute.charge else { return };
                charge.approved_on = Some(actor.on);
                let (unit, until) = (charge.charge.unit.clone(), charge.until);
                self.admit(&unit, directory);
                self.start(ClockRun::new(ClockId::Charge, Some(&unit), actor.on).until(until));
            }
            DisputeStep::ChargeDelivered(_) => {
                if let Some(charge) = &mut self.dispute.charge {
                    charge.delivered_on = Some(actor.on);
                }
            }
            DisputeStep::ChargeRefused(word) => {
                if let Some(charge) = self.dispute.proposed_charge_mut() {
                    charge.refused = Some((actor.on, word.text.clone()));
                }
            }
            DisputeStep::ChargeExtended(extension) => {
                if let Some(charge) = &mut self.dispute.charge {
                    charge.until = extension.until;
                }
                if let Some(clock) = self.running(ClockId::Charge) {
                    clock.stated = Some(extension.until);
                }
            }
            DisputeStep::MediationOpened(opening) => {
                self.dispute.mediations.push(MediationState {
                    office: actor.office.clone(),
                    opened_on: actor.on,
                    applied: opening.applied,
                    way: opening.way,
                    mediators: opening.mediators.clone(),
                    consents: std::collections::BTreeMap::new(),
                    rights_told_on: None,
                    sessions: Vec::new(),
                    agreement: None,
                    ended_on: None,
                    confirmation: None,
                });
            }
            DisputeStep::Ended(ending) => {
                self.dispute.outcome = Some((ending.outcome, ending.way, actor.on));
                let settled = ending.outcome == DisputeOutcome::Settled;
                self.end(ClockId::Charge, actor.on, settled);
            }
            DisputeStep::Struck(_) => {
                self.dispute.struck_on = Some(actor.on);
                // One that was approved apart from the end.
                let settled = self.dispute.is_settled();
                self.end(ClockId::Charge, actor.on, settled);
            }
            DisputeStep::Relisted(_) => {
                self.dispute.outcome = None;
                self.dispute.struck_on = None;
                self.resume(ClockId::Charge);
            }
            in_mediation => self.apply_mediation(in_mediation, actor),
        }
    }

    fn apply_mediation(&mut self, step: &DisputeStep, actor: &Actor<'_>) {
        let Some(mediation) = self.dispute.mediations.last_mut() else { return };
        match step {
            DisputeStep::Consented(consent) => {
                mediation.consents.insert(consent.party.clone(), (consent.agrees, actor.on));
            }
            DisputeStep::RightsTold(_) => mediation.rights_told_on = Some(actor.on),
            DisputeStep::SessionHeld(_) => mediation.sessions.push(actor.on),
            DisputeStep::Agreed(agreement) => {
                let owed = |due: &chrono::NaiveDate| PerformanceState { due: *due, outcome: None };
                mediation.agreement = Some(AgreementState {
                    on: actor.on,
                    form: agreement.form,
                    number: agreement.number.clone(),
                    performance: agreement.perform_by.iter().map(owed).collect(),
                });
                let (office, way) = (mediation.office.clone(), mediation.way);
                // Watched by the committee; the time to go to court together is the parties' own.
                for due in &agreement.perform_by {
                    let clock = ClockRun::new(ClockId::Performance, Some(&office), actor.on);
                    self.start(clock.until(*due));
                }
                // Only what a mediation committee brought about is confirmed (Mediation Law, art. 33).
                if way.is_committees() {
                    self.start(ClockRun::new(ClockId::JudicialConfirm, None, actor.on));
                }
            }
            DisputeStep::MediationEnded(_) => mediation.ended_on = Some(actor.on),
            DisputeStep::Performed(performance) => {
                let Some(agreement) = &mut mediation.agreement else { return };
                let which = usize::try_from(performance.which).unwrap_or(usize::MAX);
                let Some(one) = agreement.performance.get_mut(which) else { return };
                one.outcome = Some((performance.outcome, actor.on));
                let due = one.due;
                if performance.outcome != PerformanceOutcome::Partly {
                    let met = performance.outcome == PerformanceOutcome::Done;
                    self.end_set(ClockId::Performance, due, actor.on, met);
                }
            }
            DisputeStep::ConfirmationSought(_) => {
                mediation.confirmation =
                    Some(ConfirmationState { sought_on: actor.on, decided: None });
                self.end(ClockId::JudicialConfirm, actor.on, true);
            }
            DisputeStep::ConfirmationDecided(decision) => {
                if let Some(confirmation) = &mut mediation.confirmation {
                    let number = decision.number.clone();
                    confirmation.decided = Some((decision.confirmed, actor.on, number));
                }
            }
            _ => {}
        }
    }
}
