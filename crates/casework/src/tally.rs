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
    /// Counts. Rounds of screening stand in the directory: they are arrangements, not cases.
    pub fn of<'a>(
        rows: impl IntoIterator<Item = &'a MatterRow>,
        directory: &Directory,
        period: Period,
        cut_off: NaiveDate,
    ) -> Self {
        let figures = measure::figures(rows, directory, period, cut_off);
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
