//! Numbers of papers: reserved apart by several tablets, given out by several devices, never twice.

use casework::{
    directory::{NumberBlock, Role},
    org::{OrgStep, Why},
    step::payload::Acting,
};
use ident::DeviceId;
use proptest::prelude::*;
use std::collections::BTreeMap;

use crate::city::{ADMIN, CITY, Replica, by, code, day, overlaid, person, post};

fn reserving(at: u8, device: u8, from: u32, to: u32) -> OrgStep {
    reserving_in(by(at), device, from, to)
}

fn reserving_in(by: Acting, device: u8, from: u32, to: u32) -> OrgStep {
    OrgStep::BlockReserved {
        by,
        office: code(CITY),
        paper: "receipt".into(),
        year: 2026,
        from,
        to,
        device: Some(DeviceId::new([device; 8])),
    }
}

#[test]
fn of_two_reserved_apart_the_one_received_first_stands_for_ever() {
    // Whichever of the two changes stands first in the history's order, by hash.
    for n in 0..8 {
        let (mut one, mut other) = (Replica::new(CITY), Replica::new(CITY));
        one.write(0, &reserving(0, 0, 1 + n, 20));
        other.write(ADMIN, &reserving(ADMIN, ADMIN, 1, 10 + n));
        let mut relay = Replica::new(CITY);
        relay.merge(&one);
        let before = overlaid(&[(CITY, &relay)]).0.blocks;
        assert_eq!(before[0].device, Some(DeviceId::new([0; 8])));
        relay.merge(&other);
        let (after, report) = overlaid(&[(CITY, &relay)]);
        assert_eq!(after.blocks, before);
        assert!(matches!(report.without_effect[..], [(_, Why::Overlaps)]), "{report:?}");
    }
}

#[test]
fn what_was_reserved_stays_though_the_post_ends_as_of_a_day_before() {
    let mut relay = Replica::new(CITY);
    relay.write(ADMIN, &reserving(ADMIN, ADMIN, 1, 10));
    relay.write(0, &OrgStep::Relieved { by: by(0), post: post(ADMIN), on: day("2026-11-01") });
    assert_eq!(overlaid(&[(CITY, &relay)]).0.blocks.len(), 1);
    // And not what comes in after the end.
    relay.write(ADMIN, &reserving(ADMIN, ADMIN, 11, 20));
    assert_eq!(overlaid(&[(CITY, &relay)]).0.blocks.len(), 1);
}

/// Somebody is appointed at the city on a day.
fn appointing(at: u8, who: u8, new: u8, on: &str) -> OrgStep {
    OrgStep::Appointed {
        by: Acting { post: post(at), on: day(on) },
        post: post(new),
        person: person(who),
        office: code(CITY),
        role: Role::BureauSectionHead,
        from: day(on),
        deputises: None,
    }
}

#[test]
fn numbers_that_an_appointed_person_reserved_stay_though_the_appointer_goes() {
    for n in 0..8 {
        let (mut one, mut other) = (Replica::new(CITY), Replica::new(CITY));
        // One adds a step or two, and appoints the other.
        let named =
            OrgStep::PersonRenamed { by: by(0), person: person(1), name: format!("人{n}") };
        one.write(0, &named);
        one.write(0, &appointing(0, ADMIN, 40, "2026-11-10"));
        // The other ends that one's post, apart, as of a day before; hears of the appointment; reserves.
        let on = day("2026-11-05");
        other.write(ADMIN, &OrgStep::Relieved { by: by(ADMIN), post: post(0), on });
        let mut relay = Replica::new(CITY);
        relay.merge(&one);
        other.merge(&one);
        let by = Acting { post: post(40), on: day("2026-11-22") };
        other.write(ADMIN, &reserving_in(by, ADMIN, 1, 50));
        relay.merge(&other);
        let (after, report) = overlaid(&[(CITY, &relay)]);
        assert_eq!(after.blocks.len(), 1, "{report:?}");
        assert!(after.post(post(0)).is_some_and(|post| post.ended.is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_two_devices_ever_give_one_number(
        acts in prop::collection::vec((0usize..2, 0usize..8, 1u32..30, 0u32..8), 1..32),
    ) {
        let mut relay = Replica::new(CITY);
        let mut tablets = [(0u8, Replica::new(CITY)), (ADMIN, Replica::new(CITY))];
        let mut blocks: Vec<NumberBlock> = Vec::new();
        // Each number, and the device that gave it.
        let mut given: BTreeMap<u32, DeviceId> = BTreeMap::new();
        for (tablet, kind, from, size) in acts {
            let (at, replica) = &mut tablets[tablet];
            match kind {
                0 | 1 => {
                    let device = if kind == 0 { 0 } else { ADMIN };
                    replica.write(*at, &reserving(*at, device, from, from + size));
                }
                2 | 4 => relay.merge(replica),
                // Each appoints the other, and reserves in the post it was given; now and then one ends
                // the other's own, as of a day before.
                5 => {
                    let (who, new) = if *at == 0 { (ADMIN, 40) } else { (0, 41) };
                    replica.write(*at, &appointing(*at, who, new, "2026-11-10"));
                }
                6 => {
                    let given = if *at == 0 { 41 } else { 40 };
                    // Nobody takes a step in a post that they have not heard of.
                    if overlaid(&[(CITY, replica)]).0.post(post(given)).is_some() {
                        let by = Acting { post: post(given), on: day("2026-11-22") };
                        replica.write(*at, &reserving_in(by, *at, from, from + size));
                    }
                }
                7 if size == 0 => {
                    let other = if *at == 0 { ADMIN } else { 0 };
                    let on = day("2026-11-05");
                    replica.write(*at, &OrgStep::Relieved { by: by(*at), post: post(other), on });
                }
                _ => replica.merge(&relay),
            }
            let now = overlaid(&[(CITY, &relay)]).0.blocks;
            // What stood, stands.
            prop_assert!(blocks.iter().all(|block| now.contains(block)));
            blocks = now;
            for block in &blocks {
                let Some(device) = block.device else { continue };
                for number in block.from..=block.to {
                    let giver = *given.entry(number).or_insert(device);
                    prop_assert_eq!(giver, device, "{} is given twice", number);
                }
            }
        }
    }
}
