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

/// Dates in stored records: days since 0001-01-01 as one number.
pub mod cbor_date {
    use chrono::{Datelike, NaiveDate};
    use minicbor::{
        Decoder, Encoder,
        decode::Error as ReadError,
        encode::{Error as WriteError, Write},
    };

    /// Writes a date.
    ///
    /// # Errors
    /// The writer's.
    pub fn encode<C, W: Write>(
        date: &NaiveDate,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), WriteError<W::Error>> {
        e.i32(date.num_days_from_ce())?.ok()
    }

    /// Reads a date.
    ///
    /// # Errors
    /// Where it is none.
    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<NaiveDate, ReadError> {
        let position = d.position();
        NaiveDate::from_num_days_from_ce_opt(d.i32()?)
            .ok_or_else(|| ReadError::message("date").at(position))
    }
}

/// Dates that may be absent, likewise.
pub mod cbor_date_option {
    use chrono::NaiveDate;
    use minicbor::{
        Decoder, Encoder,
        data::Type,
        decode::Error as ReadError,
        encode::{Error as WriteError, Write},
    };

    /// Writes a date or null.
    ///
    /// # Errors
    /// The writer's.
    #[allow(clippy::ref_option, reason = "the shape that minicbor's derive calls")]
    pub fn encode<C, W: Write>(
        date: &Option<NaiveDate>,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), WriteError<W::Error>> {
        match date {
            Some(date) => super::cbor_date::encode(date, e, ctx),
            None => e.null()?.ok(),
        }
    }

    /// Reads a date or null.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn decode<C>(d: &mut Decoder<'_>, ctx: &mut C) -> Result<Option<NaiveDate>, ReadError> {
        if d.datatype()? == Type::Null {
            d.null()?;
            return Ok(None);
        }
        super::cbor_date::decode(d, ctx).map(Some)
    }

    /// What an absent field is read as.
    #[must_use]
    pub fn nil() -> Option<Option<NaiveDate>> {
        Some(None)
    }

    /// Whether the field is left out.
    #[must_use]
    #[allow(clippy::ref_option, reason = "the shape that minicbor's derive calls")]
    pub fn is_nil(date: &Option<NaiveDate>) -> bool {
        date.is_none()
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
