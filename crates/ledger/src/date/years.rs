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

/// A day as a line states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stated {
    /// As far as written.
    Known(Written),
    /// The number 3.1: the first of March, or the tenth.
    OneOrTen {
        /// 1 to 12.
        month: u32,
        /// The day, or a tenth of it.
        day: u32,
    },
}

/// Which of its two days each number such as 3.1 is, where the lines around it leave only one; none where they do not.
/// Asks for a column that runs in order.
pub(crate) fn settle_tens(stated: &[Stated]) -> Vec<Option<Written>> {
    let known = |stated: &Stated| match stated {
        Stated::Known(Written::Full(date)) => Some(place(date.month(), date.day())),
        Stated::Known(Written::NoYear { month, day }) => Some(place(*month, *day)),
        _ => None,
    };
    let places: Vec<i32> = stated.iter().filter_map(known).collect();
    let steps = |wanted: i32| {
        let pairs = places.iter().zip(places.iter().skip(1));
        pairs.filter(|(one, two)| step(**one, **two).signum() == wanted).count()
    };
    let (up, down) = (steps(1), steps(-1));
    let direction = match (up, down) {
        _ if up + down < 2 => 0,
        _ if up >= 9 * down => 1,
        _ if down >= 9 * up => -1,
        _ => 0,
    };
    // The next day after each line that is clear.
    let mut following: Vec<Option<i32>> = Vec::with_capacity(stated.len());
    let mut next = None;
    for this in stated.iter().rev() {
        following.push(next);
        next = known(this).or(next);
    }
    following.reverse();
    let mut previous: Option<i32> = None;
    let mut out = Vec::with_capacity(stated.len());
    for (this, next) in stated.iter().zip(following) {
        let written = match *this {
            Stated::Known(written) => Some(written),
            Stated::OneOrTen { month, day } => {
                let fits = |day: &u32| {
                    let own = place(month, *day);
                    let after =
                        previous.is_none_or(|previous| step(previous, own) * direction >= 0);
                    after && next.is_none_or(|next| step(own, next) * direction >= 0)
                };
                let days: Vec<u32> = [day, day * 10].into_iter().filter(fits).collect();
                match days.as_slice() {
                    [day] if direction != 0 => Some(Written::NoYear { month, day: *day }),
                    _ => None,
                }
            }
        };
        if let Some(place) = written.and_then(|written| known(&Stated::Known(written))) {
            previous = Some(place);
        }
        out.push(written);
    }
    out
}

/// A day's place in the year; only to be compared.
fn place(month: u32, day: u32) -> i32 {
    (month * 31 + day) as i32
}

/// How far it is from one place to another, the shorter way round the year.
fn step(one: i32, two: i32) -> i32 {
    const YEAR: i32 = 12 * 31;
    (two - one + YEAR / 2).rem_euclid(YEAR) - YEAR / 2
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
    let outside = if within_title(dates, &full) { NEVER } else { OUTSIDE };
    if runs_backwards(&full) {
        let mut reversed: Vec<_> = dates.to_vec();
        reversed.reverse();
        let mut resolved = forwards(&reversed, outside);
        resolved.reverse();
        resolved
    } else {
        forwards(dates, outside)
    }
}

/// Whether all is of the title's one year: the lines are not in order of time (by village, say), for they begin the
/// year more than once, or begin it again and go on far into it.
fn within_title(dates: &[(Written, Period)], full: &[NaiveDate]) -> bool {
    let years =
        |(_, period): &(Written, Period)| period.years.filter(|(first, last)| first == last);
    let mut titles = dates.iter().map(years);
    let Some(Some((year, _))) = titles.next() else { return false };
    if titles.any(|years| years != Some((year, year)))
        || full.iter().any(|date| date.year() != year)
    {
        return false;
    }
    let places: Vec<i32> = dates
        .iter()
        .filter_map(|(written, _)| match written {
            Written::Full(date) => Some(place(date.month(), date.day())),
            Written::NoYear { month, day } => Some(place(*month, *day)),
            Written::DayOnly { .. } => None,
        })
        .collect();
    let again: Vec<usize> = (1..places.len())
        .filter(|at| {
            let pair = (places.get(at - 1), places.get(*at));
            matches!(pair, (Some(one), Some(two)) if one - two > 180)
        })
        .collect();
    let beyond_march = |from: &usize| places.iter().skip(*from).any(|place| *place > 4 * 31);
    again.len() >= 2 || again.first().is_some_and(beyond_march)
}

fn runs_backwards(full: &[NaiveDate]) -> bool {
    let steps = |later: fn(&NaiveDate, &NaiveDate) -> bool| {
        full.iter().zip(full.iter().skip(1)).filter(|(one, two)| later(one, two)).count()
    };
    steps(|one, two| one > two) > steps(|one, two| one < two)
}

fn forwards(
    dates: &[(Written, Period)],
    outside: i64,
) -> Vec<Result<(NaiveDate, bool), ProblemKind>> {
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
                nearest(month, day, (previous, next), *period, outside).map(|date| (date, true))
            }
            Written::DayOnly { day } => {
                // A bare day belongs to the month of the sheet, or else to that of the line above.
                let month = period.month.or(previous.map(|date| date.month()));
                match month {
                    Some(month) => nearest(month, day, (previous, next), *period, outside)
                        .map(|date| (date, true)),
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

/// More than any distance.
const NEVER: i64 = 1_000_000;

fn nearest(
    month: u32,
    day: u32,
    (previous, next): (Option<NaiveDate>, Option<NaiveDate>),
    period: Period,
    outside: i64,
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
                cost += outside;
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
    fn a_year_begun_again() {
        let title = Period { years: Some((2025, 2025)), month: None };
        let of = |days: &[(u32, u32)]| {
            let dates: Vec<_> = days
                .iter()
                .map(|(month, day)| (Written::NoYear { month: *month, day: *day }, title))
                .collect();
            years(&dates).into_iter().map(|date| date.unwrap().year()).collect::<Vec<_>>()
        };
        // By village: the year twice over.
        assert_eq!(of(&[(1, 2), (6, 1), (12, 30), (1, 2), (7, 3)]), [2025; 5]);
        // In order, with a few days of the next January behind.
        assert_eq!(of(&[(1, 2), (6, 1), (12, 30), (1, 2)]), [2025, 2025, 2025, 2026]);
    }

    #[test]
    fn tens() {
        let day = |month, day| Stated::Known(Written::NoYear { month, day });
        let tenth = |month, day| Stated::OneOrTen { month, day };
        let settled = |stated: &[Stated]| -> Vec<u32> {
            settle_tens(stated)
                .into_iter()
                .map(|written| match written {
                    Some(Written::NoYear { day, .. }) => day,
                    _ => 0,
                })
                .collect()
        };
        assert_eq!(
            settled(&[day(2, 27), tenth(3, 1), tenth(3, 2), day(3, 9), tenth(3, 1), day(3, 11)]),
            [27, 1, 2, 9, 10, 11]
        );
        assert_eq!(settled(&[day(3, 9), day(3, 11), day(3, 28), tenth(3, 3)]), [9, 11, 28, 30]);
        // Room for both days, and a column without order.
        assert_eq!(settled(&[day(2, 1), day(2, 2), tenth(3, 1), day(4, 1)])[2], 0);
        assert_eq!(settled(&[day(3, 9), day(2, 1), day(3, 8), tenth(3, 1), day(1, 2)])[3], 0);
    }

    #[test]
    fn two_years_in_the_title() {
        let title = Period { years: Some((2024, 2025)), month: None };
        let dates =
            [(11, 7), (12, 30), (1, 2)].map(|(month, day)| (Written::NoYear { month, day }, title));
        assert_eq!(years(&dates), [day(2024, 11, 7), day(2024, 12, 30), day(2025, 1, 2)].map(Some));
    }
}
