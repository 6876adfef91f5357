//! Runs of numbers, and blocks out of them.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// The highest number of a run in a year.
pub const SERIAL_MAX: u32 = 999_999;

/// One run of numbers: those of one office, one class of papers, one year.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode,
)]
pub struct Run {
    /// The office whose papers they are, by its code.
    #[n(0)]
    pub office: String,
    /// Which papers share the run, as the office divides them, e.g. `acceptance`.
    #[n(1)]
    pub class: String,
    /// The year in the number.
    #[n(2)]
    pub year: u16,
}

/// Numbers of a run that one device alone may give.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
pub struct Block {
    /// Which run.
    #[n(0)]
    pub run: Run,
    /// The device that may give them.
    #[n(1)]
    pub device: String,
    /// The first, from 1.
    #[n(2)]
    pub from: u32,
    /// The last, included.
    #[n(3)]
    pub to: u32,
}

/// Why no block was handed out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReserveError {
    /// A block of no numbers was asked for.
    #[error("a block needs at least one number")]
    Empty,
    /// The run ends at [`SERIAL_MAX`].
    #[error("the run has only {left} numbers left")]
    RunFull {
        /// How many are left.
        left: u32,
    },
}

impl Block {
    /// How many numbers it has; none where `to` is below `from`.
    #[must_use]
    pub const fn size(&self) -> u32 {
        if self.to < self.from { 0 } else { (self.to - self.from).saturating_add(1) }
    }

    /// Whether two blocks have a number in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        self.run == other.run && from <= to && self.size() > 0 && other.size() > 0
    }
}

/// Hands out the next `size` numbers of a run. `handed_out` are all blocks ever handed out, of any run
/// and device; the caller adds the new one to them before it hands out another.
///
/// # Errors
/// [`ReserveError`] for an empty block, or where the run has not so many numbers left.
pub fn reserve(
    handed_out: &[Block],
    run: &Run,
    device: &str,
    size: u32,
) -> Result<Block, ReserveError> {
    if size == 0 {
        return Err(ReserveError::Empty);
    }
    let of_run = handed_out.iter().filter(|block| block.run == *run);
    let last = of_run.map(|block| block.to).max().unwrap_or(0);
    let left = SERIAL_MAX.saturating_sub(last);
    if size > left {
        return Err(ReserveError::RunFull { left });
    }
    Ok(Block { run: run.clone(), device: device.to_owned(), from: last + 1, to: last + size })
}

/// Pairs of blocks that have a number in common, by their places in the list. None where one register
/// handed them out; where two did, a person must sort it out before either is used further.
#[must_use]
pub fn overlaps(blocks: &[Block]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let later = blocks.iter().enumerate().skip(at + 1);
        pairs
            .extend(later.filter(|(_, other)| block.overlaps(other)).map(|(other, _)| (at, other)));
    }
    pairs
}
