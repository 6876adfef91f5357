//! Document numbers (文号) from blocks reserved in advance, so that an office can issue without a
//! network and no number is given twice.
//!
//! One place (the city office's register) hands out blocks with [`reserve`]. A device takes numbers only
//! from blocks that were handed to it, which it keeps in a [`NumberBook`]. A number once taken is never
//! given again, also where its paper was never issued: gaps in a run are lawful, doubles are not.

mod block;
mod book;
mod pattern;

pub use block::{Block, ReserveError, Run, SERIAL_MAX, overlaps, reserve};
pub use book::{BookError, NumberBook, Supply};
pub use pattern::{Pattern, PatternError};
