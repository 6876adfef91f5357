//! Which figures there are.

use serde::{Deserialize, Serialize};

use super::{Cohort, Unit};

/// A figure's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// 市领导接访受理件: items raised at receptions of city leaders, each once.
    Received,
    /// 处结: of those, brought to an end on their merits.
    DealtWith,
    /// 结服（占受理）: of those received, dealt with and accepted by the petitioner.
    AcceptedOfReceived,
    /// 结服（占处结）: of those dealt with, accepted by the petitioner. The same numerator over
    /// another denominator: a page has to say which one it prints.
    AcceptedOfDealtWith,
    /// 阅批来信: letters to which a leader gave an instruction that says something.
    LettersInstructed,
    /// 市领导下访: visits of city leaders that took place.
    LeaderVisits,
    /// 市领导下访解决问题: problems of those visits that were solved. No rate: a visit may solve
    /// several.
    LeaderSolved,
    /// 部门下访
    DepartmentVisits,
    /// 部门下访解决问题
    DepartmentSolved,
    /// 专项排查
    SpecialRounds,
    /// 定期排查
    RegularRounds,
    /// 排查发现矛盾纠纷
    DisputesFound,
    /// 调处: of those found, settled.
    DisputesSettled,
}

impl Indicator {
    /// All of them, in the order they are printed.
    pub const ALL: [Self; 13] = [
        Self::Received,
        Self::DealtWith,
        Self::AcceptedOfReceived,
        Self::AcceptedOfDealtWith,
        Self::LettersInstructed,
        Self::LeaderVisits,
        Self::LeaderSolved,
        Self::DepartmentVisits,
        Self::DepartmentSolved,
        Self::SpecialRounds,
        Self::RegularRounds,
        Self::DisputesFound,
        Self::DisputesSettled,
    ];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::DealtWith => "dealt_with",
            Self::AcceptedOfReceived => "accepted_of_received",
            Self::AcceptedOfDealtWith => "accepted_of_dealt_with",
            Self::LettersInstructed => "letters_instructed",
            Self::LeaderVisits => "leader_visits",
            Self::LeaderSolved => "leader_solved",
            Self::DepartmentVisits => "department_visits",
            Self::DepartmentSolved => "department_solved",
            Self::SpecialRounds => "special_rounds",
            Self::RegularRounds => "regular_rounds",
            Self::DisputesFound => "disputes_found",
            Self::DisputesSettled => "disputes_settled",
        }
    }

    /// In which unit it counts.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::LeaderVisits
            | Self::DepartmentVisits
            | Self::SpecialRounds
            | Self::RegularRounds => Unit::Time,
            Self::LeaderSolved | Self::DepartmentSolved => Unit::Problem,
            _ => Unit::Item,
        }
    }

    /// By which day something belongs to the period.
    #[must_use]
    pub fn cohort(self) -> Cohort {
        match self {
            Self::Received
            | Self::DealtWith
            | Self::AcceptedOfReceived
            | Self::AcceptedOfDealtWith => Cohort::ReceptionDay,
            Self::LettersInstructed => Cohort::InstructionDay,
            Self::LeaderVisits
            | Self::LeaderSolved
            | Self::DepartmentVisits
            | Self::DepartmentSolved => Cohort::VisitDay,
            Self::SpecialRounds | Self::RegularRounds => Cohort::RoundBegin,
            Self::DisputesFound | Self::DisputesSettled => Cohort::FoundOn,
        }
    }
}
