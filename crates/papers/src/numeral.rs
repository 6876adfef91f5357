//! Dates and numbers as papers write them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `2026年11月22日`, without leading zeros (GB/T 9704-2012, 7.3.5.4).
#[must_use]
pub fn chinese_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `2026年11月22日9时05分`.
pub(crate) fn chinese_moment(moment: NaiveDateTime) -> String {
    format!("{}{}时{:02}分", chinese_date(moment.date()), moment.hour(), moment.minute())
}

/// 一, 二 … 十, 十一 … 九十九; digits above that and for 0.
#[must_use]
pub fn chinese_number(number: usize) -> String {
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, 0) | (10.., _) => number.to_string(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn numbers_in_chinese() {
        let words: Vec<String> =
            [0, 1, 9, 10, 11, 20, 21, 99, 100].map(chinese_number).into_iter().collect();
        assert_eq!(words, ["0", "一", "九", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }

    #[test]
    fn dates_have_no_leading_zeros() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        assert_eq!(chinese_date(date), "2026年1月5日");
        assert_eq!(chinese_moment(date.and_hms_opt(9, 5, 0).unwrap()), "2026年1月5日9时05分");
    }
}
