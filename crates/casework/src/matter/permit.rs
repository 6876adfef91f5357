//! Who may take which step when. Two questions: may this kind of step be taken at all
//! ([`MatterState::may`], which a screen asks before it offers it), and does this very step carry
//! what it must ([`MatterState::permits`]).

pub(crate) mod content;
mod duty;
mod place;
mod recusal;

use super::{Actor, Barrier, LegKind, MatterState, Stage};
use crate::{
    CaseKind, Directory, Step,
    directory::Power::{Dispatch, Handle, Head, Record, Review, Supervise, Verify},
    directory::Tier,
    step::{StepKind, StepKind as K, codes::Route},
};

impl MatterState {
    /// Whether this step may be taken, with all it carries.
    ///
    /// # Errors
    /// [`Barrier`]: the first that stands in its way.
    pub fn permits(
        &self,
        step: &Step,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        self.may(step.kind(), actor, directory)?;
        // Nobody sends anything to themselves, as heir of another either: limits would begin anew.
        if content::sent_to(step).any(|to| directory.heir_on(to, actor.on) == actor.office) {
            return Err(Barrier::BadAddressee);
        }
        let fits = |actor: &Actor<'_>| self.fits_own(step, actor, directory);
        for_heirs(step.kind(), actor, directory, fits)
    }

    /// Whether a step of this kind may be taken by this actor on their day.
    ///
    /// # Errors
    /// [`Barrier`]: the first that stands in its way.
    pub fn may(
        &self,
        kind: StepKind,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        for_heirs(kind, actor, directory, |actor| self.may_own(kind, actor, directory))
    }

    /// The same for the office alone, without what it took over from others.
    fn may_own(
        &self,
        kind: StepKind,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        if kind.opens() {
            return self.may_register(kind, actor);
        }
        if !kind.fits(self.kind) {
            return Err(Barrier::OtherKind);
        }
        if !self.is_seen_by(actor, directory) {
            return Err(Barrier::NotVisible);
        }
        if actor.person.is_some_and(|person| self.recused.contains(&person)) {
            return Err(Barrier::Recused);
        }
        self.keeps_away(actor, directory)?;
        // A day before the registration would let a limit begin before its event. A step of the
        // first version has its day from a device's clock, which may be off.
        if actor.role.is_some() && self.registered_on.is_some_and(|on| actor.on < on) {
            return Err(Barrier::BeforeRegistration);
        }
        self.is_left_alone(kind, actor.on)?;
        match (self.kind, kind) {
            (_, K::Edited | K::Chosen | K::Noted | K::Attached | K::Detached | K::Unknown) => {
                Ok(())
            }
            (_, K::Retention(kind)) => self.may_retain(kind, actor, directory),
            (_, kind) if duty::is_one(kind) => self.may_duty(kind, actor, directory),
            (CaseKind::Dispute, _) => self.may_in_dispute(kind, actor, directory),
            (CaseKind::Visit | CaseKind::Reception, _) => {
                self.may_in_meeting(kind, actor, directory)
            }
            (_, K::RemarkAnswered) => self.may_answer_remark(actor, directory),
            _ => self.may_at(kind, actor, directory),
        }
    }

    /// What the procedure of petitions says, and what disputes share with it.
    #[allow(clippy::too_many_lines, reason = "one line or two for each kind of step: a table")]
    pub(crate) fn may_at(
        &self,
        kind: StepKind,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        match kind {
            // Asked elsewhere: openings, what others kinds have, duties.
            K::Registered
            | K::Imported
            | K::Screened
            | K::Remarked
            | K::RemarkAnswered
            | K::Dispute(_)
            | K::Meeting(_)
            | K::Retention(_)
            | K::Promised
            | K::PromiseKept
            | K::Instructed
            | K::InstructionConfirmed
            | K::InstructionAnswered
            | K::HeardAt
            | K::Called => Err(Barrier::OtherKind),
            K::Edited | K::Chosen | K::Noted | K::FollowedUp => Ok(()),
            K::Attached | K::Detached | K::Unknown => Ok(()),
            K::Handed => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                let early = self.stage.awaits_routing()
                    || matches!(self.stage, Stage::AtStation | Stage::Answered);
                stage(early)
            }
            K::Received => {
                actor.needs_one(&[Dispatch, Handle])?;
                self.holder(actor)?;
                decides(actor, true)?;
                stage(self.is_unopened())
            }
            K::Triaged => {
                actor.needs_one(&[Dispatch, Handle])?;
                self.holder(actor)?;
                decides(actor, true)?;
                stage(self.stage.awaits_acceptance())
            }
            K::Answered => {
                actor.needs(Record)?;
                self.holder(actor)?;
                stage(self.stage == Stage::AtStation || self.stage.awaits_acceptance())
            }
            K::Filed | K::Guided => {
                actor.needs_one(&[Dispatch, Handle])?;
                self.holder(actor)?;
                decides(actor, true)?;
                stage(self.stage.awaits_acceptance())
            }
            K::Forwarded => {
                actor.needs(Dispatch)?;
                self.holder(actor)?;
                decides(actor, true)?;
                stage(self.stage.awaits_routing())?;
                self.is_sorted()
            }
            K::Assigned => {
                actor.needs(Dispatch)?;
                bureau(actor)?;
                self.holder(actor)?;
                stage(self.stage.awaits_routing())?;
                self.is_sorted()
            }
            K::Entrusted => {
                actor.needs_one(&[Dispatch, Handle])?;
                self.holder(actor)?;
                decides(actor, false)?;
                stage(!self.is_over())
            }
            K::ErrandDone => {
                actor.needs(Record)?;
                self.open_errand(actor.office).map(|_| ())
            }
            K::Recalled => {
                actor.needs(Record)?;
                self.sender(actor)?;
                if self.is_unopened() { Ok(()) } else { Err(Barrier::Opened) }
            }
            K::Objected => {
                actor.needs_one(&[Dispatch, Head])?;
                self.holder(actor)?;
                decides(actor, false)?;
                let given = self.leg().is_some_and(|leg| leg.kind != LegKind::Handed);
                stage(given && matches!(self.stage, Stage::Sent | Stage::Received))
            }
            K::ObjectionAgreed | K::ObjectionRefused => {
                actor.needs(Dispatch)?;
                stage(self.stage == Stage::Objected)?;
                self.sender(actor)
            }
            K::Accepted => {
                actor.needs_one(&[Dispatch, Handle])?;
                self.holder(actor)?;
                decides(actor, false)?;
                stage(self.stage.awaits_acceptance())?;
                self.is_sorted()?;
                if self.petitions().next().is_some() { Ok(()) } else { Err(Barrier::NotAPetition) }
            }
            K::Declined | K::NoLonger | K::OtherProcedure => {
                actor.needs_one(&[Dispatch, Handle])?;
                self.holder(actor)?;
                decides(actor, true)?;
                stage(self.stage.awaits_acceptance())
            }
            K::MaterialAsked | K::Talked => {
                actor.needs_one(&[Handle, Dispatch])?;
                self.holder(actor)?;
                decides(actor, kind == K::Talked)?;
                stage(self.stage.awaits_acceptance() || self.stage.is_in_handling())
            }
            K::MaterialGiven => {
                actor.needs(Record)?;
                stage(!self.stage.is_over())
            }
            K::Extended => {
                actor.needs(Head)?;
                self.holder(actor)?;
                decides(actor, false)?;
                self.may_extend(actor, directory)
            }
            K::Opinion => {
                actor.needs(Handle)?;
                self.holder(actor)?;
                decides(actor, false)?;
                stage(matches!(self.stage, Stage::Accepted | Stage::Drafted))
            }
            K::Signed => {
                actor.needs(Head)?;
                self.holder(actor)?;
                decides(actor, false)?;
                stage(self.stage == Stage::Drafted)
            }
            K::Issued | K::Delivered => {
                actor.needs(Record)?;
                stage(self.stage != Stage::Unregistered)
            }
            K::Concluded => {
                actor.needs(Handle)?;
                self.holder(actor)?;
                decides(actor, false)?;
                stage(self.stage == Stage::Delivered)
            }
            K::Verified => {
                actor.needs(Verify)?;
                stage(self.stage == Stage::Concluded)?;
                self.above_concluder(actor, directory)
            }
            K::SentBack => {
                actor.needs(Verify)?;
                let done = matches!(self.stage, Stage::Concluded | Stage::Verified);
                stage(done && self.review.is_none())?;
                self.above_concluder(actor, directory)
            }
            K::Executed => {
                actor.needs(Handle)?;
                self.decider(actor)?;
                let owed = self.opinion.as_ref().is_some_and(|opinion| {
                    opinion.demands.iter().any(|demand| demand.outcome.needs_execution())
                });
                stage(owed && (self.stage.is_concluded() || self.stage == Stage::Delivered))
            }
            K::ReviewRequested => {
                actor.needs_one(&[Review, Dispatch])?;
                bureau(actor)?;
                stage(self.stage.is_concluded() || self.stage == Stage::Delivered)?;
                stage(self.review.is_none() && self.stage != Stage::Exhausted)
            }
            K::ReviewAnswered => {
                actor.needs(Review)?;
                bureau(actor)?;
                let open = self.review.as_ref().is_some_and(|review| review.accepted.is_none());
                if open { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            K::ReviewDecided => {
                actor.needs(Review)?;
                bureau(actor)?;
                let review = self.review.as_ref().ok_or(Barrier::NothingOpen)?;
                if review.against == *actor.office {
                    return Err(Barrier::SameBody);
                }
                if !directory.is_at_or_above_on(actor.office, &review.against, actor.on) {
                    return Err(Barrier::NotAbove);
                }
                let open = review.accepted == Some(true) && review.decision.is_none();
                if open { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            K::Rereviewed => {
                actor.needs_one(&[Review, Record])?;
                bureau(actor)?;
                let decided = self.review.as_ref().is_some_and(|review| review.decision.is_some());
                if decided { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            K::Rated => {
                actor.needs(Record)?;
                let handled = actor.person.is_none_or(|person| self.handlers.contains(&person));
                if handled {
                    return Err(Barrier::OwnRating);
                }
                stage(self.stage.is_over() && self.stage != Stage::Merged)
            }
            K::Withdrawn | K::Deceased => {
                actor.needs(Record)?;
                self.holder(actor)?;
                stage(!self.stage.is_over() && self.stage != Stage::Unregistered)
            }
            K::Linked => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                stage(self.stage != Stage::Unregistered)
            }
            K::Unlinked => {
                actor.needs(Record)?;
                self.holder_or_above(actor, directory)?;
                if self.links.is_empty() { Err(Barrier::NothingOpen) } else { Ok(()) }
            }
            K::Reopened => {
                actor.needs_one(&[Dispatch, Head])?;
                self.holder_or_above(actor, directory)?;
                decides(actor, true)?;
                stage(self.stage.is_over() && self.stage != Stage::Merged)
            }
            K::Marked => {
                actor.needs(Record)?;
                stage(self.stage != Stage::Unregistered)
            }
            K::Urgent => actor.needs(Record),
            K::Supervised => {
                actor.needs(Supervise)?;
                bureau(actor)?;
                stage(!matches!(self.stage, Stage::Unregistered | Stage::Merged))
            }
            K::SupervisionAnswered => {
                actor.needs_one(&[Handle, Dispatch])?;
                self.holder(actor)?;
                let open = self.supervision.iter().any(|one| one.answer.is_none());
                if open { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            K::SupervisionClosed => {
                actor.needs(Supervise)?;
                bureau(actor)?;
                let open = self.supervision.iter().any(|one| one.closed_on.is_none());
                if open { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            K::Charged => {
                actor.needs_one(&[Dispatch, Head])?;
                self.holder(actor)?;
                stage(!self.is_over())
            }
            K::Recused => {
                actor.needs(Head)?;
                self.holder_or_above(actor, directory)
            }
            K::Settled => {
                actor.needs(Head)?;
                self.holder_or_above(actor, directory)?;
                if self.for_a_person().next().is_some() {
                    Ok(())
                } else {
                    Err(Barrier::NothingOpen)
                }
            }
        }
    }

    /// Triage was done, and nothing in it forbids the ordinary way.
    fn is_sorted(&self) -> Result<(), Barrier> {
        if self.triage.is_empty() {
            return Err(Barrier::NotTriaged);
        }
        // An accusation found beside a demand is split off before the rest goes on (Art. 30).
        let accused = self.triage.values().any(|route| *route == Route::Accusation);
        if accused { Err(Barrier::Accusation) } else { Ok(()) }
    }
}

/// What an office that was merged into another had goes on there: the heir may do what the other might.
/// The barrier is that of the office itself.
fn for_heirs(
    kind: StepKind,
    actor: &Actor<'_>,
    directory: &Directory,
    asked: impl Fn(&Actor<'_>) -> Result<(), Barrier>,
) -> Result<(), Barrier> {
    let own = asked(actor);
    if own.is_ok() || kind.opens() {
        return own;
    }
    let mut before = directory.predecessors_on(actor.office, actor.on);
    let fits = before.any(|office| asked(&Actor { office, ..*actor }).is_ok());
    if fits { Ok(()) } else { own }
}

pub(crate) fn stage(fits: bool) -> Result<(), Barrier> {
    if fits { Ok(()) } else { Err(Barrier::WrongStage) }
}

/// A body that can decide; or, where that is enough, the bureau.
pub(crate) fn decides(actor: &Actor<'_>, bureau_too: bool) -> Result<(), Barrier> {
    match actor.tier {
        Tier::Township | Tier::Department => Ok(()),
        Tier::City if bureau_too => Ok(()),
        Tier::City | Tier::Village => Err(Barrier::NotAnOrgan),
    }
}

fn bureau(actor: &Actor<'_>) -> Result<(), Barrier> {
    if actor.tier == Tier::City { Ok(()) } else { Err(Barrier::NotTheBureau) }
}
