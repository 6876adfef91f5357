//! What the engine is told.

use crate::bridge::ToEngine;

use super::{driver::Rest, locks::Held, tabs::TabMessage};

/// One input.
#[derive(Debug)]
pub enum Input {
    /// A command of the UI.
    Command(Box<ToEngine>),
    /// The connection is open, or gone. The number says which connection: an old one's events are
    /// passed over.
    Opened(u32),
    /// A frame of the relay.
    Frame(u32, Vec<u8>),
    /// A sign that the connection lives.
    Alive(u32),
    /// The connection is gone.
    Closed(u32),
    /// This tab talks to the relay, as long as it holds this.
    Leading(Held),
    /// Another tab did something.
    Tab(TabMessage),
    /// A moment to look whether something is overdue.
    Tick,
    /// Rows are to be made anew, some at a time.
    Refresh,
    /// What is plain is to be sealed, some at a time.
    Reseal,
    /// The browser says that there is a network again.
    NetworkBack,
    /// Everything of this device was deleted.
    Erased,
    /// The rest of the program came, or could not be had.
    Rest(Option<Rest>),
    /// The station was opened: what that leaves to the rest of the program.
    Settle,
}
