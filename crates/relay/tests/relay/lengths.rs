//! What is as long as can be handed in arrives; what is longer is refused where it is entered.

use casework::{
    Moment, Step,
    case_write::CaseWrite,
    document::{MAX_TEXTS, TextPlace, WriteError},
    intake::{Intake, IntakeField, IntakeProblem, PersonIntake},
    schema::Fact,
};
use ident::MatterId;
use replica::{LedgerEntry, StationError};

use crate::harness::{Device, Town};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";

fn now() -> Moment {
    Moment::from_millis(1_795_000_200_000)
}

fn intake(narrative: String) -> Intake {
    Intake {
        petitioner: PersonIntake { name: "单小兰".into(), ..PersonIntake::default() },
        channel: "visit".into(),
        received_on: "2026-11-01".into(),
        petitioners: "1".into(),
        demands: vec!["修路".into()],
        narrative,
        ..Intake::default()
    }
}

/// A note that, with what stands around it, is `length` bytes.
fn note(length: usize) -> Step {
    let around = Step::Noted { text: String::new() }.to_message().len();
    Step::Noted { text: "长".repeat((length - around) / 3) + &"a".repeat((length - around) % 3) }
}

#[tokio::test]
async fn the_longest_form_arrives_and_a_longer_one_is_not_saved() {
    let town = Town::new("lengths").await;
    let mut village = Device::new(&town.url, VILLAGE, 81).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 82).await;
    let [one, two, three] = [1, 2, 3].map(|at| MatterId::new([at; 16]));
    // Long enough for a form; the longest change there may be is the note below.
    let longest = "补".repeat(20_000);
    village.tablet.register(one, &intake(longest.clone()), "", now()).await.expect("saved");
    let Step::Noted { text } = note(MAX_TEXTS) else { panic!("a note") };
    village.tablet.note(one, &text, now()).await.expect("saved");
    village.meet(&town.url).await;
    let status = village.tablet.sync_status();
    assert_eq!((status.waiting, status.refused), (0, 0));
    township.meet(&town.url).await;
    let today = now().date();
    let here = village.tablet.matter(one, today).await.expect("opens");
    let there = township.tablet.matter(one, today).await.expect("opens");
    assert_eq!(here.history.len(), there.history.len());
    assert_eq!(village.heads(1).await, township.heads(1).await);

    // Registering.
    let long = intake("a".repeat(2 << 20));
    village.tablet.keep_draft("d1", &long.to_bytes()).await.expect("kept");
    let refused = village.tablet.register(two, &long, "d1", now()).await;
    let Err(StationError::Problems(problems)) = refused else { panic!("{refused:?}") };
    let (field, problem) = problems[0];
    assert_eq!(field, IntakeField::Narrative);
    assert!(matches!(problem, IntakeProblem::TooLong { .. }));
    assert_eq!(village.tablet.drafts().await.expect("reads").len(), 1, "what was typed is there");
    // A note, a talk, a letter: what is said with a step.
    let refused = village.tablet.step(one, &note(MAX_TEXTS + 1), now()).await;
    let step = |refused: &Result<_, StationError>| {
        matches!(refused, Err(StationError::Write(WriteError::TooLong(TextPlace::Step))))
    };
    assert!(step(&refused.map(|_| ())));
    // A form of several cases: none of it.
    let own = ident::OfficeCode::parse(VILLAGE).expect("a code");
    let writes = [
        CaseWrite::registering(three, &intake("短".into()), &own),
        CaseWrite::to(one).step(note(2 << 20)),
    ];
    let refused = village.tablet.enter(&writes, None, now()).await;
    assert!(step(&refused.map(|_| ())));
    // A ledger: it is said which row.
    let row = |key: u8, narrative: String| LedgerEntry {
        key: vec![key],
        place: format!("表1 第{key}行"),
        intake: intake(narrative),
    };
    let mut stated = row(5, "短".into());
    stated.intake.stated.push((Fact::StatedText, "原".repeat(Fact::MAX_TEXT + 1)));
    let rows = [row(3, "短".into()), row(4, "a".repeat(2 << 20)), stated];
    let refused = village.tablet.import(&rows, now()).await;
    let Err(StationError::RowTooLong { at, place }) = refused else { panic!("is too long") };
    assert_eq!((at.as_str(), place), ("表1 第4行", TextPlace::Narrative));

    let refused = village.tablet.import(&rows[2..], now()).await;
    let Err(StationError::RowTooLong { at, place }) = refused else { panic!("is too long") };
    assert_eq!((at.as_str(), place), ("表1 第5行", TextPlace::Fact(Fact::StatedText)));

    assert_eq!(village.tablet.sync_status().waiting, 0, "nothing of it was written");
    village.tablet.import(&rows[..1], now()).await.expect("goes on");
    village.meet(&town.url).await;
    assert_eq!(village.tablet.sync_status().waiting, 0);
    town.stop().await;
}

/// More than a frame holds waits of one matter: it is handed in piece by piece, and what is more than a
/// document may hold goes to a person and holds up nothing.
#[tokio::test]
async fn more_than_a_frame_holds_of_one_matter_is_no_dam() {
    const NOTES: usize = 8;
    let town = Town::new("lengths-many").await;
    let mut village = Device::new(&town.url, VILLAGE, 81).await;
    village.register(1).await;
    village.meet(&town.url).await;
    for at in 0..NOTES {
        village.note(1, &format!("{at}{}", "a".repeat(950_000))).await;
    }
    village.register(2).await;
    village.meet(&town.url).await;
    let status = village.tablet.sync_status();
    assert_eq!((status.waiting, status.refused), (0, NOTES));
    town.stop().await;
}
