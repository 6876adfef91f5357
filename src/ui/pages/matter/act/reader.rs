//! Reading what was typed, and what is wrong with it.

use casework::schema::{Fact, FactValue};
use chrono::NaiveDate;
use ident::OfficeCode;

use super::values::{Values, YES};

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in it.
    Missing,
    /// No date.
    NotADate,
    /// A day after today.
    Future,
    /// A day before today.
    Past,
    /// No number of days within what the rules allow (the most).
    Days(u32),
}

/// A field's key, and what is wrong with it.
pub type Wrong = (String, Fault);

/// A date as a field gives it.
fn date(text: &str) -> Option<NaiveDate> {
    match Fact::ReceivedOn.value(text) {
        Ok(Some(FactValue::Date(date))) => Some(date),
        _ => None,
    }
}

/// Reads values one by one and notes what is wrong.
pub(super) struct Reader<'a> {
    /// What was typed.
    pub values: &'a Values,
    /// Today.
    pub today: NaiveDate,
    /// What was found wrong.
    pub wrong: Vec<Wrong>,
}

impl Reader<'_> {
    /// Says that something is missing unless it is there.
    pub fn needs(&mut self, there: bool, key: &str) {
        if !there {
            self.fault(key, Fault::Missing);
        }
    }

    /// Notes a fault; the first of a field stands.
    pub fn fault(&mut self, key: &str, fault: Fault) {
        if !self.wrong.iter().any(|(at, _)| at == key) {
            self.wrong.push((key.to_owned(), fault));
        }
    }

    /// Words; empty where there are none.
    pub fn text(&self, key: &str) -> String {
        self.values.get(key).to_owned()
    }

    /// Whether the answer is yes.
    pub fn yes(&self, key: &str) -> bool {
        self.values.get(key) == YES
    }

    /// One of a list; a value that is none of it counts as missing.
    pub fn code<T>(&mut self, key: &str, from_name: fn(&str) -> Option<T>) -> Option<T> {
        let found = from_name(self.values.get(key));
        self.needs(found.is_some(), key);
        found
    }

    /// A day.
    pub fn day(&mut self, key: &str) -> Option<NaiveDate> {
        let typed = self.values.get(key);
        if typed.is_empty() {
            self.fault(key, Fault::Missing);
            return None;
        }
        let day = date(typed);
        if day.is_none() {
            self.fault(key, Fault::NotADate);
        }
        day
    }

    /// A day up to today.
    pub fn past(&mut self, key: &str) -> Option<NaiveDate> {
        let day = self.day(key)?;
        if day > self.today {
            self.fault(key, Fault::Future);
        }
        Some(day)
    }

    /// A day from today on.
    pub fn future(&mut self, key: &str) -> Option<NaiveDate> {
        let day = self.day(key)?;
        if day < self.today {
            self.fault(key, Fault::Past);
        }
        Some(day)
    }

    /// A day up to today, or nothing.
    pub fn past_or_none(&mut self, key: &str) -> Option<NaiveDate> {
        if self.values.get(key).is_empty() { None } else { self.past(key) }
    }

    /// A day from today on, or nothing.
    pub fn future_or_none(&mut self, key: &str) -> Option<NaiveDate> {
        if self.values.get(key).is_empty() { None } else { self.future(key) }
    }

    /// An office by its code.
    pub fn office(&mut self, key: &str) -> Option<OfficeCode> {
        self.code(key, |text| OfficeCode::parse(text).ok())
    }
}
