//! Makes a failing script small: events are left out, many at once and then one by one, as long as
//! it still fails.

use super::{failure::Failure, play, script::Script};
use crate::broken::Broken;

/// Plays of a script at most, so that it ends.
const MOST: usize = 600;

/// The smallest failing script that was found, with its failure.
pub fn shrink(script: &Script, failure: Failure, broken: Option<Broken>) -> (Script, Failure) {
    let (mut script, mut failure) = (script.clone(), failure);
    let mut plays = 0;
    let mut some = script.events.len() / 2;
    while some > 0 && plays < MOST {
        let mut at = 0;
        while at < script.events.len() && plays < MOST {
            let mut fewer = script.clone();
            fewer.events.drain(at..(at + some).min(script.events.len()));
            plays += 1;
            match play(&fewer, broken) {
                Err(found) => (script, failure) = (fewer, found),
                Ok(_) => at += some,
            }
        }
        some /= 2;
    }
    (script, failure)
}
