//! One cell, as the workbook holds it.

use chrono::{Days, NaiveDate};

/// What stands in a cell. A cell with nothing in it is not stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number without a date format.
    Number(f64),
    /// A number with a date format: days since the workbook's epoch.
    Date(f64),
    /// 真 or 假.
    Bool(bool),
    /// What a formula failed with, such as #N/A.
    Error(String),
}

/// Which day a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    /// The usual: day 1 is 1900-01-01, and there is a 1900-02-29 that never was.
    #[default]
    From1900,
    /// Of old Macintoshes: day 0 is 1904-01-01.
    From1904,
}

impl Epoch {
    /// The day a serial number stands for.
    #[must_use]
    pub fn date(self, serial: f64) -> Option<NaiveDate> {
        if !(1.0..2_958_466.0).contains(&serial) {
            return None;
        }
        let days = serial.floor() as u64;
        let (base, days) = match self {
            Self::From1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
            Self::From1900 if days < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
            Self::From1900 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
        };
        base.checked_add_days(Days::new(days))
    }
}

impl Cell {
    /// The text to show and to keep for what was written here.
    #[must_use]
    pub fn written(&self, epoch: Epoch) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Date(serial) => date_text(*serial, epoch),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
        }
    }
}

/// A number as Excel shows it. Digits beyond the fifteenth are not the writer's but the machine's, so they are not shown.
fn number_text(number: f64) -> String {
    if number.abs() < 1e15 {
        return format!("{number}");
    }
    let scientific = format!("{number:.14E}");
    match scientific.split_once('E') {
        Some((mantissa, exponent)) => {
            let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
            format!("{mantissa}E+{exponent}")
        }
        None => scientific,
    }
}

fn date_text(serial: f64, epoch: Epoch) -> String {
    let minutes = (serial.fract() * 1440.0).round() as u32;
    let time = format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    match epoch.date(serial) {
        Some(date) if minutes == 0 => date.to_string(),
        Some(date) => format!("{date} {time}"),
        None if (0.0..1.0).contains(&serial) && minutes > 0 => time,
        None => number_text(serial),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(Epoch::From1900.date(1.0), day(1900, 1, 1));
        assert_eq!(Epoch::From1900.date(59.0), day(1900, 2, 28));
        assert_eq!(Epoch::From1900.date(61.0), day(1900, 3, 1));
        assert_eq!(Epoch::From1900.date(45_669.4), day(2025, 1, 12));
        assert_eq!(Epoch::From1904.date(44_207.0), day(2025, 1, 12));
        assert_eq!(Epoch::From1900.date(f64::NAN), None);
    }

    #[test]
    fn written() {
        let shown = |cell: Cell| cell.written(Epoch::From1900);
        assert_eq!(shown(Cell::Number(19_900_001_408.0)), "19900001408");
        assert_eq!(shown(Cell::Number(990_101_198_006_031_789.0)), "9.90101198006032E+17");
        assert_eq!(shown(Cell::Date(45_669.5)), "2025-01-12 12:00");
        assert_eq!(shown(Cell::Date(0.375)), "09:00");
    }
}
