//! What keeps an entry from being registered: the three numbers of people, and drafts of old.

use casework::{
    document::{Document, Edit, MAX_CHANGE, MAX_TEXTS, TextPlace, WriteError, Writer},
    intake::{Intake, IntakeField, IntakeProblem, PersonIntake},
    schema::{BadFact, Fact, PersonField},
};
use chrono::NaiveDate;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn entered(came: &str, affected: &str, representatives: usize) -> Intake {
    let person = |name: &str| PersonIntake { name: name.into(), ..PersonIntake::default() };
    Intake {
        petitioner: person("张三"),
        representatives: (0..representatives).map(|at| person(&format!("代表{at}"))).collect(),
        channel: "visit".into(),
        received_on: "2026-11-23".into(),
        petitioners: came.into(),
        affected: affected.into(),
        demands: vec!["修路".into()],
        ..Intake::default()
    }
}

#[test]
fn three_numbers_of_people() {
    let affected = IntakeField::Fact(Fact::Affected);
    let cases = [
        (entered("1", "", 0), vec![]),
        (entered("12", "40", 5), vec![]),
        (entered("5", "5", 5), vec![]),
        (entered("12", "11", 2), vec![(affected, IntakeProblem::FewerAffectedThanPeople)]),
        (
            entered("3", "", 4),
            vec![(IntakeField::Petitioners, IntakeProblem::FewerPeopleThanRepresentatives)],
        ),
        (
            entered("12", "", 6),
            vec![(IntakeField::Representatives, IntakeProblem::TooManyRepresentatives)],
        ),
    ];
    for (intake, expected) in cases {
        assert_eq!(intake.problems(today()), expected, "{intake:?}");
    }
    let bad = entered("12", "很多", 0).problems(today());
    assert!(matches!(bad.as_slice(), [(field, IntakeProblem::Bad(_))] if *field == affected));
}

/// As the first version kept them.
#[test]
fn a_draft_of_the_first_version_is_read() {
    let old = r#"{"petitioner":{"name":"张三"},"channel":"visit","received_on":"2026-11-22",
        "petitioners":"1","place":"","demands":["修路"]}"#;
    let read = Intake::from_bytes(old.as_bytes()).expect("reads");
    assert_eq!(read.petitioner.name, "张三");
    assert!(read.purpose.is_empty() && read.ties.is_empty() && !read.is_accusation());
    assert_eq!(Intake::from_bytes(&read.to_bytes()), Some(read));
}

proptest! {
    /// What may be registered always satisfies the guards of the reference (5.3).
    #[test]
    fn what_passes_fits(came in 0u32..30, affected in 0u32..30, representatives in 0usize..8) {
        let intake = entered(&came.to_string(), &affected.to_string(), representatives);
        if intake.problems(today()).is_empty() {
            prop_assert!(came as usize >= representatives && representatives <= 5);
            prop_assert!(affected >= came);
        }
    }
}

/// What is longer than can be handed in is said at the field that has most of it.
#[test]
fn more_text_than_can_be_handed_in_is_named() {
    let texts = |narrative: usize, demand: usize, name: usize| {
        let mut intake = entered("1", "", 0);
        intake.narrative = "a".repeat(narrative);
        intake.demands = vec!["b".repeat(demand)];
        intake.petitioner.name = "c".repeat(name);
        intake
    };
    let beside = "visit2026-11-231".len();
    let most = MAX_TEXTS - beside;
    let too_long = |field| vec![(field, IntakeProblem::TooLong { most: 320_000 })];
    assert_eq!(texts(most - 2, 1, 1).problems(today()), vec![]);
    assert_eq!(texts(most - 1, 1, 1).problems(today()), too_long(IntakeField::Narrative));
    assert_eq!(texts(1, most, 1).problems(today()), too_long(IntakeField::Demands));
    // What is one line, and shown in lists, holds less.
    let bad = |field| vec![(field, IntakeProblem::Bad(BadFact::TooLong))];
    assert_eq!(texts(1, 1, Fact::MAX_TEXT).problems(today()), vec![]);
    assert_eq!(texts(1, 1, Fact::MAX_TEXT + 1).problems(today()), bad(IntakeField::Name));
    let mut intake = entered("3", "", 1);
    intake.petitioner.address = "址".repeat(Fact::MAX_TEXT + 1);
    let address = IntakeField::Petitioner(PersonField::Address);
    assert_eq!(intake.problems(today()), bad(address));
    intake.petitioner.address = String::new();
    intake.representatives[0].phone = "1".repeat(2 << 20);
    assert_eq!(intake.problems(today()), bad(IntakeField::Representatives));
    let mut accusation = texts(200 << 10, 1, 1);
    accusation.purpose = "accusation".into();
    assert_eq!(accusation.problems(today()), vec![]);
    accusation.narrative = "a".repeat(241 << 10);
    let wrong = accusation.problems(today());
    assert!(matches!(wrong[..], [(IntakeField::Narrative, IntakeProblem::TooLong { .. })]));
}

/// A change that could not be read back is not written, and the document goes on as it was.
#[test]
fn a_change_is_no_longer_than_can_be_read_back() {
    let writer = Writer {
        actor: ident::ActorBytes::of(ident::DeviceId::new([1; 8]), [2; 8]),
        person: ident::PersonId::new([3; 16]),
        at: casework::Moment::from_millis(1_795_000_000_000),
    };
    let key = ident::DocKey::core(ident::MatterId::new([4; 16]));
    let mut document = Document::new(key.clone());
    let step = casework::Step::Edited {};
    let beside = step.to_message().len();
    let most = Edit::Narrative("字".repeat((MAX_TEXTS - beside) / 3));
    let written = document.write(&writer, &step, &[most]).expect("fits");
    assert!(written.bytes.len() <= MAX_CHANGE);
    Document::open(key, [written.bytes.as_slice()]).expect("reads back");

    let heads = document.heads();
    let above = Edit::Narrative("a".repeat(MAX_TEXTS + 1));
    let refused = document.write(&writer, &step, &[above]);
    assert!(matches!(refused, Err(WriteError::TooLong(TextPlace::Narrative))), "{refused:?}");
    let note = casework::Step::Noted { text: "x".repeat(MAX_TEXTS) };
    let refused = document.write(&writer, &note, &[]);
    assert!(matches!(refused, Err(WriteError::TooLong(TextPlace::Step))), "{refused:?}");
    let value = "名".repeat(Fact::MAX_TEXT + 1);
    let name = Edit::Person { slot: "main".into(), field: PersonField::Name, value };
    let refused = document.write(&writer, &step, &[name]);
    assert!(matches!(refused, Err(WriteError::TooLong(TextPlace::Person(PersonField::Name)))));
    // Short texts, and a long change: what names the items takes room as well.
    let many: Vec<Edit> = (0..40_000)
        .map(|at| Edit::Demand { id: format!("{at:016x}"), text: "路".into() })
        .collect();
    let refused = document.write(&writer, &step, &many);
    assert!(matches!(refused, Err(WriteError::TooLong(TextPlace::Demands))), "{refused:?}");
    assert_eq!(document.heads(), heads);
    let note = casework::Step::Noted { text: "照常".into() };
    document.write(&writer, &note, &[]).expect("goes on");
}
