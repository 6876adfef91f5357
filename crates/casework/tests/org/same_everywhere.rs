//! Whatever order changes arrive in, and however often, every replica ends with the same directory.

use casework::{
    directory::{RecusalScope, Role, Tier},
    document::ReadChange,
    history::{Arrival, SeenChange},
    org::{OrgStep, Why},
};
use ident::{DocKey, Part};
use proptest::prelude::*;

use crate::city::{
    ADMIN, CITY, OTHER_TOWN, Replica, TOWN, VILLAGE, base, by, code, day, overlaid, person, post,
};

/// From this kind on two tablets meet.
const MEETING: usize = 14;

const OFFICES: [&str; 4] = [CITY, TOWN, OTHER_TOWN, VILLAGE];

fn step(at: u8, kind: usize, which: usize, n: u8) -> OrgStep {
    let office = code(OFFICES[which % OFFICES.len()]);
    let from = day(&format!("2026-10-{:02}", 1 + n % 5));
    match kind {
        0 => OrgStep::OfficeRenamed { by: by(at), office, name: format!("名{n}"), from },
        1 => OrgStep::OfficeDescribed {
            by: by(at),
            office,
            organ: format!("机关{}", n % 3),
            phone: "19900001234".into(),
        },
        2 => OrgStep::Appointed {
            by: by(at),
            post: post(30 + n % 4),
            person: person(u8::try_from(which).expect("few")),
            office,
            role: [Role::TownClerk, Role::StationClerk][usize::from(n % 2)],
            from,
            deputises: None,
        },
        3 => OrgStep::Relieved { by: by(at), post: post(n % 6), on: day("2026-11-22") },
        4 => OrgStep::BlockReserved {
            by: by(at),
            office,
            paper: "receipt".into(),
            year: 2026,
            from: u32::from(n),
            to: u32::from(n) + 3,
            device: None,
        },
        5 => OrgStep::OfficeClosed {
            by: by(at),
            office,
            on: from,
            into: (!n.is_multiple_of(3)).then(|| code(OTHER_TOWN)),
        },
        8 => OrgStep::PersonAdded {
            by: by(at),
            person: person(40 + n % 3),
            name: format!("新人{}", n % 2),
            office,
        },
        9 => OrgStep::Appointed {
            by: by(at),
            post: post(50 + n % 4),
            person: person(40 + n % 3),
            office,
            role: [Role::TownClerk, Role::StationClerk][usize::from(n % 2)],
            from,
            deputises: None,
        },
        10 => OrgStep::Relieved { by: by(at), post: post(50 + n % 4), on: day("2026-11-22") },
        11 => OrgStep::RecusalEntered {
            by: by(at),
            id: format!("{:016x}", n % 4),
            person: person([0, 1, ADMIN, 40, 41, 42][usize::from(n % 6)]),
            scope: RecusalScope::Unit(office),
            from: day("2026-11-22"),
            reason: String::new(),
        },
        12 => OrgStep::RecusalEnded {
            by: by(at),
            id: format!("{:016x}", n % 4),
            on: day("2026-11-23"),
        },
        13 => OrgStep::OfficeOpened {
            by: by(at),
            office: code(&format!("99010110129{}", n % 3)),
            name: format!("新村{}", n % 2),
            tier: Tier::Village,
            parent: office,
            organ: String::new(),
            phone: String::new(),
            from,
        },
        6 => OrgStep::ProfileSet { by: by(at), profile: format!("national/{}", 1 + n % 2) },
        _ => OrgStep::PersonRenamed { by: by(at), person: person(n % 6), name: format!("人{n}") },
    }
}

#[test]
fn two_who_rename_apart_end_with_one_name_and_the_other_is_told() {
    let named = |at, name: &str| OrgStep::OfficeRenamed {
        by: by(at),
        office: code(TOWN),
        name: name.into(),
        from: day("2026-11-01"),
    };
    let (mut one, mut other) = (Replica::new(CITY), Replica::new(CITY));
    one.write(0, &named(0, "柳湾街道"));
    other.write(ADMIN, &named(ADMIN, "柳家湾街道"));
    one.merge(&other);
    other.merge(&one);
    let at_one = overlaid(&[(CITY, &one)]);
    let at_other = overlaid(&[(CITY, &other)]);
    assert_eq!(at_one.0, at_other.0);
    assert_eq!(at_one.1, at_other.1);
    let [(lost, Why::Contradicted)] = at_one.1.without_effect[..] else { panic!("{at_one:?}") };
    // Who knows of both may set it: the one who was told does so again.
    let winner = at_one.0.office(&code(TOWN)).expect("is there").name.clone();
    one.write(ADMIN, &named(ADMIN, "柳湾新街道"));
    let (after, report) = overlaid(&[(CITY, &one)]);
    assert_eq!(report.without_effect, [(lost, Why::Contradicted)]);
    let town = after.office(&code(TOWN)).expect("is there");
    assert_eq!(town.name, "柳湾新街道");
    assert_ne!(town.name, winner);
    assert_eq!(town.past_names.len(), 1, "the day has one name");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_of_arrival_change_nothing(
        acts in prop::collection::vec((0usize..3, 0usize..16, 0usize..4, any::<u8>()), 1..30),
        shuffle in prop::collection::vec(any::<prop::sample::Index>(), 80),
    ) {
        // Two tablets at the city and one at a township; now and then the two meet.
        let mut tablets = [
            (0u8, CITY, Replica::new(CITY)),
            (ADMIN, CITY, Replica::new(CITY)),
            (1, TOWN, Replica::new(TOWN)),
        ];
        for (tablet, kind, which, n) in acts {
            if kind >= MEETING {
                let other = tablets[1].2.clone();
                tablets[0].2.merge(&other);
                let other = tablets[0].2.clone();
                tablets[1].2.merge(&other);
                continue;
            }
            let (at, _, replica) = &mut tablets[tablet];
            replica.write(*at, &step(*at, kind, which, n));
        }
        let second = tablets[1].2.clone();
        tablets[0].2.merge(&second);
        let (city, town) = (&tablets[0].2, &tablets[2].2);
        let straight = overlaid(&[(CITY, city), (TOWN, town)]);

        let read = |office: &str, replica: &Replica| -> Vec<SeenChange> {
            let mut changes: Vec<SeenChange> = (1..)
                .zip(replica.bytes())
                .map(|(at, bytes)| {
                    let part = DocKey::org(code(office)).part;
                    let mut seen = ReadChange::from_bytes(bytes, &part).expect("reads").seen;
                    seen.arrival = Arrival::At(at);
                    seen
                })
                .collect();
            for (at, index) in shuffle.iter().enumerate() {
                if !changes.is_empty() {
                    let other = index.index(changes.len());
                    let len = changes.len();
                    changes.swap(at % len, other);
                    changes.push(changes[other].clone());
                }
            }
            changes
        };
        let shuffled = base().overlaid(&[
            (code(TOWN), read(TOWN, town)),
            (code(CITY), read(CITY, city)),
        ]);
        prop_assert_eq!(&straight, &shuffled);
        // Said once more on top of itself, nothing that stands is undone or doubled.
        let twice = straight.0.overlaid(&[(code(CITY), read(CITY, city))]).0;
        prop_assert_eq!(&twice.blocks, &straight.0.blocks);
        prop_assert_eq!(twice.offices.len(), straight.0.offices.len());
        prop_assert_eq!(twice.posts.len(), straight.0.posts.len());
        // No step of a document is both reported and in effect twice: each is judged once.
        let mut reported: Vec<_> = straight.1.without_effect.iter().map(|(hash, _)| *hash).collect();
        let all = reported.len();
        reported.sort_unstable();
        reported.dedup();
        prop_assert_eq!(reported.len(), all);
        let stored = casework::Directory::from_bytes(&straight.0.to_bytes());
        prop_assert_eq!(stored.as_ref(), Ok(&straight.0));
        prop_assert!(matches!(DocKey::org(code(CITY)).part, Part::Org(_)));
    }
}
