//! Where a matter stands in the procedure.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// The stage of a matter: one of two state machines joined (docs/procedure.md), so that a list can
/// show one word. What is solved, accepted by the petitioner, carried out or archived stands beside
/// it and is never a stage.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Encode,
    Decode,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody with authority registered it.
    #[n(0)]
    #[default]
    Unregistered,
    /// 村站登记: no body that can decide has it yet.
    #[n(1)]
    AtStation,
    /// 待分流: at a body or the bureau.
    #[n(2)]
    Open,
    /// 已分流
    #[n(3)]
    Triaged,
    /// 待签收
    #[n(4)]
    Sent,
    /// 已签收，待受理
    #[n(5)]
    Received,
    /// 异议待核实
    #[n(6)]
    Objected,
    /// 退回，待重新分流
    #[n(7)]
    Returned,
    /// 办理中
    #[n(8)]
    Accepted,
    /// 处理意见待签发
    #[n(9)]
    Drafted,
    /// 已签发，待送达
    #[n(10)]
    Signed,
    /// 已送达，待办结
    #[n(11)]
    Delivered,
    /// 已办结
    #[n(12)]
    Concluded,
    /// 已审核认定
    #[n(13)]
    Verified,
    /// 已当场答复
    #[n(14)]
    Answered,
    /// 存
    #[n(15)]
    Filed,
    /// 已引导
    #[n(16)]
    Guided,
    /// 不予受理
    #[n(17)]
    Declined,
    /// 不再受理
    #[n(18)]
    NoLonger,
    /// 已告知其他法定途径
    #[n(19)]
    OtherProcedure,
    /// 已合并
    #[n(20)]
    Merged,
    /// 信访人撤回
    #[n(21)]
    Withdrawn,
    /// 信访人死亡
    #[n(22)]
    Deceased,
    /// 信访程序终结
    #[n(23)]
    Exhausted,
    /// 台账载明已办结: concluded before it came in here, as a ledger says.
    #[n(24)]
    OnRecord,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::Unregistered,
        Self::AtStation,
        Self::Open,
        Self::Triaged,
        Self::Sent,
        Self::Received,
        Self::Objected,
        Self::Returned,
        Self::Accepted,
        Self::Drafted,
        Self::Signed,
        Self::Delivered,
        Self::Concluded,
        Self::Verified,
        Self::Answered,
        Self::Filed,
        Self::Guided,
        Self::Declined,
        Self::NoLonger,
        Self::OtherProcedure,
        Self::Merged,
        Self::Withdrawn,
        Self::Deceased,
        Self::Exhausted,
        Self::OnRecord,
    ];

    /// Waiting for the decision where it goes, at whoever has it.
    #[must_use]
    pub fn awaits_routing(self) -> bool {
        matches!(self, Self::Open | Self::Triaged | Self::Returned)
    }

    /// Waiting for the decision whether it is accepted. Acting on a matter is receiving it, so one
    /// that nobody signed in is among them.
    #[must_use]
    pub fn awaits_acceptance(self) -> bool {
        self.awaits_routing() || matches!(self, Self::Sent | Self::Received)
    }

    /// Accepted, and no opinion has reached the petitioner.
    #[must_use]
    pub fn is_in_handling(self) -> bool {
        matches!(self, Self::Accepted | Self::Drafted | Self::Signed)
    }

    /// The procedure at this body is over, whichever way.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(
            self,
            Self::Concluded
                | Self::Verified
                | Self::Answered
                | Self::Filed
                | Self::Guided
                | Self::Declined
                | Self::NoLonger
                | Self::OtherProcedure
                | Self::Merged
                | Self::Withdrawn
                | Self::Deceased
                | Self::Exhausted
                | Self::OnRecord
        )
    }

    /// The opinion is on paper and delivered, and the unit says it is done.
    #[must_use]
    pub fn is_concluded(self) -> bool {
        matches!(self, Self::Concluded | Self::Verified | Self::Exhausted)
    }
}
