//! Dates as they are written in ledgers.

mod groups;
pub(crate) mod years;

use chrono::{Datelike, NaiveDate};

use crate::cell::{Cell, Epoch};
use crate::fold::fold;
use crate::numeral::with_digits;
use crate::problem::ProblemKind;
use groups::Groups;

/// A date as far as it was written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Year, month and day.
    Full(NaiveDate),
    /// 3月7日.
    NoYear {
        /// 1 to 12.
        month: u32,
        /// 1 to 31; that the month has such a day is seen once the year is known.
        day: u32,
    },
    /// 7日.
    DayOnly {
        /// 1 to 31.
        day: u32,
    },
}

/// A date read from a cell, with what is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDate {
    /// As far as written.
    pub written: Written,
    /// What to look at, if anything.
    pub note: Option<ProblemKind>,
}

impl ReadDate {
    fn plain(written: Written) -> Self {
        Self { written, note: None }
    }
}

/// Read a date from a cell that is not blank.
///
/// # Errors
/// What kept it from being read.
pub fn read_date(cell: &Cell, epoch: Epoch) -> Result<ReadDate, ProblemKind> {
    match cell {
        Cell::Date(serial) => from_serial(*serial, epoch),
        Cell::Number(number) => from_number(*number, epoch),
        Cell::Text(text) => from_text(text, epoch),
        Cell::Error(_) => Err(ProblemKind::CellError),
        Cell::Bool(_) => Err(ProblemKind::DateUnreadable),
    }
}

fn from_serial(serial: f64, epoch: Epoch) -> Result<ReadDate, ProblemKind> {
    let date = epoch.date(serial).ok_or(ProblemKind::DateUnreadable)?;
    plausible(date).map(|date| ReadDate::plain(Written::Full(date)))
}

/// No petition is older than the ledgers, and none comes from the next century.
fn plausible(date: NaiveDate) -> Result<NaiveDate, ProblemKind> {
    if (1980..2100).contains(&date.year()) { Ok(date) } else { Err(ProblemKind::DateImpossible) }
}

fn from_number(number: f64, epoch: Epoch) -> Result<ReadDate, ProblemKind> {
    if (18_000.0..80_000.0).contains(&number) {
        return from_serial(number, epoch);
    }
    if number.fract() == 0.0 && (0.0..1e9).contains(&number) {
        return from_digits(&format!("{number}"));
    }
    // 3.7 typed for 3月7日. 3.1 and 3.10 are the same number, so only a day that cannot be a tenth is clear.
    let text = format!("{number}");
    let (month, day) = text.split_once('.').ok_or(ProblemKind::DateUnreadable)?;
    let (Ok(month), Ok(value)) = (month.parse::<u32>(), day.parse::<u32>()) else {
        return Err(ProblemKind::DateUnreadable);
    };
    if day.len() == 1 && possible(month, value * 10) {
        return Err(ProblemKind::DateAmbiguous);
    }
    no_year(month, value)
}

/// The month, and the day that is written or ten times it, of a number such as 3.1.
pub(crate) fn one_or_ten(cell: &Cell) -> Option<(u32, u32)> {
    let Cell::Number(number) = cell else { return None };
    let text = format!("{number}");
    let (month, day) = text.split_once('.')?;
    let (month, value) = (month.parse().ok()?, day.parse().ok()?);
    (day.len() == 1 && possible(month, value) && possible(month, value * 10))
        .then_some((month, value))
}

/// Only digits: 20250307, 250307, 0307, or a day of the month.
fn from_digits(digits: &str) -> Result<ReadDate, ProblemKind> {
    let part = |from: usize, to: usize| -> u32 {
        digits.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0)
    };
    match digits.len() {
        8 => full(part(0, 4), part(4, 6), part(6, 8)),
        6 if (15..50).contains(&part(0, 2)) && possible(part(2, 4), part(4, 6)) => {
            full(2000 + part(0, 2), part(2, 4), part(4, 6))
        }
        6 if plausible_year(part(0, 4)) && (1..=12).contains(&part(4, 6)) => {
            Err(ProblemKind::DateIncomplete)
        }
        4 if plausible_year(part(0, 4)) => Err(ProblemKind::DateIncomplete),
        3 => no_year(part(0, 1), part(1, 3)),
        4 => no_year(part(0, 2), part(2, 4)),
        1 | 2 => day_only(part(0, 2).max(part(0, 1))),
        _ => Err(ProblemKind::DateUnreadable),
    }
}

fn plausible_year(year: u32) -> bool {
    (1980..2100).contains(&year)
}

/// Whether some year has such a day.
fn possible(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2024, month, day).is_some()
}

fn full(year: u32, month: u32, day: u32) -> Result<ReadDate, ProblemKind> {
    let date = i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(ProblemKind::DateImpossible)?;
    plausible(date).map(|date| ReadDate::plain(Written::Full(date)))
}

fn no_year(month: u32, day: u32) -> Result<ReadDate, ProblemKind> {
    if possible(month, day) {
        Ok(ReadDate::plain(Written::NoYear { month, day }))
    } else {
        Err(ProblemKind::DateImpossible)
    }
}

fn day_only(day: u32) -> Result<ReadDate, ProblemKind> {
    if (1..=31).contains(&day) {
        Ok(ReadDate::plain(Written::DayOnly { day }))
    } else {
        Err(ProblemKind::DateUnreadable)
    }
}

/// A year written with two or four digits.
fn year_of(number: u32, digits: usize) -> Option<u32> {
    match digits {
        4 => plausible_year(number).then_some(number),
        2 => (number < 80).then_some(2000 + number),
        _ => None,
    }
}

/// A date cell is short; a sentence that happens to hold one is not a date.
const LONGEST: usize = 40;

fn from_text(text: &str, epoch: Epoch) -> Result<ReadDate, ProblemKind> {
    let folded = fold(text).trim_matches(['\'', '"', '`']).to_owned();
    let folded = without_label(without_lunar_note(&folded));
    if folded.chars().count() > LONGEST || is_lunar(folded) {
        return Err(ProblemKind::DateUnreadable);
    }
    let folded = with_zeros(&with_digits(&folded.replace("元月", "1月")));
    if ["内", "工作日", "天", "个月"].iter().any(|word| folded.contains(word)) {
        return Err(ProblemKind::DueIsTerm);
    }
    let all_digits = folded.trim_end_matches(".0");
    if !all_digits.is_empty() && all_digits.bytes().all(|byte| byte.is_ascii_digit()) {
        if all_digits.len() == 5 {
            let serial = all_digits.parse().map_err(|_| ProblemKind::DateUnreadable)?;
            return from_number(serial, epoch);
        }
        return from_digits(all_digits);
    }
    from_groups(&Groups::new(&folded))
}

/// 2026.3.5(农历正月十七): the day of the other calendar beside it says nothing new.
fn without_lunar_note(text: &str) -> &str {
    match text.split_once(['(', '[']) {
        Some((before, note)) if !before.trim().is_empty() && is_lunar(note) => before,
        _ => text,
    }
}

/// 收到日期:2026.3.5. A colon behind a digit is that of a time.
fn without_label(text: &str) -> &str {
    match text.split_once(':') {
        Some((label, rest)) if !label.contains(|c: char| c.is_numeric()) => rest,
        _ => text,
    }
}

/// Whether a text speaks of the old calendar: 腊月初八, 正月十五, 二月廿三. 廿三日 may be of either, and is taken as the
/// offices' own.
fn is_lunar(text: &str) -> bool {
    let begins = text.split_once('初').is_some_and(|(month, day)| {
        month.contains('月') && day.starts_with(|c| "一二三四五六七八九十123456789".contains(c))
    });
    let twenties = text.contains(['廿', '卅']) && !text.contains(['日', '号']);
    text.contains(['农', '阴', '腊', '闰']) || text.contains("正月") || begins || twenties
}

/// A letter O between digits is a nought mistyped: 2O26.
fn with_zeros(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let between = out.ends_with(|c: char| c.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        out.push(if matches!(c, 'O' | 'o') && between { '0' } else { c });
    }
    out
}

fn from_groups(groups: &Groups) -> Result<ReadDate, ProblemKind> {
    let number = |at: usize| groups.number(at);
    let first = number(0).ok_or(ProblemKind::DateUnreadable)?;
    let digits = groups.digits(0);
    let noted = |read: Result<ReadDate, ProblemKind>, used: usize| {
        read.map(|read| ReadDate {
            note: read.note.or((groups.count() > used).then_some(ProblemKind::DateRange)),
            ..read
        })
    };
    if digits == 8 || digits == 6 {
        return noted(from_digits(groups.text(0)), 1);
    }
    // 3月7日, whatever follows.
    if groups.after(0).contains('月') {
        let day = number(1).ok_or(ProblemKind::DateIncomplete)?;
        return noted(no_year(first, day), 2);
    }
    if groups.after(0).contains('年') || digits == 4 {
        let year = year_of(first, digits).ok_or(ProblemKind::DateImpossible)?;
        let (Some(month), Some(day)) = (number(1), number(2)) else {
            return Err(ProblemKind::DateIncomplete);
        };
        return noted(full(year, month, day), 3);
    }
    if groups.count() == 1 {
        return if groups.after(0).starts_with(['日', '号']) {
            day_only(first)
        } else {
            Err(ProblemKind::DateUnreadable)
        };
    }
    let second = number(1).ok_or(ProblemKind::DateUnreadable)?;
    // 3-5月: from March to May.
    if groups.count() == 2 && groups.after(1).starts_with('月') {
        return Err(ProblemKind::DateIncomplete);
    }
    // 3.7-3.9: two days of one form, with another mark between them.
    let paired = groups.count() == 4 && groups.after(0) != groups.after(1);
    if groups.count() == 2 || paired {
        return noted(no_year(first, second), 2);
    }
    let third = number(2).ok_or(ProblemKind::DateUnreadable)?;
    if groups.digits(2) == 4 {
        let (month, day) = if first > 12 { (second, first) } else { (first, second) };
        let clear = first > 12 || second > 12 || first == second;
        return noted(full(third, month, day), 3).map(|read| ReadDate {
            note: if clear { read.note } else { Some(ProblemKind::DateOrderGuessed) },
            ..read
        });
    }
    let year = year_of(first, digits).ok_or(ProblemKind::DateImpossible)?;
    noted(full(year, second, third), 3)
}

#[cfg(test)]
mod tests;
