//! How the record grows, month by month.

use casework::Moment;
use chrono::Datelike;
use std::collections::BTreeMap;

/// Changes by the month in which their device's clock says they were made. A clock that is off
/// puts them elsewhere: it is a measure of growth, and nothing rests on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Growth(BTreeMap<(i32, u32), (u64, u64)>);

impl Growth {
    /// Counts a change in.
    pub fn add(&mut self, at: Moment, bytes: u64) {
        let day = at.date();
        let month = self.0.entry((day.year(), day.month())).or_default();
        month.0 += 1;
        month.1 += bytes;
    }

    /// The last months that have any: year, month, changes, bytes.
    pub fn last(&self, months: usize) -> impl Iterator<Item = (i32, u32, u64, u64)> {
        let skipped = self.0.len().saturating_sub(months);
        let last = self.0.iter().skip(skipped);
        last.map(|((year, month), (changes, bytes))| (*year, *month, *changes, *bytes))
    }
}
