//! The simulation can fail: each rule that is broken on purpose is noticed.

use super::{failure::Failure, play, script::Script};
use crate::broken::Broken;

/// In so many seeds each broken rule must show.
const WITHIN: u64 = 60;

/// The first seed that notices, and how.
pub fn first_that_notices(broken: Broken) -> Option<(u64, Script, Failure)> {
    (0..WITHIN).find_map(|seed| {
        let script = Script::of(seed);
        play(&script, Some(broken)).err().map(|failure| (seed, script, failure))
    })
}

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "slow without optimisation: cargo xtask test --only simulate"
)]
fn each_rule_that_is_broken_is_noticed() {
    for broken in Broken::ALL {
        let found = first_that_notices(broken);
        let (seed, _, failure) = found.unwrap_or_else(|| {
            panic!("{broken:?} is not noticed in {WITHIN} seeds");
        });
        // It is the break that is noticed: without it the same script holds.
        let whole = play(&Script::of(seed), None);
        assert!(whole.is_ok(), "seed {seed} fails by itself: {:?}", whole.err().map(|f| f.what));
        let what: String = failure.what.chars().take(150).collect();
        println!("{broken:?}: noticed by seed {seed}: {}", what.replace('\n', " "));
    }
}

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "slow without optimisation: cargo xtask test --only simulate"
)]
fn a_failing_script_becomes_small() {
    let broken = Broken::GrantNotSent;
    let (_, script, failure) = first_that_notices(broken).expect("is noticed");
    let (small, _) = super::shrink::shrink(&script, failure, Some(broken));
    assert!(small.events.len() <= 12, "{:#?}", small.events);
    assert!(play(&small, Some(broken)).is_err(), "and still fails");
    assert!(play(&small, None).is_ok(), "by what is broken");
}
