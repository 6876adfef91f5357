//! Stations of three tiers and a relay in one thread: connections come and go, stations crash
//! between any two commits, disks fill up. Afterwards everything anybody entered is everywhere it
//! may be seen, once. The oracle is a ledger of its own of what was entered, not the engine's books.

mod along;
mod attachments;
mod broken;
mod confidential;
mod damage;
mod directory;
mod disputes;
mod erased;
mod first_rows;
mod held;
mod hub;
mod locked;
mod merges;
mod numbers;
mod parcels;
mod play;
mod poison;
mod recusals;
mod remarks;
mod repair_hub;
mod repairs;
mod restored;
mod rows_later;
mod screening;
mod sealed;
mod visit;
mod world;

use world::World;

/// Seeds played in CI.
const SEEDS: u64 = 25;

#[test]
fn everything_entered_arrives_whatever_happens() {
    let mut on_directory = 0;
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        for _ in 0..120 {
            world.act();
        }
        world.heal();
        world.check();
        on_directory += world.org.values().map(Vec::len).sum::<usize>();
    }
    assert!(on_directory > 50, "the directory was kept, too: {on_directory} steps");
}

#[test]
fn counts_of_the_day_agree_with_the_lists() {
    for seed in 0..SEEDS {
        let mut world = World::new(2_000 + seed);
        for _ in 0..40 {
            world.act();
        }
        world.check_lists();
        world.heal();
        world.check_lists();
    }
}

#[test]
fn two_tabs_of_one_store_lose_nothing() {
    for seed in 0..SEEDS {
        let mut world = World::new(1_000 + seed);
        world.open_second_tab();
        for _ in 0..80 {
            world.act();
        }
        world.heal();
        world.check();
    }
}

#[test]
fn an_emptied_relay_gets_back_what_stations_made() {
    let mut world = World::new(77);
    for _ in 0..80 {
        world.act();
    }
    world.heal();
    world.wipe_relay();
    world.heal();
    world.check();
}

#[test]
fn a_ledger_read_again_adds_only_what_is_new() {
    let mut world = World::new(5);
    let ledger: Vec<u8> = (1..=50).collect();
    assert_eq!(world.import(&ledger), (50, 0));
    assert_eq!(world.import(&ledger), (0, 50));
    // Saved anew with a row appended, and one that stands in it twice.
    let appended: Vec<u8> = (1..=51).chain([51]).collect();
    assert_eq!(world.import(&appended), (1, 51));
    world.heal();
    // After a restart, too.
    world.restart_township();
    assert_eq!(world.import(&appended), (0, 52));
}
