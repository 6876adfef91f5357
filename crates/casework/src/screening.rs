//! Screening (矛盾纠纷排查): what an office says of a period. What was entered in the period is the
//! report; only "nothing found" has to be said, and reported, zero and not reported are three things.

use chrono::{Datelike, NaiveDate};
use ident::OfficeCode;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

mod apply;
mod due;
mod findings;
mod permit;
mod view;

pub use due::Period;
pub use findings::{Findings, standing};
pub use view::{FoundView, OfficeView, PeriodView, RoundView, ScreeningView};

/// 排查情况: an office says something of a period, or of its share of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// Whose report.
    pub office: OfficeCode,
    /// The period's first day.
    pub from: NaiveDate,
    /// Its last.
    pub to: NaiveDate,
    /// The round, by id; none for the ordinary cycle.
    #[serde(default)]
    pub round: Option<String>,
    /// Nothing was found (零报告). A dispute entered in the period says otherwise, and counts.
    pub nothing: bool,
    /// The day it was said.
    pub on: NaiveDate,
    /// In words, where there is something to say.
    #[serde(default)]
    pub text: String,
}

/// One saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Nothing was found.
    pub nothing: bool,
    /// The day.
    pub on: NaiveDate,
    /// In words.
    pub text: String,
}

/// What follows from the steps of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ScreeningState {
    /// First and last day.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The round.
    pub round: Option<String>,
    /// What was said: one for each tablet that said something.
    pub said: Vec<Statement>,
}

/// How it stands with an office's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 已报: so many disputes were entered in the period; 0 where the report is words alone, as a
    /// review is.
    Found(u32),
    /// 零报告
    Zero,
    /// 未报
    NotReported,
}

/// How often a tier screens.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// 每日
    #[n(0)]
    Daily,
    /// 每周: from Monday to Sunday.
    #[n(1)]
    Weekly,
    /// 每半月: from the 1st to the 15th, and from the 16th on.
    #[n(2)]
    HalfMonthly,
    /// 每月
    #[n(3)]
    Monthly,
    /// 每季度
    #[n(4)]
    Quarterly,
}

impl Cycle {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] =
        [Self::Daily, Self::Weekly, Self::HalfMonthly, Self::Monthly, Self::Quarterly];

    /// The first and the last day of the period that a day lies in.
    #[must_use]
    pub fn period(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let first = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let last = |first: NaiveDate, months: u32| {
            first.checked_add_months(chrono::Months::new(months)).and_then(|next| next.pred_opt())
        };
        match self {
            Self::Daily => (day, day),
            Self::Weekly => {
                let week = day.week(chrono::Weekday::Mon);
                (week.first_day(), week.last_day())
            }
            Self::HalfMonthly if day.day() <= 15 => (first(day), day.with_day(15).unwrap_or(day)),
            Self::HalfMonthly => {
                let from = day.with_day(16).unwrap_or(day);
                (from, last(first(day), 1).unwrap_or(day))
            }
            Self::Monthly => (first(day), last(first(day), 1).unwrap_or(day)),
            Self::Quarterly => {
                let month = day.month0() / 3 * 3 + 1;
                let from = first(day).with_month(month).unwrap_or(day);
                (from, last(from, 3).unwrap_or(day))
            }
        }
    }
}
