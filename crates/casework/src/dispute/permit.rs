//! Who may take which step of a dispute when, and what it must carry.

use clocks::ClockId;

use super::{
    MediationState,
    codes::SettlementWay,
    step::{DisputeKind as D, DisputeStep},
};
use crate::{
    Directory,
    directory::{
        Power::{Dispatch, Head, Record, Verify},
        Tier,
    },
    matter::{
        Actor, Barrier, Lack, MatterState,
        permit::{
            content::{has, text},
            stage,
        },
    },
    step::StepKind as K,
};

/// So many parties a mediation has at least.
const PARTIES: usize = 2;

impl MatterState {
    pub(crate) fn may_in_dispute(
        &self,
        kind: K,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let listed = self.dispute.struck_on.is_none();
        match kind {
            K::Dispute(kind) => self.may_dispute(kind, actor, directory),
            K::FollowedUp => Ok(()),
            // Up a tier and down again, as often as it takes.
            K::Handed => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                stage(listed)
            }
            K::Received => {
                actor.needs(Record)?;
                self.holder(actor)?;
                stage(self.is_unopened())
            }
            K::Linked | K::Unlinked | K::Urgent | K::Issued => self.may_at(kind, actor, directory),
            kind => {
                stage(listed)?;
                self.may_at(kind, actor, directory)
            }
        }
    }

    fn may_dispute(
        &self,
        kind: D,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let dispute = &self.dispute;
        let listed = dispute.struck_on.is_none();
        let open = listed && dispute.outcome.is_none();
        match kind {
            D::Found => Ok(()),
            D::RiskSet => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                stage(open)
            }
            D::ChargeProposed => {
                actor.needs(Record)?;
                // A leader of a body takes charge; a station has none.
                office(actor)?;
                self.holder_or_above(actor, directory)?;
                // One that is in effect may be changed: another leader, another plan.
                stage(open && dispute.proposed_charge().is_none())
            }
            // Nobody takes charge of what is over.
            D::ChargeAgreed | D::ChargeApproved => {
                stage(open)?;
                self.may_charge(kind, actor)
            }
            D::ChargeDelivered | D::ChargeRefused | D::ChargeExtended => {
                stage(listed)?;
                self.may_charge(kind, actor)
            }
            D::MediationOpened => {
                actor.needs(Record)?;
                self.holder(actor)?;
                stage(open && !dispute.mediation().is_some_and(is_running))
            }
            D::Consented | D::RightsTold => {
                actor.needs(Record)?;
                self.running_mediation(actor).map(|_| ())
            }
            // By whoever has the dispute, too: it may have been handed on in the middle.
            D::MediationEnded => {
                actor.needs(Record)?;
                self.holder_or_mediator(actor)?;
                stage(listed && dispute.mediation().is_some_and(is_running))
            }
            D::SessionHeld | D::Agreed => {
                actor.needs(Record)?;
                let mediation = self.running_mediation(actor)?;
                let consents = &mediation.consents;
                if consents.len() < PARTIES || consents.values().any(|(agrees, _)| !agrees) {
                    return Err(Barrier::NotConsented);
                }
                if mediation.rights_told_on.is_none() {
                    return Err(Barrier::RightsNotTold);
                }
                Ok(())
            }
            D::Performed => {
                actor.needs(Record)?;
                self.holder_or_mediator(actor)?;
                let owed = dispute.mediation().and_then(|mediation| mediation.agreement.as_ref());
                let owed = owed.is_some_and(|agreement| !agreement.performance.is_empty());
                if owed { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            D::ConfirmationSought => {
                actor.needs(Record)?;
                self.holder_or_mediator(actor)?;
                let mediation = dispute.mediation().ok_or(Barrier::NothingOpen)?;
                stage(mediation.agreement.is_some() && mediation.confirmation.is_none())?;
                let clock = self.clock(ClockId::JudicialConfirm).ok_or(Barrier::NothingOpen)?;
                let due = directory.rules().due(self.rules.as_deref(), clock);
                match due {
                    Some(due) if actor.on > due.due => Err(Barrier::TooLate(due.due)),
                    _ => Ok(()),
                }
            }
            D::ConfirmationDecided => {
                actor.needs(Record)?;
                self.holder_or_mediator(actor)?;
                let sought = dispute.mediation().and_then(|one| one.confirmation.as_ref());
                let open = sought.is_some_and(|one| one.decided.is_none());
                if open { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            D::Ended => {
                actor.needs(Record)?;
                self.holder(actor)?;
                stage(open)
            }
            // An auditor: of an office, not a station; not one who handled it.
            D::Struck => {
                actor.needs_one(&[Verify, Dispatch, Head])?;
                office(actor)?;
                self.holder_or_above(actor, directory)?;
                stage(listed && dispute.outcome.is_some())?;
                let own = actor.person.is_none_or(|person| self.handlers.contains(&person));
                if own { Err(Barrier::OwnWork) } else { Ok(()) }
            }
            D::Relisted => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                stage(dispute.outcome.is_some() || !listed)
            }
        }
    }

    /// Filled in, then the head of the office agrees, then the first in charge approves, then the
    /// leader is given it; only the first in charge extends it. A change of one in effect goes the same
    /// way.
    fn may_charge(&self, kind: D, actor: &Actor<'_>) -> Result<(), Barrier> {
        let proposed = self.dispute.proposed_charge();
        let charge = match kind {
            D::ChargeAgreed | D::ChargeRefused | D::ChargeApproved => proposed,
            _ => None,
        };
        let charge = charge.or(self.dispute.charge.as_ref()).ok_or(Barrier::NothingOpen)?;
        if charge.office != *actor.office {
            return Err(Barrier::NotHolder);
        }
        let waits = charge.waits();
        let own = charge.proposer.is_some() && charge.proposer == actor.person;
        match kind {
            D::ChargeAgreed => {
                actor.needs_one(&[Dispatch, Head])?;
                stage(waits && charge.agreed_on.is_none())
            }
            D::ChargeRefused => {
                actor.needs_one(&[Dispatch, Head])?;
                stage(waits)
            }
            D::ChargeApproved => {
                actor.needs(Head)?;
                stage(waits && charge.agreed_on.is_some())?;
                // Four eyes: neither who filled it in nor who agreed approves it.
                let agreed = charge.agreed_by.is_some() && charge.agreed_by == actor.person;
                if own || agreed { Err(Barrier::OwnWork) } else { Ok(()) }
            }
            D::ChargeDelivered => {
                actor.needs(Record)?;
                stage(charge.approved_on.is_some() && charge.delivered_on.is_none())
            }
            _ => {
                actor.needs(Head)?;
                stage(charge.approved_on.is_some() && self.dispute.outcome.is_none())
            }
        }
    }

    /// The mediation that goes on at this office.
    fn running_mediation(&self, actor: &Actor<'_>) -> Result<&MediationState, Barrier> {
        let mediation = self.dispute.mediation().ok_or(Barrier::NothingOpen)?;
        stage(self.dispute.struck_on.is_none() && is_running(mediation))?;
        if mediation.office == *actor.office { Ok(mediation) } else { Err(Barrier::NotHolder) }
    }

    fn holder_or_mediator(&self, actor: &Actor<'_>) -> Result<(), Barrier> {
        let mediator = self.dispute.mediation().is_some_and(|one| one.office == *actor.office);
        if mediator { Ok(()) } else { self.holder(actor) }
    }

    pub(crate) fn fits_dispute(
        &self,
        step: &DisputeStep,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        match step {
            DisputeStep::Found(found) => {
                if found.office == *actor.office {
                    Ok(())
                } else {
                    Err(Barrier::NotHolder)
                }
            }
            DisputeStep::RiskSet(setting) => text(&setting.text),
            DisputeStep::ChargeProposed(charge) => {
                has(!charge.leader.trim().is_empty(), Lack::Leader)?;
                has(!charge.person.trim().is_empty(), Lack::Responsible)?;
                has(!charge.plan.trim().is_empty(), Lack::Plan)?;
                if directory.office(&charge.unit).is_none() {
                    return Err(Barrier::BadAddressee);
                }
                if charge.until < actor.on { Err(Barrier::TooLate(charge.until)) } else { Ok(()) }
            }
            DisputeStep::ChargeRefused(word) | DisputeStep::Relisted(word) => text(&word.text),
            DisputeStep::ChargeExtended(extension) => {
                let former = self.dispute.charge.as_ref().map(|charge| charge.until);
                if former.is_some_and(|former| extension.until <= former) {
                    return Err(Barrier::TooLate(extension.until));
                }
                text(&extension.text)
            }
            DisputeStep::MediationOpened(opening) => {
                has(SettlementWay::MEDIATIONS.contains(&opening.way), Lack::MediationWay)?;
                if !opening.way.is_committees() {
                    office(actor)?;
                }
                let somebody = opening.mediators.iter().any(|name| !name.trim().is_empty());
                has(somebody, Lack::Mediator)
            }
            DisputeStep::Consented(consent) => has(!consent.party.trim().is_empty(), Lack::Party),
            DisputeStep::Agreed(agreement) => {
                let early = agreement.perform_by.iter().find(|day| **day < actor.on);
                early.map_or(Ok(()), |day| Err(Barrier::TooLate(*day)))
            }
            DisputeStep::MediationEnded(word) => has(!word.text.trim().is_empty(), Lack::OtherWays),
            DisputeStep::Performed(performance) => {
                let which = usize::try_from(performance.which).unwrap_or(usize::MAX);
                let agreement = self.dispute.mediation().and_then(|one| one.agreement.as_ref());
                let there = agreement.is_some_and(|one| one.performance.get(which).is_some());
                if there { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            DisputeStep::Ended(ending) => text(&ending.text),
            DisputeStep::ChargeAgreed(_)
            | DisputeStep::ChargeApproved(_)
            | DisputeStep::ChargeDelivered(_)
            | DisputeStep::RightsTold(_)
            | DisputeStep::SessionHeld(_)
            | DisputeStep::ConfirmationSought(_)
            | DisputeStep::ConfirmationDecided(_)
            | DisputeStep::Struck(_) => Ok(()),
        }
    }
}

fn is_running(mediation: &MediationState) -> bool {
    mediation.agreement.is_none() && mediation.ended_on.is_none()
}

fn office(actor: &Actor<'_>) -> Result<(), Barrier> {
    if actor.tier == Tier::Village { Err(Barrier::NotAnOrgan) } else { Ok(()) }
}
