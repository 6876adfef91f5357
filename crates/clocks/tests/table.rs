//! Every clock of the table, against due dates that were worked out by hand from the notices.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use clocks::{Calendar, ClockId, NoDue, Pause, Profiles, Start, due, iso, parse_date};

const TABLE: &str = include_str!("table.csv");

fn optional(text: &str) -> Option<NaiveDate> {
    if text.is_empty() { None } else { Some(parse_date(text).expect("a date")) }
}

/// One row: what is wrong with it, if anything.
fn wrong(cells: &[&str], profiles: &Profiles, calendar: &Calendar) -> Option<String> {
    let &[_, profile, clock, start, stated, extended, from, to, wanted, provisional, why] = cells
    else {
        return Some(format!("{} cells instead of 11", cells.len()));
    };
    let found = profiles.find(&profile.parse().expect("a profile's name"));
    assert!(!found.fallback, "{profile} is unknown");
    let clock = ClockId::from_name(clock).expect("a clock");
    let paused: Vec<Pause> =
        optional(from).zip(optional(to)).map(|(from, to)| Pause { from, to }).into_iter().collect();
    let start = Start {
        on: parse_date(start).expect("a date"),
        stated: optional(stated),
        extended_days: if extended.is_empty() { 0 } else { extended.parse().expect("days") },
        paused: &paused,
    };
    let (date, unsure) = match due(clock, found.profile, calendar, &start) {
        Ok(due) => (iso(due.due), due.provisional),
        Err(NoDue::NoLength) => (String::new(), false),
        Err(error) => return Some(format!("{error}, wanted {wanted} ({why})")),
    };
    let right = date == wanted && unsure.to_string() == provisional;
    (!right).then(|| format!("{date} {unsure}, wanted {wanted} {provisional} ({why})"))
}

#[test]
fn every_row_of_the_table() {
    let (profiles, calendar) = (Profiles::shipped(), Calendar::shipped());
    let mut ids = BTreeSet::new();
    let mut clocks = BTreeSet::new();
    let mut failures = Vec::new();
    for line in TABLE.lines().skip(1) {
        let cells: Vec<&str> = line.splitn(11, ',').collect();
        assert!(ids.insert(cells[0]), "{} stands twice", cells[0]);
        clocks.insert(cells[2]);
        failures.extend(
            wrong(&cells, &profiles, &calendar).map(|what| format!("{}: {what}", cells[0])),
        );
    }
    assert!(failures.is_empty(), "{} rows\n{}", failures.len(), failures.join("\n"));
    assert!(ids.len() >= 90, "{} rows", ids.len());
    assert_eq!(clocks.len(), ClockId::ALL.len(), "every clock has a row");
}
