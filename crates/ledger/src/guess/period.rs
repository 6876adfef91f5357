//! The years and the month that a title or the name of a sheet speaks of.

use crate::date::years::Period;
use crate::fold::squeeze;
use crate::numeral::with_digits;

/// What the sheet's name says, and where it says nothing, the title.
pub(crate) fn period_of(name: &str, title: &[String]) -> Period {
    let of_name = of_text(name);
    // The line that names the ledger, before lines such as 填报日期.
    let named = title.iter().find(|line| line.contains(['账', '帐', '表', '册', '薄', '簿']));
    let of_title = named
        .map(|line| of_text(line))
        .filter(|period| period.years.is_some())
        .or_else(|| title.iter().map(|line| of_text(line)).find(|period| period.years.is_some()))
        .unwrap_or_default();
    Period { years: of_name.years.or(of_title.years), month: of_name.month.or(of_title.month) }
}

/// What one text says: 2025—2026年, 二〇二五年三月份, 25年, 3月.
pub(crate) fn of_text(text: &str) -> Period {
    let digits = with_digits(&squeeze(text));
    let mut years: Vec<i32> = Vec::new();
    let mut months: Vec<u32> = Vec::new();
    let mut rest = digits.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(start..).unwrap_or_default();
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let value: u32 = number.parse().unwrap_or(0);
        match number.len() {
            4 if (1990..2100).contains(&value) => years.push(value as i32),
            2 if after.starts_with('年') && (10..80).contains(&value) => {
                years.push(2000 + value as i32)
            }
            1 | 2 if after.starts_with('月') && (1..=12).contains(&value) => months.push(value),
            6 if (1990..2100).contains(&(value / 100)) && (1..=12).contains(&(value % 100)) => {
                years.push((value / 100) as i32);
                months.push(value % 100);
            }
            1 | 2
                if (1..=12).contains(&value)
                    && dotted(&digits, rest, start)
                    && !dotted_on(after) =>
            {
                months.push(value)
            }
            _ => {}
        }
        rest = after;
    }
    let years = years.iter().min().copied().zip(years.iter().max().copied());
    months.dedup();
    let month = match months.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    Period { years, month }
}

/// 2025.3 or 2025-3: a number right after a year and a mark.
fn dotted(all: &str, rest: &str, start: usize) -> bool {
    let at = all.len() - rest.len() + start;
    let before = all.get(..at).unwrap_or_default();
    before.strip_suffix(['.', '-', '/']).is_some_and(|year| {
        let digits = year.bytes().rev().take_while(u8::is_ascii_digit).count();
        digits == 4
    })
}

fn dotted_on(after: &str) -> bool {
    after.starts_with(['.', '-', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        for (text, years, month) in [
            ("清水镇2025—2026年群众来访登记台帐", Some((2025, 2026)), None),
            ("二〇二五年三月份信访台账", Some((2025, 2025)), Some(3)),
            ("3月", None, Some(3)),
            ("2025.3", Some((2025, 2025)), Some(3)),
            ("202503", Some((2025, 2025)), Some(3)),
            ("25年台账", Some((2025, 2025)), None),
            ("1月-6月", None, None),
            ("来访", None, None),
        ] {
            assert_eq!(of_text(text), Period { years, month }, "{text}");
        }
    }
}
