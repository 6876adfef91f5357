//! The year of dates written without one, from what stands around them.

use chrono::{Datelike, NaiveDate};

use super::Written;
use crate::problem::ProblemKind;

/// What the title, the sheet's name or a heading line says about the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Period {
    /// First and last year.
    pub(crate) years: Option<(i32, i32)>,
    /// The one month.
    pub(crate) month: Option<u32>,
}

/// The dates of a column in full. Ledgers run in order of time, one way or the other, so a missing year is the one that
/// puts a date nearest to its neighbours.
pub(crate) fn resolve(dates: &[(Written, Period)]) -> Vec<Result<(NaiveDate, bool), ProblemKind>> {
    let full: Vec<NaiveDate> = dates
        .iter()
        .filter_map(|(written, _)| match written {
            Written::Full(date) => Some(*date),
            _ => None,
        })
        .collect();
    if runs_backwards(&full) {
        let mut reversed: Vec<_> = dates.to_vec();
        reversed.reverse();
        let mut resolved = forwards(&reversed);
        resolved.reverse();
        resolved
    } else {
        forwards(dates)
    }
}

fn runs_backwards(full: &[NaiveDate]) -> bool {
    let steps = |later: fn(&NaiveDate, &NaiveDate) -> bool| {
        full.iter().zip(full.iter().skip(1)).filter(|(one, two)| later(one, two)).count()
    };
    steps(|one, two| one > two) > steps(|one, two| one < two)
}

fn forwards(dates: &[(Written, Period)]) -> Vec<Result<(NaiveDate, bool), ProblemKind>> {
    // The next full date after each place.
    let mut following: Vec<Option<NaiveDate>> = Vec::with_capacity(dates.len());
    let mut next = None;
    for (written, _) in dates.iter().rev() {
        following.push(next);
        if let Written::Full(date) = written {
            next = Some(*date);
        }
    }
    following.reverse();

    let mut previous: Option<NaiveDate> = None;
    let mut out = Vec::with_capacity(dates.len());
    for ((written, period), next) in dates.iter().zip(following) {
        let resolved = match *written {
            Written::Full(date) => Ok((date, false)),
            Written::NoYear { month, day } => {
                nearest(month, day, previous, next, *period).map(|date| (date, true))
            }
            Written::DayOnly { day } => {
                // A bare day belongs to the month of the sheet, or else to that of the line above.
                let month = period.month.or(previous.map(|date| date.month()));
                match month {
                    Some(month) => {
                        nearest(month, day, previous, next, *period).map(|date| (date, true))
                    }
                    None => Err(ProblemKind::DateIncomplete),
                }
            }
        };
        if let Ok((date, _)) = resolved {
            previous = Some(date);
        }
        out.push(resolved);
    }
    out
}

/// Days that a year outside the title's counts as too far.
const OUTSIDE: i64 = 1_000;

fn nearest(
    month: u32,
    day: u32,
    previous: Option<NaiveDate>,
    next: Option<NaiveDate>,
    period: Period,
) -> Result<NaiveDate, ProblemKind> {
    let known: Vec<i32> = [
        previous.map(|date| date.year()),
        next.map(|date| date.year()),
        period.years.map(|(first, _)| first),
        period.years.map(|(_, last)| last),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else {
        return Err(ProblemKind::YearUnknown);
    };
    let cost = |date: &NaiveDate| -> i64 {
        let mut cost = 0;
        if let Some(previous) = previous {
            let days = (*date - previous).num_days();
            // Backwards is possible, lines get entered late, but not by much.
            cost += if days < 0 { -3 * days } else { days };
        }
        if let Some(next) = next {
            let days = (next - *date).num_days();
            cost += if days < 0 { -3 * days } else { days };
        }
        if let Some((first, last)) = period.years {
            if !(first..=last).contains(&date.year()) {
                cost += OUTSIDE;
            }
            if previous.is_none() && next.is_none() {
                cost += i64::from(date.year() - first);
            }
        }
        cost
    };
    let span = if last - first > 20 { *last - 20 } else { *first };
    (span - 1..=last + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(cost)
        .ok_or(ProblemKind::DateImpossible)
}

/// The first such day on or after another: a term ends after it begins.
pub(crate) fn first_from(start: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    (start.year()..=start.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date >= start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn years(dates: &[(Written, Period)]) -> Vec<Option<NaiveDate>> {
        resolve(dates).into_iter().map(|read| read.ok().map(|(date, _)| date)).collect()
    }

    #[test]
    fn from_neighbours_across_new_year() {
        let none = Period::default();
        let dates = [
            (Written::Full(day(2024, 12, 28)), none),
            (Written::NoYear { month: 12, day: 30 }, none),
            (Written::NoYear { month: 1, day: 3 }, none),
            (Written::Full(day(2025, 1, 4)), none),
        ];
        assert_eq!(years(&dates)[1], Some(day(2024, 12, 30)));
        assert_eq!(years(&dates)[2], Some(day(2025, 1, 3)));
        let mut reversed = dates;
        reversed.reverse();
        assert_eq!(years(&reversed)[1], Some(day(2025, 1, 3)));
    }

    #[test]
    fn from_the_title_alone() {
        let title = Period { years: Some((2025, 2025)), month: None };
        let dates = [(1, 7), (3, 1), (2, 27), (11, 3)]
            .map(|(month, day)| (Written::NoYear { month, day }, title));
        let expected = [(1, 7), (3, 1), (2, 27), (11, 3)].map(|(m, d)| Some(day(2025, m, d)));
        assert_eq!(years(&dates), expected);
        let none = [(Written::NoYear { month: 1, day: 7 }, Period::default())];
        assert_eq!(resolve(&none), vec![Err(ProblemKind::YearUnknown)]);
    }

    #[test]
    fn two_years_in_the_title() {
        let title = Period { years: Some((2024, 2025)), month: None };
        let dates =
            [(11, 7), (12, 30), (1, 2)].map(|(month, day)| (Written::NoYear { month, day }, title));
        assert_eq!(years(&dates), [day(2024, 11, 7), day(2024, 12, 30), day(2025, 1, 2)].map(Some));
    }
}
