//! What holds for every date.

use chrono::{Days, NaiveDate};
use clocks::{
    Calendar, ClockId, Due, Limit, Pause, Profiles, Stage, Start, Unit, YearTable, parse_date,
    progress,
};
use proptest::prelude::*;

fn day() -> impl Strategy<Value = NaiveDate> {
    // 2003 to 2028: with years before the first table and after the last.
    (0u64..9_500)
        .prop_map(|days| NaiveDate::from_ymd_opt(2003, 1, 1).expect("a date") + Days::new(days))
}

/// Any limit of any shipped profile that counts something.
fn limit() -> impl Strategy<Value = Limit> {
    let limits: Vec<Limit> = Profiles::shipped()
        .all()
        .flat_map(|profile| profile.limits.values().chain(&profile.review_acceptance))
        .filter(|limit| limit.length > 0)
        .cloned()
        .collect();
    (proptest::sample::select(limits), any::<bool>())
        .prop_map(|(limit, postpone)| Limit { postpone, ..limit })
}

fn ask(limit: &Limit, start: &Start<'_>) -> Due {
    limit.due(&Calendar::shipped(), start).expect("a date")
}

proptest! {
    #[test]
    fn due_is_after_the_start_and_postponed_not_before_statutory(on in day(), limit in limit()) {
        let due = ask(&limit, &Start::at(on));
        prop_assert!(due.statutory > on);
        prop_assert!(due.due >= due.statutory);
        prop_assert!(on < due.working_target && due.working_target <= due.statutory);
        if limit.postpone || limit.unit == Unit::Working {
            prop_assert!(Calendar::shipped().is_working(due.due).working);
        } else {
            prop_assert_eq!(due.due, due.statutory);
            prop_assert!(!due.provisional);
        }
    }

    #[test]
    fn a_later_start_is_never_due_earlier(on in day(), limit in limit(), later in 0u64..40) {
        let first = ask(&limit, &Start::at(on));
        let second = ask(&limit, &Start::at(on + Days::new(later)));
        prop_assert!(first.due <= second.due);
        prop_assert!(first.working_target <= second.working_target.max(first.due));
    }

    #[test]
    fn working_days_are_counted_as_said(on in day()) {
        let profiles = Profiles::shipped();
        let national = profiles.latest("national").expect("it");
        let limit = national.limit(ClockId::ReturnObjection).expect("it");
        let due = ask(limit, &Start::at(on));
        let calendar = Calendar::shipped();
        let after = on.iter_days().skip(1).take_while(|day| *day <= due.due);
        prop_assert_eq!(after.filter(|day| calendar.is_working(*day).working).count(), 5);
        let years_known = [on.succ_opt().expect("a day"), due.due]
            .iter().all(|day| calendar.is_working(*day).known);
        prop_assert_eq!(due.provisional, !years_known);
    }

    #[test]
    fn an_extension_adds_its_days(on in day(), days in 0u32..=30) {
        let profiles = Profiles::shipped();
        let limit = profiles.latest("national").and_then(|p| p.limit(ClockId::Handle)).expect("it");
        let due = ask(limit, &Start { extended_days: days, ..Start::at(on) });
        prop_assert_eq!((due.due - on).num_days(), i64::from(60 + days));
    }

    #[test]
    fn a_hearing_inside_the_time_adds_its_days(on in day(), after in 1u64..=30, long in 1u64..10) {
        let profiles = Profiles::shipped();
        let limit = profiles.latest("national").and_then(|p| p.limit(ClockId::Rereview)).expect("it");
        let from = on + Days::new(after);
        let paused = [Pause { from, to: from + Days::new(long - 1) }];
        let due = ask(limit, &Start { paused: &paused, ..Start::at(on) });
        prop_assert_eq!((due.due - on).num_days(), 30 + i64::try_from(long).expect("days"));
    }

    #[test]
    fn colours_only_get_darker(on in day(), total in 0u64..100, seen in 0u64..120) {
        let due = on + Days::new(total);
        let now = progress(on, due, on + Days::new(seen));
        let next = progress(on, due, on + Days::new(seen + 1));
        prop_assert!(now.percent <= next.percent && now.stage <= next.stage);
        prop_assert_eq!(now.days_left, next.days_left + 1);
        prop_assert_eq!(now.stage == Stage::Overdue, seen > total);
        prop_assert_eq!(now.last_week, total <= seen + 7);
    }

    #[test]
    fn no_text_panics_the_import(text in "\\PC{0,60}", rows in "[0-9,\"休班\n -]{0,80}") {
        let _ = YearTable::from_csv(&text);
        let _ = YearTable::from_csv(&format!("date,kind\n{rows}"));
        let _ = parse_date(&text);
    }
}

#[test]
fn progress_of_a_review_request() {
    let date = |text: &str| parse_date(text).expect("a date");
    // Delivered by post on 8 July, due on 7 August: 30 days.
    let on = |today: &str| progress(date("2026-07-08"), date("2026-08-07"), date(today));
    let seen = |today: &str| (on(today).percent, on(today).days_left, on(today).stage);
    assert_eq!(seen("2026-07-01"), (0, 37, Stage::Fresh), "before it began");
    assert_eq!(seen("2026-07-22"), (46, 16, Stage::Fresh));
    assert_eq!(seen("2026-07-23"), (50, 15, Stage::Half));
    assert_eq!(seen("2026-07-30"), (73, 8, Stage::Half));
    assert_eq!(seen("2026-07-31"), (76, 7, Stage::ThreeQuarters));
    assert_eq!((on("2026-07-30").last_week, on("2026-07-31").last_week), (false, true));
    assert_eq!(seen("2026-08-07"), (100, 0, Stage::DueToday), "day 30");
    assert_eq!(seen("2026-08-08"), (103, -1, Stage::Overdue), "day 31");
    // The ends of the calendar.
    let all = progress(NaiveDate::MIN, NaiveDate::MIN, NaiveDate::MAX);
    assert_eq!((all.stage, all.percent), (Stage::Overdue, 100));
    assert_eq!(progress(NaiveDate::MIN, NaiveDate::MAX, NaiveDate::MIN).percent, 0);
}
