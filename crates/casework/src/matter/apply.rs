//! What a step with authority does.

mod clocks;
mod duty;
mod outcome;
mod passing;

use ident::{ChangeHash, OfficeCode};

use super::{
    Actor, MatterState, Stage,
    state::{ErrandState, OpinionState, PaperState, SupervisionState},
};
use crate::{
    Directory, Step,
    directory::Tier,
    dispute::DisputeKind,
    matter::{ClockRun, paper},
    step::{
        StepKind,
        codes::{MarkValue, Relation},
        payload::{Assignment, Forward, Link},
    },
};
use ::clocks::ClockId;

impl MatterState {
    /// Takes a step that is allowed; [`MatterState::apply`] notes what follows for how it is kept.
    pub(crate) fn take(
        &mut self,
        change: ChangeHash,
        step: &Step,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        if handles(step.kind()) {
            self.handlers.extend(actor.person);
        }
        let holds = |holder: &OfficeCode| actor.stands_for(holder, directory);
        if opens(step.kind()) && self.holder.as_ref().is_some_and(holds) {
            self.open_with(actor);
        }
        match step {
            Step::Registered { rules, .. } => {
                self.register(actor, directory);
                if self.rules.is_none() {
                    self.rules.clone_from(rules);
                }
            }
            Step::Imported { on, concluded, accepted, .. } => {
                self.import(actor, *on, directory);
                self.take_from_record(*concluded, *accepted, actor);
            }
            Step::Handed { to, .. } => self.hand(change, actor, to, directory),
            Step::Received(_) => self.sign_in(actor, directory),
            Step::Triaged(triage) => {
                for one in &triage.demands {
                    self.triage.insert(one.demand.clone(), one.route);
                }
                self.urgent |= triage.urgent;
                if matches!(self.stage, Stage::Open | Stage::Returned) {
                    self.stage = Stage::Triaged;
                }
            }
            Step::Answered(_) => self.close(Stage::Answered, actor, directory),
            Step::Filed(_) => self.close(Stage::Filed, actor, directory),
            Step::Guided(_) => self.close(Stage::Guided, actor, directory),
            Step::Forwarded(Forward { to, .. }) => self.send(change, actor, to, None, directory),
            Step::Assigned(assignment) => {
                let Assignment { to, with, .. } = assignment;
                self.send(change, actor, to, Some(assignment), directory);
                with.iter().for_each(|helper| self.admit(helper, directory));
            }
            Step::Entrusted(errand) => {
                self.admit(&errand.to, directory);
                self.errands.push(ErrandState { errand: errand.clone(), answer: None });
            }
            Step::ErrandDone(word) => {
                // The own office's before one that it took over.
                let open = |of: &dyn Fn(&OfficeCode) -> bool| {
                    let mut all = self.errands.iter();
                    all.position(|one| one.answer.is_none() && of(&one.errand.to))
                };
                let own = open(&|to| to == actor.office);
                let at = own.or_else(|| open(&|to| actor.stands_for(to, directory)));
                if let Some(one) = at.and_then(|at| self.errands.get_mut(at)) {
                    one.answer = Some((word.by.on, word.text.clone()));
                }
            }
            Step::Recalled(_) | Step::ObjectionAgreed(_) => self.take_back(change, actor),
            Step::Objected(_) => {
                self.end(ClockId::ReturnObjection, actor.on, true);
                self.stage = Stage::Objected;
            }
            Step::ObjectionRefused(_) => self.stage = Stage::Received,
            Step::Accepted(_) => {
                self.accepted = Some((actor.office.clone(), actor.on));
                self.stage = Stage::Accepted;
                self.end(ClockId::ReturnObjection, actor.on, true);
                self.start(ClockRun::new(ClockId::Handle, Some(actor.office), actor.on));
            }
            // What is owed now is the notice; its clock runs on until it is delivered.
            Step::Declined(_) => self.decide(Stage::Declined, actor),
            Step::NoLonger(_) => self.decide(Stage::NoLonger, actor),
            Step::OtherProcedure(other) => self.refer(other, actor),
            Step::Extended(extension) => {
                self.extended = Some((actor.on, extension.days));
                if let Some(clock) = self.running(ClockId::Handle) {
                    clock.extended += extension.days;
                }
            }
            Step::Opinion(opinion) => {
                self.opinion = Some(OpinionState {
                    change,
                    office: actor.office.clone(),
                    on: actor.on,
                    demands: opinion.demands.clone(),
                    signed_on: None,
                    delivered_on: None,
                    executed_on: None,
                });
                self.stage = Stage::Drafted;
            }
            Step::Signed(_) => {
                if let Some(opinion) = &mut self.opinion {
                    opinion.signed_on = Some(actor.on);
                }
                self.stage = Stage::Signed;
            }
            Step::Issued(issued) => self.papers.push(PaperState {
                change,
                office: actor.office.clone(),
                paper: issued.paper.clone(),
                number: issued.number.clone(),
                on: actor.on,
            }),
            Step::Delivered(delivery) => self.deliver(delivery, actor, directory),
            Step::Concluded(_) => {
                self.concluded = Some((actor.office.clone(), actor.on));
                self.stage = Stage::Concluded;
                self.end(ClockId::AssignFeedback, actor.on, true);
            }
            Step::Verified(_) => {
                self.verified_on = Some(actor.on);
                self.stage = Stage::Verified;
            }
            Step::SentBack(_) => {
                self.handle_again();
                self.resume(ClockId::Handle);
            }
            Step::Executed(_) => {
                if let Some(opinion) = &mut self.opinion {
                    opinion.executed_on = Some(actor.on);
                }
            }
            Step::ReviewRequested(request) => self.request_review(request, actor),
            Step::ReviewAnswered(answer) => self.answer_review(answer, actor),
            Step::ReviewDecided(decision) => self.decide_review(decision, actor),
            Step::Rereviewed(rereview) => self.record_rereview(rereview),
            Step::Rated(rating) => self.ratings.push(rating.clone()),
            Step::Withdrawn(_) => self.close(Stage::Withdrawn, actor, directory),
            Step::Deceased(_) => self.close(Stage::Deceased, actor, directory),
            Step::Linked(link) => self.link(link, actor),
            Step::Unlinked(link) => self.unlink(link),
            Step::Reopened(_) => self.reopen(actor, directory),
            Step::Marked(marking) => match marking.value {
                MarkValue::Unknown => {
                    self.marks.remove(&marking.mark);
                }
                value => {
                    self.marks.insert(marking.mark, (value, actor.on));
                }
            },
            Step::Urgent(_) => self.urgent = true,
            Step::Supervised(notice) => self.supervision.push(SupervisionState {
                notice: notice.clone(),
                answer: None,
                closed_on: None,
            }),
            Step::SupervisionAnswered(word) => {
                if let Some(one) = self.supervision.iter_mut().find(|one| one.answer.is_none()) {
                    one.answer = Some((word.by.on, word.text.clone()));
                }
            }
            Step::SupervisionClosed(_) => {
                if let Some(one) = self.supervision.iter_mut().find(|one| one.closed_on.is_none()) {
                    one.closed_on = Some(actor.on);
                }
            }
            Step::Charged(about) => self.charged = Some(about.person),
            Step::Recused(about) => {
                self.recused.insert(about.person);
                if self.charged == Some(about.person) {
                    self.charged = None;
                }
            }
            Step::MaterialAsked(_) => self.material_asked = Some(actor.on),
            Step::MaterialGiven(_) => self.material_asked = None,
            Step::Dispute(step) => self.apply_dispute(step, actor, directory),
            Step::Meeting(step) => self.apply_meeting(change, step, actor, directory),
            Step::Retention(step) => self.apply_retention(change, step, actor),
            Step::Screened(screening) => self.apply_screening(screening, actor, directory),
            Step::Remarked(remark) => self.apply_remark(remark, actor, directory),
            Step::RemarkAnswered(answer) => self.answer_remark(change, answer, actor),
            Step::Promised(_)
            | Step::PromiseKept(_)
            | Step::Instructed(_)
            | Step::InstructionConfirmed(_)
            | Step::InstructionAnswered(_)
            | Step::HeardAt(_)
            | Step::Called(_) => self.apply_duty(step, actor, directory),
            // Which step it concerns is known before any of them is taken.
            Step::Settled(_)
            | Step::Talked(_)
            | Step::Edited {}
            | Step::Chosen { .. }
            | Step::Noted { .. }
            | Step::FollowedUp { .. }
            | Step::Attached(_)
            | Step::Detached { .. }
            | Step::Unknown { .. } => {}
        }
    }

    fn link(&mut self, link: &Link, actor: &Actor<'_>) {
        let tie = (link.other, link.relation);
        if !self.links.contains(&tie) {
            self.links.push(tie);
        }
        if link.relation == Relation::MergedInto && self.stage != Stage::Merged {
            let before = super::BeforeMerge { stage: self.stage, clocks: self.clocks.clone() };
            self.before_merge = Some(Box::new(before));
            self.end_all(actor.on, false);
            self.stage = Stage::Merged;
        }
    }

    fn unlink(&mut self, link: &Link) {
        self.links.retain(|tie| *tie != (link.other, link.relation));
        if link.relation == Relation::MergedInto
            && let Some(before) = self.before_merge.take()
        {
            let super::BeforeMerge { stage, clocks } = *before;
            self.stage = stage;
            self.clocks = clocks;
        }
    }

    fn reopen(&mut self, actor: &Actor<'_>, directory: &Directory) {
        self.stage = if actor.tier == Tier::Village { Stage::AtStation } else { Stage::Open };
        self.holder = Some(actor.office.clone());
        self.accepted = None;
        self.extended = None;
        self.concluded = None;
        self.verified_on = None;
        self.opinion = None;
        self.review = None;
        self.start_receipt((actor.office, actor.tier), actor.on, false, directory);
    }
}

/// Steps that handle the matter: whoever takes one does not enter the petitioner's rating.
fn handles(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::Accepted
            | StepKind::Declined
            | StepKind::NoLonger
            | StepKind::OtherProcedure
            | StepKind::Answered
            | StepKind::Guided
            | StepKind::Extended
            | StepKind::Talked
            | StepKind::Opinion
            | StepKind::Signed
            | StepKind::Concluded
            | StepKind::Executed
            | StepKind::Dispute(
                DisputeKind::MediationOpened
                    | DisputeKind::SessionHeld
                    | DisputeKind::Agreed
                    | DisputeKind::Ended
            )
    )
}

/// Steps by which the one who has the matter shows that it has it.
fn opens(kind: StepKind) -> bool {
    handles(kind)
        || matches!(
            kind,
            StepKind::Triaged
                | StepKind::Filed
                | StepKind::Forwarded
                | StepKind::Entrusted
                | StepKind::Objected
                | StepKind::MaterialAsked
                | StepKind::Charged
                | StepKind::Dispute(_)
        )
}

/// Whether a paper is a notice that Art. 23 owes within 15 days.
fn is_notice(kind: &str) -> bool {
    paper::NOTICES.contains(&kind)
}
