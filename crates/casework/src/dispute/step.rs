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

#[cfg(test)]
mod tests {
    use ident::PostId;

    use super::*;
    use crate::Step;

    fn by() -> Acting {
        Acting { post: PostId::new([9; 8]), on: day("2026-11-22") }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn word() -> Word {
        Word { by: by(), text: "同意".into() }
    }

    fn office() -> OfficeCode {
        OfficeCode::parse("990101001201").expect("a code")
    }

    /// A step of each kind, in the order of [`DisputeKind::ALL`].
    fn all() -> Vec<DisputeStep> {
        let (by, until) = (by(), day("2026-12-31"));
        let text = || "量过地界".to_owned();
        vec![
            DisputeStep::Found(Found {
                office: office(),
                local_no: "990101001201-1-0001".into(),
                on: by.on,
                round: None,
                place: Some("台账 第 3 行".into()),
                rules: Some("national/1".into()),
            }),
            DisputeStep::RiskSet(RiskSetting { by, level: Risk::Medium, text: text() }),
            DisputeStep::ChargeProposed(Charge {
                by,
                leader: "单雪梅".into(),
                unit: office(),
                person: "仇某".into(),
                plan: text(),
                until,
                slots: vec![("包掌握情况".into(), "每周".into())],
            }),
            DisputeStep::ChargeAgreed(word()),
            DisputeStep::ChargeApproved(word()),
            DisputeStep::ChargeDelivered(word()),
            DisputeStep::ChargeRefused(word()),
            DisputeStep::ChargeExtended(ChargeExtension { by, until, text: text() }),
            DisputeStep::MediationOpened(MediationOpening {
                by,
                applied: true,
                way: SettlementWay::PeoplesMediation,
                mediators: vec!["查某".into()],
            }),
            DisputeStep::Consented(Consent { by, party: "main".into(), agrees: true }),
            DisputeStep::RightsTold(word()),
            DisputeStep::SessionHeld(Session { by, place: "村委会".into() }),
            DisputeStep::Agreed(Agreement {
                by,
                form: AgreementForm::Written,
                number: "1".into(),
                perform_by: vec![until],
            }),
            DisputeStep::MediationEnded(word()),
            DisputeStep::Performed(Performance {
                by,
                which: 0,
                outcome: PerformanceOutcome::Partly,
                text: text(),
            }),
            DisputeStep::ConfirmationSought(word()),
            DisputeStep::ConfirmationDecided(ConfirmationDecision {
                by,
                confirmed: true,
                number: "3".into(),
            }),
            DisputeStep::Ended(Ending {
                by,
                outcome: DisputeOutcome::Settled,
                way: SettlementWay::Agreement,
                text: text(),
            }),
            DisputeStep::Struck(word()),
            DisputeStep::Relisted(word()),
        ]
    }

    /// Golden: these messages lie in stored documents for ever.
    #[test]
    fn messages_are_pinned() {
        let steps = all();
        let kinds: Vec<DisputeKind> = steps.iter().map(DisputeStep::kind).collect();
        assert_eq!(kinds, DisputeKind::ALL);
        let messages: Vec<String> = steps
            .iter()
            .map(|step| {
                let step = Step::Dispute(step.clone());
                let message = step.to_message();
                assert_eq!(Step::from_message(Some(&message)), step);
                message
            })
            .collect();
        let golden = include_str!("step.golden");
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dispute/step.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, messages.join("\n") + "\n").expect("writes");
            return;
        }
        assert_eq!(messages, golden.lines().collect::<Vec<_>>());
    }

    #[test]
    fn all_but_the_entry_say_in_which_capacity() {
        for step in all() {
            assert_eq!(step.acting().is_none(), matches!(step, DisputeStep::Found(_)), "{step:?}");
        }
    }
}
