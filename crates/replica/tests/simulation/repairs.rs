//! The relay's disk is lost, or an older copy of it comes back; afterwards everything that was
//! acknowledged, or is still on a device, is there again, and nobody pressed anything.

use futures::executor::block_on;
use wire::RepairCause;

use crate::world::World;

const SEEDS: u64 = 12;

fn play(world: &mut World, actions: u32) {
    for _ in 0..actions {
        world.act();
    }
}

/// How many changes came back from a station that did not make them.
fn of_others(world: &World) -> usize {
    world.hub.given_back.len()
}

#[test]
fn an_older_copy_of_the_relay_gets_back_what_it_lost() {
    let mut given_back = 0;
    for seed in 0..SEEDS {
        let mut world = World::new(7_000 + seed);
        play(&mut world, 60);
        let copy = world.hub.clone();
        play(&mut world, 60);
        if seed % 2 == 0 {
            world.heal();
        }
        world.restore(copy);
        // Life goes on before anybody has noticed.
        play(&mut world, 20);
        world.heal();
        world.check();
        given_back += of_others(&world);
    }
    assert!(given_back > 100, "{given_back} changes came back");
}

#[test]
fn a_lost_relay_gets_back_everything() {
    for seed in 0..SEEDS {
        let mut world = World::new(8_000 + seed);
        play(&mut world, 100);
        if seed % 2 == 0 {
            world.heal();
        }
        if world.hub.len() == 0 {
            continue;
        }
        world.wipe_relay();
        play(&mut world, 20);
        world.heal();
        world.check();
        assert!(!world.hub.given_back.is_empty());
    }
}

#[test]
fn it_happens_again_and_again() {
    for seed in 0..SEEDS {
        let mut world = World::new(9_000 + seed);
        let mut copies = vec![world.hub.clone()];
        for _ in 0..5 {
            play(&mut world, 30);
            copies.push(world.hub.clone());
            let which = usize::try_from(world.dice.roll(copies.len() as u64)).expect("few");
            world.restore(copies[which].clone());
        }
        world.heal();
        world.check();
    }
}

/// The author's tablet is gone: a colleague's gives back what it made, with its manifest.
#[test]
fn what_a_lost_tablet_made_comes_back_from_others() {
    const VILLAGE: usize = 2;
    let mut world = World::new(31);
    let copy = world.hub.clone();
    for _ in 0..10 {
        world.register_at(VILLAGE);
    }
    world.heal();
    world.restore(copy);
    let made = world.hub.len();
    // Only the township's tablet is there.
    world.connect_and_deliver(1);
    let back = world.hub.len() - made;
    assert!(back >= 20, "{back} changes came back from the township");
    world.heal();
    world.check();
}

/// The places in the log come back, too: who handed in what before whom decides.
#[test]
fn places_in_the_lost_log_come_back() {
    let mut world = World::new(32);
    play(&mut world, 100);
    world.heal();
    let before = world.hub.docs.clone();
    world.wipe_relay();
    world.heal();
    for (doc, (key, stored)) in before {
        let now = &world.hub.docs[&doc].1;
        for (hash, (place, _)) in stored {
            assert_eq!(now[&hash].0, place, "of {key:?}");
        }
    }
}

/// A confirmation arrived, the entry in the feed did not, and the copy that came back knows the
/// station's place all the same.
#[test]
fn what_was_confirmed_and_never_brought_back_is_looked_for() {
    const VILLAGE: usize = 2;
    let mut world = World::new(33);
    world.heal();
    let copy = world.hub.clone();
    world.register_at(VILLAGE);
    world.push_and_hear_no_more(VILLAGE);
    assert!(world.hub.len() > copy.len());
    assert_eq!(world.tabs[VILLAGE].station.sync_status().waiting, 0);
    world.restore(copy);
    world.connect_and_deliver(VILLAGE);
    let record = block_on(world.tabs[VILLAGE].station.last_repair()).expect("reads");
    let record = record.expect("a repair");
    assert_eq!((record.cause, record.compared), (RepairCause::Unconfirmed, 0));
    assert!(record.given_back >= 2, "{record:?}");
    world.heal();
    world.check();
}

#[test]
fn nobody_brings_back_what_was_erased() {
    let mut world = World::new(34);
    play(&mut world, 80);
    world.heal();
    let copy = world.hub.clone();
    let doc =
        *copy.docs.iter().find(|(_, (key, _))| key.part == ident::Part::People).expect("one").0;
    world.wipe_relay();
    world.hub.erased.insert(doc);
    world.heal();
    assert!(!world.hub.docs.contains_key(&doc));
    assert!(world.hub.docs.len() + 1 >= copy.docs.len(), "the others are back");
}

/// Without a manifest nothing is taken; the own goes the way of everything that is handed in.
#[test]
fn what_nothing_vouches_for_is_not_taken() {
    let mut world = World::new(35);
    play(&mut world, 80);
    world.heal();
    for at in 0..world.tabs.len() {
        world.forget_manifests(at);
    }
    world.wipe_relay();
    world.connect_and_deliver(1);
    let record = block_on(world.tabs[1].station.last_repair()).expect("reads").expect("one");
    assert!(record.not_taken > 0 && record.given_back == 0, "{record:?}");
    assert!(world.hub.given_back.is_empty());
    world.heal();
    world.check();
}

#[test]
fn an_audit_finds_nothing_and_costs_little() {
    let mut world = World::new(36);
    play(&mut world, 150);
    world.heal();
    for at in 0..world.tabs.len() {
        let before = world.sent.len();
        world.connect(at);
        world.deliver_all(at);
        let effects = block_on(world.tabs[at].station.audit()).expect("begins");
        world.effects(at, effects);
        world.deliver_all(at);
        let record = block_on(world.tabs[at].station.last_repair()).expect("reads").expect("one");
        assert_eq!(record.cause, RepairCause::Audit);
        assert!(record.compared > 0);
        let found = (record.given_back, record.not_taken, record.handed_in_anew, record.only_there);
        assert_eq!(found, (0, 0, 0, 0), "at {}", world.tabs[at].office);
        let sent: usize = world.sent[before..].iter().map(Vec::len).sum();
        assert!(sent < 5_000, "{sent} bytes");
        world.disconnect(at);
    }
    assert!(world.hub.given_back.is_empty());
}

/// Something went missing at the relay that nobody noticed.
#[test]
fn an_audit_mends_what_it_finds() {
    let mut world = World::new(37);
    play(&mut world, 150);
    world.heal();
    let doc = *world.hub.docs.keys().next_back().expect("a document");
    let (_, lost) = world.hub.docs.remove(&doc).expect("it");
    for at in 0..world.tabs.len() {
        world.connect(at);
        world.deliver_all(at);
        let effects = block_on(world.tabs[at].station.audit()).expect("begins");
        world.effects(at, effects);
        world.deliver_all(at);
        world.disconnect(at);
    }
    assert_eq!(world.hub.docs[&doc].1, lost);
    world.heal();
    world.check();
}

/// Once a week of an ordinary life, and not more.
#[test]
fn an_audit_is_due_once_a_week() {
    let mut world = World::new(38);
    play(&mut world, 60);
    world.heal();
    let mut audits = 0;
    let mut last = 0;
    world.connect(2);
    world.deliver_all(2);
    for _ in 0..(30 * 24 * 6) {
        world.pass(10 * 60 * 1000);
        let effects = block_on(world.tabs[2].station.ask_for_news()).expect("asks");
        world.effects(2, effects);
        world.deliver_all(2);
        let record = block_on(world.tabs[2].station.last_repair()).expect("reads");
        let new = record.filter(|record| record.at != last && record.cause == RepairCause::Audit);
        if let Some(record) = new {
            last = record.at;
            audits += 1;
        }
    }
    assert!((3..=4).contains(&audits), "{audits} audits in thirty days");
}

/// A relay of before is handed in what a station made itself.
#[test]
fn a_relay_that_knows_no_repair_gets_what_stations_made() {
    let mut world = World::new(39);
    play(&mut world, 80);
    world.heal();
    world.wipe_relay();
    world.hub.repairs = false;
    world.heal();
    world.check();
    assert!(world.hub.given_back.is_empty());
}
