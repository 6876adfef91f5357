//! Which days are working days.

use std::{collections::BTreeMap, sync::OnceLock};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::year_table::{Rule, YearTable};

/// One line a notice, about 3 kB.
const SHIPPED: &str = include_str!("../data/holidays.txt");

/// What is known of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Whether offices work.
    pub working: bool,
    /// Whether its year has a table. Where not, only weekends are days off, and what was counted
    /// over this day is provisional.
    pub known: bool,
}

/// Working days, by the tables of the years it has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    tables: BTreeMap<i32, YearTable>,
}

impl Calendar {
    /// A calendar that knows weekends and nothing else.
    #[must_use]
    pub fn weekends_only() -> Self {
        Self::default()
    }

    /// The tables that come with the program: 2004 to 2026. They are read at the first call.
    #[must_use]
    pub fn shipped() -> Self {
        static CALENDAR: OnceLock<Calendar> = OnceLock::new();
        let read = || {
            SHIPPED.lines().filter_map(YearTable::from_line).fold(Self::default(), Self::with_year)
        };
        CALENDAR.get_or_init(read).clone()
    }

    /// The calendar with this table; it replaces one of the same year as a whole.
    #[must_use]
    pub fn with_year(mut self, table: YearTable) -> Self {
        self.tables.insert(table.year(), table);
        self
    }

    /// The table of a year.
    #[must_use]
    pub fn table(&self, year: i32) -> Option<&YearTable> {
        self.tables.get(&year)
    }

    /// The years that have a table, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.tables.keys().copied()
    }

    /// What a notice says about a day. December is looked up in the next year's notice first: that
    /// is the later paper.
    #[must_use]
    pub fn rule(&self, date: NaiveDate) -> Option<&Rule> {
        let later = match date.month() {
            12 => date.year().checked_add(1).and_then(|year| self.tables.get(&year)),
            _ => None,
        };
        let own = self.tables.get(&date.year());
        [later, own].into_iter().flatten().find_map(|table| table.rule(date))
    }

    /// Whether a day is a working day, and whether that is known.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> Day {
        let weekday = !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let working = self.rule(date).map_or(weekday, |rule| rule.working);
        Day { working, known: self.tables.contains_key(&date.year()) }
    }
}
