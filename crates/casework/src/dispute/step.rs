//! Steps of a dispute.

use chrono::NaiveDate;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

use super::codes::{AgreementForm, DisputeOutcome, PerformanceOutcome, Risk, SettlementWay};
use crate::step::payload::{Acting, Word};

/// 登记: the entry of the ledger. Its columns are facts, its parties persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The office that found it.
    pub office: OfficeCode,
    /// The number the tablet gave.
    pub local_no: String,
    /// The day it was found (排查时间).
    pub on: NaiveDate,
    /// The round of screening it was found in, by id; none in the ordinary course.
    #[serde(default)]
    pub round: Option<String>,
    /// Sheet and row, where it came from a ledger.
    #[serde(default)]
    pub place: Option<String>,
    /// The rule profile it runs under.
    #[serde(default)]
    pub rules: Option<String>,
}

/// 评定风险.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskSetting {
    /// Who and when.
    pub by: Acting,
    /// The level.
    pub level: Risk,
    /// Which of the criteria holds, in words.
    pub text: String,
}

/// 包案: who takes personal charge, with what of the city's scheme was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Who and when.
    pub by: Acting,
    /// The leader, by name and post.
    pub leader: String,
    /// The responsible unit.
    pub unit: OfficeCode,
    /// The responsible person.
    pub person: String,
    /// What is to be done (化解方案).
    pub plan: String,
    /// Until when.
    pub until: NaiveDate,
    /// The other slots of the scheme: name and what was written.
    #[serde(default)]
    pub slots: Vec<(String, String)>,
}

/// 包案延期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeExtension {
    /// Who and when.
    pub by: Acting,
    /// Until when from now on.
    pub until: NaiveDate,
    /// Why.
    pub text: String,
}

/// 启动调解.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationOpening {
    /// Who and when.
    pub by: Acting,
    /// A party applied; otherwise the committee offers it.
    pub applied: bool,
    /// Which kind of mediation.
    pub way: SettlementWay,
    /// The mediators, by name.
    pub mediators: Vec<String>,
}

/// A party consents, or clearly refuses: then there is no mediation (Mediation Law, art. 17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Who and when.
    pub by: Acting,
    /// The party: its slot in the people document.
    pub party: String,
    /// Consents or refuses.
    pub agrees: bool,
}

/// A session was held. What was said stands in the committee's own document and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who and when.
    pub by: Acting,
    /// Where.
    #[serde(default)]
    pub place: String,
}

/// 达成协议. Its content stands in the committee's own document; the days by which it is to be
/// carried out stand here, so that somebody watches them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Who and when: the day it took effect.
    pub by: Acting,
    /// Written or oral.
    pub form: AgreementForm,
    /// Its number, where it is written.
    #[serde(default)]
    pub number: String,
    /// By when what is to be carried out: one day for each thing agreed, in their order.
    #[serde(default)]
    pub perform_by: Vec<NaiveDate>,
}

/// 履行情况 of one of the things agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performance {
    /// Who and when.
    pub by: Acting,
    /// Which, counted from 0.
    pub which: u32,
    /// What came of it.
    pub outcome: PerformanceOutcome,
    /// In words that may be seen by everybody who sees the dispute.
    #[serde(default)]
    pub text: String,
}

/// 司法确认: what the court decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationDecision {
    /// Who and when.
    pub by: Acting,
    /// Whether it confirmed.
    pub confirmed: bool,
    /// The number of the ruling.
    #[serde(default)]
    pub number: String,
}

/// 结果.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Who and when.
    pub by: Acting,
    /// What came of it.
    pub outcome: DisputeOutcome,
    /// By which way.
    pub way: SettlementWay,
    /// In words.
    pub text: String,
}

macro_rules! dispute_steps {
    ($($(#[$doc:meta])* $kind:ident($payload:ident)),* $(,)?) => {
        /// A step of a dispute.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum DisputeStep {
            $($(#[$doc])* $kind($payload)),*
        }

        /// The kind of a step of a dispute.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum DisputeKind {
            $($(#[$doc])* $kind),*
        }

        impl DisputeKind {
            /// All of them, in the order of a dispute's life.
            pub const ALL: &[Self] = &[$(Self::$kind),*];
        }

        impl DisputeStep {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> DisputeKind {
                match self { $(Self::$kind(_) => DisputeKind::$kind),* }
            }
        }
    };
}

dispute_steps!(
    /// 登记
    Found(Found),
    /// 评定风险
    RiskSet(RiskSetting),
    /// 包案: filled in.
    ChargeProposed(Charge),
    /// 包案: the head of the office agrees.
    ChargeAgreed(Word),
    /// 包案: the first in charge approves; it takes effect.
    ChargeApproved(Word),
    /// 送达包案领导: the leader has it.
    ChargeDelivered(Word),
    /// 包案: not approved.
    ChargeRefused(Word),
    /// 包案延期: by the first in charge.
    ChargeExtended(ChargeExtension),
    /// 启动调解
    MediationOpened(MediationOpening),
    /// 当事人是否同意调解
    Consented(Consent),
    /// 告知权利义务
    RightsTold(Word),
    /// 调解一次
    SessionHeld(Session),
    /// 达成协议
    Agreed(Agreement),
    /// 终止调解: told of arbitration, administrative and court ways (Mediation Law, art. 26).
    MediationEnded(Word),
    /// 履行情况
    Performed(Performance),
    /// 共同申请司法确认: within 30 days (Mediation Law, art. 33).
    ConfirmationSought(Word),
    /// 司法确认结果
    ConfirmationDecided(ConfirmationDecision),
    /// 结果
    Ended(Ending),
    /// 销号: by an auditor.
    Struck(Word),
    /// 重新列入台账
    Relisted(Word),
);

impl DisputeStep {
    /// In which capacity it was taken; none for the entry itself.
    #[must_use]
    pub fn acting(&self) -> Option<Acting> {
        match self {
            Self::Found(_) => None,
            Self::RiskSet(it) => Some(it.by),
            Self::ChargeProposed(it) => Some(it.by),
            Self::ChargeAgreed(it)
            | Self::ChargeApproved(it)
            | Self::ChargeDelivered(it)
            | Self::ChargeRefused(it)
            | Self::RightsTold(it)
            | Self::MediationEnded(it)
            | Self::ConfirmationSought(it)
            | Self::Struck(it)
            | Self::Relisted(it) => Some(it.by),
            Self::ChargeExtended(it) => Some(it.by),
            Self::MediationOpened(it) => Some(it.by),
            Self::Consented(it) => Some(it.by),
            Self::SessionHeld(it) => Some(it.by),
            Self::Agreed(it) => Some(it.by),
            Self::Performed(it) => Some(it.by),
            Self::ConfirmationDecided(it) => Some(it.by),
            Self::Ended(it) => Some(it.by),
        }
    }
}
