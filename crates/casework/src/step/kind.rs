//! Kinds of steps, without what they carry.

use serde::{Deserialize, Serialize};

use super::Step;
use crate::{CaseKind, dispute::DisputeKind, meeting::MeetingKind, retention::RetentionKind};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $pattern:tt),* $(,)?) => {
        /// The kind of a step.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum StepKind {
            $($(#[$doc])* $kind,)*
            /// A step that only disputes have.
            Dispute(DisputeKind),
            /// A step that only visits and receptions have.
            Meeting(MeetingKind),
            /// Keeping, erasing, correcting.
            Retention(RetentionKind),
        }

        impl StepKind {
            /// All but those that only disputes, or only visits and receptions, have, and those about
            /// keeping.
            pub const ALL: &[Self] = &[$(Self::$kind),*];
        }

        impl Step {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> StepKind {
                match self {
                    $(kinds!(@ $kind $pattern) => StepKind::$kind,)*
                    Step::Dispute(step) => StepKind::Dispute(step.kind()),
                    Step::Meeting(step) => StepKind::Meeting(step.kind()),
                    Step::Retention(step) => StepKind::Retention(step.kind()),
                }
            }
        }
    };
    (@ $kind:ident {}) => { Step::$kind { .. } };
    (@ $kind:ident ()) => { Step::$kind(_) };
}

kinds!(
    /// 登记
    Registered {},
    /// 台账导入
    Imported {},
    /// 修改内容
    Edited {},
    /// 在不同填写中选定
    Chosen {},
    /// 记事
    Noted {},
    /// 回访
    FollowedUp {},
    /// 上报、交回
    Handed {},
    /// 签收: the addressee took it in; its clocks begin (Art. 23).
    Received (),
    /// 分流: each demand's way.
    Triaged (),
    /// 当场答复: answered on the spot.
    Answered (),
    /// 存: nothing to be done; the reason.
    Filed (),
    /// 引导: told where to go (Art. 20).
    Guided (),
    /// 转送.
    Forwarded (),
    /// 交办.
    Assigned (),
    /// 交村办理: a station is asked to help.
    Entrusted (),
    /// 村里回复: the station says what came of it.
    ErrandDone (),
    /// 撤回: taken back before it was opened.
    Recalled (),
    /// 提出异议.
    Objected (),
    /// 同意退回: the sender has it back.
    ObjectionAgreed (),
    /// 不同意退回: it stays; the clock does not begin anew.
    ObjectionRefused (),
    /// 受理: the route and procedure of handling are its text.
    Accepted (),
    /// 不予受理.
    Declined (),
    /// 不再受理.
    NoLonger (),
    /// 告知其他法定途径.
    OtherProcedure (),
    /// 要求补充材料.
    MaterialAsked (),
    /// 收到补充材料.
    MaterialGiven (),
    /// 延期.
    Extended (),
    /// 调查、谈话.
    Talked (),
    /// 拟定处理意见.
    Opinion (),
    /// 签发.
    Signed (),
    /// 制发文书.
    Issued (),
    /// 送达.
    Delivered (),
    /// 办结.
    Concluded (),
    /// 审核认定办结.
    Verified (),
    /// 退回重办.
    SentBack (),
    /// 执行、兑现: what was carried out.
    Executed (),
    /// 申请复查.
    ReviewRequested (),
    /// 复查受理或不予受理.
    ReviewAnswered (),
    /// 复查意见.
    ReviewDecided (),
    /// 复核: recorded as it happened above.
    Rereviewed (),
    /// 评价.
    Rated (),
    /// 信访人撤回: in writing.
    Withdrawn (),
    /// 信访人死亡.
    Deceased (),
    /// 关联、合并.
    Linked (),
    /// 取消关联、取消合并.
    Unlinked (),
    /// 重新启动.
    Reopened (),
    /// A fact beside the procedure: 化解, 息诉息访, …
    Marked (),
    /// 紧急报告.
    Urgent (),
    /// 催办、督办.
    Supervised (),
    /// 督办反馈.
    SupervisionAnswered (),
    /// 督办办结.
    SupervisionClosed (),
    /// 指定承办人.
    Charged (),
    /// 回避.
    Recused (),
    /// A person's decision on a step without effect.
    Settled (),
    /// 承诺
    Promised (),
    /// 承诺兑现
    PromiseKept (),
    /// 批示、领导意见
    Instructed (),
    /// 批示交办: confirmed by the office.
    InstructionConfirmed (),
    /// 批示反馈
    InstructionAnswered (),
    /// 领导接谈
    HeardAt (),
    /// 电话报告
    Called (),
    /// 排查情况
    Screened (),
    /// 对本应用的意见
    Remarked (),
    /// 对意见的答复
    RemarkAnswered (),
    /// 附件
    Attached (),
    /// 移除附件
    Detached {},
    /// A step of a later version.
    Unknown {},
);

impl StepKind {
    /// All that a case of this kind can have.
    pub fn all_of(case: CaseKind) -> impl Iterator<Item = Self> {
        let own = match case {
            CaseKind::Dispute => Some(DisputeKind::ALL.iter().copied().map(Self::Dispute)),
            _ => None,
        };
        let meeting =
            case.is_meeting().then(|| MeetingKind::ALL.iter().copied().map(Self::Meeting));
        let shared = Self::ALL.iter().copied().filter(move |kind| kind.fits(case));
        let keeping = RetentionKind::ALL.iter().copied().map(Self::Retention);
        let own = own.into_iter().flatten().chain(meeting.into_iter().flatten());
        own.chain(shared).chain(keeping)
    }

    /// Whether a case of this kind can have it.
    #[must_use]
    pub fn fits(self, case: CaseKind) -> bool {
        match self {
            // What anybody may add to anything they see.
            Self::Edited
            | Self::Chosen
            | Self::Noted
            | Self::Attached
            | Self::Detached
            | Self::Unknown
            | Self::Settled
            | Self::Retention(_) => true,
            Self::Dispute(_) => case == CaseKind::Dispute,
            Self::Meeting(_) => case.is_meeting(),
            Self::Screened => case == CaseKind::Screening,
            Self::Remarked | Self::RemarkAnswered => case == CaseKind::Remark,
            Self::FollowedUp
            | Self::Handed
            | Self::Linked
            | Self::Unlinked
            | Self::Charged
            | Self::Recused
            | Self::Urgent
            | Self::Supervised
            | Self::SupervisionAnswered
            | Self::SupervisionClosed
            | Self::Entrusted
            | Self::ErrandDone
            | Self::Promised
            | Self::PromiseKept
            | Self::Instructed
            | Self::InstructionConfirmed
            | Self::InstructionAnswered
            | Self::HeardAt
            | Self::Called => case.is_handled(),
            Self::Issued => !matches!(case, CaseKind::Screening | CaseKind::Remark),
            _ => case == CaseKind::Petition,
        }
    }

    /// Whether it opens a case.
    #[must_use]
    pub fn opens(self) -> bool {
        matches!(
            self,
            Self::Registered
                | Self::Imported
                | Self::Screened
                | Self::Remarked
                | Self::Dispute(DisputeKind::Found)
                | Self::Meeting(MeetingKind::Planned)
        )
    }

    /// Whether it is an act of authority: one that derives status, custody and clocks. The rest
    /// adds facts and words, which whoever sees the matter may do.
    #[must_use]
    pub fn is_formal(self) -> bool {
        !matches!(
            self,
            Self::Edited
                | Self::Chosen
                | Self::Noted
                | Self::FollowedUp
                | Self::Attached
                | Self::Detached
                | Self::Unknown
        )
    }
}
