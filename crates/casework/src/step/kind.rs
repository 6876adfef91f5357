//! Kinds of steps, without what they carry.

use serde::{Deserialize, Serialize};

use super::Step;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $pattern:tt),* $(,)?) => {
        /// The kind of a step.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum StepKind {
            $($(#[$doc])* $kind),*
        }

        impl StepKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),*];
        }

        impl Step {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> StepKind {
                match self {
                    $(kinds!(@ $kind $pattern) => StepKind::$kind),*
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
    /// 附件
    Attached (),
    /// 移除附件
    Detached {},
    /// A step of a later version.
    Unknown {},
);

impl StepKind {
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
