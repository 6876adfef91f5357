//! Merges of which one half alone stands: both matters say so.

use casework::{
    Step,
    matter::Stage,
    step::{
        codes::Relation,
        payload::{Acting, Link},
    },
};
use futures::executor::block_on;
use ident::{MatterId, PostId};
use replica::HalfMerge;

use crate::world::{World, today};

const TOWN: usize = 1;

fn tie(other: MatterId, relation: Relation) -> Link {
    Link { by: Acting { post: PostId::new([1; 8]), on: today() }, other, relation }
}

fn merging(other: MatterId) -> Step {
    Step::Linked(tie(other, Relation::MergedInto))
}

fn act(world: &mut World, at: usize, matter: MatterId, step: &Step) {
    let now = world.time();
    let said = block_on(world.tabs[at].station.act(matter, step, now)).expect("saved");
    world.effects(at, said);
}

fn two_matters(world: &mut World) -> (MatterId, MatterId) {
    world.register_at(TOWN);
    world.register_at(TOWN);
    world.heal();
    let matters: Vec<MatterId> = world.tabs[TOWN].station.rows().map(|row| row.matter).collect();
    let [one, other] = matters[..] else { panic!("two matters") };
    (one, other)
}

#[test]
fn a_merge_with_one_half_is_said_on_both_matters() {
    let mut world = World::new(13_000);
    let (one, other) = two_matters(&mut world);
    // As a later version or a damaged device would leave it: the other half is not there.
    let now = world.time();
    let said = block_on(world.tabs[TOWN].station.step(one, &merging(other), now)).expect("saved");
    world.effects(TOWN, said);
    world.heal();
    for at in [0, TOWN] {
        let station = &world.tabs[at].station;
        let half = HalfMerge { other, relation: Relation::MergedInto, stands_here: true };
        assert_eq!(station.half_merges(one), [half], "tab {at}");
        let half = HalfMerge { other: one, relation: Relation::MergedFrom, stands_here: false };
        assert_eq!(station.half_merges(other), [half], "tab {at}");
    }
}

#[test]
fn a_whole_merge_says_nothing() {
    let mut world = World::new(13_100);
    let (one, other) = two_matters(&mut world);
    let now = world.time();
    let said = block_on(world.tabs[TOWN].station.act(one, &merging(other), now)).expect("saved");
    world.effects(TOWN, said);
    world.heal();
    for matter in [one, other] {
        assert_eq!(world.tabs[0].station.half_merges(matter), []);
    }
}

#[test]
fn half_a_merge_is_made_whole_from_the_side_that_lacks_it_or_undone() {
    for whole in [true, false] {
        let mut world = World::new(13_200);
        let (one, other) = two_matters(&mut world);
        let now = world.time();
        let said =
            block_on(world.tabs[TOWN].station.step(one, &merging(other), now)).expect("saved");
        world.effects(TOWN, said);
        world.heal();
        if whole {
            let missing = Step::Linked(tie(one, Relation::MergedFrom));
            act(&mut world, TOWN, other, &missing);
        } else {
            let undone = Step::Unlinked(tie(other, Relation::MergedInto));
            act(&mut world, TOWN, one, &undone);
        }
        world.heal();
        let station = &world.tabs[0].station;
        for matter in [one, other] {
            assert_eq!(station.half_merges(matter), [], "whole: {whole}");
            assert_eq!(station.row(matter).expect("a row").for_a_person, 0);
        }
        let merged = station.row(one).expect("a row").stage == Stage::Merged;
        assert_eq!(merged, whole);
    }
}

#[test]
fn of_two_matters_merged_into_each_other_apart_one_goes_on() {
    for seed in 0..6 {
        let mut world = World::new(13_300 + seed);
        let (one, other) = two_matters(&mut world);
        let second = world.enrol_second_device(TOWN);
        world.heal();
        world.disconnect(TOWN);
        world.disconnect(second);
        act(&mut world, TOWN, one, &merging(other));
        act(&mut world, second, other, &merging(one));
        world.heal();
        world.check();
        for at in [0, TOWN, second] {
            let station = &world.tabs[at].station;
            let rows = [one, other].map(|matter| station.row(matter).expect("a row"));
            let merged = rows.iter().filter(|row| row.stage == Stage::Merged).count();
            assert_eq!(merged, 1, "seed {seed}, tab {at}");
            for row in rows {
                assert_eq!(row.for_a_person, 1, "what was put aside is shown on both");
                assert_eq!(station.half_merges(row.matter), [], "seed {seed}, tab {at}");
            }
        }
    }
}
