//! Counts of visits, receptions and letters over rows: units apart, and each the number of its rows.

use casework::{
    CaseKind, MatterRow,
    matter::Stage,
    meeting::tally::{
        Days, LetterStage, LetterTally, ReceptionTally, VisitTally, is_answered, letter_stage,
        waits_after_a_meeting,
    },
    row::{DisputeRow, MeetingRow, RowInstruction},
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn row(id: u8, kind: CaseKind) -> MatterRow {
    MatterRow { kind, ..MatterRow::blank(MatterId::new([id; 16])) }
}

fn meeting(id: u8, kind: CaseKind, of: MeetingRow) -> MatterRow {
    MatterRow { meeting: Some(of), ..row(id, kind) }
}

fn year() -> Days {
    Days::year_of(day("2026-11-22"))
}

#[test]
fn twelve_months_end_today_and_what_is_planned_is_in_them() {
    let days = Days::twelve_months_to(day("2026-11-22"));
    assert!(!days.hold("2025-11-22") && days.hold("2025-11-23") && days.hold("2026-11-22"));
    assert!(days.hold("2026-12-01"), "a visit that is planned");
    let leap = Days::twelve_months_to(day("2028-02-29"));
    assert!(!leap.hold("2027-02-28") && leap.hold("2027-03-01"));
}

#[test]
fn visits_and_problems_are_two_counts() {
    let held = |day: &str, problems, solved| MeetingRow {
        day: day.into(),
        held: true,
        talks: 2,
        people: 5,
        problems,
        solved,
        ..MeetingRow::default()
    };
    let planned = MeetingRow { day: "2026-12-24".into(), ..MeetingRow::default() };
    let off = MeetingRow { day: "2026-12-24".into(), cancelled: true, ..MeetingRow::default() };
    let rows = [
        meeting(1, CaseKind::Visit, held("2026-01-01", 0, 0)),
        meeting(2, CaseKind::Visit, held("2026-12-31", 3, 2)),
        meeting(3, CaseKind::Visit, held("2025-12-31", 9, 9)),
        meeting(4, CaseKind::Visit, planned),
        meeting(5, CaseKind::Visit, off),
        meeting(6, CaseKind::Reception, held("2026-05-01", 7, 7)),
    ];
    let found = VisitTally::of(&rows, year());
    let expected = VisitTally {
        planned: 1,
        held: 2,
        cancelled: 1,
        talks: 4,
        people: 10,
        problems: 3,
        solved: 2,
    };
    assert_eq!(found, expected);
    assert_eq!(VisitTally::of(&rows, Days::default()).held, 3);
}

#[test]
fn receptions_count_batches_people_and_cases_apart() {
    let case = |id: u8| MatterId::new([id; 16]);
    let held = |cases: Vec<MatterId>, talks, people| MeetingRow {
        day: "2026-05-01".into(),
        held: true,
        talks,
        people,
        cases,
        ..MeetingRow::default()
    };
    // Case 12 was raised on both days: it is one case.
    let days = [
        meeting(1, CaseKind::Reception, held(vec![case(10), case(11), case(12)], 3, 20)),
        meeting(2, CaseKind::Reception, held(vec![case(12), case(13), case(14), case(15)], 3, 4)),
    ];
    let concluded = MatterRow {
        stage: Stage::Concluded,
        concluded_on: "2026-06-01".into(),
        ..row(10, CaseKind::Petition)
    };
    let cases = [
        MatterRow { marks: vec!["accepted".into()], ..concluded },
        // Accepts, and nothing was concluded: not counted.
        MatterRow { marks: vec!["accepted".into()], ..row(11, CaseKind::Petition) },
        MatterRow { stage: Stage::Answered, ..row(12, CaseKind::Petition) },
        MatterRow {
            dispute: Some(DisputeRow { outcome: "settled".into(), ..DisputeRow::default() }),
            ..row(13, CaseKind::Dispute)
        },
        MatterRow {
            dispute: Some(DisputeRow { outcome: "failed".into(), ..DisputeRow::default() }),
            ..row(14, CaseKind::Dispute)
        },
    ];
    let find = |id: MatterId| cases.iter().find(|row| row.matter == id);
    let expected = ReceptionTally {
        planned: 0,
        held: 2,
        batches: 6,
        people: 24,
        cases: 6,
        dealt_with: 3,
        accepted: 2,
        unknown: 1,
    };
    assert_eq!(ReceptionTally::of(&days, year(), find), expected);
}

#[test]
fn every_letter_is_at_one_stage() {
    let office = OfficeCode::parse("990101").expect("a code");
    let instruction = |says, until: &str, answered| RowInstruction {
        id: "i".into(),
        leader: "单雪梅".into(),
        on: "2026-05-01".into(),
        way: "letter".into(),
        says,
        task: (!until.is_empty()).then(|| office.clone()),
        until: until.into(),
        answered,
    };
    let letter = |id, instructions: Vec<RowInstruction>| MatterRow {
        channel: "letter".into(),
        received_on: "2026-05-01".into(),
        instructions,
        ..row(id, CaseKind::Petition)
    };
    let answered = MatterRow { stage: Stage::Concluded, ..letter(7, Vec::new()) };
    let rows = [
        letter(1, Vec::new()),
        letter(2, vec![instruction(false, "", false)]),
        letter(3, vec![instruction(true, "", false), instruction(true, "2026-06-01", true)]),
        letter(4, vec![instruction(false, "", false), instruction(true, "2026-06-01", false)]),
        letter(5, vec![instruction(true, "2026-06-30", false)]),
        letter(6, vec![instruction(true, "2026-06-01", true)]),
        answered,
        MatterRow { channel: "visit".into(), ..letter(8, Vec::new()) },
        MatterRow {
            links: vec![(MatterId::new([1; 16]), "merged_into".into())],
            ..letter(9, Vec::new())
        },
    ];
    let stages: Vec<LetterStage> = rows.iter().take(7).map(letter_stage).collect();
    use LetterStage::{Assigned, FedBack, Read, Unconfirmed, Unread};
    assert_eq!(stages, [Unread, Read, Unconfirmed, Assigned, Assigned, FedBack, Unread]);
    assert!(!rows.iter().any(waits_after_a_meeting), "letters are on a page of their own");
    let mut visited = letter(10, vec![instruction(true, "", false)]);
    visited.instructions[0].way = "visit".into();
    assert!(waits_after_a_meeting(&visited));
    visited.instructions[0].task = Some(office.clone());
    assert!(!waits_after_a_meeting(&visited), "it was confirmed");
    let found = LetterTally::of(&rows, year(), day("2026-06-02"));
    let expected = LetterTally {
        letters: 7,
        unread: 2,
        read: 1,
        unconfirmed: 1,
        assigned: 2,
        overdue: 1,
        fed_back: 1,
        instructed: 4,
        answered: 1,
    };
    assert_eq!(found, expected);
    assert_eq!(rows.iter().filter(|row| is_answered(row)).count(), 1);
    let parts = [found.unread, found.read, found.unconfirmed, found.assigned, found.fed_back];
    assert_eq!(parts.iter().sum::<u32>(), found.letters, "each letter stands at one stage");
}
