use casework::screening::{Findings, ScreeningView, Standing, standing};

use super::*;

const WEEK: (&str, &str) = ("2026-11-16", "2026-11-22");

fn stands(rows: &[MatterRow]) -> Standing {
    standing(rows, &code(VILLAGE), period(WEEK.0, WEEK.1), None)
}

#[test]
fn reported_zero_and_not_reported_are_three_things() {
    let none = |on| said(9, VILLAGE, WEEK, on, true);
    let words = said(9, VILLAGE, WEEK, "2026-11-22", false);
    let table: [(&str, Vec<MatterRow>, Standing); 10] = [
        ("nothing at all", vec![], Standing::NotReported),
        ("one tap", vec![none("2026-11-22")], Standing::Zero),
        ("one tap, late", vec![none("2026-11-30")], Standing::Zero),
        ("entered on the first day", vec![found(1, VILLAGE, WEEK.0, false)], Standing::Found(1)),
        ("and on the last", vec![found(1, VILLAGE, WEEK.1, false)], Standing::Found(1)),
        ("the day before", vec![found(1, VILLAGE, "2026-11-15", false)], Standing::NotReported),
        (
            "a dispute overrules the tap",
            vec![none("2026-11-17"), found(1, VILLAGE, "2026-11-20", false)],
            Standing::Found(1),
        ),
        ("another village's", vec![found(1, OTHER, "2026-11-20", false)], Standing::NotReported),
        (
            "another week's tap",
            vec![said(9, VILLAGE, ("2026-11-09", "2026-11-15"), "2026-11-15", true)],
            Standing::NotReported,
        ),
        ("a review in words", vec![words], Standing::Found(0)),
    ];
    for (name, rows, wanted) in table {
        assert_eq!(stands(&rows), wanted, "{name}");
    }
}

#[test]
fn what_was_said_of_the_whole_week_holds_for_its_part_but_not_ahead() {
    // On Monday the village said that the week brought nothing; on Tuesday the days from Wednesday
    // on became intensive.
    let monday = said(9, VILLAGE, WEEK, "2026-11-16", true);
    let rows = [monday];
    let of = |from, to| standing(&rows, &code(VILLAGE), period(from, to), None);
    assert_eq!(of("2026-11-16", "2026-11-17"), Standing::Zero);
    assert_eq!(of("2026-11-18", "2026-11-18"), Standing::NotReported);
    // What was said of a day is not said of the week.
    let rows = [said(9, VILLAGE, ("2026-11-18", "2026-11-18"), "2026-11-18", true)];
    assert_eq!(stands(&rows), Standing::NotReported);
}

#[test]
fn a_round_counts_what_was_found_in_it_and_what_was_said_of_it() {
    let round = round(&[]);
    let of = |rows: &[MatterRow]| {
        standing(rows, &code(VILLAGE), period("2026-11-01", "2026-11-30"), Some(&round))
    };
    assert_eq!(of(&[]), Standing::NotReported);
    assert_eq!(of(&[found(1, VILLAGE, "2026-11-20", false)]), Standing::NotReported);
    // By the round it names, whatever its day.
    assert_eq!(of(&[found(1, VILLAGE, "2026-12-02", true)]), Standing::Found(1));
    let mut none = said(9, VILLAGE, ("2026-11-01", "2026-11-30"), "2026-11-20", true);
    assert_eq!(of(&[none.clone()]), Standing::NotReported);
    none.screening.as_mut().expect("a report").round = ROUND.into();
    assert_eq!(of(&[none.clone()]), Standing::Zero);
    // And what is said of a round is not said of the week in it.
    assert_eq!(stands(&[none]), Standing::NotReported);
}

#[test]
fn a_township_sees_its_villages_by_code_and_its_own_period() {
    let mut directory = directory();
    directory.arrangements.rounds = vec![round(&[Tier::Village])];
    let rows = vec![
        found(1, OTHER, "2026-11-17", true),
        found(2, OTHER, "2026-11-18", false),
        said(9, VILLAGE, WEEK, "2026-11-17", true),
    ];
    let today = day("2026-11-19");
    let view = ScreeningView::of(&rows, &directory, &code(TOWN), today);
    let below: Vec<(&str, Option<Standing>, bool)> = view
        .below
        .iter()
        .map(|at| (at.name.as_str(), at.now.map(|now| now.standing), at.missed_last))
        .collect();
    assert_eq!(
        below,
        [("前杨村", Some(Standing::Zero), true), ("石门村", Some(Standing::Found(2)), true),]
    );
    // What its villages entered is not the township's to enter again.
    assert_eq!(view.now.map(|now| now.standing), Some(Standing::NotReported));
    assert!(view.found.is_empty());
    let [round] = &view.rounds[..] else { panic!("one round") };
    assert_eq!(round.own, None);
    let shares: Vec<Standing> = round.below.iter().map(|(.., standing)| *standing).collect();
    assert_eq!(shares, [Standing::NotReported, Standing::Found(1)]);

    let village = ScreeningView::of(&rows, &directory, &code(OTHER), today);
    assert_eq!(village.now.map(|now| now.standing), Some(Standing::Found(2)));
    let titles: Vec<&str> = village.found.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["纠纷2", "纠纷1"]);
    assert_eq!(village.past.len(), 8);
    assert_eq!(village.past[0].period, period("2026-11-09", "2026-11-15"));
    assert!(village.past.iter().all(|past| past.standing == Standing::NotReported));
    // The counts agree with the rows behind them.
    assert_eq!(Findings::of(&rows).standing_in(&code(OTHER), &round.round), Standing::Found(1));
}

/// A station that began on a day is not asked about what was before.
#[test]
fn nobody_is_asked_about_the_time_before_they_began() {
    let directory = directory();
    let today = day("2026-11-19");
    let view =
        |rows: &[MatterRow], office| ScreeningView::of(rows, &directory, &code(office), today);
    let missed = |rows: &[MatterRow]| view(rows, TOWN).below[0].missed_last;
    assert!(view(&[], VILLAGE).past.is_empty() && !missed(&[]));
    // Its first entry, on the Wednesday two weeks ago.
    let mut first = found(1, VILLAGE, "2026-10-01", false);
    first.recorded_at = 1_793_761_200_000;
    let past = view(&[first.clone()], VILLAGE).past;
    let periods: Vec<_> = past.iter().map(|one| one.period).collect();
    let weeks = [("2026-11-09", "2026-11-15"), ("2026-11-02", "2026-11-08")];
    assert_eq!(periods, weeks.map(|(from, to)| period(from, to)));
    assert!(missed(&[first.clone()]));
    // One that began this week has missed nothing.
    first.recorded_at = 1_794_970_800_000;
    assert!(view(&[first.clone()], VILLAGE).past.is_empty() && !missed(&[first]));
}
