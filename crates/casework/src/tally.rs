//! Figures of a period: what a bulletin prints, counted out of rows and nothing else.
//!
//! A figure always comes with its period, cut-off, cohort rule, unit, numerator and, where it is a
//! rate, denominator. Rows are as their office sees them: the city's office sees all. What happened
//! after the cut-off is left out wherever a row keeps its day.

mod cohort;
mod figure;
mod indicator;
mod measure;
mod period;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Directory, MatterRow};

pub use cohort::{Cohort, Unit};
pub use figure::{Figure, Rate};
pub use indicator::Indicator;
pub use period::Period;

/// What a round of screening is: directed at one thing, or one of the year's ordinary ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// 专项排查
    Special,
    /// 定期排查
    Regular,
}

/// The figures of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The period.
    pub period: Period,
    /// The last day that was looked at; not after the period's end where the period is over.
    #[serde(with = "clocks::iso_date")]
    pub cut_off: NaiveDate,
    /// One for each of [`Indicator::ALL`], in that order.
    pub figures: Vec<Figure>,
}

impl Tally {
    /// Counts. `rounds` are the city's rounds of screening: what each is, and its first day. A round
    /// is an arrangement of the city and not a case, so it stands in no row.
    pub fn of<'a>(
        rows: impl IntoIterator<Item = &'a MatterRow>,
        rounds: impl IntoIterator<Item = (RoundKind, NaiveDate)>,
        directory: &Directory,
        period: Period,
        cut_off: NaiveDate,
    ) -> Self {
        let figures = measure::figures(rows, rounds, directory, period, cut_off);
        Self { period, cut_off, figures }
    }

    /// The figure of an indicator.
    #[must_use]
    pub fn figure(&self, indicator: Indicator) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.indicator == indicator)
    }

    /// What an indicator counts; 0 where it is not among the figures.
    #[must_use]
    pub fn count(&self, indicator: Indicator) -> u32 {
        self.figure(indicator).map_or(0, |figure| figure.numerator)
    }
}
