//! Numbers of papers (文号), given out from blocks that were reserved: without a network, and
//! without doubles.

use casework::directory::NumberBlock;

use super::{Station, StationError};
use crate::{Batch, Space, Store, record::meta, store::Write};

/// A number this device may give next, and how many are left after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextNumber {
    /// The number.
    pub serial: u32,
    /// How many more its blocks hold.
    pub left: u32,
}

impl<S: Store> Station<S> {
    /// The next number for a paper of this kind in a year; none where no block has one left.
    ///
    /// A block that names a device is that device's. One that names none is the first device's of
    /// the office: two devices apart would give the same number twice. A block counts once the relay
    /// has confirmed it: of two that were reserved apart and overlap, it lets the first one stand.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn next_number(
        &self,
        paper: &str,
        year: i32,
    ) -> Result<Option<NextNumber>, StationError> {
        let given = self.given(paper, year).await?;
        let mut free: Vec<u32> = self
            .blocks(paper, year)?
            .filter(|(_, ours)| *ours)
            .flat_map(|(block, _)| block.from..=block.to)
            .filter(|serial| !given.contains(serial))
            .collect();
        free.sort_unstable();
        free.dedup();
        let left = u32::try_from(free.len().saturating_sub(1)).unwrap_or(u32::MAX);
        Ok(free.first().map(|serial| NextNumber { serial: *serial, left }))
    }

    /// The office's blocks of a run, and whether they are this device's.
    fn blocks<'a>(
        &'a self,
        paper: &'a str,
        year: i32,
    ) -> Result<impl Iterator<Item = (&'a NumberBlock, bool)>, StationError> {
        let identity = self.registered()?;
        let of_run = move |block: &&NumberBlock| {
            block.office == identity.office && block.paper == paper && block.year == year
        };
        let ours = |block: &NumberBlock| match block.device {
            Some(device) => device == identity.device,
            None => identity.number == 1,
        };
        Ok(self.sent.blocks.iter().filter(of_run).map(move |block| (block, ours(block))))
    }

    /// Notes in a batch that a number was given: with the step that gives it, or not at all. Whatever
    /// was typed: a number is on one paper alone, and those reserved for another device are that
    /// device's to give.
    ///
    /// # Errors
    /// [`StationError::NumberGiven`], [`StationError::NumberReserved`]; any other of reading.
    pub(super) async fn give_number(
        &self,
        batch: &mut Batch,
        paper: &str,
        year: i32,
        serial: u32,
    ) -> Result<(), StationError> {
        let key = key(paper, year);
        // Of several papers of one form the earlier ones are in the batch.
        let before = batch.writes.iter().rev().find_map(|write| match write {
            Write::Put(Space::Meta, at, value) if *at == key => Some(numbers(value)),
            _ => None,
        });
        let mut given = match before {
            Some(given) => given?,
            None => self.given(paper, year).await?,
        };
        if given.contains(&serial) {
            return Err(StationError::NumberGiven);
        }
        let holds = |block: &NumberBlock| (block.from..=block.to).contains(&serial);
        if self.blocks(paper, year)?.any(|(block, ours)| !ours && holds(block)) {
            return Err(StationError::NumberReserved);
        }
        given.push(serial);
        batch.put(Space::Meta, key, minicbor::to_vec(&given).unwrap_or_default());
        Ok(())
    }

    async fn given(&self, paper: &str, year: i32) -> Result<Vec<u32>, StationError> {
        match self.read(Space::Meta, &key(paper, year)).await? {
            Some(bytes) => numbers(&bytes),
            None => Ok(Vec::new()),
        }
    }
}

fn numbers(bytes: &[u8]) -> Result<Vec<u32>, StationError> {
    minicbor::decode(bytes).map_err(|_| StationError::Damaged("numbers given"))
}

fn key(paper: &str, year: i32) -> Vec<u8> {
    [meta::NUMBERS_GIVEN, paper.as_bytes(), b"/", year.to_string().as_bytes()].concat()
}

/// Year and serial of a number as printed: `柳政信受〔2026〕17号`. None for one written otherwise,
/// which is the office's own affair.
#[must_use]
pub fn parts(number: &str) -> Option<(i32, u32)> {
    let (_, rest) = number.split_once('〔')?;
    let (year, rest) = rest.split_once('〕')?;
    let serial = rest.strip_suffix('号')?;
    Some((year.trim().parse().ok()?, serial.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These lie in stores for ever: what is not found is given a second time.
    #[test]
    fn numbers_given_are_pinned() {
        assert_eq!(key("acceptance_notice", 2026), b"numbers_given/acceptance_notice/2026");
        assert_eq!(numbers(&[0x83, 1, 2, 0x18, 0x64]).expect("reads"), [1, 2, 100]);
        let written = minicbor::to_vec(vec![1u32, 2, 100]).expect("encodes");
        assert_eq!(written, [0x83, 1, 2, 0x18, 0x64]);
    }
}
