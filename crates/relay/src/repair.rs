//! What the relay lost comes back from the stations.
//!
//! A station compares what it holds with what its office sees here ([`compare`]), asks about what
//! differs ([`held`]), and hands in what is lacking, whoever made it. What it hands in is read and
//! its proof checked away from the async threads ([`ProvedHandIn`]): every change must be the word
//! of a device that is known here, by a manifest of that device. Then it is judged as if its authors
//! had handed it in themselves ([`judge`]), within the appending transaction, and kept with the
//! places that it had in the log that was lost.

pub mod carried;
mod judge;
mod proved;

use casework::Directory;
use ident::{DocId, DocKey, OfficeCode, Part};
use std::collections::BTreeSet;
use wire::{
    Bytes, Compare, Fault, HandIn, HeldDoc, HeldSet, MAX_ASKED, RepairToRelay, RepairToStation,
};

pub use judge::{Taken, judge};
pub use proved::{ProvedChange, ProvedDoc, ProvedHandIn};

use crate::{
    Relay,
    acceptance::Introduced,
    relay::unavailable,
    store::{Looks, Seen},
};

impl Relay {
    /// Takes a message about repair.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn repair(
        &self,
        from: &Introduced,
        message: RepairToRelay,
    ) -> Result<RepairToStation, Fault> {
        match message {
            RepairToRelay::Compare(compare) => {
                self.compare(from, compare).await.map(RepairToStation::Compared)
            }
            RepairToRelay::Held(docs) => self.held(from, &docs).await.map(RepairToStation::Held),
            RepairToRelay::HandIn(hand_in) => {
                self.handed_in(from, hand_in).await.map(RepairToStation::Taken)
            }
        }
    }

    /// A round of comparing what the device's office sees with what the device holds.
    async fn compare(&self, from: &Introduced, compare: Compare) -> Result<Compare, Fault> {
        let standing = self.directory();
        let seen = seen(&from.office, &standing.directory);
        let held = self.store().holdings().held(&seen).await;
        let held = held.map_err(|error| unavailable(&error))?;
        // The message is a stranger's, the set may be large: not on an async thread.
        let weight = compare.message.len() + held.len() * 48;
        let answer = self
            .untrusted()
            .read(weight, move || HeldSet::of(held).answer(&compare.message))
            .await
            .ok_or(Fault::Malformed)?
            .map_err(|_| Fault::Malformed)?;
        Ok(Compare { message: Bytes::from(answer) })
    }

    /// What is held of documents, as far as the device's office sees them.
    async fn held(&self, from: &Introduced, docs: &[DocId]) -> Result<Vec<HeldDoc>, Fault> {
        if docs.len() > MAX_ASKED {
            return Err(Fault::TooLarge);
        }
        let looks = self.store().holdings().look(docs).await;
        let mut looks = looks.map_err(|error| unavailable(&error))?;
        let standing = self.directory();
        let answer = docs.iter().map(|doc| {
            let erased = looks.erased.contains(doc);
            match looks.docs.remove(doc) {
                Some(found)
                    if !erased && sees(&from.office, &found.key, &looks, &standing.directory) =>
                {
                    HeldDoc { changes: found.changes, erased }
                }
                _ => HeldDoc { changes: Vec::new(), erased },
            }
        });
        Ok(answer.collect())
    }

    async fn handed_in(
        &self,
        from: &Introduced,
        hand_in: HandIn,
    ) -> Result<Vec<wire::TakenDoc>, Fault> {
        let (tenant, from, standing) = (self.tenant(), from.device, self.fresh_directory().await?);
        let weight = hand_in.docs.iter().flat_map(|doc| &doc.changes.changes);
        let weight =
            weight.map(|change| change.len()).sum::<usize>() + hand_in.manifests.len() * 100;
        let proved = self
            .untrusted()
            .read(weight, move || ProvedHandIn::check(hand_in, from, tenant, &standing.directory))
            .await
            .unwrap_or(Err(Fault::Malformed))?;
        self.keeper().take_back(proved).await
    }
}

/// Whose documents an office sees.
fn seen<'a>(office: &'a OfficeCode, directory: &Directory) -> Seen<'a> {
    let below = directory.offices.iter().map(|other| &other.code);
    let line = below.filter(|other| directory.is_at_or_above(office, other)).cloned().collect();
    Seen { office, line }
}

/// Whether an office sees a document: as its feed was told.
fn sees(office: &OfficeCode, key: &DocKey, looks: &Looks, directory: &Directory) -> bool {
    let audience = looks.audiences.get(&key.matter);
    match &key.part {
        Part::Core | Part::People => {
            audience.is_some_and(|offices: &BTreeSet<_>| offices.contains(office))
        }
        Part::Internal(whose) => directory.is_at_or_above(office, whose),
        Part::Org(whose) | Part::Committee(whose) => whose == office,
    }
}
