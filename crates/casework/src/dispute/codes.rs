//! Codes of disputes. Each stands under its name in stored messages for ever.

use serde::{Deserialize, Serialize};

use crate::step::codes::codes;

codes!(
    /// Type of a dispute: the 18 in use for ledgers.
    DisputeType {
        /// 01 婚姻家庭
        Family = "family",
        /// 02 邻里
        Neighbours = "neighbours",
        /// 03 房产宅基地
        Homestead = "homestead",
        /// 04 合同
        Contract = "contract",
        /// 05 生产经营
        Business = "business",
        /// 06 损害赔偿
        Damages = "damages",
        /// 07 山林土地
        Land = "land",
        /// 08 征地拆迁
        Expropriation = "expropriation",
        /// 09 环境污染
        Environment = "environment",
        /// 10 劳动争议
        Labour = "labour",
        /// 11 旅游
        Tourism = "tourism",
        /// 12 消费
        Consumer = "consumer",
        /// 13 医疗
        Medical = "medical",
        /// 14 道路交通
        Traffic = "traffic",
        /// 15 物业
        Property = "property",
        /// 16 知识产权
        Intellectual = "intellectual",
        /// 17 互联网
        Internet = "internet",
        /// 99 其他
        Other = "other",
    }
);

impl DisputeType {
    /// Its number in ledgers: `01` to `17`, and `99`.
    #[must_use]
    pub fn code(self) -> &'static str {
        const CODES: [&str; 18] = [
            "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14",
            "15", "16", "17", "99",
        ];
        let place = Self::ALL.iter().position(|one| *one == self);
        place.and_then(|place| CODES.get(place)).copied().unwrap_or("99")
    }
}

codes!(
    /// How grave a dispute is. A level of the dispute, never of a person; its criteria stand on the
    /// screen where it is chosen.
    Risk {
        /// 低（三级）
        Low = "low",
        /// 中（二级）
        Medium = "medium",
        /// 高（一级）
        High = "high",
    }
);

codes!(
    /// By which way a dispute is, or was, settled (化解方式).
    SettlementWay {
        /// 人民调解
        PeoplesMediation = "peoples_mediation",
        /// 行政调解
        AdministrativeMediation = "administrative_mediation",
        /// 司法调解
        JudicialMediation = "judicial_mediation",
        /// 行业性、专业性调解
        TradeMediation = "trade_mediation",
        /// 协商和解
        Agreement = "agreement",
        /// 仲裁
        Arbitration = "arbitration",
        /// 行政裁决、行政复议
        Administrative = "administrative",
        /// 诉讼
        Lawsuit = "lawsuit",
        /// 信访
        Petition = "petition",
        /// 其他
        Other = "other",
    }
);

impl SettlementWay {
    /// Ways in which an office here mediates itself; of the others it only learns what came of them.
    pub const MEDIATIONS: [Self; 3] =
        [Self::PeoplesMediation, Self::TradeMediation, Self::AdministrativeMediation];

    /// Whether a mediation committee does it: then the parties can have it confirmed by a court.
    #[must_use]
    pub fn is_committees(self) -> bool {
        matches!(self, Self::PeoplesMediation | Self::TradeMediation)
    }
}

codes!(
    /// What came of a dispute (结果).
    DisputeOutcome {
        /// 成功: settled.
        Settled = "settled",
        /// 未成功: not settled, and nothing more to be done here.
        Failed = "failed",
        /// 移交: another body or procedure has it.
        Transferred = "transferred",
        /// 终止: a party does not want it, or it fell away.
        Stopped = "stopped",
    }
);

codes!(
    /// The form of an agreement (Mediation Law, art. 28).
    AgreementForm {
        /// 书面: an agreement (协议书), in force when all have signed and the seal is on it.
        Written = "written",
        /// 口头: in force when reached; the mediator records it.
        Oral = "oral",
    }
);

codes!(
    /// What came of one thing that was agreed.
    PerformanceOutcome {
        /// 已履行
        Done = "done",
        /// 部分履行
        Partly = "partly",
        /// 未履行
        NotDone = "not_done",
    }
);
