//! Who stands above whom, now and on a day.
//!
//! Townships are merged, and their villages come under another. What was done before was done along
//! the line of its day, and is judged by that for ever. On the last day of a line the next one holds
//! too: whoever enters a merger need not wait until tomorrow.

use chrono::NaiveDate;
use ident::OfficeCode;

use super::{Directory, Office};

/// More tiers than any network has: ends a parent chain that loops.
const MAX_DEPTH: usize = 8;

impl Directory {
    /// The office and all above it, nearest first.
    pub fn line_up<'a>(&'a self, code: &OfficeCode) -> impl Iterator<Item = &'a Office> {
        core::iter::successors(self.office(code), |office| {
            office.parent.as_ref().and_then(|parent| self.office(parent))
        })
        .take(MAX_DEPTH)
    }

    /// Whether `upper` is `lower` or stands above it.
    #[must_use]
    pub fn is_at_or_above(&self, upper: &OfficeCode, lower: &OfficeCode) -> bool {
        self.line_up(lower).any(|office| office.code == *upper)
    }

    /// Whether `upper` was `lower` or stood above it on a day.
    #[must_use]
    pub fn is_at_or_above_on(
        &self,
        upper: &OfficeCode,
        lower: &OfficeCode,
        day: NaiveDate,
    ) -> bool {
        let stood = |day| self.line_up_on(lower, day).any(|office| office.code == *upper);
        stood(day) || day.succ_opt().is_some_and(stood)
    }

    /// The office and all that stood above it at the beginning of a day, nearest first.
    fn line_up_on<'a>(
        &'a self,
        code: &OfficeCode,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Office> {
        core::iter::successors(self.office(code), move |office| {
            office.parent_on(day).and_then(|parent| self.office(parent))
        })
        .take(MAX_DEPTH)
    }

    /// The offices directly below one.
    pub fn below<'a>(&'a self, code: &'a OfficeCode) -> impl Iterator<Item = &'a Office> {
        self.offices.iter().filter(move |office| office.parent.as_ref() == Some(code))
    }

    /// Who sees what an office has: itself, those above it, and whoever took over from one of them,
    /// with those above. Each once.
    #[must_use]
    pub fn seers(&self, code: &OfficeCode) -> Vec<&Office> {
        let mut found: Vec<&Office> = Vec::new();
        let mut open = vec![code];
        while let Some(code) = open.pop() {
            for office in self.line_up(code) {
                if !found.iter().any(|there| there.code == office.code) {
                    found.push(office);
                    open.extend(&office.merged_into);
                }
            }
        }
        found
    }

    /// The office that has now what was an office's: itself while it is there, else whoever took over,
    /// and from that one again.
    #[must_use]
    pub fn heir<'a>(&'a self, code: &'a OfficeCode) -> &'a OfficeCode {
        self.heirs(code, |_| true)
    }

    /// The same on a day.
    #[must_use]
    pub fn heir_on<'a>(&'a self, code: &'a OfficeCode, day: NaiveDate) -> &'a OfficeCode {
        self.heirs(code, |closed| closed <= day)
    }

    /// The offices whose work an office has taken over by a day.
    pub fn predecessors_on<'a>(
        &'a self,
        code: &'a OfficeCode,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a OfficeCode> {
        let merged = self.offices.iter().filter(|office| office.merged_into.is_some());
        let codes = merged.map(|office| &office.code);
        codes.filter(move |old| *old != code && self.heir_on(old, day) == code)
    }

    fn heirs<'a>(
        &'a self,
        code: &'a OfficeCode,
        gone: impl Fn(NaiveDate) -> bool,
    ) -> &'a OfficeCode {
        let mut at = code;
        for _ in 0..MAX_DEPTH {
            let Some(office) = self.office(at) else { break };
            match (&office.merged_into, office.closed_on) {
                (Some(heir), Some(closed)) if gone(closed) => at = heir,
                _ => break,
            }
        }
        at
    }

    /// The last day of a line that is another now, or of an office that was merged into another; none
    /// where every office stands where it stood. From that day on all lines and heirs are those of now.
    #[must_use]
    pub fn last_moved_on(&self) -> Option<NaiveDate> {
        let past = self.offices.iter().filter_map(|office| office.past_parents.as_deref());
        let moved = past.flatten().map(|past| past.until);
        let merged = self.offices.iter().filter(|office| office.merged_into.is_some());
        moved.chain(merged.filter_map(|office| office.closed_on)).max()
    }

    /// The offices whose work an office has taken over, each with those of which they had.
    pub fn predecessors<'a>(
        &'a self,
        code: &'a OfficeCode,
    ) -> impl Iterator<Item = &'a OfficeCode> {
        let merged = self.offices.iter().filter(|office| office.merged_into.is_some());
        let codes = merged.map(|office| &office.code);
        codes.filter(move |old| *old != code && self.heir(old) == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Tier;

    fn code(text: &str) -> OfficeCode {
        OfficeCode::parse(text).expect("a code")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// 村 under 一镇 until 11-10, then under 二镇 until 11-20, then under 三镇.
    fn city() -> Directory {
        let new = |own: &str, parent: Option<&str>, tier| {
            Office::new(code(own), own.into(), parent.map(code), tier)
        };
        let mut village = new("990101001201", Some("990101001"), Tier::Village);
        village.come_under(code("990101002"), day("2026-11-10"));
        village.come_under(code("990101003"), day("2026-11-20"));
        let merged = |own: &str, into: &str, on: &str| Office {
            closed_on: Some(day(on)),
            merged_into: Some(code(into)),
            ..new(own, Some("990101"), Tier::Township)
        };
        let mut directory = Directory {
            offices: vec![
                new("990101", None, Tier::City),
                merged("990101001", "990101002", "2026-11-10"),
                merged("990101002", "990101003", "2026-11-20"),
                new("990101003", Some("990101"), Tier::Township),
                village,
            ],
            ..Directory::default()
        };
        directory.sort();
        directory
    }

    #[test]
    fn each_day_has_its_line_and_the_last_day_of_one_has_both() {
        let city = city();
        let village = code("990101001201");
        for (on, above) in [
            ("2026-11-09", vec!["990101001"]),
            ("2026-11-10", vec!["990101001", "990101002"]),
            ("2026-11-11", vec!["990101002"]),
            ("2026-11-20", vec!["990101002", "990101003"]),
            ("2026-11-21", vec!["990101003"]),
        ] {
            let towns = ["990101001", "990101002", "990101003"].into_iter();
            let found = towns.filter(|town| city.is_at_or_above_on(&code(town), &village, day(on)));
            assert_eq!(found.collect::<Vec<_>>(), above, "on {on}");
            assert!(city.is_at_or_above_on(&code("990101"), &village, day(on)));
        }
        assert!(!city.is_at_or_above(&code("990101002"), &village));
        assert_eq!(city.last_moved_on(), Some(day("2026-11-20")));
    }

    #[test]
    fn what_was_an_offices_is_its_heirs_from_the_last_day_on() {
        let city = city();
        let (first, second, third) = (code("990101001"), code("990101002"), code("990101003"));
        assert_eq!(city.heir_on(&first, day("2026-11-09")), &first);
        assert_eq!(city.heir_on(&first, day("2026-11-10")), &second);
        assert_eq!(city.heir_on(&first, day("2026-11-20")), &third);
        assert_eq!(city.heir(&first), &third);
        let old: Vec<&OfficeCode> = city.predecessors_on(&third, day("2026-11-20")).collect();
        assert_eq!(old, [&first, &second]);
        let seers = |of: &OfficeCode| -> Vec<String> {
            city.seers(of).iter().map(|office| office.code.to_string()).collect()
        };
        assert_eq!(seers(&first), ["990101001", "990101", "990101002", "990101003"]);
        assert_eq!(seers(&third), ["990101003", "990101"]);
    }

    /// A village has nothing below it that moves.
    #[test]
    fn who_looks_along_the_lines_of_now_sees_every_heir() {
        let mut city = city();
        let village = city.office_mut(&code("990101001201")).expect("is there");
        village.closed_on = Some(day("2026-11-25"));
        village.merged_into = Some(code("990101003201"));
        let on = city.last_moved_on().expect("moved");
        let (old, heir) = (code("990101001201"), code("990101003201"));
        assert_eq!(city.heir_on(&old, on), &heir);
        assert_eq!(city.predecessors(&heir).collect::<Vec<_>>(), [&old]);
    }

    #[test]
    fn chains_that_loop_end() {
        let mut city = city();
        let first = code("990101001");
        for office in &mut city.offices {
            office.closed_on = Some(day("2026-11-10"));
            office.merged_into = Some(first.clone());
            office.parent = Some(office.code.clone());
        }
        assert_eq!(city.heir(&code("990101002")), &first);
        assert_eq!(city.seers(&code("990101002")).len(), 2);
        assert!(city.is_at_or_above_on(&first, &first, day("2026-11-10")));
    }
}
