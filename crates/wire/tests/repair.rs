//! Two sides find out what differs, in rounds of bounded size, whatever else they hold.

use ident::{ChangeHash, DocId, digest};
use proptest::prelude::*;
use std::collections::BTreeSet;
use wire::{Difference, HeldSet, MAX_FRAME};

fn doc(number: u32) -> DocId {
    let mut id = [0; 16];
    id.copy_from_slice(&digest("doc", &[&number.to_be_bytes()])[..16]);
    DocId::new(id)
}

fn held(number: u32, changes: u8) -> (DocId, [u8; 32]) {
    let changes = (0..changes).map(|at| ChangeHash::new(digest("change", &[&[at]])));
    (doc(number), changes.fold([0; 32], |held, change| HeldSet::with(held, &change)))
}

/// Rounds, bytes both ways, and what differs.
fn compare(ours: &HeldSet, theirs: &HeldSet) -> (usize, usize, Difference) {
    let mut difference = Difference::default();
    let mut message = ours.ask();
    let (mut rounds, mut bytes) = (0, 0);
    loop {
        let answer = theirs.answer(&message).expect("a round");
        assert!(message.len() < MAX_FRAME / 8 && answer.len() < MAX_FRAME / 8);
        rounds += 1;
        bytes += message.len() + answer.len();
        match ours.learn(&answer, &mut difference).expect("an answer") {
            Some(next) => message = next,
            None => return (rounds, bytes, difference),
        }
    }
}

#[test]
fn equal_sets_cost_a_few_hundred_bytes() {
    let all = || HeldSet::of((0..20_000).map(|number| held(number, 3)));
    let (rounds, bytes, difference) = compare(&all(), &all());
    assert_eq!(difference, Difference::default());
    assert_eq!(rounds, 1);
    assert!(bytes < 500, "{bytes}");
}

#[test]
fn the_order_of_changes_does_not_matter() {
    let [a, b] = [ChangeHash::new([1; 32]), ChangeHash::new([2; 32])];
    let one = HeldSet::with(HeldSet::with([0; 32], &a), &b);
    assert_eq!(one, HeldSet::with(HeldSet::with([0; 32], &b), &a));
    assert_ne!(one, HeldSet::with([0; 32], &a));
}

#[test]
fn an_emptied_side_is_told_of_all() {
    let all = HeldSet::of((0..5_000).map(|number| held(number, 1)));
    let none = HeldSet::of([]);
    assert!(none.is_empty() && all.len() == 5_000);
    let (_, _, difference) = compare(&all, &none);
    assert_eq!((difference.ours.len(), difference.theirs), (5_000, 0));
    let (_, _, difference) = compare(&none, &all);
    assert_eq!((difference.ours.len(), difference.theirs), (0, 5_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_differs_is_found(
        both in 0u32..3_000,
        ours in 0u32..300,
        theirs in 0u32..300,
        grown in prop::collection::btree_set(0u32..3_000, 0..50),
    ) {
        let grown: BTreeSet<u32> = grown.into_iter().filter(|number| *number < both).collect();
        let common = |mine: bool| {
            let grown = grown.clone();
            (0..both).map(move |number| held(number, if mine && grown.contains(&number) { 2 } else { 1 }))
        };
        let mine = HeldSet::of(common(true).chain((10_000..10_000 + ours).map(|n| held(n, 1))));
        let other = HeldSet::of(common(false).chain((20_000..20_000 + theirs).map(|n| held(n, 1))));
        let (_, _, difference) = compare(&mine, &other);
        let found: BTreeSet<DocId> = difference.ours.iter().copied().collect();
        let wanted: BTreeSet<DocId> =
            grown.iter().copied().chain(10_000..10_000 + ours).map(doc).collect();
        prop_assert_eq!(found.len(), difference.ours.len());
        prop_assert_eq!(found, wanted);
        prop_assert_eq!(difference.theirs, theirs as usize + grown.len());
    }

    #[test]
    fn any_bytes_are_a_round_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let set = HeldSet::of((0..200).map(|number| held(number, 1)));
        let _ = set.answer(&bytes);
        let _ = set.learn(&bytes, &mut Difference::default());
        let mut begun = vec![0x61];
        begun.extend(bytes);
        let _ = set.answer(&begun);
        let _ = set.learn(&begun, &mut Difference::default());
    }
}
