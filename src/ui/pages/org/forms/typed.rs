//! What was typed, read.

use chrono::NaiveDate;
use clocks::parse_date;

use crate::ui::words::org;

/// Longest name, in characters, as the directory takes it.
const MAX_NAME: usize = 60;
/// The highest number of a paper in a year.
const HIGHEST: u32 = 999_999;

/// A name that must be there.
pub fn name(typed: &str) -> Result<String, &'static str> {
    let name = line(typed)?;
    if name.is_empty() { Err(org::NAME_MISSING) } else { Ok(name) }
}

/// A line that may be empty.
pub fn line(typed: &str) -> Result<String, &'static str> {
    let line = typed.trim();
    if line.chars().count() > MAX_NAME { Err(org::NAME_LONG) } else { Ok(line.to_owned()) }
}

/// A day.
pub fn day(typed: &str) -> Result<NaiveDate, &'static str> {
    parse_date(typed.trim()).ok_or(org::DATE_BAD)
}

/// A day that does not lie ahead.
pub fn past_day(typed: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = day(typed)?;
    if day > today { Err(org::DATE_FUTURE) } else { Ok(day) }
}

/// A year of four digits.
pub fn year(typed: &str) -> Result<i32, &'static str> {
    let year = typed.trim().parse().ok().filter(|year| (2000..=2200).contains(year));
    year.ok_or(org::YEAR_BAD)
}

/// A number of a paper.
pub fn number(typed: &str) -> Result<u32, &'static str> {
    let number = typed.trim().parse().ok().filter(|number| (1..=HIGHEST).contains(number));
    number.ok_or(org::NUMBER_BAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name(" 柳湾镇 "), Ok("柳湾镇".to_owned()));
        assert_eq!(name("  "), Err(org::NAME_MISSING));
        assert_eq!(name(&"村".repeat(60)), Ok("村".repeat(60)));
        assert_eq!(name(&"村".repeat(61)), Err(org::NAME_LONG));
        assert_eq!(line(""), Ok(String::new()));
    }

    #[test]
    fn days_years_and_numbers() {
        let today = day("2026-11-23").expect("a day");
        assert_eq!(past_day("2026-11-23", today), Ok(today));
        assert_eq!(past_day("2026-11-24", today), Err(org::DATE_FUTURE));
        assert_eq!(past_day("", today), Err(org::DATE_BAD));
        assert_eq!(year("2027"), Ok(2027));
        assert_eq!(year("27"), Err(org::YEAR_BAD));
        assert_eq!(number("0"), Err(org::NUMBER_BAD));
        assert_eq!(number("999999"), Ok(999_999));
        assert_eq!(number("1000000"), Err(org::NUMBER_BAD));
    }
}
