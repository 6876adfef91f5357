//! Two tablets of one station say something of one period, apart: one report.

use casework::{
    Document, MatterState, Moment, Step,
    directory::{Device, Person, Post, Role},
    document::{ReadChange, Writer},
    fixed_id,
    history::{Arrival, SeenChange},
    screening::{Screening, Standing, standing},
};
use ident::{ActorBytes, DeviceId, DocKey, Part, PersonId, PostId, PublicKey};

use super::*;

const WEEK: (&str, &str) = ("2026-11-16", "2026-11-22");

fn peopled() -> Directory {
    let mut directory = directory();
    for (at, office) in [(1u8, VILLAGE), (2, VILLAGE), (3, OTHER)] {
        let person = PersonId::new([at; 16]);
        directory.people.push(Person { id: person, name: "乐平".into(), office: code(office) });
        directory.devices.push(Device {
            id: DeviceId::new([at; 8]),
            office: code(office),
            number: u32::from(at),
            key: PublicKey::new([at; 32]),
        });
        directory.posts.push(Post {
            id: PostId::new([at; 8]),
            person,
            office: code(office),
            role: Role::StationClerk,
            from: day("2020-01-01"),
            ended: None,
            deputises: None,
        });
    }
    directory.sort();
    directory
}

fn saying(nothing: bool, on: &str) -> Screening {
    Screening {
        office: code(VILLAGE),
        from: day(WEEK.0),
        to: day(WEEK.1),
        round: None,
        nothing,
        on: day(on),
        text: String::new(),
    }
}

/// What a tablet writes of the report, without knowing of any other.
fn alone(at: u8, said: Screening) -> SeenChange {
    let id = fixed_id::of_screening(&code(VILLAGE), day(WEEK.0), day(WEEK.1), None);
    let mut document = Document::new(DocKey { matter: id, part: Part::Core });
    let writer = Writer {
        actor: ActorBytes::of(DeviceId::new([at; 8]), [1; 8]),
        person: PersonId::new([at; 16]),
        // 2026-11-22, ten in the morning in China.
        at: Moment::from_millis(1_795_312_800_000),
    };
    let written = document.write(&writer, &Step::Screened(said), &[]).expect("writes");
    let seen = ReadChange::from_bytes(&written.bytes, &Part::Core).expect("reads").seen;
    SeenChange { person: Some(writer.person), arrival: Arrival::Pending, ..seen }
}

fn state(changes: &[SeenChange]) -> MatterState {
    let id = fixed_id::of_screening(&code(VILLAGE), day(WEEK.0), day(WEEK.1), None);
    let changes = casework::history::in_order(changes.to_vec());
    MatterState::derive(id, &changes, &peopled())
}

#[test]
fn two_tablets_make_one_report() {
    let one = alone(1, saying(true, "2026-11-20"));
    let other = alone(2, saying(true, "2026-11-22"));
    for changes in [[one.clone(), other.clone()], [other, one]] {
        let state = state(&changes);
        assert_eq!(state.home, Some(code(VILLAGE)));
        assert_eq!(state.screening.said.len(), 2);
        assert!(state.verdicts.is_empty());
    }
}

#[test]
fn nobody_reports_for_another_office_or_before_the_period() {
    let foreign = state(&[alone(3, saying(true, "2026-11-20"))]);
    assert_eq!((foreign.home, foreign.screening.said.len()), (None, 0));
    let early = state(&[alone(1, saying(true, "2026-11-15"))]);
    assert_eq!(early.screening.said.len(), 0);
    assert_eq!(early.verdicts.len(), 1);
    // Nor on a day that had not come when it was recorded.
    let ahead = state(&[alone(1, saying(true, "2026-11-23"))]);
    assert_eq!(ahead.screening.said.len(), 0);
    assert_eq!(ahead.verdicts.len(), 1);
}

#[test]
fn a_tablet_that_found_something_overrules_one_that_did_not() {
    let rows = [said(9, VILLAGE, WEEK, "2026-11-20", true), found(1, VILLAGE, "2026-11-21", false)];
    let found = standing(&rows, &code(VILLAGE), period(WEEK.0, WEEK.1), None);
    assert_eq!(found, Standing::Found(1));
}
