//! Counts of visits, receptions and letters over rows: units apart, and each the number of its rows.

use casework::{
    CaseKind, Directory, MatterRow,
    directory::{Office, Post, Role, Tier},
    matter::Stage,
    meeting::{
        tally::{
            Days, LetterStage, LetterTally, ReceptionTally, VisitTally, is_answered, letter_stage,
            waits_after_a_meeting,
        },
        unconfirmed::{confirming_office, left_behind, waits_at},
    },
    row::{DisputeRow, MeetingRow, RowInstruction},
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PersonId, PostId};

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
        post: None,
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
    let mut said = rows.iter().flat_map(|row| &row.instructions);
    assert!(!said.any(waits_after_a_meeting), "letters are on a page of their own");
    let mut visited = RowInstruction { way: "visit".into(), ..instruction(true, "", false) };
    assert!(waits_after_a_meeting(&visited));
    visited.task = Some(office.clone());
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

const CITY: &str = "990101";
const TOWN: &str = "990101100";
const VILLAGE: &str = "990101100201";
const BUREAU: &str = "L01";

fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

/// A city, a township, its village, a department; a post in each.
fn directory() -> Directory {
    let office = |own, above: Option<&str>, tier| {
        Office::new(code(own), String::new(), above.map(code), tier)
    };
    let mut offices = vec![
        office(CITY, None, Tier::City),
        office(TOWN, Some(CITY), Tier::Township),
        office(VILLAGE, Some(TOWN), Tier::Village),
        office(BUREAU, Some(CITY), Tier::Department),
    ];
    offices.sort_by(|a, b| a.code.cmp(&b.code));
    let posts = [CITY, TOWN, VILLAGE, BUREAU].into_iter().zip(1u8..).map(|(own, id)| Post {
        id: PostId::new([id; 8]),
        person: PersonId::new([id; 16]),
        office: code(own),
        role: Role::StationClerk,
        from: day("2020-01-01"),
        ended: None,
        deputises: None,
    });
    Directory { offices, posts: posts.collect(), ..Directory::default() }
}

#[test]
fn one_office_is_asked_to_confirm_what_a_leader_said() {
    let directory = directory();
    // Who wrote it down (0: an earlier projection does not say), who has the case, and who is asked.
    let cases = [
        // The city's leader, on a case that the township has.
        (1, TOWN, CITY),
        (1, VILLAGE, CITY),
        // The township's own leader: not the city's to confirm, though it could.
        (2, TOWN, TOWN),
        (2, VILLAGE, TOWN),
        // The village wrote down what somebody said who came: a station confirms nothing.
        (3, VILLAGE, TOWN),
        (3, CITY, CITY),
        // The township's leader, on a case that went up meanwhile.
        (2, CITY, CITY),
        // A department's leader, on its own case and on a township's.
        (4, BUREAU, BUREAU),
        (4, TOWN, CITY),
        (0, VILLAGE, TOWN),
        (0, CITY, CITY),
    ];
    for (post, holder, asked) in cases {
        let said = RowInstruction {
            id: "i".into(),
            leader: "单雪梅".into(),
            on: "2026-05-01".into(),
            way: "visit".into(),
            says: true,
            task: None,
            until: String::new(),
            answered: false,
            post: (post > 0).then(|| PostId::new([post; 8])),
        };
        let held = MatterRow {
            holder: Some(code(holder)),
            instructions: vec![said.clone()],
            ..row(1, CaseKind::Petition)
        };
        let found = confirming_office(&said, &held, &directory);
        assert_eq!(found, Some(&code(asked)), "{post} wrote, {holder} has it");
        for office in [CITY, TOWN, VILLAGE, BUREAU] {
            assert_eq!(waits_at(&held, &code(office), &directory), office == asked);
        }
    }
}

#[test]
fn what_a_closed_office_wrote_down_its_heir_is_asked_to_confirm() {
    const HEIR: &str = "990101101";
    let mut directory = directory();
    for office in &mut directory.offices {
        if office.parent == Some(code(TOWN)) {
            office.parent = Some(code(HEIR));
        }
        if office.code == code(TOWN) {
            (office.closed_on, office.merged_into) = (Some(day("2026-05-10")), Some(code(HEIR)));
        }
    }
    let heir = Office::new(code(HEIR), String::new(), Some(code(CITY)), Tier::Township);
    directory.offices.push(heir);
    directory.offices.sort_by(|a, b| a.code.cmp(&b.code));
    for holder in [HEIR, VILLAGE] {
        let held = MatterRow {
            holder: Some(code(holder)),
            instructions: vec![spoken()],
            ..row(1, CaseKind::Petition)
        };
        let found = confirming_office(&spoken(), &held, &directory);
        assert_eq!(found, Some(&code(HEIR)), "{holder} has it");
    }
}

/// What the township's leader said at a visit, and nobody made a task of.
fn spoken() -> RowInstruction {
    RowInstruction {
        id: "i".into(),
        leader: "单雪梅".into(),
        on: "2026-05-01".into(),
        way: "visit".into(),
        says: true,
        task: None,
        until: String::new(),
        answered: false,
        post: Some(PostId::new([2; 8])),
    }
}

#[test]
fn in_a_matter_that_goes_on_inside_another_nobody_is_asked() {
    let directory = directory();
    let held = MatterRow {
        holder: Some(code(TOWN)),
        instructions: vec![spoken()],
        ..row(1, CaseKind::Petition)
    };
    assert!(waits_at(&held, &code(TOWN), &directory));
    assert_eq!(left_behind(&held).count(), 0);
    let merged = MatterRow { stage: Stage::Merged, ..held };
    assert!(!waits_at(&merged, &code(TOWN), &directory), "it could not be confirmed");
    let left: Vec<&str> = left_behind(&merged).map(|one| one.leader.as_str()).collect();
    assert_eq!(left, ["单雪梅"], "said at the matter that goes on");
    let task = Some(code(TOWN));
    let done = MatterRow { instructions: vec![RowInstruction { task, ..spoken() }], ..merged };
    assert_eq!(left_behind(&done).count(), 0);
}

#[test]
fn an_office_that_was_closed_is_asked_nothing() {
    let mut directory = directory();
    let held = MatterRow {
        holder: Some(code(VILLAGE)),
        instructions: vec![spoken()],
        ..row(1, CaseKind::Petition)
    };
    assert_eq!(confirming_office(&spoken(), &held, &directory), Some(&code(TOWN)));
    let town = directory.offices.iter_mut().find(|office| office.code == code(TOWN));
    town.expect("it is there").closed_on = Some(day("2026-05-31"));
    assert_eq!(confirming_office(&spoken(), &held, &directory), Some(&code(CITY)));
    assert!(waits_at(&held, &code(CITY), &directory) && !waits_at(&held, &code(TOWN), &directory));
}
