//! Numbers of papers, reserved for devices.

use ident::ChangeHash;

use super::{
    Act, Working,
    city::{YEARS, paper_name},
};
use crate::{
    directory::NumberBlock,
    history::Arrival,
    org::{OrgReport, Why},
};

/// The highest number of a run in a year.
const HIGHEST: u32 = 999_999;

/// A reservation that is right by itself.
#[derive(Debug)]
pub(in super::super) struct Reserving {
    change: ChangeHash,
    arrival: Arrival,
    block: NumberBlock,
}

impl Working {
    /// Notes a reservation; [`Working::reserve_all`] weighs it against the others.
    pub(super) fn reserve(&mut self, act: &Act<'_>, block: NumberBlock) -> Result<(), Why> {
        paper_name(&block.paper)?;
        self.kept(act, &block.office)?;
        let range = 1..=HIGHEST;
        let sound = range.contains(&block.from) && range.contains(&block.to);
        if !sound || block.from > block.to || !YEARS.contains(&block.year) {
            return Err(Why::BadRange);
        }
        if let Some(device) = block.device {
            let of_office = self.directory.device(device).map(|device| &device.office);
            if of_office.is_some_and(|office| *office != block.office) {
                return Err(Why::OtherOffice);
            }
        }
        let (change, arrival) = (act.change.hash, act.change.arrival);
        self.reserving.push(Reserving { change, arrival, block });
        Ok(())
    }

    /// Reserves, in the order of receipt. Of two that overlap, entered apart, the one that the relay
    /// took in first stands for ever, whatever comes in later and wherever that stands in the history:
    /// numbers of it may be on papers by now.
    pub(in super::super) fn reserve_all(&mut self, report: &mut OrgReport) {
        let mut all = core::mem::take(&mut self.reserving);
        all.sort_by_key(|one| match one.arrival {
            Arrival::At(place) => (0u8, place),
            Arrival::Unknown => (1, 0),
            Arrival::Pending => (2, 0),
        });
        for Reserving { change, block, .. } in all {
            if self.directory.blocks.contains(&block) {
                continue;
            }
            if self.directory.blocks.iter().any(|other| other.overlaps(&block)) {
                report.without_effect.push((change, Why::Overlaps));
            } else {
                self.directory.blocks.push(block);
            }
        }
    }
}
