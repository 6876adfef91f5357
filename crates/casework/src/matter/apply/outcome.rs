//! Deciding, delivering, reviewing.

use ::clocks::ClockId;
use chrono::NaiveDate;

use super::super::{Actor, ClockRun, MatterState, ReviewState, Stage};
use super::{clocks::NOTICES, is_notice};
use crate::{
    Directory,
    matter::paper,
    step::{
        codes::{DeliveryResult, ReviewOutcome, Route},
        payload::{
            Delivery, OtherProcedure, Rereview, ReviewAnswer, ReviewDecision, ReviewRequest,
        },
    },
};

impl MatterState {
    /// The matter ends here. What this body owed is done by it. Where the petitioner took it back or
    /// died, nothing is owed any more.
    pub(super) fn close(&mut self, stage: Stage, actor: &Actor<'_>, directory: &Directory) {
        self.stage = stage;
        match stage {
            Stage::Answered | Stage::Filed | Stage::Guided => {
                self.end_by(actor, directory);
            }
            _ => self.end_all(actor.on, false),
        }
    }

    /// The matter ends here with a notice that is still owed.
    pub(super) fn decide(&mut self, stage: Stage, actor: &Actor<'_>) {
        self.stage = stage;
        self.end(ClockId::ReturnObjection, actor.on, true);
        self.end(ClockId::BureauDispatch, actor.on, true);
    }

    /// Art. 31 items 1-5: those demands take another way. The 60 days never start for them.
    pub(super) fn refer(&mut self, other: &OtherProcedure, actor: &Actor<'_>) {
        for demand in &other.demands {
            self.triage.insert(demand.clone(), other.route);
        }
        let all = self.triage.values().all(|route| route.is_other_procedure());
        if all {
            self.decide(Stage::OtherProcedure, actor);
        }
    }

    pub(super) fn deliver(
        &mut self,
        delivery: &Delivery,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        let reached = delivery.result.reached();
        match delivery.result {
            // Whose name or address is unclear is told nothing by the body they came to; of what was
            // sent to a body the article says no such thing.
            DeliveryResult::NotOwed => {
                self.end_notices_of(actor, &[ClockId::DirectNotice], false, directory);
            }
            _ if is_notice(&delivery.paper) => {
                if reached {
                    self.resume_undelivered(actor, directory);
                }
                self.end_notices_of(actor, &NOTICES, reached, directory);
            }
            _ => {}
        }
        if delivery.paper == paper::OPINION {
            if let Some(opinion) = &mut self.opinion {
                opinion.delivered_on = Some(actor.on);
            }
            self.stage = Stage::Delivered;
            self.end(ClockId::Handle, actor.on, true);
            // A notice that was never given, by whichever body, is owed no more: the petitioner has the
            // opinion. That it was not given stays visible.
            for notice in NOTICES {
                self.end_every(notice, actor.on);
            }
            if reached {
                self.start(ClockRun::new(ClockId::ReqReview, None, actor.on));
            }
        }
        if delivery.paper == paper::REVIEW_OPINION
            && let Some(review) = &mut self.review
            && review.delivered_on.is_none()
        {
            review.delivered_on = Some(actor.on);
            let goes_on = review
                .decision
                .as_ref()
                .is_some_and(|(outcome, ..)| *outcome != ReviewOutcome::Revoked);
            if reached && goes_on {
                self.start(ClockRun::new(ClockId::ReqRereview, None, actor.on));
            }
        }
        self.deliveries.push(delivery.clone());
    }

    /// A notice that came at another try was given, on that day.
    fn resume_undelivered(&mut self, actor: &Actor<'_>, directory: &Directory) {
        let tried = |on: NaiveDate| {
            self.deliveries.iter().any(|one| {
                one.result == DeliveryResult::Undeliverable
                    && is_notice(&one.paper)
                    && one.by.on == on
            })
        };
        for clock in &mut self.clocks {
            let undelivered = clock.end.is_some_and(|end| !end.met && tried(end.on));
            if undelivered && NOTICES.contains(&clock.id) && clock.is_owed_by(actor, directory) {
                clock.end = None;
            }
        }
    }

    /// Back to handling: what was found stays in the history, and has to be found again.
    pub(super) fn handle_again(&mut self) {
        self.stage = Stage::Accepted;
        self.redo = true;
        self.opinion = None;
        self.concluded = None;
        self.verified_on = None;
        self.clocks.retain(|clock| clock.id != ClockId::ReqReview || !clock.runs());
    }

    pub(super) fn request_review(&mut self, request: &ReviewRequest, actor: &Actor<'_>) {
        let Some(against) = self.decided_by().cloned() else { return };
        self.end(ClockId::ReqReview, actor.on, true);
        self.start(ClockRun::new(ClockId::Review, Some(actor.office), actor.on));
        self.review = Some(ReviewState {
            requested_on: actor.on,
            request: request.text.clone(),
            against,
            accepted: None,
            decision: None,
            delivered_on: None,
        });
    }

    pub(super) fn answer_review(&mut self, answer: &ReviewAnswer, actor: &Actor<'_>) {
        if let Some(review) = &mut self.review {
            review.accepted = Some(answer.accepted);
        }
        if !answer.accepted {
            self.end(ClockId::Review, actor.on, true);
        }
    }

    pub(super) fn decide_review(&mut self, decision: &ReviewDecision, actor: &Actor<'_>) {
        let Some(review) = &mut self.review else { return };
        let words = (decision.outcome, actor.on, decision.text.clone(), decision.basis.clone());
        review.decision = Some(words);
        let against = review.against.clone();
        self.end(ClockId::Review, actor.on, true);
        if decision.outcome == ReviewOutcome::Revoked {
            self.handle_again();
            self.start(ClockRun::new(ClockId::Handle, Some(&against), actor.on));
            self.extended = None;
        }
    }

    pub(super) fn record_rereview(&mut self, rereview: &Rereview) {
        let requested = rereview.requested_on;
        self.end(ClockId::ReqRereview, requested, true);
        // Decided above, at the prefecture: it has no office here.
        if self.clocks.iter().all(|clock| clock.id != ClockId::Rereview) {
            self.start(ClockRun::new(ClockId::Rereview, None, requested));
        }
        if let Some(clock) = self.running(ClockId::Rereview) {
            clock.pauses.clone_from(&rereview.hearings);
        }
        if let Some(on) = rereview.decided_on {
            self.end(ClockId::Rereview, on, true);
            match rereview.outcome {
                Some(ReviewOutcome::Revoked) => {
                    self.handle_again();
                    let decider = self.review.as_ref().map(|review| review.against.clone());
                    self.start(ClockRun::new(ClockId::Handle, decider.as_ref(), on));
                }
                _ => self.stage = Stage::Exhausted,
            }
        }
        self.rereview = Some(rereview.clone());
    }

    /// Whether a demand's way is one the Regulation's own procedure takes.
    #[must_use]
    pub fn is_petition(&self, demand: &str) -> bool {
        self.triage.get(demand) == Some(&Route::Petition)
    }
}
