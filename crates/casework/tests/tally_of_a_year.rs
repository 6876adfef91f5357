//! Figures out of rows made by hand: what counts, what does not, and from when on.

use casework::{
    CaseKind, Directory, MatterRow,
    directory::{Office, Round, RoundKind, Tier},
    matter::Stage,
    row::{DisputeRow, MeetingRow, RowInstruction},
    tally::{Indicator, Period, Tally},
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};

fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn round(id: &str, kind: RoundKind, from: &str, organiser: &str) -> Round {
    Round {
        id: id.repeat(16),
        name: "排查".into(),
        kind,
        from: day(from),
        to: day("2026-12-31"),
        organiser: code(organiser),
        tiers: Vec::new(),
        text: String::new(),
        closed: None,
    }
}

fn directory() -> Directory {
    let office = |own: &str, parent: Option<&str>, tier| {
        Office::new(code(own), own.to_owned(), parent.map(code), tier)
    };
    let mut directory = Directory {
        offices: vec![
            office("990101", None, Tier::City),
            office("990101100", Some("990101"), Tier::Township),
            office("L01", Some("990101"), Tier::Department),
        ],
        ..Directory::default()
    };
    directory.arrangements.rounds = vec![
        round("0", RoundKind::Special, "2026-02-01", "990101"),
        round("1", RoundKind::Regular, "2026-03-01", "990101"),
        round("2", RoundKind::Regular, "2026-11-01", "990101"),
        round("3", RoundKind::Regular, "2025-12-31", "990101"),
        // A township's own.
        round("4", RoundKind::Regular, "2026-03-01", "990101100"),
    ];
    directory.sort();
    directory
}

fn row(id: u8, kind: CaseKind, home: &str) -> MatterRow {
    let mut row = MatterRow::blank(MatterId::new([id; 16]));
    (row.kind, row.home) = (kind, Some(code(home)));
    row
}

fn meeting(id: u8, kind: CaseKind, home: &str, on: &str, cases: &[u8]) -> MatterRow {
    let cases = cases.iter().map(|case| MatterId::new([*case; 16])).collect();
    let meeting = MeetingRow { day: on.into(), held: true, cases, ..MeetingRow::default() };
    MatterRow { meeting: Some(meeting), ..row(id, kind, home) }
}

fn concluded(id: u8, on: &str, accepted: bool) -> MatterRow {
    let marks = if accepted { vec!["accepted".to_owned()] } else { Vec::new() };
    let (stage, concluded_on) = (Stage::Concluded, on.to_owned());
    MatterRow { stage, concluded_on, marks, ..row(id, CaseKind::Petition, "990101") }
}

fn tally(rows: &[MatterRow], cut_off: &str) -> Tally {
    let period = Period { from: day("2026-01-01"), to: day("2026-12-31") };
    Tally::of(rows, &directory(), period, day(cut_off))
}

/// Numerator, denominator, excluded.
fn figure(tally: &Tally, indicator: Indicator) -> (u32, Option<u32>, u32) {
    let figure = tally.figure(indicator).expect("there is one of each");
    (figure.numerator, figure.denominator, figure.excluded)
}

#[test]
fn what_was_raised_at_receptions_of_leaders_counts_once_and_is_followed() {
    use CaseKind::Reception;
    let rows = [
        meeting(1, Reception, "990101", "2026-02-10", &[11, 12, 13]),
        // Raised again: the same item.
        meeting(2, Reception, "990101", "2026-03-10", &[12, 14]),
        // A township's own reception, one that was cancelled, one of another year.
        meeting(3, Reception, "990101100", "2026-02-10", &[15]),
        MatterRow {
            meeting: Some(MeetingRow {
                day: "2026-02-11".into(),
                cancelled: true,
                cases: vec![MatterId::new([15; 16])],
                ..MeetingRow::default()
            }),
            ..row(4, Reception, "990101")
        },
        meeting(5, Reception, "990101", "2025-12-31", &[15]),
        concluded(11, "2026-04-01", true),
        concluded(12, "2026-06-01", false),
        // A mark on what is still being handled.
        MatterRow {
            stage: Stage::Accepted,
            marks: vec!["accepted".into()],
            ..row(13, CaseKind::Petition, "990101")
        },
        concluded(15, "2026-04-01", true),
    ];
    let whole = tally(&rows, "2026-12-31");
    assert_eq!(figure(&whole, Indicator::Received), (4, None, 0));
    // The fourth is not here: it is said that it could not be looked at.
    assert_eq!(figure(&whole, Indicator::DealtWith), (2, Some(4), 1));
    assert_eq!(figure(&whole, Indicator::AcceptedOfReceived), (1, Some(4), 1));
    assert_eq!(figure(&whole, Indicator::AcceptedOfDealtWith), (1, Some(2), 1));
    // As it stood in spring.
    let spring = tally(&rows, "2026-02-28");
    assert_eq!(figure(&spring, Indicator::Received), (3, None, 0));
    assert_eq!(figure(&spring, Indicator::DealtWith), (0, Some(3), 0));
    let none = spring.figure(Indicator::AcceptedOfDealtWith).and_then(|figure| figure.rate());
    assert_eq!(none.expect("a rate").to_string(), "—");
}

#[test]
fn letters_count_where_a_leader_said_something_of_a_letter() {
    let said = |on: &str, way: &str, says| RowInstruction {
        id: "0011223344556677".into(),
        leader: "单雪梅".into(),
        on: on.into(),
        way: way.into(),
        says,
        task: None,
        until: String::new(),
        answered: false,
        post: None,
    };
    let letter = |id, channel: &str, instructions| MatterRow {
        channel: channel.into(),
        instructions,
        ..row(id, CaseKind::Petition, "990101")
    };
    let rows = [
        letter(1, "letter", vec![said("2026-05-01", "letter", true)]),
        // Written on twice: one letter.
        letter(
            2,
            "letter",
            vec![said("2026-05-01", "letter", true), said("2026-06-01", "letter", true)],
        ),
        // Only read; said at a visit; no letter; another year; no word at all.
        letter(3, "letter", vec![said("2026-05-01", "letter", false)]),
        letter(4, "letter", vec![said("2026-05-01", "visit", true)]),
        letter(5, "visit", vec![said("2026-05-01", "letter", true)]),
        letter(6, "letter", vec![said("2025-05-01", "letter", true)]),
        letter(7, "letter", vec![]),
    ];
    assert_eq!(figure(&tally(&rows, "2026-12-31"), Indicator::LettersInstructed), (2, None, 0));
    assert_eq!(figure(&tally(&rows, "2026-04-30"), Indicator::LettersInstructed), (0, None, 0));
}

#[test]
fn visits_are_counted_by_who_goes_and_problems_beside_them() {
    let visit = |id, home: &str, on: &str, solved| {
        let mut row = meeting(id, CaseKind::Visit, home, on, &[]);
        if let Some(meeting) = &mut row.meeting {
            (meeting.problems, meeting.solved) = (solved + 1, solved);
        }
        row
    };
    let mut planned = visit(9, "990101", "2026-05-05", 0);
    if let Some(meeting) = &mut planned.meeting {
        meeting.held = false;
    }
    let rows = [
        visit(1, "990101", "2026-01-01", 2),
        visit(2, "990101", "2026-12-31", 0),
        visit(3, "L01", "2026-05-05", 3),
        visit(4, "990101100", "2026-05-05", 7),
        visit(5, "990101", "2027-01-01", 1),
        planned,
    ];
    let whole = tally(&rows, "2027-06-01");
    let counts = [
        Indicator::LeaderVisits,
        Indicator::LeaderSolved,
        Indicator::DepartmentVisits,
        Indicator::DepartmentSolved,
    ]
    .map(|indicator| whole.count(indicator));
    assert_eq!(counts, [2, 2, 1, 3]);
}

#[test]
fn disputes_belong_to_the_day_they_were_found_and_rounds_to_their_first() {
    let dispute = |id, found: &str, outcome: &str, ended: &str| MatterRow {
        dispute: Some(DisputeRow {
            found_on: found.into(),
            outcome: outcome.into(),
            ended_on: ended.into(),
            ..DisputeRow::default()
        }),
        ..row(id, CaseKind::Dispute, "990101100")
    };
    let rows = [
        dispute(1, "2026-01-01", "settled", "2026-02-01"),
        dispute(2, "2026-01-01", "settled", "2026-09-01"),
        dispute(3, "2026-01-01", "failed", "2026-02-01"),
        dispute(4, "2026-01-01", "", ""),
        dispute(5, "2025-12-31", "settled", "2026-02-01"),
    ];
    let whole = tally(&rows, "2026-12-31");
    assert_eq!(figure(&whole, Indicator::DisputesFound), (4, None, 0));
    assert_eq!(figure(&whole, Indicator::DisputesSettled), (2, Some(4), 0));
    assert_eq!(figure(&whole, Indicator::SpecialRounds), (1, None, 0));
    assert_eq!(figure(&whole, Indicator::RegularRounds), (2, None, 0));
    let summer = tally(&rows, "2026-07-01");
    assert_eq!(figure(&summer, Indicator::DisputesSettled), (1, Some(4), 0));
    assert_eq!(figure(&summer, Indicator::RegularRounds), (1, None, 0));
}
