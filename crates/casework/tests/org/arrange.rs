//! What offices arrange among themselves, and who may.

use casework::{
    directory::{
        Contact, DutyTurn, Helper, HelperKind, Intensive, Round, RoundKind, Scheme, Tier, Training,
    },
    org::{ArrangeStep, OrgStep, Why},
    screening::Cycle,
};

use casework::Directory;

use super::city::*;

const ID: &str = "1122334455667788";

fn round(organiser: &str) -> ArrangeStep {
    ArrangeStep::RoundOpened {
        by: by(if organiser == CITY { 0 } else { 1 }),
        round: Round {
            id: ID.into(),
            name: "工资专项".into(),
            kind: RoundKind::Special,
            from: day("2026-11-20"),
            to: day("2026-12-20"),
            organiser: code(organiser),
            tiers: vec![Tier::Village],
            text: String::new(),
            closed: None,
        },
    }
}

fn contact(at: u8, id: &str, office: &str, phone: &str) -> ArrangeStep {
    let contact = Contact {
        id: id.into(),
        office: code(office),
        name: "单雪梅".into(),
        duty: "值班领导".into(),
        phone: phone.into(),
        order: 1,
    };
    ArrangeStep::ContactSet { by: by(at), contact }
}

fn helper(at: u8, office: &str, weekdays: &[u8], from: &str, until: Option<&str>) -> ArrangeStep {
    ArrangeStep::HelperSet {
        by: by(at),
        helper: Helper {
            id: ID.into(),
            kind: HelperKind::Lawyer,
            name: "乐平".into(),
            phone: "19900001236".into(),
            office: code(office),
            weekdays: weekdays.to_vec(),
            from: day(from),
            until: until.map(day),
        },
    }
}

/// One step in the document of the office that a person keeps; why it has no effect.
fn alone(at: u8, step: ArrangeStep) -> (Directory, Option<Why>) {
    let office = [CITY, TOWN, OTHER_TOWN, VILLAGE, OTHER_VILLAGE, CITY][usize::from(at)];
    let mut document = Replica::new(office);
    document.write(at, &OrgStep::Arranged(step));
    let (directory, report) = overlaid(&[(office, &document)]);
    (directory, report.without_effect.first().map(|(_, why)| *why))
}

fn why(at: u8, step: ArrangeStep) -> Option<Why> {
    alone(at, step).1
}

#[test]
fn the_city_arranges_for_all_a_township_for_itself_and_its_villages() {
    for office in [CITY, TOWN, VILLAGE, OTHER_VILLAGE] {
        assert_eq!(why(0, contact(0, ID, office, "110")), None, "{office}");
    }
    for office in [TOWN, VILLAGE] {
        assert_eq!(why(1, contact(1, ID, office, "110")), None, "{office}");
    }
    for office in [CITY, OTHER_TOWN, OTHER_VILLAGE] {
        assert_eq!(why(1, contact(1, ID, office, "110")), Some(Why::NotBelow), "{office}");
    }
    // A station's head keeps no directory.
    assert_eq!(why(3, contact(3, ID, VILLAGE, "110")), Some(Why::NotPermitted));
    let cycle =
        |at| ArrangeStep::CycleSet { by: by(at), tier: Tier::Village, cycle: Cycle::Monthly };
    assert_eq!(why(1, cycle(1)), Some(Why::CityOnly));
    let (directory, none) = alone(0, cycle(0));
    assert_eq!((directory.arrangements.cycles.village, none), (Cycle::Monthly, None));
    let of_department =
        ArrangeStep::CycleSet { by: by(0), tier: Tier::Department, cycle: Cycle::Monthly };
    assert_eq!(why(0, of_department), Some(Why::BadTier));
    assert_eq!(why(1, round(TOWN)), None);
    let ArrangeStep::RoundOpened { round: mut foreign, .. } = round(TOWN) else { panic!() };
    foreign.organiser = code(OTHER_TOWN);
    let foreign = ArrangeStep::RoundOpened { by: by(1), round: foreign };
    assert_eq!(why(1, foreign), Some(Why::NotBelow));
}

#[test]
fn a_scheme_never_has_persons_contained() {
    let scheme = |fix: &[&str], charge: &[&str]| ArrangeStep::SchemeSet {
        by: by(0),
        scheme: Some(Scheme {
            fix: fix.iter().map(|slot| (*slot).to_owned()).collect(),
            charge: charge.iter().map(|slot| (*slot).to_owned()).collect(),
        }),
    };
    let (directory, none) = alone(0, scheme(&["定领导"], &["包化解", "包回访"]));
    assert_eq!(none, None);
    assert_eq!(directory.arrangements.scheme.map(|scheme| scheme.charge.len()), Some(2));
    for slot in ["包稳控", "包 稳 控", "包人员管控", "包盯防"] {
        assert_eq!(why(0, scheme(&["定领导"], &[slot])), Some(Why::Containment), "{slot}");
    }
    assert_eq!(why(0, scheme(&[], &[])), Some(Why::BadRange));
    assert_eq!(why(0, scheme(&[" "], &[])), Some(Why::BadName));
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let intensive = |from: &str, to: &str, reason: &str| ArrangeStep::IntensiveOpened {
        by: by(0),
        period: Intensive {
            id: ID.into(),
            from: day(from),
            to: day(to),
            reason: reason.into(),
            scope: code(TOWN),
            ended: None,
        },
    };
    assert_eq!(why(0, intensive("2026-12-01", "2026-12-05", "汛期")), None);
    assert_eq!(why(0, intensive("2026-12-05", "2026-12-01", "汛期")), Some(Why::BadDay));
    assert_eq!(why(0, intensive("2026-12-01", "2028-12-01", "汛期")), Some(Why::BadDay));
    assert_eq!(why(0, intensive("2026-12-01", "2026-12-05", " ")), Some(Why::BadName));
    assert_eq!(why(0, contact(0, "11", TOWN, "110")), Some(Why::Unreadable));
    assert_eq!(why(0, contact(0, ID, TOWN, "打电话")), Some(Why::BadPhone));
    assert_eq!(why(0, contact(0, ID, "990199", "110")), Some(Why::NoSuchOffice));
    assert_eq!(why(0, helper(0, TOWN, &[8], "2026-11-01", None)), Some(Why::BadRange));
    let backwards = helper(0, TOWN, &[1], "2026-11-05", Some("2026-11-01"));
    assert_eq!(why(0, backwards), Some(Why::BadDay));
    let closing = ArrangeStep::RoundClosed { by: by(0), round: ID.into(), on: day("2026-11-22") };
    assert_eq!(why(0, closing), Some(Why::NoSuchThing));
    let training = |on: &str| ArrangeStep::TrainingSet {
        by: by(0),
        training: Training {
            id: ID.into(),
            office: code(TOWN),
            on: day(on),
            title: "调解实务".into(),
            people: 30,
            text: String::new(),
        },
    };
    assert_eq!(why(0, training("2026-11-20")), None);
    assert_eq!(why(0, training("2026-11-30")), Some(Why::InTheFuture));
}

#[test]
fn a_round_is_opened_once_and_closed_by_its_line() {
    let mut city = Replica::new(CITY);
    city.write(0, &OrgStep::Arranged(round(CITY)));
    let mut town = Replica::new(TOWN);
    // Another office cannot take the id, nor close what was opened above it.
    town.write(1, &OrgStep::Arranged(round(TOWN)));
    let close =
        |at| ArrangeStep::RoundClosed { by: by(at), round: ID.into(), on: day("2026-11-22") };
    town.write(1, &OrgStep::Arranged(close(1)));
    let (directory, report) = overlaid(&[(CITY, &city), (TOWN, &town)]);
    let whys: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
    assert_eq!(whys, [Why::IdTaken, Why::NotBelow]);
    assert_eq!(directory.arrangements.rounds[0].closed, None);
    assert!(directory.arrangements.rounds[0].is_for(&directory, &code(VILLAGE)));
    assert!(!directory.arrangements.rounds[0].is_for(&directory, &code(TOWN)));
    city.write(0, &OrgStep::Arranged(close(0)));
    let (directory, _) = overlaid(&[(CITY, &city)]);
    let round = &directory.arrangements.rounds[0];
    assert!(round.is_open_on(day("2026-11-22")) && !round.is_open_on(day("2026-11-23")));
}

#[test]
fn contacts_go_up_the_line_in_their_order() {
    let mut city = Replica::new(CITY);
    city.write(0, &OrgStep::Arranged(contact(0, "00000000000000aa", CITY, "19900000001")));
    let mut town = Replica::new(TOWN);
    let second = |order| {
        let ArrangeStep::ContactSet { contact: mut who, .. } =
            contact(1, "00000000000000bb", TOWN, "19900000002")
        else {
            panic!()
        };
        who.order = order;
        OrgStep::Arranged(ArrangeStep::ContactSet { by: by(1), contact: who })
    };
    town.write(1, &second(2));
    town.write(1, &OrgStep::Arranged(contact(1, "00000000000000cc", TOWN, "19900000003")));
    // The city's entry is not the township's to replace.
    town.write(1, &OrgStep::Arranged(contact(1, "00000000000000aa", TOWN, "19900000009")));
    let docs = [(CITY, &city), (TOWN, &town)];
    let (directory, report) = overlaid(&docs);
    let phones = |directory: &Directory| -> Vec<String> {
        let found = directory.arrangements.contacts_for(directory, &code(VILLAGE));
        found.into_iter().map(|one| one.phone.clone()).collect()
    };
    assert_eq!(phones(&directory), ["19900000003", "19900000002", "19900000001"]);
    assert_eq!(report.without_effect.len(), 1);
    town.write(1, &second(0));
    let removed = ArrangeStep::ContactRemoved { by: by(1), contact: "00000000000000cc".into() };
    town.write(1, &OrgStep::Arranged(removed));
    let (directory, _) = overlaid(&[(CITY, &city), (TOWN, &town)]);
    assert_eq!(phones(&directory), ["19900000002", "19900000001"]);
}

#[test]
fn of_two_tablets_that_set_one_day_of_duty_one_stands() {
    let turn = |at: u8, name: &str, on: &str| {
        OrgStep::Arranged(ArrangeStep::DutySet {
            by: by(at),
            turn: DutyTurn {
                office: code(TOWN),
                day: day(on),
                name: name.into(),
                phone: "19900001235".into(),
            },
        })
    };
    let mut one = Replica::new(CITY);
    let mut other = Replica::new(CITY);
    one.write(0, &turn(0, "查理明", "2026-11-23"));
    other.write(ADMIN, &turn(ADMIN, "乐平", "2026-11-23"));
    other.write(ADMIN, &turn(ADMIN, "乐平", "2026-11-24"));
    let mut both = one.clone();
    both.merge(&other);
    let mut back = other.clone();
    back.merge(&one);
    let (a, report) = overlaid(&[(CITY, &both)]);
    let (b, _) = overlaid(&[(CITY, &back)]);
    assert_eq!(a.arrangements, b.arrangements);
    assert_eq!(a.arrangements.roster.len(), 2);
    let whys: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
    assert_eq!(whys, [Why::Contradicted]);
    // Taken away again by whoever knows of it.
    both.write(0, &turn(0, "", "2026-11-24"));
    let (after, _) = overlaid(&[(CITY, &both)]);
    assert_eq!(after.arrangements.roster.len(), 1);
    assert!(after.arrangements.on_duty(&code(TOWN), day("2026-11-23")).is_some());
}

#[test]
fn helpers_are_there_on_their_days() {
    let (directory, none) = alone(1, helper(1, TOWN, &[3, 1, 3], "2026-11-09", Some("2026-11-20")));
    assert_eq!(none, None);
    assert_eq!(directory.arrangements.helpers[0].weekdays, [1, 3]);
    let there =
        |on| !directory.arrangements.helpers_on(&directory, &code(VILLAGE), day(on)).is_empty();
    // Monday, Tuesday, Wednesday; before the first day; after the last.
    assert!(there("2026-11-16") && !there("2026-11-17") && there("2026-11-18"));
    assert!(!there("2026-11-02") && !there("2026-11-23"));
}
