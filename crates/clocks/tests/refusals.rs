//! What gives no due date, and says why.

use chrono::NaiveDate;
use clocks::{
    Calendar, ClockId, Due, Duty, Extension, NoDue, Pause, Profiles, Start, Unit, due, parse_date,
};

fn date(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

fn ask(profile: &str, clock: ClockId, start: &Start<'_>) -> Result<Due, NoDue> {
    let profiles = Profiles::shipped();
    let found = profiles.find(&profile.parse().expect("a name"));
    due(clock, found.profile, &Calendar::shipped(), start)
}

#[test]
fn extension_beyond_the_profile() {
    let extended = |days| Start { extended_days: days, ..Start::at(date("2026-01-05")) };
    let beyond = |asked, most| Err(NoDue::ExtensionBeyond { asked, most });
    assert_eq!(ask("national/1", ClockId::Handle, &extended(31)), beyond(31, 30));
    assert_eq!(ask("zhejiang/1", ClockId::Handle, &extended(61)), beyond(61, 60));
    assert_eq!(ask("national/1", ClockId::CourtDecide, &extended(11)), beyond(11, 10));
    assert_eq!(ask("national/1", ClockId::Review, &extended(1)), beyond(1, 0));
    assert!(ask("zhejiang/1", ClockId::Handle, &extended(60)).is_ok());
}

#[test]
fn only_re_review_stops_for_a_hearing() {
    let hearing = [Pause { from: date("2026-03-10"), to: date("2026-03-12") }];
    let start = Start { paused: &hearing, ..Start::at(date("2026-03-02")) };
    for clock in ClockId::ALL {
        let answer = ask("national/1", clock, &start);
        let refused = answer == Err(NoDue::NotPausable);
        assert_eq!(refused, clock != ClockId::Rereview, "{clock}: {answer:?}");
    }
    let backwards = [Pause { from: date("2026-03-12"), to: date("2026-03-10") }];
    let start = Start { paused: &backwards, ..Start::at(date("2026-03-02")) };
    assert_eq!(ask("national/1", ClockId::Rereview, &start), Err(NoDue::PauseBackwards));
}

#[test]
fn overlapping_hearings_count_each_day_once() {
    let hearings = [
        Pause { from: date("2026-03-10"), to: date("2026-03-12") },
        Pause { from: date("2026-03-11"), to: date("2026-03-13") },
    ];
    let start = Start { paused: &hearings, ..Start::at(date("2026-03-02")) };
    let due = ask("national/1", ClockId::Rereview, &start).expect("a date");
    assert_eq!(due.due, date("2026-04-05"), "1 April and the four days 10 to 13 March");
}

#[test]
fn stated_dates() {
    let start = Start::at(date("2026-03-02"));
    assert_eq!(ask("national/1", ClockId::AssignFeedback, &start), Err(NoDue::NoStatedDate));
    let before = Start { stated: Some(date("2026-03-01")), ..start };
    assert_eq!(ask("national/1", ClockId::AssignFeedback, &before), Err(NoDue::StatedBeforeStart));
}

#[test]
fn the_end_of_time_is_an_error_and_no_panic() {
    for clock in ClockId::ALL {
        for on in [NaiveDate::MAX, NaiveDate::MIN, NaiveDate::MAX.pred_opt().expect("a day")] {
            let start = Start { stated: Some(on), ..Start::at(on) };
            let _ = ask("national/1", clock, &start);
        }
    }
    let forever = [Pause { from: date("2026-03-10"), to: NaiveDate::MAX }];
    let start = Start { paused: &forever, ..Start::at(date("2026-03-02")) };
    assert_eq!(ask("national/1", ClockId::Rereview, &start), Err(NoDue::OutOfRange));
    assert_eq!(
        ask("national/1", ClockId::Handle, &Start::at(NaiveDate::MAX)),
        Err(NoDue::OutOfRange)
    );
}

#[test]
fn the_switch_moves_a_due_date_and_nothing_else() {
    let profiles = Profiles::shipped();
    let mut limit =
        profiles.latest("national").and_then(|p| p.limit(ClockId::ReqReview)).expect("it").clone();
    let start = Start::at(date("2026-09-01"));
    let on = limit.due(&Calendar::shipped(), &start).expect("a date");
    limit.postpone = false;
    let off = limit.due(&Calendar::shipped(), &start).expect("a date");
    assert_eq!((on.due, off.due), (date("2026-10-08"), date("2026-10-01")));
    assert_eq!((on.statutory, off.statutory), (off.due, off.due));
    // Nobody is there on 1 October: the last working day before it.
    assert_eq!((on.working_target, off.working_target), (date("2026-09-30"), date("2026-09-30")));
}

#[test]
fn no_working_day_between_leaves_the_end_as_target() {
    let due = ask("national/1", ClockId::CourtAccept, &Start::at(date("2026-10-01"))).expect("it");
    assert_eq!((due.due, due.working_target), (date("2026-10-04"), date("2026-10-04")));
}

#[test]
fn extension_follows_the_statutory_end_not_the_postponed_one() {
    let profiles = Profiles::shipped();
    let national = profiles.latest("national").expect("it");
    let mut limit = national.limit(ClockId::Handle).expect("it").clone();
    (limit.postpone, limit.owed_by) = (true, Duty::Citizen);
    // Ends on 7 October, a day off; postponed it would be the 8th, and 7 November a Saturday.
    let start = Start { extended_days: 30, ..Start::at(date("2026-08-08")) };
    let due = limit.due(&Calendar::shipped(), &start).expect("a date");
    assert_eq!((due.statutory, due.due), (date("2026-11-06"), date("2026-11-06")));
    // An extension in working days goes on in working days.
    limit.extension =
        Some(Extension { max_days: 5, unit: Unit::Working, times: 2, head_of_unit: false });
    let start = Start { extended_days: 6, ..start };
    let due = limit.due(&Calendar::shipped(), &start).expect("a date");
    // After 7 October: 8, 9, 10, 12, 13, 14.
    assert_eq!(due.due, date("2026-10-14"));
}
