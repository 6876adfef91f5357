//! Moments and dates. The zone is fixed at UTC+8, never the browser's.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

/// Seconds by which China's time is ahead of UTC.
const OFFSET_SECONDS: i32 = 8 * 3600;

/// A moment on a device's clock: milliseconds since 1970 (UTC). It says when something was
/// recorded; legal dates are [`NaiveDate`]s of their own and never taken from here.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Moment(i64);

impl Moment {
    /// From milliseconds since 1970 (UTC).
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 (UTC).
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    fn local(self) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(OFFSET_SECONDS);
        let utc = DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        zone.map_or_else(|| utc.fixed_offset(), |zone| utc.with_timezone(&zone))
    }

    /// The calendar date in China.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.local().date_naive()
    }

    /// Year, month, day, hour, minute in China.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32, u32, u32) {
        let local = self.local();
        (local.year(), local.month(), local.day(), local.hour(), local.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evening_in_utc_is_the_next_day_in_china() {
        // 2026-11-22T16:30:00Z
        let moment = Moment::from_millis(1_795_365_000_000);
        assert_eq!(moment.date(), NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"));
        assert_eq!(moment.parts(), (2026, 11, 23, 0, 30));
    }
}
