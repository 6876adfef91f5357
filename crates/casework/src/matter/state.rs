//! What follows from a matter's steps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use clocks::ClockId;
use ident::{ChangeHash, MatterId, OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

use super::{AttachmentState, ClockRun, Stage, Verdict};
use crate::{
    CaseKind,
    dispute::DisputeState,
    meeting::MeetingState,
    remark::RemarkState,
    retention::RetentionState,
    screening::ScreeningState,
    step::{
        codes::{Mark, MarkValue, Relation, ReviewOutcome, Route},
        duty::{Call, HeardAt, Instruction, InstructionTask, Promise},
        payload::{
            Assignment, Delivery, DemandOpinion, Errand, Rating, Rereview, SupervisionNotice,
        },
    },
};

/// How a matter came to the office that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegKind {
    /// 上报、交回: along the line.
    Handed,
    /// 转送
    Forwarded,
    /// 交办
    Assigned,
}

/// One passing of the matter from an office to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// The step.
    pub change: ChangeHash,
    /// How.
    pub kind: LegKind,
    /// From whom.
    pub from: OfficeCode,
    /// To whom.
    pub to: OfficeCode,
    /// When it was sent.
    pub sent_on: NaiveDate,
    /// When the addressee signed it in.
    pub received_on: Option<NaiveDate>,
    /// What an assignment demands.
    pub assignment: Option<Assignment>,
}

/// An opinion that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionState {
    /// The change that holds it.
    pub change: ChangeHash,
    /// The deciding body.
    pub office: OfficeCode,
    /// The day it was drafted.
    pub on: NaiveDate,
    /// Per demand.
    pub demands: Vec<DemandOpinion>,
    /// The day the head signed it.
    pub signed_on: Option<NaiveDate>,
    /// The day it was delivered.
    pub delivered_on: Option<NaiveDate>,
    /// The day what it supports was carried out.
    pub executed_on: Option<NaiveDate>,
}

/// A paper that was made out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperState {
    /// The step.
    pub change: ChangeHash,
    /// Its issuer.
    pub office: OfficeCode,
    /// Its kind, as `papers` names it.
    pub paper: String,
    /// Its number.
    pub number: String,
    /// The day.
    pub on: NaiveDate,
}

/// A review (复查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewState {
    /// The day the review body received the request.
    pub requested_on: NaiveDate,
    /// What is asked, and why.
    pub request: String,
    /// The body that had decided.
    pub against: OfficeCode,
    /// Whether it was taken up; none while that is open.
    pub accepted: Option<bool>,
    /// The decision: outcome, day, words, basis.
    pub decision: Option<(ReviewOutcome, NaiveDate, String, String)>,
    /// The day its opinion was delivered.
    pub delivered_on: Option<NaiveDate>,
}

/// A supervision that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionState {
    /// What was found and demanded.
    pub notice: SupervisionNotice,
    /// The feedback.
    pub answer: Option<(NaiveDate, String)>,
    /// The day the inspector closed it.
    pub closed_on: Option<NaiveDate>,
}

/// Something that was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseState {
    /// What.
    pub promise: Promise,
    /// Kept or given up, when, how.
    pub end: Option<(bool, NaiveDate, String)>,
}

/// What a leader said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionState {
    /// Word for word.
    pub instruction: Instruction,
    /// The task that the office made of it.
    pub task: Option<InstructionTask>,
    /// What was reported back, when.
    pub answer: Option<(NaiveDate, String)>,
}

/// A station that was asked to help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrandState {
    /// What was asked.
    pub errand: Errand,
    /// What the station said.
    pub answer: Option<(NaiveDate, String)>,
}

/// What stood before a merge, so that undoing it restores both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeMerge {
    /// The stage.
    pub stage: Stage,
    /// The clocks.
    pub clocks: Vec<ClockRun>,
}

/// A matter's state, derived from the steps of its core document by one deterministic reduction:
/// the same on every tablet and at the relay. Nothing in it is relative to today.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MatterState {
    /// Which matter; none in a state that nothing was derived for.
    pub matter: Option<MatterId>,
    /// What it is about, by category id; known where its facts are read, and empty while steps are
    /// judged.
    pub category: String,
    /// The office that registered it; none while no step with authority did.
    pub home: Option<OfficeCode>,
    /// The day of receipt its registration states.
    pub registered_on: Option<NaiveDate>,
    /// The rule profile it runs under.
    pub rules: Option<String>,
    /// The office that has it now.
    pub holder: Option<OfficeCode>,
    /// Every office that may see its core and people documents.
    pub audience: BTreeSet<OfficeCode>,
    /// The offices it came to: by registration, by passing on, by being asked. Who stood above one of
    /// them on a day saw it that day.
    pub admitted: BTreeSet<OfficeCode>,
    /// Where it stands.
    pub stage: Stage,
    /// Steps without effect, and why: kept and shown.
    pub verdicts: BTreeMap<ChangeHash, Verdict>,
    /// Entries made by an office after the matter had left it, before it knew.
    pub late: BTreeSet<ChangeHash>,
    /// The passings from office to office, in order; the last is how the holder got it.
    pub legs: Vec<Leg>,
    /// Demands by id, and the way each goes.
    pub triage: BTreeMap<String, Route>,
    /// 重大紧急
    pub urgent: bool,
    /// By whom and when it was accepted (受理).
    pub accepted: Option<(OfficeCode, NaiveDate)>,
    /// When, by how many days the time was extended.
    pub extended: Option<(NaiveDate, u32)>,
    /// It is being handled again, after a sending back or a review.
    pub redo: bool,
    /// The opinion.
    pub opinion: Option<OpinionState>,
    /// Papers made out.
    pub papers: Vec<PaperState>,
    /// Deliveries.
    pub deliveries: Vec<Delivery>,
    /// By whom and when it was concluded.
    pub concluded: Option<(OfficeCode, NaiveDate)>,
    /// When that was recognised.
    pub verified_on: Option<NaiveDate>,
    /// The review.
    pub review: Option<ReviewState>,
    /// The re-review, as recorded.
    pub rereview: Option<Rereview>,
    /// Facts beside the procedure.
    pub marks: BTreeMap<Mark, (MarkValue, NaiveDate)>,
    /// Ratings by the petitioner.
    pub ratings: Vec<Rating>,
    /// Ties to other matters.
    pub links: Vec<(MatterId, Relation)>,
    /// The person in charge (承办人) at the holder.
    pub charged: Option<PersonId>,
    /// Persons who stand aside.
    pub recused: BTreeSet<PersonId>,
    /// Persons who took a step of handling: they do not enter ratings.
    pub handlers: BTreeSet<PersonId>,
    /// Stations asked to help.
    pub errands: Vec<ErrandState>,
    /// When the petitioner was asked for material that has not come.
    pub material_asked: Option<NaiveDate>,
    /// Supervision.
    pub supervision: Vec<SupervisionState>,
    /// Of which kind the case is.
    pub kind: CaseKind,
    /// What a dispute is beside.
    pub dispute: DisputeState,
    /// What a visit or a reception is.
    pub meeting: MeetingState,
    /// What a report of a screening is.
    pub screening: ScreeningState,
    /// What was said of the app.
    pub remark: RemarkState,
    /// How it is kept, and what was asked about that.
    pub retention: RetentionState,
    /// What was promised.
    pub promises: Vec<PromiseState>,
    /// What leaders said.
    pub instructions: Vec<InstructionState>,
    /// Visits and receptions at which it was spoken of.
    pub heard: Vec<HeardAt>,
    /// Who was called in an urgent case, in order.
    pub calls: Vec<Call>,
    /// Clocks, in the order they started.
    pub clocks: Vec<ClockRun>,
    /// What is attached, in the order of the history.
    pub attachments: Vec<AttachmentState>,
    /// What stood before it was merged into another.
    pub before_merge: Option<Box<BeforeMerge>>,
}

impl MatterState {
    /// The passing by which the holder has it, where it came from another office.
    #[must_use]
    pub fn leg(&self) -> Option<&Leg> {
        self.legs.last().filter(|leg| Some(&leg.to) == self.holder.as_ref())
    }

    /// The last passing on by an office, whoever has the matter now.
    #[must_use]
    pub fn leg_from(&self, office: &OfficeCode) -> Option<&Leg> {
        self.legs.iter().rev().find(|leg| leg.from == *office)
    }

    /// Whether an office that passed the matter on has yet to tell the petitioner where it went: a
    /// body that received it straight from them does so in writing (Art. 23).
    #[must_use]
    pub fn owes_where_it_went(&self, office: &OfficeCode) -> bool {
        self.holder.as_ref() != Some(office)
            && self.leg_from(office).is_some()
            && self.owes_notice(office)
    }

    /// Whether an office owes the petitioner who came to it a notice (Art. 23).
    #[must_use]
    pub fn owes_notice(&self, office: &OfficeCode) -> bool {
        let own = |clock: &ClockRun| {
            clock.id == ClockId::DirectNotice
                && clock.runs()
                && clock.office.as_ref() == Some(office)
        };
        self.clocks.iter().any(own)
    }

    /// The body that decided: whose opinion stands.
    #[must_use]
    pub fn decided_by(&self) -> Option<&OfficeCode> {
        self.opinion.as_ref().map(|opinion| &opinion.office)
    }

    /// Demands that are petitions in the sense of Art. 31 item 6, by id.
    pub fn petitions(&self) -> impl Iterator<Item = &str> {
        self.triage
            .iter()
            .filter(|(_, route)| **route == Route::Petition)
            .map(|(demand, _)| demand.as_str())
    }

    /// Whether nothing is to be done about the case any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self.kind {
            CaseKind::Petition => self.stage.is_over(),
            CaseKind::Dispute => self.dispute.struck_on.is_some(),
            CaseKind::Visit | CaseKind::Reception => {
                self.meeting.held_on.is_some() || self.meeting.cancelled.is_some()
            }
            CaseKind::Screening => true,
            CaseKind::Remark => !self.remark.answers.is_empty(),
        }
    }

    /// A mark's value.
    #[must_use]
    pub fn mark(&self, mark: Mark) -> MarkValue {
        self.marks.get(&mark).map_or(MarkValue::Unknown, |(value, _)| *value)
    }

    /// The clock of this kind that runs.
    #[must_use]
    pub fn clock(&self, id: ClockId) -> Option<&ClockRun> {
        self.clocks.iter().rev().find(|clock| clock.id == id && clock.runs())
    }

    /// Whether a paper of this kind was made out.
    #[must_use]
    pub fn issued(&self, paper: &str) -> Option<&PaperState> {
        self.papers.iter().rev().find(|found| found.paper == paper)
    }

    /// Whether a paper of this kind reached the petitioner, or was tried and refused.
    #[must_use]
    pub fn delivered(&self, paper: &str) -> Option<&Delivery> {
        self.deliveries.iter().rev().find(|found| found.paper == paper)
    }

    /// Steps that a person has to look at.
    pub fn for_a_person(&self) -> impl Iterator<Item = ChangeHash> {
        self.verdicts
            .iter()
            .filter(|(_, verdict)| verdict.is_for_a_person())
            .map(|(change, _)| *change)
    }
}
