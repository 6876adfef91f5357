//! Codes that steps carry. Each stands under its name in stored messages for ever.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $type {
            $($(#[$vdoc])* $variant),*
        }

        impl $type {
            /// All of them, in the order they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its stable name, as stored.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// From its stable name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

pub(crate) use codes;

codes!(
    /// The way a demand goes by law (依法分类): Art. 29-31 of the Regulation.
    Route {
        /// 建议意见 (Art. 29): studied, adopted or not, answered.
        Suggestion = "suggestion",
        /// 检举控告 (Art. 30): sealed; to the discipline organ.
        Accusation = "accusation",
        /// 涉法涉诉 (Art. 31 item 1): court, procuratorate, police procedure.
        Judicial = "judicial",
        /// 仲裁 (Art. 31 item 2).
        Arbitration = "arbitration",
        /// 党员申诉、复审 (Art. 31 item 3).
        PartyAppeal = "party_appeal",
        /// 行政复议、行政裁决、确认、许可、处罚 (Art. 31 item 4).
        Reconsideration = "reconsideration",
        /// 申请查处违法行为、履行保护职责 (Art. 31 item 5).
        ProtectiveDuty = "protective_duty",
        /// 申诉求决, none of the above (Art. 31 item 6): the 60 days and the written opinion.
        Petition = "petition",
        /// 咨询: no category of the Regulation; answered on the spot.
        Enquiry = "enquiry",
    }
);

impl Route {
    /// Whether it has a procedure of its own outside (Art. 31 items 1 to 5).
    #[must_use]
    pub fn is_other_procedure(self) -> bool {
        self.item().is_some_and(|item| item <= 5)
    }

    /// The item of Art. 31; none for what the article does not sort.
    #[must_use]
    pub fn item(self) -> Option<u8> {
        match self {
            Self::Judicial => Some(1),
            Self::Arbitration => Some(2),
            Self::PartyAppeal => Some(3),
            Self::Reconsideration => Some(4),
            Self::ProtectiveDuty => Some(5),
            Self::Petition => Some(6),
            Self::Suggestion | Self::Accusation | Self::Enquiry => None,
        }
    }

    /// The article it rests on; empty for an enquiry.
    #[must_use]
    pub fn article(self) -> &'static str {
        match self {
            Self::Suggestion => "29",
            Self::Accusation => "30",
            Self::Enquiry => "",
            _ => "31",
        }
    }
}

codes!(
    /// What is decided on a demand (Art. 32).
    Outcome {
        /// 支持: facts clear, the law is with it.
        Supported = "supported",
        /// 部分支持.
        PartlySupported = "partly_supported",
        /// 解释说明: reasonable, but without legal basis.
        Explained = "explained",
        /// 不支持.
        NotSupported = "not_supported",
    }
);

impl Outcome {
    /// Whether there is something to carry out (执行、兑现).
    #[must_use]
    pub fn needs_execution(self) -> bool {
        matches!(self, Self::Supported | Self::PartlySupported)
    }
}

codes!(
    /// Why a matter is not accepted (不予受理, Art. 19).
    DeclineReason {
        /// 不属于本机关职权范围: not within the body's remit.
        NotOurRemit = "not_our_remit",
        /// 下级正在办理且未超过期限: accepted or being handled below within its time limit (Art. 19 ¶3).
        BeingHandledBelow = "being_handled_below",
        /// 应当通过其他法定途径: another procedure is under way or due.
        OtherProcedureUnderWay = "other_procedure_under_way",
        /// 没有具体请求、事实或者理由.
        NoConcreteDemand = "no_concrete_demand",
    }
);

codes!(
    /// How a paper reached its reader.
    DeliveryWay {
        /// 当面
        InPerson = "in_person",
        /// 邮寄（挂号、EMS）
        Post = "post",
        /// 其他
        Other = "other",
    }
);

codes!(
    /// What came of a delivery.
    DeliveryResult {
        /// 签收
        Signed = "signed",
        /// 拒收: with a witness.
        Refused = "refused",
        /// 无法送达: with the reason.
        Undeliverable = "undeliverable",
        /// 无需告知: the petitioner's name or address is unclear (Art. 23), with what was unclear.
        NotOwed = "not_owed",
    }
);

impl DeliveryResult {
    /// Whether the paper came to the petitioner: taken, or refused before a witness.
    #[must_use]
    pub fn reached(self) -> bool {
        matches!(self, Self::Signed | Self::Refused)
    }
}

codes!(
    /// What a review decides (复查意见).
    ReviewOutcome {
        /// 维持
        Upheld = "upheld",
        /// 撤销，责令限期重新处理
        Revoked = "revoked",
        /// 变更
        Changed = "changed",
    }
);

codes!(
    /// Whom a rating is about: the petitioner is asked twice.
    RatedBody {
        /// 信访部门
        Bureau = "bureau",
        /// 责任单位
        Unit = "unit",
    }
);

codes!(
    /// A rating (满意度).
    Satisfaction {
        /// 满意
        Satisfied = "satisfied",
        /// 基本满意
        BasicallySatisfied = "basically_satisfied",
        /// 不满意
        Dissatisfied = "dissatisfied",
    }
);

codes!(
    /// How a rating was given. It comes from the petitioner; a handler never enters it for them.
    RatingWay {
        /// 查询码: by the petitioner with the query code.
        QueryCode = "query_code",
        /// 签名评价单: a signed slip.
        SignedSlip = "signed_slip",
        /// 电话回访: to a caller who did not handle the matter.
        Callback = "callback",
    }
);

codes!(
    /// How two matters belong together.
    Relation {
        /// 重复: the same person with the same facts and demand.
        Repeat = "repeat",
        /// 关联
        Related = "related",
        /// 合并到该件: this matter goes on inside the other.
        MergedInto = "merged_into",
        /// 并入了该件: the other goes on inside this one.
        MergedFrom = "merged_from",
    }
);

impl Relation {
    /// The merge in the other direction; none for ties that have no direction.
    #[must_use]
    pub fn opposite(self) -> Option<Self> {
        match self {
            Self::MergedInto => Some(Self::MergedFrom),
            Self::MergedFrom => Some(Self::MergedInto),
            Self::Repeat | Self::Related => None,
        }
    }
}

codes!(
    /// A fact beside the procedure: never a status.
    Mark {
        /// 化解: the dispute is really solved.
        Resolved = "resolved",
        /// 息诉息访: the petitioner accepts. Never a condition, never forced.
        Accepted = "accepted",
        /// 执行到位
        Executed = "executed",
        /// 存档
        Archived = "archived",
        /// 积案
        Backlog = "backlog",
        /// 重新信访: it came up again.
        Reappeared = "reappeared",
        /// 本机构初次
        FirstHere = "first_here",
        /// 全国初次
        FirstNationally = "first_nationally",
    }
);

codes!(
    /// Yes, no, or taken back to unknown.
    MarkValue {
        /// 是
        Yes = "yes",
        /// 否
        No = "no",
        /// 未知
        Unknown = "unknown",
    }
);

codes!(
    /// Means of supervision (督办).
    Supervision {
        /// 催办
        Reminder = "reminder",
        /// 督办
        Order = "order",
    }
);
