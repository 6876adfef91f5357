//! What the State Council's notice for one year says.

mod csv;
mod fault;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::{Datelike, NaiveDate};

pub use fault::{BadTable, RowFault};

/// What a notice says about one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// A make-up working day, or a day off.
    pub working: bool,
    /// The occasion, in Chinese, as lists show it. May be empty.
    pub name: Cow<'static, str>,
    /// The paper it comes from. May be empty.
    pub source: Cow<'static, str>,
}

/// The days off and make-up working days of one year's notice. All other days follow the week.
///
/// A notice may speak of the December before its year (New Year's bridge days), never of the year
/// after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearTable {
    year: i32,
    rules: BTreeMap<NaiveDate, Rule>,
}

impl YearTable {
    /// Largest file that is read, in bytes.
    pub const MAX_BYTES: usize = 64 * 1024;
    /// Most rows of a table, without the header.
    pub const MAX_ROWS: usize = 200;
    /// Longest name or source, in bytes.
    pub const MAX_TEXT: usize = 300;

    pub(crate) fn new(year: i32) -> Self {
        Self { year, rules: BTreeMap::new() }
    }

    /// Whether a notice for `year` can say something about `date`.
    pub(crate) fn covers(year: i32, date: NaiveDate) -> bool {
        date.year() == year || (date.month() == 12 && date.year().checked_add(1) == Some(year))
    }

    /// The year it is the table of.
    #[must_use]
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// What it says about a day, if it names it.
    #[must_use]
    pub fn rule(&self, date: NaiveDate) -> Option<&Rule> {
        self.rules.get(&date)
    }

    /// The days it names, in order.
    pub fn rules(&self) -> impl Iterator<Item = (NaiveDate, &Rule)> {
        self.rules.iter().map(|(date, rule)| (*date, rule))
    }

    pub(crate) fn insert(&mut self, date: NaiveDate, rule: Rule) {
        self.rules.insert(date, rule);
    }

    /// Public holidays with a fixed date (1 January, 1 May, 1 to 3 October) that it does not name as
    /// days off. A table that lacks one is likely half a table: ask before using it.
    #[must_use]
    pub fn missing_fixed_days(&self) -> Vec<NaiveDate> {
        const FIXED: [(u32, u32); 5] = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];
        FIXED
            .into_iter()
            .filter_map(|(month, day)| NaiveDate::from_ymd_opt(self.year, month, day))
            .filter(|date| self.rule(*date).is_none_or(|rule| rule.working))
            .collect()
    }

    /// Reads one line of the shipped data: `2019 元旦 <1230-1231 0101 +<1229 ...`. A name, then its
    /// days as MMDD or MMDD-MMDD; `+` works, `<` lies in the year before. `None` where it is
    /// anything else.
    pub(crate) fn from_line(line: &'static str) -> Option<Self> {
        let mut words = line.split(' ');
        let mut table = Self::new(words.next()?.parse().ok()?);
        let mut name = "";
        for word in words {
            if !word.starts_with(['+', '<']) && !word.starts_with(|c: char| c.is_ascii_digit()) {
                name = word;
                continue;
            }
            let (working, word) = word.strip_prefix('+').map_or((false, word), |rest| (true, rest));
            let (year, word) = match word.strip_prefix('<') {
                Some(rest) => (table.year.checked_sub(1)?, rest),
                None => (table.year, word),
            };
            let (first, last) = word.split_once('-').unwrap_or((word, word));
            let mut date = month_day(year, first)?;
            let last = month_day(year, last)?;
            while date <= last {
                let source = Cow::Borrowed("国务院办公厅节假日安排通知");
                table.insert(date, Rule { working, name: Cow::Borrowed(name), source });
                date = date.succ_opt()?;
            }
        }
        Some(table)
    }
}

fn month_day(year: i32, text: &str) -> Option<NaiveDate> {
    let (month, day) = text.split_at_checked(2)?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}
