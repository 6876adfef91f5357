//! The shipped tables, and importing the next one.

use chrono::{Datelike, NaiveDate, Weekday};
use clocks::{
    BadTable, Calendar, ClockId, Profiles, RowFault, Start, YearTable, due, iso, parse_date,
};

const GOLDEN: &str = include_str!("calendar.golden");

/// An invented table for 2027, until the notice is there.
const NEXT: &str = "\u{feff}日期,类别,名称,来源\r\n\
    2026-12-31,休,元旦,\"试用, 非正式\"\r\n\
    2027/1/1,休,元旦,\r\n\
    2027-01-03,workday,元旦\r\n\
    2027年2月6日,holiday,春节,\r\n\
    2027-02-08,holiday,春节,\r\n\
    2027-05-01,休,劳动,,,\r\n\
    2027-10-01,休\r\n";

fn date(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

fn days(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
    first.iter_days().take_while(move |day| day.year() == year)
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// One line a year: working days, weekdays off, weekend days that work.
fn shown(calendar: &Calendar) -> String {
    let mut text = String::new();
    for year in calendar.years() {
        let working = |day: &NaiveDate| calendar.is_working(*day).working;
        let count = days(year).filter(working).count();
        let month_day = |day: NaiveDate| format!("{:02}{:02}", day.month(), day.day());
        let off: Vec<_> =
            days(year).filter(|d| !weekend(*d) && !working(d)).map(month_day).collect();
        let on: Vec<_> = days(year).filter(|d| weekend(*d) && working(d)).map(month_day).collect();
        let (off, on) = (off.join(" "), on.join(" "));
        text += &format!("{year}: {count} working days; off: {off}; on: {on}\n");
    }
    text
}

#[test]
fn shipped_tables_are_pinned() {
    let shown = shown(&Calendar::shipped());
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calendar.golden");
        std::fs::write(file, &shown).expect("it can be written");
        return;
    }
    assert_eq!(shown, GOLDEN);
}

#[test]
fn every_year_from_2004_to_2026_is_there() {
    assert!(Calendar::shipped().years().eq(2004..=2026));
    for year in 2004..=2026 {
        let calendar = Calendar::shipped();
        let table = calendar.table(year).expect("a table");
        assert_eq!(table.missing_fixed_days(), [], "{year}");
        assert!(table.rules().all(|(_, rule)| !rule.name.is_empty()), "{year}");
        for (day, rule) in table.rules() {
            assert!(!rule.working || weekend(day), "{day} works anyway");
        }
    }
}

#[test]
fn days_of_2026() {
    let calendar = Calendar::shipped();
    let works = |text: &str| calendar.is_working(date(text)).working;
    for text in ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
    {
        assert!(works(text), "{text} is a make-up working day");
    }
    for text in ["2026-02-15", "2026-02-23", "2026-10-01", "2026-10-07", "2026-11-22"] {
        assert!(!works(text), "{text} is a day off");
    }
    assert_eq!(calendar.rule(date("2026-10-03")).map(|rule| &*rule.name), Some("国庆"));
}

#[test]
fn a_notice_reaches_back_into_december() {
    let calendar = Calendar::shipped();
    // The notice for 2019: Saturday 29 December 2018 works, Monday 31 is off.
    assert!(calendar.is_working(date("2018-12-29")).working);
    assert!(!calendar.is_working(date("2018-12-31")).working);
}

#[test]
fn years_without_a_table_know_weekends_only() {
    let calendar = Calendar::shipped();
    let new_year = calendar.is_working(date("2027-01-01"));
    assert!(new_year.working && !new_year.known);
    assert!(!calendar.is_working(date("2027-01-02")).working);
    assert!(!Calendar::weekends_only().is_working(date("2026-10-01")).known);
}

#[test]
fn importing_the_next_year_settles_provisional_dates() {
    let calendar = Calendar::shipped();
    let profiles = Profiles::shipped();
    let national = profiles.latest("national").expect("it");
    let ask = |calendar: &Calendar, clock, start: &str| {
        let due = due(clock, national, calendar, &Start::at(date(start))).expect("a date");
        (iso(due.due), due.provisional)
    };
    let before = ask(&calendar, ClockId::ReturnObjection, "2026-12-28");
    assert_eq!(before, ("2027-01-04".to_owned(), true));

    let table = YearTable::from_csv(NEXT).expect("a table");
    assert_eq!(table.year(), 2027);
    // 2 and 3 October are not in it: worth a question before it is used.
    assert_eq!(table.missing_fixed_days(), [date("2027-10-02"), date("2027-10-03")]);
    let calendar = calendar.with_year(table);
    // 29, 30 December; 31 is off now; Sunday 3 January works; 4, 5.
    let after = ask(&calendar, ClockId::ReturnObjection, "2026-12-28");
    assert_eq!(after, ("2027-01-05".to_owned(), false));
    // Day 30 is 1 January: off; then Saturday; Sunday works.
    let after = ask(&calendar, ClockId::ReqReview, "2026-12-02");
    assert_eq!(after, ("2027-01-03".to_owned(), false));
    // The rest of the shipped 2026 is as it was.
    assert!(calendar.is_working(date("2026-10-10")).working);
    assert_eq!(calendar.years().last(), Some(2027));
}

#[test]
fn a_table_survives_its_own_format() {
    let table = YearTable::from_csv(NEXT).expect("a table");
    assert_eq!(YearTable::from_csv(&table.to_csv()), Ok(table.clone()));
    assert_eq!(table.rule(date("2026-12-31")).map(|rule| &*rule.source), Some("试用, 非正式"));
    for year in 2004..=2026 {
        let shipped = Calendar::shipped().table(year).expect("a table").clone();
        assert_eq!(YearTable::from_csv(&shipped.to_csv()), Ok(shipped));
    }
}

#[test]
fn faults_name_their_row() {
    let fault = |rows: &str| YearTable::from_csv(&format!("date,kind,name,source\n{rows}"));
    let row = |row, fault| Err(BadTable::Row { row, fault });
    assert_eq!(fault("2027-01-01,休\n2027-02-30,休"), row(3, RowFault::Date));
    assert_eq!(fault("2027-01-01,休\n\n2027-01-02,maybe"), row(4, RowFault::Kind));
    assert_eq!(fault("2027-01-01"), row(2, RowFault::Columns));
    assert_eq!(fault("2027-01-01,休,a,b,c"), row(2, RowFault::Columns));
    assert_eq!(fault("2027-01-01,休,\"a"), row(2, RowFault::Quote));
    assert_eq!(fault("2027-01-01,休,\"a\" b"), row(2, RowFault::Quote));
    assert_eq!(fault("2027-01-01,休\n2027-01-01,班"), row(3, RowFault::Duplicate));
    assert_eq!(fault("2026-11-30,休\n2027-01-01,休"), row(2, RowFault::OtherYear));
    assert_eq!(fault(&format!("2027-01-01,休,{}", "长".repeat(101))), row(2, RowFault::TooLong));
    assert_eq!(fault(""), Err(BadTable::Empty));
    assert_eq!(YearTable::from_csv(""), Err(BadTable::NoHeader));
    assert_eq!(YearTable::from_csv("2027-01-01,休,,"), Err(BadTable::NoHeader));
    let many: String = (0..201).map(|_| "2027-01-01,休\n").collect();
    assert_eq!(fault(&many), Err(BadTable::TooManyRows { most: 200 }));
    let large = "x".repeat(YearTable::MAX_BYTES + 1);
    assert!(matches!(YearTable::from_csv(&large), Err(BadTable::TooLarge { .. })));
    let sentence = fault("2027-01-01,休\nmorgen,休").expect_err("no date").to_string();
    assert_eq!(sentence, "row 3: the first cell is not a date (2027-02-06)");
}
