//! How far a clock has run.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Percent of the time at which the colour changes, where no profile says otherwise.
pub const WARN_AT: [u8; 3] = [50, 75, 100];

/// How far a clock has run, as colours show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Less than half is used.
    Fresh,
    /// Half or more.
    Half,
    /// Three quarters or more.
    ThreeQuarters,
    /// Today is the last day.
    DueToday,
    /// The last day is over.
    Overdue,
}

/// How far a clock has run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Percent of the calendar days used, rounded down. 100 on the due date, more after it.
    pub percent: u32,
    /// Calendar days to the due date; 0 on it, negative when overdue.
    pub days_left: i64,
    /// For the colour.
    pub stage: Stage,
    /// Seven days left or fewer, overdue included.
    pub last_week: bool,
}

/// How far a clock has run that began on `start` and ends on `due`, seen on `today`.
#[must_use]
pub fn progress(start: NaiveDate, due: NaiveDate, today: NaiveDate) -> Progress {
    progress_at(start, due, today, WARN_AT)
}

/// The same with a profile's own percentages (`Profile::warn_at`); the last one is the due date.
#[must_use]
pub fn progress_at(
    start: NaiveDate,
    due: NaiveDate,
    today: NaiveDate,
    [half, most, _]: [u8; 3],
) -> Progress {
    let days_left = due.signed_duration_since(today).num_days();
    let used = today.signed_duration_since(start).num_days().max(0);
    let total = due.signed_duration_since(start).num_days();
    // A clock of no days is used up on its only day.
    let percent = if total > 0 { used * 100 / total } else { i64::from(days_left <= 0) * 100 };
    let percent = u32::try_from(percent).unwrap_or(u32::MAX);
    let stage = match days_left {
        ..0 => Stage::Overdue,
        0 => Stage::DueToday,
        _ if percent >= u32::from(most) => Stage::ThreeQuarters,
        _ if percent >= u32::from(half) => Stage::Half,
        _ => Stage::Fresh,
    };
    Progress { percent, days_left, stage, last_week: days_left <= 7 }
}
