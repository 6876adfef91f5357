//! Numbers of papers (文号), given out from blocks that were reserved: without a network, and
//! without doubles.

use casework::directory::NumberBlock;

use super::{Station, StationError};
use crate::{Batch, Space, Store, record::meta};

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
    /// the office: two devices apart would give the same number twice.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn next_number(
        &self,
        paper: &str,
        year: i32,
    ) -> Result<Option<NextNumber>, StationError> {
        let identity = self.registered()?;
        let ours = |block: &&NumberBlock| {
            block.office == identity.office
                && block.paper == paper
                && block.year == year
                && match block.device {
                    Some(device) => device == identity.device,
                    None => identity.number == 1,
                }
        };
        let given = self.given(paper, year).await?;
        let mut free: Vec<u32> = self
            .directory()
            .blocks
            .iter()
            .filter(ours)
            .flat_map(|block| block.from..=block.to)
            .filter(|serial| !given.contains(serial))
            .collect();
        free.sort_unstable();
        free.dedup();
        let left = u32::try_from(free.len().saturating_sub(1)).unwrap_or(u32::MAX);
        Ok(free.first().map(|serial| NextNumber { serial: *serial, left }))
    }

    /// Notes in a batch that a number was given: with the step that gives it, or not at all.
    pub(super) async fn give_number(
        &self,
        batch: &mut Batch,
        paper: &str,
        year: i32,
        serial: u32,
    ) -> Result<(), StationError> {
        let mut given = self.given(paper, year).await?;
        if !given.contains(&serial) {
            given.push(serial);
        }
        batch.put(Space::Meta, key(paper, year), minicbor::to_vec(&given).unwrap_or_default());
        Ok(())
    }

    async fn given(&self, paper: &str, year: i32) -> Result<Vec<u32>, StationError> {
        match self.read(Space::Meta, &key(paper, year)).await? {
            Some(bytes) => {
                minicbor::decode(&bytes).map_err(|_| StationError::Damaged("numbers given"))
            }
            None => Ok(Vec::new()),
        }
    }
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
