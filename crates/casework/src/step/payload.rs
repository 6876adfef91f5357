//! What steps carry.

use chrono::NaiveDate;
use ident::{ChangeHash, MatterId, OfficeCode, PersonId, PostId};
use serde::{Deserialize, Serialize};

use super::codes::{
    DeclineReason, DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, RatedBody, RatingWay,
    Relation, ReviewOutcome, Route, Satisfaction, Supervision,
};

/// In which capacity a formal step was taken, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// The post, as the directory has it.
    pub post: PostId,
    /// The legal day: typed, or the day at the desk; never the time of sync.
    pub on: NaiveDate,
}

/// A step with words and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Who and when.
    pub by: Acting,
    /// What was said, found or told; the reason where one is due.
    #[serde(default)]
    pub text: String,
}

/// Which way one demand goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriagedDemand {
    /// The demand's id in the document.
    pub demand: String,
    /// Its way.
    pub route: Route,
}

/// 分流: what the desk decided, demand by demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// Who and when.
    pub by: Acting,
    /// Each demand's way; at least one.
    pub demands: Vec<TriagedDemand>,
    /// 重大紧急 (Art. 25): reported at once, beside the ordinary course.
    #[serde(default)]
    pub urgent: bool,
    /// Why, where it needs saying.
    #[serde(default)]
    pub text: String,
}

/// 转送: passed on, no result owed to the sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forward {
    /// Who and when.
    pub by: Acting,
    /// To whom.
    pub to: OfficeCode,
    /// Suggestions on handling (拟办意见).
    #[serde(default)]
    pub text: String,
}

/// 交办: passed on with a deadline, a result owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Who and when.
    pub by: Acting,
    /// The responsible unit.
    pub to: OfficeCode,
    /// Units that help (协办); they see the matter.
    #[serde(default)]
    pub with: Vec<OfficeCode>,
    /// Until when the result is to be reported.
    pub until: NaiveDate,
    /// What is demanded as feedback.
    pub text: String,
}

/// 交村办理: a station is asked for help; custody stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    /// Who and when.
    pub by: Acting,
    /// Which station.
    pub to: OfficeCode,
    /// What it is asked to do.
    pub text: String,
    /// Until when, where a day was set.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// 提出异议: not within our remit (Art. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Who and when.
    pub by: Acting,
    /// The reasons, in detail.
    pub text: String,
    /// The body it should go to.
    #[serde(default)]
    pub proposes: Option<OfficeCode>,
    /// Why it comes after the 5 working days, where it does. Statistics show it.
    #[serde(default)]
    pub late_reason: String,
}

/// 不予受理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {
    /// Who and when.
    pub by: Acting,
    /// Why, by code.
    pub reason: DeclineReason,
    /// Where to turn: organ and procedure.
    pub turn_to: String,
    /// Why, in words.
    pub text: String,
}

/// 不再受理 (Art. 36).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoLonger {
    /// Who and when.
    pub by: Acting,
    /// The re-review opinion's number.
    pub opinion_no: String,
    /// Its day.
    pub opinion_on: NaiveDate,
    /// What help goes on.
    #[serde(default)]
    pub text: String,
}

/// 告知其他法定途径 (Art. 31 items 1-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherProcedure {
    /// Who and when.
    pub by: Acting,
    /// Which procedure.
    pub route: Route,
    /// Which demands, by id.
    pub demands: Vec<String>,
    /// Where to turn, and until when.
    pub turn_to: String,
    /// What was told.
    #[serde(default)]
    pub text: String,
}

/// 要求补充材料. It stops no clock: the Regulation knows no such stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Who and when.
    pub by: Acting,
    /// What is asked for, and why.
    pub text: String,
    /// Until when.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// 延长办理期限 (Art. 34).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The head of the unit, and when.
    pub by: Acting,
    /// By how many calendar days, 30 at most.
    pub days: u32,
    /// Why; the petitioner is told.
    pub text: String,
}

/// 调查、谈话笔录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Who recorded it, and when.
    pub by: Acting,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// Who was asked.
    pub asked: String,
    /// Who asked: two persons at least.
    pub asking: Vec<String>,
    /// What was said.
    pub text: String,
}

/// What is held on one demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandOpinion {
    /// The demand's id.
    pub demand: String,
    /// What is decided.
    pub outcome: Outcome,
    /// Facts found and reasons.
    #[serde(default)]
    pub facts: String,
    /// The opinion in words.
    pub text: String,
    /// Laws and rules it rests on; each demand needs one (Art. 32).
    pub basis: String,
}

/// 拟定处理意见: the opinion as drafted, demand by demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who and when.
    pub by: Acting,
    /// Per demand.
    pub demands: Vec<DemandOpinion>,
}

/// 签发.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The head of the unit, and when.
    pub by: Acting,
    /// The change that holds the opinion that was signed.
    pub opinion: ChangeHash,
}

/// A paper was made out (制发).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedPaper {
    /// Who and when.
    pub by: Acting,
    /// Its kind, as `papers` names it: `handling_opinion`.
    pub paper: String,
    /// Its number (文号), from a block of the office; empty where the kind has none.
    #[serde(default)]
    pub number: String,
}

/// 送达.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Who recorded it; `by.on` is the day it reached the petitioner.
    pub by: Acting,
    /// The paper's kind, as `papers` names it.
    pub paper: String,
    /// How.
    pub way: DeliveryWay,
    /// With what result.
    pub result: DeliveryResult,
    /// Who received it.
    #[serde(default)]
    pub receiver: String,
    /// The witness of a refusal, or why it could not be delivered or is not owed.
    #[serde(default)]
    pub text: String,
}

/// 申请复查, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRequest {
    /// Who recorded it; `by.on` is the day the review body received it.
    pub by: Acting,
    /// What is asked, and why.
    pub text: String,
    /// The good reason for coming late, where the profile knows one.
    #[serde(default)]
    pub good_reason: String,
}

/// Whether a review is taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewAnswer {
    /// Who and when.
    pub by: Acting,
    /// Taken up or not.
    pub accepted: bool,
    /// Why not.
    #[serde(default)]
    pub text: String,
}

/// 复查意见.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDecision {
    /// Who and when.
    pub by: Acting,
    /// What it is.
    pub outcome: ReviewOutcome,
    /// In words.
    pub text: String,
    /// Its basis.
    pub basis: String,
}

/// 复核: happens above, at the prefecture; recorded here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rereview {
    /// Who recorded it, and when.
    pub by: Acting,
    /// The body.
    pub body: String,
    /// The day it was asked for.
    pub requested_on: NaiveDate,
    /// The day it was decided; none while it goes on.
    #[serde(default)]
    pub decided_on: Option<NaiveDate>,
    /// What was decided.
    #[serde(default)]
    pub outcome: Option<ReviewOutcome>,
    /// The opinion's number.
    #[serde(default)]
    pub number: String,
    /// First and last day of hearings, which the 30 days do not count (Art. 36).
    #[serde(default)]
    pub hearings: Vec<(NaiveDate, NaiveDate)>,
}

/// 满意度评价: the petitioner's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Who entered it, and when.
    pub by: Acting,
    /// About whom.
    pub about: RatedBody,
    /// What was said.
    pub value: Satisfaction,
    /// How it was given.
    pub way: RatingWay,
    /// The independent caller, or where the slip is kept.
    #[serde(default)]
    pub text: String,
}

/// A tie to another matter, made or undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Who and when.
    pub by: Acting,
    /// The other matter.
    pub other: MatterId,
    /// How they belong together.
    pub relation: Relation,
}

/// A fact beside the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// Who and when.
    pub by: Acting,
    /// Which.
    pub mark: Mark,
    /// Its value.
    pub value: MarkValue,
    /// What it rests on.
    #[serde(default)]
    pub text: String,
}

/// 紧急报告 (Art. 25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentReport {
    /// Who and when.
    pub by: Acting,
    /// To whom, and how: a telephone call is the rule.
    pub to: String,
    /// What was reported.
    pub text: String,
}

/// 催办、督办 (Art. 40).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionNotice {
    /// Who and when.
    pub by: Acting,
    /// By which means.
    pub means: Supervision,
    /// The fault found, and what is demanded.
    pub text: String,
    /// Until when.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// A step about a person who works here: 承办, 回避.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Who and when.
    pub by: Acting,
    /// Which person.
    pub person: PersonId,
    /// Why.
    #[serde(default)]
    pub text: String,
}

/// A person's decision on a step that has no effect by itself: a straggler, or the weaker of two
/// that contradict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Who and when.
    pub by: Acting,
    /// The change that holds the step.
    pub step: ChangeHash,
    /// Whether it is to have effect.
    pub adopt: bool,
    /// Why.
    #[serde(default)]
    pub text: String,
}
