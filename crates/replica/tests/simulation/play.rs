//! Whole days played from a seed: what people enter and what happens to their devices, to the
//! network and to the relay, as a script of events of which any can be left out. At the end
//! everything is healed and compared with a ledger of what people entered.
//!
//! docs/simulation.md says what is in it and how it is run.

mod breaks;
mod check;
mod directory;
mod entering;
mod failure;
mod later;
mod ledger;
mod long;
mod not_yet;
mod script;
mod shrink;
mod stage;
mod token;
mod trouble;

use failure::Failure;
use script::Script;
use stage::Stage;

use crate::broken::Broken;

/// What was reached with a script that holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summary {
    /// Events played.
    pub events: usize,
    /// Entries that were said to be saved.
    pub saved: usize,
    /// Of those, whose device was lost before they were handed in.
    pub lost: usize,
    /// Times that a device ended in mid-work.
    pub ends: usize,
}

impl Summary {
    fn add(&mut self, other: Self) {
        self.events += other.events;
        self.saved += other.saved;
        self.lost += other.lost;
        self.ends += other.ends;
    }
}

/// Plays a script to its end and checks what must hold.
fn play(script: &Script, broken: Option<Broken>) -> Result<Summary, Failure> {
    failure::caught(|trace| {
        let mut stage = Stage::new(script.seed, broken, trace);
        for event in &script.events {
            stage.take(event);
        }
        stage.end()
    })
}
