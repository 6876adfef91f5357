//! Counts over the rows of disputes. Each is the number of rows that a filter finds.

use serde::{Deserialize, Serialize};

use super::DisputeStanding;
use crate::MatterRow;

/// How many disputes there are: entries of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DisputeCounts {
    /// All of them (排查出).
    pub found: u32,
    /// Nothing came of them yet.
    pub open: u32,
    /// Something came of them, and nobody struck them off.
    pub ended: u32,
    /// Settled (化解成功), struck off or not.
    pub settled: u32,
    /// Struck off.
    pub struck: u32,
    /// Open, and of the highest level.
    pub high: u32,
}

impl DisputeCounts {
    /// Of all disputes among these rows.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a MatterRow>) -> Self {
        let mut counts = Self::default();
        for row in rows.into_iter().filter_map(|row| row.dispute.as_ref()) {
            let add = |number: &mut u32, holds: bool| *number += u32::from(holds);
            add(&mut counts.found, true);
            add(&mut counts.open, DisputeStanding::Open.holds(row));
            add(&mut counts.ended, DisputeStanding::Ended.holds(row));
            add(&mut counts.settled, DisputeStanding::Settled.holds(row));
            add(&mut counts.struck, DisputeStanding::Struck.holds(row));
            add(&mut counts.high, DisputeStanding::Open.holds(row) && row.is_high());
        }
        counts
    }

    /// How many stand so.
    #[must_use]
    pub fn standing(&self, standing: DisputeStanding) -> u32 {
        match standing {
            DisputeStanding::Open => self.open,
            DisputeStanding::Ended => self.ended,
            DisputeStanding::Settled => self.settled,
            DisputeStanding::Struck => self.struck,
        }
    }
}
