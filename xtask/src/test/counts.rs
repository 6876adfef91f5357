//! Counting tests by what the test harnesses print.

use std::fmt;

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
    /// The program that ran the tests ended with an error.
    pub run_failed: bool,
}

impl Counts {
    /// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; ...`, as libtest and
    /// wasm-bindgen-test print it, wherever it stands in the line.
    pub fn from_line(line: &str) -> Option<Self> {
        let plain = without_colours(line);
        let (_, result) = plain.split_once("test result: ")?;
        // "ok. 3 passed" and "FAILED. 3 passed": the first number follows the full stop.
        let (_, numbers) = result.split_once(". ")?;
        let mut counts = Self::default();
        for part in numbers.split(';') {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(number) = number.parse::<u32>() else {
                continue;
            };
            match what {
                "passed" => counts.passed = number,
                "failed" => counts.failed = number,
                "ignored" => counts.skipped = number,
                _ => {}
            }
        }
        Some(counts)
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
            run_failed: self.run_failed || other.run_failed,
        }
    }

    /// What is wrong with such a run, if anything.
    pub fn sentence(self) -> Option<String> {
        match (self.failed, self.run_failed) {
            (0, false) => None,
            (0, true) => {
                Some("the tests could not be run to the end; the output above says why".into())
            }
            (failed, _) => Some(format!("{failed} failed; the output above says where")),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The line without terminal escapes (`ESC [ ... letter`).
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_harness_summary() {
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.03s",
                Some((12, 0, 1)),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                Some((3, 2, 0)),
            ),
            ("test result: \u{1b}[32mok\u{1b}[m. 4 passed; 0 failed; 0 ignored", Some((4, 0, 0))),
            (
                "    test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 1.2s",
                Some((7, 0, 0)),
            ),
            ("test casework::due ... ok", None),
            ("running 3 tests", None),
        ];
        for (line, expected) in cases {
            let found = Counts::from_line(line)
                .map(|counts| (counts.passed, counts.failed, counts.skipped));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn the_closing_line_mentions_skipped_ones_only_if_there_are() {
        let counts = Counts { passed: 5, ..Counts::default() };
        assert_eq!(counts.to_string(), "5 passed, 0 failed");
        assert_eq!(Counts { skipped: 2, ..counts }.to_string(), "5 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn a_run_that_broke_off_is_a_failure_without_failed_tests() {
        let broken = Counts { run_failed: true, ..Counts::default() };
        assert!(Counts::default().plus(broken).sentence().is_some());
        assert!(Counts::default().sentence().is_none());
    }
}
