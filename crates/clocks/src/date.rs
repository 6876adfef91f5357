//! Dates as text. By hand: chrono's format machinery is larger than all else in this crate.

use chrono::{Datelike, NaiveDate};

/// Reads a date: year with four digits, month and day with one or two, apart by `-`, `/` or `.`, or
/// written as 2026年9月28日. No time of day.
///
/// `None` where it is anything else, or no day of the calendar.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let year = number(parts.next()?, 4..=4)?;
    let month = number(parts.next()?, 1..=2)?;
    let day = number(parts.next()?, 1..=2)?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn number(digits: &str, length: core::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

/// The date as `YYYY-MM-DD`.
#[must_use]
pub fn iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// For `#[serde(with = "iso_date")]`: a date as the text `YYYY-MM-DD`.
pub mod iso_date {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the date as text.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(date: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::iso(*date))
    }

    /// Reads the date from text.
    ///
    /// # Errors
    /// Where the text is no date; or the deserializer's own.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        super::parse_date(&text).ok_or_else(|| D::Error::custom("not a date (YYYY-MM-DD)"))
    }

    /// The same for a date that may be missing.
    pub mod option {
        use chrono::NaiveDate;
        use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

        /// Writes the date as text, or nothing.
        ///
        /// # Errors
        /// The serializer's own.
        pub fn serialize<S: Serializer>(
            date: &Option<NaiveDate>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            date.map(crate::iso).serialize(to)
        }

        /// Reads the date from text, if there is one.
        ///
        /// # Errors
        /// Where the text is no date; or the deserializer's own.
        pub fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<NaiveDate>, D::Error> {
            let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
            let date = crate::parse_date(&text);
            date.map(Some).ok_or_else(|| D::Error::custom("not a date (YYYY-MM-DD)"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let wanted = NaiveDate::from_ymd_opt(2027, 2, 6);
        for text in
            ["2027-02-06", "2027-2-6", "2027/02/06", "2027.2.6", "2027年2月6日", " 2027-02-06 "]
        {
            assert_eq!(parse_date(text), wanted, "{text}");
        }
        for text in
            ["", "2027-02-29", "27-02-06", "2027-02", "2027-02-06-01", "2027-02-0a", "+027-02-06"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
        assert_eq!(wanted.map(iso).as_deref(), Some("2027-02-06"));
    }
}
