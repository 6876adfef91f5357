//! A period.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    #[serde(with = "clocks::iso_date")]
    pub from: NaiveDate,
    /// The last.
    #[serde(with = "clocks::iso_date")]
    pub to: NaiveDate,
}

impl Period {
    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether a day that a row keeps as text lies in it. A day that nobody stated does not.
    #[must_use]
    pub fn contains_text(&self, day: &str) -> bool {
        day.parse().is_ok_and(|day| self.contains(day))
    }
}
