//! A township is merged into another: what it entered in the directory stands, and what it enters
//! afterwards does not.

use casework::{
    directory::{Contact, RecusalScope, Role, Tier},
    org::{ArrangeStep, OrgStep, Why},
    step::payload::Acting,
};

use crate::city::{
    CITY, OTHER_TOWN, Replica, TOWN, VILLAGE, by, code, day, overlaid, person, post,
};

const NEW_VILLAGE: &str = "990101101299";

fn on(at: u8, on: &str) -> Acting {
    Acting { post: post(at), on: day(on) }
}

fn merging(on: &str) -> OrgStep {
    let into = Some(code(OTHER_TOWN));
    OrgStep::OfficeClosed { by: by(0), office: code(TOWN), on: day(on), into }
}

/// What the township's head enters on a day.
fn entered(by: Acting) -> Vec<OrgStep> {
    let contact = |office: &str, id: &str| {
        OrgStep::Arranged(ArrangeStep::ContactSet {
            by,
            contact: Contact {
                id: id.into(),
                office: code(office),
                name: "单雪梅".into(),
                duty: "值班".into(),
                phone: "19900001234".into(),
                order: 1,
            },
        })
    };
    vec![
        OrgStep::PersonAdded {
            by, person: person(30), name: "乐平".into(), office: code(VILLAGE)
        },
        OrgStep::Appointed {
            by,
            post: post(40),
            person: person(30),
            office: code(VILLAGE),
            role: Role::StationClerk,
            from: day("2026-11-01"),
            deputises: None,
        },
        OrgStep::OfficeRenamed {
            by,
            office: code(VILLAGE),
            name: "杨家村".into(),
            from: day("2026-11-01"),
        },
        OrgStep::OfficeOpened {
            by,
            office: code(NEW_VILLAGE),
            name: "新荷村".into(),
            tier: Tier::Village,
            parent: code(TOWN),
            organ: String::new(),
            phone: String::new(),
            from: day("2026-11-01"),
        },
        OrgStep::RecusalEntered {
            by,
            id: "1122334455667788".into(),
            person: person(3),
            scope: RecusalScope::Unit(code(VILLAGE)),
            from: day("2026-11-22"),
            reason: String::new(),
        },
        OrgStep::BlockReserved {
            by,
            office: code(VILLAGE),
            paper: "receipt".into(),
            year: 2026,
            from: 1,
            to: 20,
            device: None,
        },
        contact(VILLAGE, "1122334455667788"),
        contact(TOWN, "1122334455667799"),
    ]
}

fn both(town_on: &str, closed: &str) -> (casework::Directory, Vec<Why>) {
    let (mut town, mut city) = (Replica::new(TOWN), Replica::new(CITY));
    entered(on(1, town_on)).iter().for_each(|step| town.write(1, step));
    city.write(0, &merging(closed));
    let (after, report) = overlaid(&[(TOWN, &town), (CITY, &city)]);
    (after, report.without_effect.into_iter().map(|(_, why)| why).collect())
}

#[test]
fn what_a_township_entered_before_it_was_merged_stands() {
    for entered_on in ["2026-11-05", "2026-11-20"] {
        let (after, why) = both(entered_on, "2026-11-20");
        assert_eq!(why, [], "entered on {entered_on}");
        assert!(after.person(person(30)).is_some() && after.post(post(40)).is_some());
        let village = after.office(&code(VILLAGE)).expect("is there");
        assert_eq!(village.name, "杨家村");
        let new = after.office(&code(NEW_VILLAGE)).expect("opened");
        for office in [village, new] {
            assert_eq!(office.parent, Some(code(OTHER_TOWN)), "under the heir");
            assert_eq!(office.parent_on(day("2026-11-20")), Some(&code(TOWN)));
            assert_eq!(office.parent_on(day("2026-11-21")), Some(&code(OTHER_TOWN)));
        }
        assert_eq!(after.recusals().len(), 1);
        assert_eq!(after.blocks.len(), 1);
        assert_eq!(after.arrangements.contacts.len(), 2);
        let stored = casework::Directory::from_bytes(&after.to_bytes());
        assert_eq!(stored.as_ref(), Ok(&after));
    }
}

#[test]
fn what_it_enters_afterwards_has_no_effect() {
    let (after, why) = both("2026-11-21", "2026-11-20");
    assert!(after.person(person(30)).is_none() && after.recusals().is_empty());
    assert_eq!(why.len(), entered(by(1)).len());
    assert!(why.iter().all(|why| matches!(why, Why::NotBelow | Why::Closed)), "{why:?}");
}

#[test]
fn the_heir_keeps_the_villages_from_the_last_day_on() {
    for (stated, expected) in
        [("2026-11-19", vec![Why::NotBelow]), ("2026-11-20", vec![]), ("2026-11-21", vec![])]
    {
        let (mut heir, mut city) = (Replica::new(OTHER_TOWN), Replica::new(CITY));
        city.write(0, &merging("2026-11-20"));
        heir.write(
            2,
            &OrgStep::OfficeDescribed {
                by: on(2, stated),
                office: code(VILLAGE),
                organ: "前杨村群众工作站".into(),
                phone: String::new(),
            },
        );
        let (_, report) = overlaid(&[(OTHER_TOWN, &heir), (CITY, &city)]);
        let why: Vec<Why> = report.without_effect.into_iter().map(|(_, why)| why).collect();
        assert_eq!(why, expected, "on {stated}");
    }
}

#[test]
fn an_heir_that_is_merged_too_hands_on_with_the_rest() {
    let closed = |office: &str, into: &str, on: &str| OrgStep::OfficeClosed {
        by: by(0),
        office: code(office),
        on: day(on),
        into: Some(code(into)),
    };
    let third = "990101103";
    let opened = OrgStep::OfficeOpened {
        by: by(0),
        office: code(third),
        name: "三河镇".into(),
        tier: Tier::Township,
        parent: code(CITY),
        organ: String::new(),
        phone: String::new(),
        from: day("2026-10-01"),
    };
    // Entered in either order, every village ends under the third, by way of the second.
    let (first, second) =
        (closed(TOWN, OTHER_TOWN, "2026-11-10"), closed(OTHER_TOWN, third, "2026-11-20"));
    let after = [[&first, &second], [&second, &first]].map(|steps| {
        let mut city = Replica::new(CITY);
        city.write(0, &opened);
        steps.into_iter().for_each(|step| city.write(0, step));
        let (after, report) = overlaid(&[(CITY, &city)]);
        assert_eq!(report.without_effect, []);
        after
    });
    assert_eq!(after[0].offices, after[1].offices);
    let village = after[0].office(&code(VILLAGE)).expect("is there");
    assert_eq!(village.parent, Some(code(third)));
    assert_eq!(village.parent_on(day("2026-11-15")), Some(&code(OTHER_TOWN)));
    assert_eq!(after[0].heir(&code(TOWN)), &code(third));
    // Nothing comes back to where it came from.
    let mut city = Replica::new(CITY);
    city.write(0, &closed(TOWN, OTHER_TOWN, "2026-11-20"));
    city.write(0, &closed(OTHER_TOWN, TOWN, "2026-11-10"));
    let (_, report) = overlaid(&[(CITY, &city)]);
    assert!(matches!(report.without_effect[..], [(_, Why::Closed)]));
    // Nor was an office closed when it took over from another: whichever was entered first stands.
    let (first, second) =
        (closed(TOWN, OTHER_TOWN, "2026-11-20"), closed(OTHER_TOWN, third, "2026-11-10"));
    for (steps, expected) in [([&first, &second], Why::BadDay), ([&second, &first], Why::Closed)] {
        let mut city = Replica::new(CITY);
        city.write(0, &opened);
        steps.into_iter().for_each(|step| city.write(0, step));
        let (after, report) = overlaid(&[(CITY, &city)]);
        assert_eq!(
            report.without_effect.iter().map(|(_, why)| *why).collect::<Vec<_>>(),
            [expected]
        );
        let village = after.office(&code(VILLAGE)).expect("is there");
        assert_eq!(village.parent_on(day("2026-11-05")), Some(&code(TOWN)), "as it stood then");
    }
}

#[test]
fn the_city_says_something_of_what_a_township_entered() {
    let (mut town, mut city) = (Replica::new(TOWN), Replica::new(CITY));
    entered(on(1, "2026-11-20")).iter().for_each(|step| town.write(1, step));
    let steps = [
        OrgStep::Relieved { by: by(0), post: post(40), on: day("2026-11-21") },
        OrgStep::RecusalEntered {
            by: by(0),
            id: "8877665544332211".into(),
            person: person(30),
            scope: RecusalScope::Category("rural".into()),
            from: day("2026-11-22"),
            reason: String::new(),
        },
        OrgStep::RecusalEnded { by: by(0), id: "1122334455667788".into(), on: day("2026-11-30") },
        OrgStep::PersonRenamed { by: by(0), person: person(30), name: "乐和平".into() },
        OrgStep::OfficeRenamed {
            by: by(0),
            office: code(NEW_VILLAGE),
            name: "荷塘村".into(),
            from: day("2026-11-10"),
        },
    ];
    steps.iter().for_each(|step| city.write(0, step));
    let (after, report) = overlaid(&[(CITY, &city), (TOWN, &town)]);
    assert_eq!(report.without_effect, []);
    let ended = after.post(post(40)).and_then(|post| post.ended).expect("relieved");
    assert_eq!((ended.on, ended.received), (day("2026-11-21"), Some(1)));
    assert_eq!(after.recusals().len(), 2);
    assert!(after.recusals().iter().any(|one| one.until() == Some(day("2026-11-30"))));
    assert_eq!(after.person(person(30)).map(|one| one.name.as_str()), Some("乐和平"));
    assert_eq!(after.office(&code(NEW_VILLAGE)).map(|one| one.name.as_str()), Some("荷塘村"));
    // What nobody entered is still told.
    let mut lost = Replica::new(CITY);
    lost.write(0, &steps[0]);
    let (_, report) = overlaid(&[(CITY, &lost), (TOWN, &Replica::new(TOWN))]);
    assert!(matches!(report.without_effect[..], [(_, Why::NoSuchPost)]));
}
