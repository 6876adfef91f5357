//! Numbers of papers, reserved in advance.

use ident::{DeviceId, OfficeCode};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Numbers of one run (an office's papers of a kind in a year) that an office, or one device of it,
/// may give out without asking: what makes a paper with a number (文号) possible offline.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct NumberBlock {
    /// Whose papers.
    #[n(0)]
    pub office: OfficeCode,
    /// The kind of paper, by its name, or the run that several kinds share.
    #[n(1)]
    pub paper: String,
    /// The year in the number.
    #[n(2)]
    pub year: i32,
    /// The first number, from 1.
    #[n(3)]
    pub from: u32,
    /// The last, included.
    #[n(4)]
    pub to: u32,
    /// The one device that may give them; none: the office's first.
    #[n(5)]
    pub device: Option<DeviceId>,
}

impl NumberBlock {
    /// Whether two blocks have a number in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.office == other.office
            && self.paper == other.paper
            && self.year == other.year
            && self.from.max(other.from) <= self.to.min(other.to)
    }
}
