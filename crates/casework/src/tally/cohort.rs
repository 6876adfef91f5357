//! In which unit something is counted, and what puts it into a period.

use serde::{Deserialize, Serialize};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 件: petition items, letters, disputes.
    Item,
    /// 次: visits, rounds.
    Time,
    /// 个: problems; a visit has none, one or several.
    Problem,
}

/// By which day something belongs to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cohort {
    /// The day of the reception at which it was raised.
    ReceptionDay,
    /// The day a leader gave the instruction.
    InstructionDay,
    /// The day of the visit.
    VisitDay,
    /// The first day of the round.
    RoundBegin,
    /// The day the dispute was found.
    FoundOn,
}
