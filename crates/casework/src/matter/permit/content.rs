//! What a step must carry.

use clocks::ClockId;
use ident::OfficeCode;

use super::super::{Actor, Barrier, Lack, MatterState, Stage};
use crate::{
    Directory, Step,
    directory::Tier,
    matter::paper,
    step::{
        codes::{DeclineReason, DeliveryResult, Mark, MarkValue, RatingWay, Relation},
        payload::{Delivery, Extension, Objection, Opinion, Rating, ReviewRequest, Word},
    },
};

impl MatterState {
    pub(super) fn fits_own(
        &self,
        step: &Step,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        match step {
            Step::Registered { office, .. } | Step::Imported { office, .. } => {
                if office == actor.office { Ok(()) } else { Err(Barrier::NotHolder) }
            }
            Step::Handed { to, .. } => self.fits_handing(actor, to, directory),
            Step::Triaged(triage) => has(!triage.demands.is_empty(), Lack::Demands),
            Step::Answered(word)
            | Step::Filed(word)
            | Step::Guided(word)
            | Step::ErrandDone(word)
            | Step::ObjectionAgreed(word)
            | Step::ObjectionRefused(word)
            | Step::Accepted(word)
            | Step::MaterialGiven(word)
            | Step::SentBack(word)
            | Step::Executed(word)
            | Step::Withdrawn(word)
            | Step::Reopened(word)
            | Step::SupervisionAnswered(word) => spoken(word),
            Step::Forwarded(forward) => addressee(actor, &forward.to, directory),
            Step::Assigned(assignment) => {
                addressee(actor, &assignment.to, directory)?;
                for helper in &assignment.with {
                    addressee(actor, helper, directory)?;
                }
                if assignment.until < actor.on {
                    return Err(Barrier::TooLate(assignment.until));
                }
                text(&assignment.text)
            }
            Step::Entrusted(errand) => {
                let fits = directory.tier(&errand.to) == Some(Tier::Village)
                    && directory.is_at_or_above_on(actor.office, &errand.to, actor.on);
                if !fits {
                    return Err(Barrier::BadAddressee);
                }
                text(&errand.text)
            }
            Step::Objected(objection) => self.fits_objection(objection, directory),
            Step::Declined(decline) => {
                // The bureau declines only what a lower body has in hand (Art. 19 ¶3): it has no
                // remit of its own to decline from.
                if actor.tier == Tier::City && decline.reason != DeclineReason::BeingHandledBelow {
                    return Err(Barrier::NotAnOrgan);
                }
                has(!decline.turn_to.trim().is_empty(), Lack::WhereToTurn)?;
                text(&decline.text)
            }
            Step::NoLonger(no_longer) => has(!no_longer.opinion_no.trim().is_empty(), Lack::Number),
            Step::OtherProcedure(other) => {
                if !other.route.is_other_procedure() {
                    return Err(Barrier::WrongStage);
                }
                has(!other.demands.is_empty(), Lack::Demands)?;
                has(!other.turn_to.trim().is_empty(), Lack::WhereToTurn)
            }
            Step::MaterialAsked(request) => text(&request.text),
            Step::Extended(extension) => self.fits_extension(extension, directory),
            Step::Talked(talk) => {
                let asking = talk.asking.iter().filter(|name| !name.trim().is_empty()).count();
                has(asking >= 2, Lack::SecondAsker)?;
                text(&talk.text)
            }
            Step::Opinion(opinion) => self.fits_opinion(opinion),
            Step::Signed(signature) => {
                let same = self
                    .opinion
                    .as_ref()
                    .is_some_and(|opinion| opinion.change == signature.opinion);
                if same { Ok(()) } else { Err(Barrier::OtherOpinion) }
            }
            Step::Issued(issued) => self.fits_paper(actor, &issued.paper),
            Step::Delivered(delivery) => self.fits_delivery(actor, delivery),
            Step::ReviewRequested(request) => self.fits_review_request(request, directory),
            Step::ReviewAnswered(answer) => {
                has(answer.accepted || !answer.text.trim().is_empty(), Lack::Text)
            }
            Step::ReviewDecided(decision) => {
                has(!decision.basis.trim().is_empty(), Lack::Basis)?;
                text(&decision.text)
            }
            Step::Rereviewed(rereview) => text(&rereview.body),
            Step::Rated(rating) => fits_rating(rating),
            Step::Linked(link) => {
                let free = self.stage != Stage::Merged || link.relation != Relation::MergedInto;
                // Of two that go on inside each other neither would go on.
                let opposite = link.relation.opposite();
                if opposite.is_some_and(|way| self.links.contains(&(link.other, way))) {
                    return Err(Barrier::OppositeMerge);
                }
                if free { Ok(()) } else { Err(Barrier::WrongStage) }
            }
            Step::Unlinked(link) => {
                let there = self.links.contains(&(link.other, link.relation));
                if there { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            Step::Marked(marking) => {
                // That a petitioner accepts rests on something they gave, or it is not said.
                let needs = marking.mark == Mark::Accepted && marking.value == MarkValue::Yes;
                has(!needs || !marking.text.trim().is_empty(), Lack::Evidence)
            }
            Step::Urgent(report) => {
                text(&report.to)?;
                text(&report.text)
            }
            Step::Supervised(notice) => text(&notice.text),
            Step::Charged(about) => {
                let works_here = directory
                    .posts
                    .iter()
                    .any(|post| post.person == about.person && post.office == *actor.office);
                if works_here { Ok(()) } else { Err(Barrier::BadAddressee) }
            }
            Step::Settled(settlement) => {
                let open = self
                    .verdicts
                    .get(&settlement.step)
                    .is_some_and(|verdict| verdict.is_for_a_person());
                if open { Ok(()) } else { Err(Barrier::NothingOpen) }
            }
            Step::Dispute(step) => self.fits_dispute(step, actor, directory),
            Step::Retention(step) => self.fits_retention(step),
            Step::Meeting(step) => self.fits_meeting(step, actor, directory),
            Step::Screened(screening) => self.fits_screening(screening, actor),
            Step::Remarked(remark) => self.fits_remark(remark, actor),
            Step::RemarkAnswered(answer) => text(&answer.text),
            Step::Promised(_)
            | Step::PromiseKept(_)
            | Step::Instructed(_)
            | Step::InstructionConfirmed(_)
            | Step::InstructionAnswered(_)
            | Step::HeardAt(_)
            | Step::Called(_) => self.fits_duty(step, actor, directory),
            Step::Received(_)
            | Step::Recalled(_)
            | Step::Concluded(_)
            | Step::Verified(_)
            | Step::Deceased(_)
            | Step::SupervisionClosed(_)
            | Step::Recused(_)
            | Step::Edited {}
            | Step::Chosen { .. }
            | Step::Noted { .. }
            | Step::FollowedUp { .. }
            | Step::Attached(_)
            | Step::Detached { .. }
            | Step::Unknown { .. } => Ok(()),
        }
    }

    /// Along the line of the day: up to an office above or down to one below, and not to whoever has
    /// it. Handed to an office that is merged into another already, it is with that one.
    fn fits_handing(
        &self,
        actor: &Actor<'_>,
        to: &OfficeCode,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let heir = directory.heir_on(to, actor.on);
        let along = directory.is_at_or_above_on(actor.office, to, actor.on)
            || directory.is_at_or_above_on(to, actor.office, actor.on)
            || directory.is_at_or_above_on(heir, actor.office, actor.on);
        let fits = along
            && self.holder.as_ref() != Some(to)
            && directory.tier(to) != Some(Tier::Department);
        if fits { Ok(()) } else { Err(Barrier::BadAddressee) }
    }

    /// Within 5 working days of receipt (Art. 23); later only with a reason, which statistics show.
    fn fits_objection(&self, objection: &Objection, directory: &Directory) -> Result<(), Barrier> {
        text(&objection.text)?;
        let due = self
            .clock(ClockId::ReturnObjection)
            .and_then(|clock| directory.rules().due(self.rules.as_deref(), clock));
        let late = due.is_some_and(|due| objection.by.on > due.due);
        has(!late || !objection.late_reason.trim().is_empty(), Lack::LateReason)
    }

    /// Once, before the day is over (Art. 34).
    pub(super) fn may_extend(
        &self,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        if !matches!(self.stage, Stage::Accepted | Stage::Drafted) {
            return Err(Barrier::WrongStage);
        }
        if self.extended.is_some() {
            return Err(Barrier::AlreadyExtended);
        }
        let clock = self.clock(ClockId::Handle).ok_or(Barrier::NothingOpen)?;
        let due =
            directory.rules().due(self.rules.as_deref(), clock).ok_or(Barrier::NothingOpen)?;
        if actor.on > due.due { Err(Barrier::TooLate(due.due)) } else { Ok(()) }
    }

    fn fits_extension(&self, extension: &Extension, directory: &Directory) -> Result<(), Barrier> {
        text(&extension.text)?;
        let most = directory.rules().longest_extension(self.rules.as_deref(), ClockId::Handle);
        if extension.days == 0 || extension.days > most {
            return Err(Barrier::TooManyDays(most));
        }
        Ok(())
    }

    /// Each demand that is a petition has an opinion, with words and a basis (Art. 32).
    fn fits_opinion(&self, opinion: &Opinion) -> Result<(), Barrier> {
        for demand in self.petitions() {
            let found = opinion.demands.iter().find(|held| held.demand == demand);
            let held = found.ok_or(Barrier::DemandWithoutOpinion)?;
            has(!held.basis.trim().is_empty(), Lack::Basis)?;
            has(!held.text.trim().is_empty(), Lack::OpinionText)?;
        }
        Ok(())
    }

    /// A village station makes out receipts and takes down statements; its mediation committee makes
    /// out what is the committee's.
    fn fits_paper(&self, actor: &Actor<'_>, kind: &str) -> Result<(), Barrier> {
        if paper::OF_A_COMMITTEE.contains(&kind) {
            let mut mediations = self.dispute.mediations.iter();
            let own = mediations.any(|one| one.office == *actor.office && one.way.is_committees());
            let asked = kind == paper::MEDIATION_APPLICATION;
            return if own {
                Ok(())
            } else if asked {
                self.holder(actor)
            } else {
                Err(Barrier::NotHolder)
            };
        }
        if actor.tier == Tier::Village && !paper::OF_A_STATION.contains(&kind) {
            return Err(Barrier::NotAnOrgan);
        }
        // Whoever decides makes out what says so.
        let decides = match kind {
            paper::ACCEPTANCE => self.accepted.as_ref().map(|(office, _)| office),
            paper::OPINION => self.decided_by(),
            _ => return Ok(()),
        };
        if decides == Some(actor.office) { Ok(()) } else { Err(Barrier::WrongStage) }
    }

    fn fits_delivery(&self, actor: &Actor<'_>, delivery: &Delivery) -> Result<(), Barrier> {
        if delivery.paper == paper::OPINION {
            self.holder(actor)?;
            if self.stage != Stage::Signed {
                return Err(Barrier::WrongStage);
            }
        }
        // The petitioner's 30 days for a re-review hang on it: whoever decided records it.
        if delivery.paper == paper::REVIEW_OPINION && actor.tier != Tier::City {
            return Err(Barrier::NotTheBureau);
        }
        // Whoever passed nothing on has nowhere to tell of.
        if delivery.paper == paper::WHERE_IT_WENT && self.leg_from(actor.office).is_none() {
            return Err(Barrier::NotSender);
        }
        if delivery.result == DeliveryResult::NotOwed {
            let notice = paper::NOTICES.contains(&delivery.paper.as_str());
            if !notice || !self.owes_notice(actor.office) {
                return Err(Barrier::NothingOpen);
            }
        }
        let signed = delivery.result == DeliveryResult::Signed;
        has(signed || !delivery.text.trim().is_empty(), Lack::Witness)
    }

    fn fits_review_request(
        &self,
        request: &ReviewRequest,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        text(&request.text)?;
        let Some(clock) = self.clock(ClockId::ReqReview) else { return Ok(()) };
        let rules = directory.rules();
        let Some(due) = rules.due(self.rules.as_deref(), clock) else { return Ok(()) };
        let excused = rules.knows_good_reason(self.rules.as_deref())
            && !request.good_reason.trim().is_empty();
        if request.by.on > due.due && !excused {
            return Err(Barrier::TooLate(due.due));
        }
        Ok(())
    }
}

/// Whom a step sends the matter to, or asks to help: by forwarding or assigning.
pub(super) fn sent_to(step: &Step) -> impl Iterator<Item = &OfficeCode> {
    let (to, with) = match step {
        Step::Forwarded(forward) => (Some(&forward.to), None),
        Step::Assigned(assignment) => (Some(&assignment.to), Some(&assignment.with)),
        _ => (None, None),
    };
    to.into_iter().chain(with.into_iter().flatten())
}

/// An addressee of a forwarding or an assignment: another body, or the bureau above.
fn addressee(actor: &Actor<'_>, to: &OfficeCode, directory: &Directory) -> Result<(), Barrier> {
    let office = directory.office(to).ok_or(Barrier::BadAddressee)?;
    let decides = office.tier.is_organ() || office.tier == Tier::City;
    let there = office.is_open_on(actor.on) || directory.heir_on(to, actor.on) != to;
    let fits = decides && *to != *actor.office && there;
    if fits { Ok(()) } else { Err(Barrier::BadAddressee) }
}

fn fits_rating(rating: &Rating) -> Result<(), Barrier> {
    match rating.way {
        RatingWay::QueryCode => Err(Barrier::PetitionerOnly),
        RatingWay::SignedSlip | RatingWay::Callback => {
            has(!rating.text.trim().is_empty(), Lack::Evidence)
        }
    }
}

pub(crate) fn has(there: bool, lack: Lack) -> Result<(), Barrier> {
    if there { Ok(()) } else { Err(Barrier::Missing(lack)) }
}

pub(crate) fn text(text: &str) -> Result<(), Barrier> {
    has(!text.trim().is_empty(), Lack::Text)
}

fn spoken(word: &Word) -> Result<(), Barrier> {
    text(&word.text)
}
