//! What keeps an entry from being registered: the three numbers of people, and drafts of old.

use casework::{
    intake::{Intake, IntakeField, IntakeProblem, PersonIntake},
    schema::Fact,
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
