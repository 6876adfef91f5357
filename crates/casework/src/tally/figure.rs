//! One figure.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Indicator;

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it means; with it come unit and cohort.
    pub indicator: Indicator,
    /// What was counted.
    pub numerator: u32,
    /// Of how many, where it is a rate; none where it is a count.
    pub denominator: Option<u32>,
    /// What belongs to the cohort and could not be counted: cases that are not here.
    pub excluded: u32,
}

impl Figure {
    /// The rate; none for a count.
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        let of = self.denominator?;
        Some(Rate { numerator: self.numerator, denominator: of })
    }
}

/// A rate. Shown as a percentage with one decimal, and as `—` where the denominator is 0: nothing of
/// nothing is neither 0 % nor 100 %. `{:.0}` shows whole per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// What was counted.
    pub numerator: u32,
    /// Of how many.
    pub denominator: u32,
}

impl Rate {
    /// In parts of `whole`, rounded half up: 100 for per cent. None where the denominator is 0.
    #[must_use]
    pub fn parts_of(self, whole: u32) -> Option<u64> {
        let of = u64::from(self.denominator);
        let doubled = u64::from(self.numerator) * u64::from(whole) * 2;
        (doubled + of).checked_div(of * 2)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.precision() == Some(0) {
            return match self.parts_of(100) {
                Some(percent) => write!(f, "{percent} %"),
                None => f.write_str("—"),
            };
        }
        match self.parts_of(1000) {
            Some(tenths) => write!(f, "{}.{} %", tenths / 10, tenths % 10),
            None => f.write_str("—"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded_as_printed() {
        let shown = |numerator, denominator| {
            let rate = Rate { numerator, denominator };
            (format!("{rate:.0}"), rate.to_string())
        };
        let pair = |whole: &str, tenths: &str| (whole.to_owned(), tenths.to_owned());
        assert_eq!(shown(479, 526), pair("91 %", "91.1 %"));
        assert_eq!(shown(70, 74), pair("95 %", "94.6 %"));
        assert_eq!(shown(67, 74), pair("91 %", "90.5 %"));
        assert_eq!(shown(67, 70), pair("96 %", "95.7 %"));
        assert_eq!(shown(1, 2000), pair("0 %", "0.1 %"));
        assert_eq!(shown(0, 3), pair("0 %", "0.0 %"));
        assert_eq!(shown(0, 0), pair("—", "—"));
        assert_eq!(shown(u32::MAX, u32::MAX), pair("100 %", "100.0 %"));
    }
}
