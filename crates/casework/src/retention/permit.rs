//! Who may freeze, erase and correct.

use chrono::NaiveDate;

use super::{
    ErasureGround, ErasureScope, RetentionKind as R, RetentionStep, Term,
    step::{CorrectionAnswer, ErasureAnswer, ErasureProposal},
};
use crate::{
    Directory, MatterState,
    directory::{
        Power::{Head, Record},
        Tier,
    },
    matter::{
        Actor, Barrier, Lack,
        permit::{
            content::{has, text},
            decides, stage,
        },
    },
    step::StepKind as K,
};

impl MatterState {
    /// What stands in the way of any step of a kind, whoever takes it: the case is frozen or erased.
    ///
    /// # Errors
    /// [`Barrier`].
    pub fn is_left_alone(&self, kind: K, on: NaiveDate) -> Result<(), Barrier> {
        if self.retention.erased().is_some_and(|(scope, _)| scope == ErasureScope::Whole) {
            return Err(Barrier::Erased);
        }
        // What undoes the freezing, what the person may ask for at any time, and what is recorded
        // because it happened elsewhere.
        let open = matches!(
            kind,
            K::Retention(_)
                | K::Reopened
                | K::Linked
                | K::Unlinked
                | K::Settled
                | K::Supervised
                | K::SupervisionAnswered
                | K::SupervisionClosed
                | K::ReviewRequested
                | K::ReviewAnswered
                | K::ReviewDecided
                | K::Rereviewed
        );
        if !open && self.is_frozen(on) { Err(Barrier::Frozen) } else { Ok(()) }
    }

    pub(crate) fn may_retain(
        &self,
        kind: R,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let open = self.retention.proposed();
        match kind {
            R::Frozen => {
                actor.needs(Head)?;
                self.holder_or_above(actor, directory)?;
                stage(self.is_over() && !self.is_frozen(actor.on))
            }
            R::Thawed => {
                actor.needs(Head)?;
                self.holder_or_above(actor, directory)?;
                stage(self.is_frozen(actor.on))
            }
            R::ErasureProposed => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                decides(actor, true)?;
                stage(open.is_none() && self.home.is_some())
            }
            // By the head, and by somebody else: the four eyes.
            R::ErasureApproved | R::ErasureRefused => {
                actor.needs(Head)?;
                self.holder_or_above(actor, directory)?;
                decides(actor, true)?;
                let open = open.ok_or(Barrier::NothingOpen)?;
                if actor.person.is_none() || open.person == actor.person {
                    return Err(Barrier::OwnWork);
                }
                // What destroys archives is decided at the city's office.
                if open.proposal.scope == ErasureScope::Whole && actor.tier != Tier::City {
                    return Err(Barrier::NotTheBureau);
                }
                Ok(())
            }
            R::CorrectionAsked => actor.needs(Record),
            R::CorrectionDecided => {
                actor.needs(Head)?;
                self.holder_or_above(actor, directory)?;
                let waits = self.retention.corrections.iter().any(|one| one.decision.is_none());
                if waits { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
        }
    }

    pub(crate) fn fits_retention(&self, step: &RetentionStep) -> Result<(), Barrier> {
        match step {
            RetentionStep::Frozen(word) | RetentionStep::Thawed(word) => text(&word.text),
            RetentionStep::ErasureProposed(proposal) => self.fits_proposal(proposal),
            RetentionStep::ErasureApproved(answer) => {
                let open = self.answered(answer)?;
                // The term may have begun anew in between.
                self.term_allows(open, answer.by.on)
            }
            RetentionStep::ErasureRefused(answer) => {
                self.answered(answer)?;
                text(&answer.text)
            }
            RetentionStep::CorrectionAsked(request) => text(&request.text),
            RetentionStep::CorrectionDecided(answer) => self.fits_correction(answer),
        }
    }

    fn fits_proposal(&self, proposal: &ErasureProposal) -> Result<(), Barrier> {
        text(&proposal.text)?;
        if proposal.ground == ErasureGround::Destruction {
            has(!proposal.list_no.trim().is_empty(), Lack::Number)?;
        }
        let erased = self.retention.erased().map(|(scope, _)| scope);
        if erased.is_some_and(|erased| erased >= proposal.scope) {
            return Err(Barrier::Erased);
        }
        // All of it goes only as an archive that is destroyed.
        if proposal.scope == ErasureScope::Whole && proposal.ground != ErasureGround::Destruction {
            return Err(Barrier::NeedsList);
        }
        self.term_allows(proposal, proposal.by.on)
    }

    /// Whether the law that has it kept lets go of it.
    fn term_allows(&self, proposal: &ErasureProposal, on: NaiveDate) -> Result<(), Barrier> {
        if proposal.ground.breaks_term() {
            return Ok(());
        }
        let keeping = self.keeping();
        stage(keeping.over_on.is_some())?;
        match (keeping.term, keeping.until) {
            // No archive: it may go as soon as nothing is to be done about it.
            (Term::None, _) => Ok(()),
            (_, None) => Err(Barrier::KeptForEver),
            (_, Some(until)) if until >= on => Err(Barrier::KeptUntil(until)),
            (_, Some(_)) if proposal.ground != ErasureGround::Destruction => {
                Err(Barrier::NeedsList)
            }
            _ => Ok(()),
        }
    }

    fn answered(&self, answer: &ErasureAnswer) -> Result<&ErasureProposal, Barrier> {
        let open = self.retention.proposed().filter(|open| open.change == answer.proposal);
        open.map(|open| &open.proposal).ok_or(Barrier::NothingOpen)
    }

    fn fits_correction(&self, answer: &CorrectionAnswer) -> Result<(), Barrier> {
        let mut waiting = self.retention.corrections.iter().filter(|one| one.decision.is_none());
        if !waiting.any(|one| one.change == answer.request) {
            return Err(Barrier::NothingOpen);
        }
        if answer.granted { Ok(()) } else { text(&answer.text) }
    }
}
