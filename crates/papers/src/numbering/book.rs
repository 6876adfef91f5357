//! The numbers one device may give.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Block, Run, overlaps};

/// A fifth: below it the device asks for the next block.
const LOW: u64 = 5;

/// The blocks of one device and what it has given of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberBook {
    blocks: Vec<Block>,
    used: BTreeMap<Run, BTreeSet<u32>>,
}

/// Why there is no book or no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookError {
    /// A block of another device.
    #[error("block {0} belongs to another device")]
    NotOurs(usize),
    /// Two blocks with a number in common.
    #[error("blocks {0} and {1} have numbers in common")]
    Overlap(usize, usize),
    /// No block was ever handed out for the run.
    #[error("no numbers are reserved")]
    NothingReserved,
    /// All numbers of all blocks are given.
    #[error("all reserved numbers are given")]
    Exhausted,
}

/// How many numbers are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supply {
    /// Numbers not yet given.
    pub free: u32,
    /// Less than a fifth of the newest block: time to ask for another.
    pub low: bool,
}

impl NumberBook {
    /// The book of a device. `used` are all numbers that were ever taken, issued or not; those outside of
    /// the blocks are of no account.
    ///
    /// # Errors
    /// [`BookError::NotOurs`], [`BookError::Overlap`].
    pub fn new(
        device: &str,
        blocks: Vec<Block>,
        used: impl IntoIterator<Item = (Run, u32)>,
    ) -> Result<Self, BookError> {
        if let Some(at) = blocks.iter().position(|block| block.device != device) {
            return Err(BookError::NotOurs(at));
        }
        if let Some((one, other)) = overlaps(&blocks).first() {
            return Err(BookError::Overlap(*one, *other));
        }
        let mut book = Self { blocks, used: BTreeMap::new() };
        book.blocks.sort_by_key(|block| block.from);
        for (run, serial) in used {
            book.used.entry(run).or_default().insert(serial);
        }
        Ok(book)
    }

    /// The number that would be given next: the lowest free one.
    ///
    /// # Errors
    /// [`BookError::NothingReserved`], [`BookError::Exhausted`].
    pub fn next(&self, run: &Run) -> Result<u32, BookError> {
        let mut of_run = self.of_run(run).peekable();
        if of_run.peek().is_none() {
            return Err(BookError::NothingReserved);
        }
        let free = |serial: &u32| !self.used.get(run).is_some_and(|used| used.contains(serial));
        of_run.find_map(|block| (block.from..=block.to).find(free)).ok_or(BookError::Exhausted)
    }

    /// Takes the next number; it is given never again.
    ///
    /// # Errors
    /// As [`NumberBook::next`].
    pub fn take(&mut self, run: &Run) -> Result<u32, BookError> {
        let serial = self.next(run)?;
        self.used.entry(run.clone()).or_default().insert(serial);
        Ok(serial)
    }

    /// How many numbers are left.
    #[must_use]
    pub fn supply(&self, run: &Run) -> Supply {
        let free = self.of_run(run).map(|block| {
            let given = self.used.get(run).map_or(0, |used| {
                if block.size() == 0 { 0 } else { used.range(block.from..=block.to).count() }
            });
            block.size().saturating_sub(u32::try_from(given).unwrap_or(u32::MAX))
        });
        let free = free.fold(0, u32::saturating_add);
        let newest = self.of_run(run).last().map_or(0, Block::size);
        Supply { free, low: newest == 0 || u64::from(free) * LOW < u64::from(newest) }
    }

    fn of_run<'a>(&'a self, run: &'a Run) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.run == *run)
    }
}
