//! Dates and moments in words; the zone is UTC+8 everywhere.

use casework::{
    Moment,
    schema::{Fact, FactValue},
};
use chrono::{Datelike, NaiveDate};

/// `2026年11月22日`
#[must_use]
pub fn day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A stored date in words; what is no date stays as written.
#[must_use]
pub fn day_of_text(text: &str) -> String {
    match Fact::ReceivedOn.value(text) {
        Ok(Some(FactValue::Date(date))) => day(date),
        _ => text.to_owned(),
    }
}

/// `2026年11月22日 10:32`
#[must_use]
pub fn moment(at: Moment) -> String {
    format!("{} {}", day(at.date()), clock(at))
}

/// `10:32`
#[must_use]
pub fn clock(at: Moment) -> String {
    let (_, _, _, hour, minute) = at.parts();
    format!("{hour:02}:{minute:02}")
}

/// `10:32` today, `11月21日 10:32` this year, else with the year.
#[must_use]
pub fn short_moment(at: Moment, now: Moment) -> String {
    let (date, today) = (at.date(), now.date());
    if date == today {
        clock(at)
    } else if date.year() == today.year() {
        format!("{}月{}日 {}", date.month(), date.day(), clock(at))
    } else {
        moment(at)
    }
}
