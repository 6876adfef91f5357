use casework::screening::{Cycle, Period};
use chrono::Days;
use proptest::prelude::*;

use super::*;

fn of(directory: &Directory, office: &str, on: &str) -> Option<(String, String)> {
    let found = Period::of(directory, &code(office), day(on))?;
    Some((found.from.to_string(), found.to.to_string()))
}

fn pair(from: &str, to: &str) -> Option<(String, String)> {
    Some((from.to_owned(), to.to_owned()))
}

#[test]
fn cycles_end_where_the_calendar_says() {
    for (cycle, on, from, to) in [
        (Cycle::Daily, "2026-11-22", "2026-11-22", "2026-11-22"),
        // A week over the end of a year.
        (Cycle::Weekly, "2026-12-31", "2026-12-28", "2027-01-03"),
        (Cycle::Weekly, "2027-01-01", "2026-12-28", "2027-01-03"),
        (Cycle::Weekly, "2026-11-22", "2026-11-16", "2026-11-22"),
        (Cycle::Weekly, "2026-11-23", "2026-11-23", "2026-11-29"),
        (Cycle::HalfMonthly, "2026-11-15", "2026-11-01", "2026-11-15"),
        (Cycle::HalfMonthly, "2026-11-16", "2026-11-16", "2026-11-30"),
        (Cycle::HalfMonthly, "2026-12-31", "2026-12-16", "2026-12-31"),
        // February, with and without its leap day.
        (Cycle::HalfMonthly, "2027-02-28", "2027-02-16", "2027-02-28"),
        (Cycle::HalfMonthly, "2028-02-16", "2028-02-16", "2028-02-29"),
        (Cycle::Monthly, "2028-02-29", "2028-02-01", "2028-02-29"),
        (Cycle::Monthly, "2026-12-01", "2026-12-01", "2026-12-31"),
        (Cycle::Quarterly, "2026-12-31", "2026-10-01", "2026-12-31"),
        (Cycle::Quarterly, "2026-05-31", "2026-04-01", "2026-06-30"),
    ] {
        assert_eq!(cycle.period(day(on)), (day(from), day(to)), "{cycle:?} {on}");
    }
}

#[test]
fn each_tier_has_its_cycle_and_departments_have_none() {
    let directory = directory();
    assert_eq!(of(&directory, VILLAGE, "2026-11-18"), pair("2026-11-16", "2026-11-22"));
    assert_eq!(of(&directory, TOWN, "2026-11-18"), pair("2026-11-16", "2026-11-30"));
    assert_eq!(of(&directory, CITY, "2026-11-18"), pair("2026-11-01", "2026-11-30"));
    assert_eq!(of(&directory, "L01", "2026-11-18"), None);
    assert_eq!(of(&directory, "990199", "2026-11-18"), None);
}

#[test]
fn an_intensive_period_is_daily_and_cuts_the_week_around_it() {
    let mut directory = directory();
    // Wednesday to Friday.
    directory.arrangements.intensives = vec![intensive("2026-11-18", "2026-11-20", TOWN)];
    for (on, from, to) in [
        ("2026-11-16", "2026-11-16", "2026-11-17"),
        ("2026-11-17", "2026-11-16", "2026-11-17"),
        ("2026-11-18", "2026-11-18", "2026-11-18"),
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-21", "2026-11-22"),
        ("2026-11-23", "2026-11-23", "2026-11-29"),
    ] {
        assert_eq!(of(&directory, VILLAGE, on), pair(from, to), "{on}");
    }
    // It holds at the office that asked for it, and not above.
    assert_eq!(of(&directory, TOWN, "2026-11-19"), pair("2026-11-19", "2026-11-19"));
    assert_eq!(of(&directory, CITY, "2026-11-19"), pair("2026-11-01", "2026-11-30"));
    // Ended early: the rest of the week is one period again.
    directory.arrangements.intensives[0].ended = Some(day("2026-11-18"));
    assert_eq!(of(&directory, VILLAGE, "2026-11-19"), pair("2026-11-19", "2026-11-22"));
    // Called off before it began.
    directory.arrangements.intensives[0].ended = Some(day("2026-11-17"));
    assert_eq!(of(&directory, VILLAGE, "2026-11-19"), pair("2026-11-16", "2026-11-22"));
}

#[test]
fn an_office_is_asked_only_about_its_own_days() {
    let mut directory = directory();
    let village = directory.offices.iter_mut().find(|office| office.code == code(VILLAGE));
    let village = village.expect("there");
    village.opened_on = Some(day("2026-11-18"));
    village.closed_on = Some(day("2026-11-25"));
    assert_eq!(of(&directory, VILLAGE, "2026-11-17"), None);
    assert_eq!(of(&directory, VILLAGE, "2026-11-19"), pair("2026-11-18", "2026-11-22"));
    assert_eq!(of(&directory, VILLAGE, "2026-11-25"), pair("2026-11-23", "2026-11-25"));
    assert_eq!(of(&directory, VILLAGE, "2026-11-26"), None);
}

proptest! {
    /// Periods part the days among them: each day lies in the period it names, and all days of that
    /// period name the same one.
    #[test]
    fn periods_part_the_days(
        cycle in prop::sample::select(Cycle::ALL.to_vec()),
        start in 0u64..1500,
        from in 0u64..60,
        long in 0u64..20,
        ended in prop::option::of(0u64..25),
    ) {
        let mut directory = directory();
        directory.arrangements.cycles.village = cycle;
        let first = day("2026-01-01") + Days::new(start);
        let begins = first + Days::new(from);
        let mut one = intensive("2026-01-01", "2026-01-01", TOWN);
        one.from = begins;
        one.to = begins + Days::new(long);
        one.ended = ended.map(|days| begins + Days::new(days) - Days::new(1));
        directory.arrangements.intensives = vec![one];
        let office = code(VILLAGE);
        for at in first.iter_days().take(100) {
            let found = Period::of(&directory, &office, at).expect("a period");
            prop_assert!(found.holds(at));
            for other in found.from.iter_days().take_while(|other| *other <= found.to) {
                prop_assert_eq!(Period::of(&directory, &office, other), Some(found));
            }
            let before = found.before(&directory, &office).expect("an earlier one");
            prop_assert_eq!(before.to.succ_opt(), Some(found.from));
        }
    }
}
