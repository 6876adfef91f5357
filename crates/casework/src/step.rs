//! Steps: what happened to a matter. One step is one change, and it stands in the change's own
//! message, where no later change can delete or overwrite it.
//!
//! Steps also travel between the threads of the browser in a format without field names: no field
//! may be left out when it is empty.

pub mod attachment;
pub mod codes;
pub mod duty;
mod kind;
pub mod payload;

use chrono::NaiveDate;
use ident::{BlobId, OfficeCode, PostId};
use serde::{Deserialize, Serialize};

use crate::{
    dispute::DisputeStep,
    meeting::MeetingStep,
    remark::{Remark, RemarkAnswer},
    retention::RetentionStep,
    screening::Screening,
};

use duty::{Call, HeardAt, Instruction, InstructionFeedback, InstructionTask, Promise, PromiseEnd};
pub use kind::StepKind;

use attachment::Attachment;
use payload::{
    About, Acting, Assignment, Decline, Delivery, Errand, Extension, Forward, IssuedPaper, Link,
    Marking, NoLonger, Objection, Opinion, OtherProcedure, Rating, Request, Rereview, ReviewAnswer,
    ReviewDecision, ReviewRequest, Settlement, Signature, SupervisionNotice, Talk, Triage,
    UrgentReport, Word,
};

/// A step as written into a change's message: JSON, one object with the kind as its only key. A kind
/// this version does not know is kept and shown as it is ([`Step::Unknown`]); a field it does not
/// know is kept in the change and not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Registered (登记): everything received is registered, Art. 22, 23 of the Regulation.
    Registered {
        /// The office that received it.
        office: OfficeCode,
        /// The number the tablet gave: station, device, counter. Kept for ever.
        local_no: String,
        /// The day of receipt: a legal date, typed, never the time of sync.
        on: NaiveDate,
        /// The rule profile it runs under, as `clocks` names it: `national/1`.
        #[serde(default)]
        rules: Option<String>,
    },
    /// Came in from a ledger (台账) of the office.
    Imported {
        /// The office whose ledger it is.
        office: OfficeCode,
        /// The number the tablet gave.
        local_no: String,
        /// The day of receipt the ledger states, where it could be read.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Sheet and row the entry stood in: `来访 12`.
        place: String,
        /// Whether the ledger says that it is concluded.
        #[serde(default)]
        concluded: Option<bool>,
        /// Whether the ledger says that the petitioner accepts.
        #[serde(default)]
        accepted: Option<bool>,
    },
    /// Facts were added or corrected; which ones, the change's own operations say.
    Edited {},
    /// One of several values of a contested fact was chosen.
    Chosen {
        /// The fact.
        field: String,
    },
    /// A note.
    Noted {
        /// Its text.
        text: String,
    },
    /// A follow-up: a call or visit made, and what came of it.
    FollowedUp {
        /// The day it was made.
        on: NaiveDate,
        /// What came of it.
        text: String,
    },
    /// The matter was handed to another office of the line: down (交回) or up (上报).
    Handed {
        /// To whom.
        to: OfficeCode,
        /// Why, and what is asked for.
        #[serde(default)]
        text: String,
        /// The day; in steps of the first version, the day of the device's clock.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// In which post; in steps of the first version, none.
        #[serde(default)]
        post: Option<PostId>,
    },
    /// 签收: the addressee took it in; its clocks begin (Art. 23).
    Received(Word),
    /// 分流: each demand's way.
    Triaged(Triage),
    /// 当场答复: answered on the spot.
    Answered(Word),
    /// 存: nothing to be done; the reason.
    Filed(Word),
    /// 引导: told where to go (Art. 20).
    Guided(Word),
    /// 转送.
    Forwarded(Forward),
    /// 交办.
    Assigned(Assignment),
    /// 交村办理: a station is asked to help.
    Entrusted(Errand),
    /// 村里回复: the station says what came of it.
    ErrandDone(Word),
    /// 撤回: taken back before it was opened.
    Recalled(Word),
    /// 提出异议.
    Objected(Objection),
    /// 同意退回: the sender has it back.
    ObjectionAgreed(Word),
    /// 不同意退回: it stays; the clock does not begin anew.
    ObjectionRefused(Word),
    /// 受理: the route and procedure of handling are its text.
    Accepted(Word),
    /// 不予受理.
    Declined(Decline),
    /// 不再受理.
    NoLonger(NoLonger),
    /// 告知其他法定途径.
    OtherProcedure(OtherProcedure),
    /// 要求补充材料.
    MaterialAsked(Request),
    /// 收到补充材料.
    MaterialGiven(Word),
    /// 延期.
    Extended(Extension),
    /// 调查、谈话.
    Talked(Talk),
    /// 拟定处理意见.
    Opinion(Opinion),
    /// 签发.
    Signed(Signature),
    /// 制发文书.
    Issued(IssuedPaper),
    /// 送达.
    Delivered(Delivery),
    /// 办结.
    Concluded(Word),
    /// 审核认定办结.
    Verified(Word),
    /// 退回重办.
    SentBack(Word),
    /// 执行、兑现: what was carried out.
    Executed(Word),
    /// 申请复查.
    ReviewRequested(ReviewRequest),
    /// 复查受理或不予受理.
    ReviewAnswered(ReviewAnswer),
    /// 复查意见.
    ReviewDecided(ReviewDecision),
    /// 复核: recorded as it happened above.
    Rereviewed(Rereview),
    /// 评价.
    Rated(Rating),
    /// 信访人撤回: in writing.
    Withdrawn(Word),
    /// 信访人死亡.
    Deceased(Word),
    /// 关联、合并.
    Linked(Link),
    /// 取消关联、取消合并.
    Unlinked(Link),
    /// 重新启动.
    Reopened(Word),
    /// A fact beside the procedure: 化解, 息诉息访, …
    Marked(Marking),
    /// 紧急报告.
    Urgent(UrgentReport),
    /// 催办、督办.
    Supervised(SupervisionNotice),
    /// 督办反馈.
    SupervisionAnswered(Word),
    /// 督办办结.
    SupervisionClosed(Word),
    /// 指定承办人.
    Charged(About),
    /// 回避.
    Recused(About),
    /// A person's decision on a step without effect.
    Settled(Settlement),
    /// 承诺: something was promised by a day.
    Promised(Promise),
    /// 承诺兑现
    PromiseKept(PromiseEnd),
    /// 批示、领导意见, verbatim.
    Instructed(Instruction),
    /// 批示交办: the office confirms it.
    InstructionConfirmed(InstructionTask),
    /// 批示反馈
    InstructionAnswered(InstructionFeedback),
    /// 领导接谈
    HeardAt(HeardAt),
    /// 电话报告
    Called(Call),
    /// A step that only disputes have.
    Dispute(DisputeStep),
    /// A step that only visits and receptions have.
    Meeting(MeetingStep),
    /// Keeping, erasing, correcting.
    Retention(RetentionStep),
    /// 排查情况
    Screened(Screening),
    /// 对本应用的意见
    Remarked(Remark),
    /// 对意见的答复
    RemarkAnswered(RemarkAnswer),
    /// 附件: a photo, a paper, a signature was attached.
    Attached(Attachment),
    /// 移除附件: it is not shown any more; its bytes stay.
    Detached {
        /// Which.
        blob: BlobId,
    },
    /// A step of a later version, or a message nobody here wrote: kept and shown as it is.
    Unknown {
        /// The message as it stands in the change.
        raw: String,
    },
}

impl Step {
    /// Longest message that is read as a step, in bytes; a longer one is shown as unknown.
    pub const MAX_MESSAGE: usize = 64 << 10;

    /// Reads a change's message. Never fails: what cannot be read is kept as it is.
    #[must_use]
    pub fn from_message(message: Option<&str>) -> Self {
        let raw = message.unwrap_or_default();
        if raw.len() > Self::MAX_MESSAGE {
            return Self::Unknown { raw: raw.chars().take(200).collect() };
        }
        serde_json::from_str(raw).unwrap_or_else(|_| Self::Unknown { raw: raw.to_owned() })
    }

    /// The message for a change.
    #[must_use]
    pub fn to_message(&self) -> String {
        match self {
            Self::Unknown { raw } => raw.clone(),
            step => serde_json::to_string(step).unwrap_or_default(),
        }
    }

    /// The local number that a case was opened under; none for a step that opens none. Reports of
    /// screenings and remarks on the app have no numbers.
    #[must_use]
    pub fn opening_no(&self) -> Option<&str> {
        match self {
            Self::Registered { local_no, .. } | Self::Imported { local_no, .. } => Some(local_no),
            Self::Dispute(DisputeStep::Found(found)) => Some(&found.local_no),
            Self::Meeting(MeetingStep::Planned(plan)) => Some(&plan.local_no),
            _ => None,
        }
    }

    /// The day a step states that opens a case: of receipt, of finding, of the plan or the report.
    #[must_use]
    pub fn opened_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Registered { on, .. } => Some(*on),
            Self::Imported { on, .. } => *on,
            Self::Dispute(DisputeStep::Found(found)) => Some(found.on),
            // One that is entered afterwards was held before it was entered.
            Self::Meeting(MeetingStep::Planned(plan)) => Some(plan.on.min(plan.day)),
            Self::Screened(screening) => Some(screening.on),
            Self::Remarked(remark) => Some(remark.on),
            _ => None,
        }
    }

    /// A handing over as steps of the first version were: without a day or a post of its own.
    #[must_use]
    pub fn handed(to: OfficeCode, text: &str) -> Self {
        Self::Handed { to, text: text.to_owned(), on: None, post: None }
    }

    /// In which capacity it was taken; none for what needs none.
    #[must_use]
    pub fn acting(&self) -> Option<Acting> {
        match self {
            Self::Registered { .. }
            | Self::Imported { .. }
            | Self::Edited {}
            | Self::Chosen { .. }
            | Self::Noted { .. }
            | Self::FollowedUp { .. }
            | Self::Screened(_)
            | Self::Remarked(_)
            | Self::Attached(_)
            | Self::Detached { .. }
            | Self::Unknown { .. } => None,
            Self::Dispute(step) => step.acting(),
            Self::Meeting(step) => step.acting(),
            Self::Retention(step) => Some(step.acting()),
            Self::Promised(it) => Some(it.by),
            Self::PromiseKept(it) => Some(it.by),
            Self::Instructed(it) => Some(it.by),
            Self::InstructionConfirmed(it) => Some(it.by),
            Self::InstructionAnswered(it) => Some(it.by),
            Self::HeardAt(it) => Some(it.by),
            Self::Called(it) => Some(it.by),
            Self::Handed { on, post, .. } => Some(Acting { post: (*post)?, on: (*on)? }),
            Self::Received(it)
            | Self::Answered(it)
            | Self::Filed(it)
            | Self::Guided(it)
            | Self::ErrandDone(it)
            | Self::Recalled(it)
            | Self::ObjectionAgreed(it)
            | Self::ObjectionRefused(it)
            | Self::Accepted(it)
            | Self::MaterialGiven(it)
            | Self::Concluded(it)
            | Self::Verified(it)
            | Self::SentBack(it)
            | Self::Executed(it)
            | Self::Withdrawn(it)
            | Self::Deceased(it)
            | Self::Reopened(it)
            | Self::SupervisionAnswered(it)
            | Self::SupervisionClosed(it) => Some(it.by),
            Self::Triaged(it) => Some(it.by),
            Self::Forwarded(it) => Some(it.by),
            Self::Assigned(it) => Some(it.by),
            Self::Entrusted(it) => Some(it.by),
            Self::Objected(it) => Some(it.by),
            Self::Declined(it) => Some(it.by),
            Self::NoLonger(it) => Some(it.by),
            Self::OtherProcedure(it) => Some(it.by),
            Self::MaterialAsked(it) => Some(it.by),
            Self::Extended(it) => Some(it.by),
            Self::Talked(it) => Some(it.by),
            Self::Opinion(it) => Some(it.by),
            Self::Signed(it) => Some(it.by),
            Self::Issued(it) => Some(it.by),
            Self::Delivered(it) => Some(it.by),
            Self::ReviewRequested(it) => Some(it.by),
            Self::ReviewAnswered(it) => Some(it.by),
            Self::ReviewDecided(it) => Some(it.by),
            Self::Rereviewed(it) => Some(it.by),
            Self::Rated(it) => Some(it.by),
            Self::Linked(it) | Self::Unlinked(it) => Some(it.by),
            Self::Marked(it) => Some(it.by),
            Self::Urgent(it) => Some(it.by),
            Self::Supervised(it) => Some(it.by),
            Self::Charged(it) | Self::Recused(it) => Some(it.by),
            Self::Settled(it) => Some(it.by),
            Self::RemarkAnswered(it) => Some(it.by),
        }
    }

    /// Whether the step can let another office see the matter, so that the relay has to derive
    /// who may.
    #[must_use]
    pub fn moves_custody(&self) -> bool {
        matches!(
            self,
            Self::Registered { .. }
                | Self::Imported { .. }
                | Self::Handed { .. }
                | Self::Forwarded(_)
                | Self::Assigned(_)
                | Self::Entrusted(_)
                | Self::InstructionConfirmed(_)
                | Self::Promised(_)
                | Self::Dispute(DisputeStep::Found(_) | DisputeStep::ChargeApproved(_))
                | Self::Meeting(MeetingStep::Planned(_))
                | Self::Screened(_)
                | Self::Remarked(_)
                | Self::Settled(_)
        )
    }
}

#[cfg(test)]
mod tests;
