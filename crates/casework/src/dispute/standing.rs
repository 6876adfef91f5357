//! How a dispute stands in the ledger: what lists and counts are made by.

use serde::{Deserialize, Serialize};

use super::codes::DisputeOutcome;
use crate::{row::DisputeRow, step::codes::codes};

codes!(
    /// How a dispute stands in the ledger. A dispute can stand in two ways at once: one that was
    /// settled stays settled when it is struck off.
    DisputeStanding {
        /// 未化解: nothing came of it yet.
        Open = "open",
        /// 待销号: something came of it, and nobody struck it off.
        Ended = "ended",
        /// 化解成功, struck off or not.
        Settled = "settled",
        /// 已销号
        Struck = "struck",
    }
);

impl DisputeStanding {
    /// Whether a dispute stands so.
    #[must_use]
    pub fn holds(self, row: &DisputeRow) -> bool {
        let (ended, struck) = (!row.outcome.is_empty(), !row.struck_on.is_empty());
        match self {
            Self::Open => !ended && !struck,
            Self::Ended => ended && !struck,
            Self::Settled => row.outcome == DisputeOutcome::Settled.name(),
            Self::Struck => struck,
        }
    }
}
