//! Looking through what is here, a part at a time, to compare it with what the relay holds.

use std::collections::{BTreeMap, BTreeSet};

use ident::{ChangeHash, DocId, Part};
use wire::{Difference, HeldSet, NotComparable};

use super::super::{Station, StationError};
use crate::{OutboxEntry, Space, Store, record::StoredChange};

/// So many of the 256 parts (by the first byte of the document's id) at a time.
const PARTS: u16 = 4;

/// What is here, as far as it was looked through.
#[derive(Debug, Default)]
pub(super) struct Weighing {
    /// The next part.
    next: u16,
    /// What is held of each document, and how soon it has to be there.
    docs: BTreeMap<DocId, ([u8; 32], u8)>,
    set: Option<HeldSet>,
}

/// Documents of the directory first: the relay judges by them. Then those that say who may see the
/// others.
fn rank(part: &Part) -> u8 {
    match part {
        Part::Org(_) => 0,
        Part::Core => 1,
        Part::People | Part::Internal(_) | Part::Committee(_) => 2,
    }
}

impl Weighing {
    pub(super) fn is_done(&self) -> bool {
        self.next > u16::from(u8::MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.docs.len()
    }

    /// Everything was looked through: what to say first.
    pub(super) fn seal(&mut self) -> Vec<u8> {
        let set = HeldSet::of(self.docs.iter().map(|(doc, (held, _))| (*doc, *held)));
        let message = set.ask();
        self.set = Some(set);
        message
    }

    pub(super) fn learn(
        &self,
        answer: &[u8],
        difference: &mut Difference,
    ) -> Result<Option<Vec<u8>>, NotComparable> {
        self.set.as_ref().ok_or(NotComparable)?.learn(answer, difference)
    }

    /// Documents in the order in which they have to be at the relay.
    pub(super) fn in_order(&self, mut docs: Vec<DocId>) -> Vec<DocId> {
        docs.sort_by_key(|doc| (self.docs.get(doc).map(|(_, rank)| *rank), *doc));
        docs
    }
}

impl<S: Store> Station<S> {
    /// What the relay does not have, or did not take: no part of what is compared.
    pub(super) fn not_confirmed(&self) -> BTreeSet<(DocId, ChangeHash)> {
        self.outbox.iter().chain(&self.refused).map(OutboxEntry::change).collect()
    }

    /// Looks through some more.
    pub(super) async fn weigh_part(&self, weighing: &mut Weighing) -> Result<(), StationError> {
        let parts = weighing.next..weighing.next.saturating_add(PARTS).min(256);
        let parts: Vec<Vec<u8>> =
            parts.filter_map(|part| u8::try_from(part).ok()).map(|part| vec![part]).collect();
        let not_confirmed = self.not_confirmed();
        for (key, value) in self.read_all(Space::Changes, &parts).await?.concat() {
            let Some((doc, hash)) = key.split_at_checked(DocId::LEN) else { continue };
            let (Ok(doc), Ok(hash)) = (DocId::from_slice(doc), ChangeHash::from_slice(hash)) else {
                continue;
            };
            if not_confirmed.contains(&(doc, hash)) {
                continue;
            }
            let (held, _) = match weighing.docs.entry(doc) {
                std::collections::btree_map::Entry::Occupied(there) => there.into_mut(),
                std::collections::btree_map::Entry::Vacant(place) => {
                    // The first change tells what kind of document it is.
                    let Ok(stored) = minicbor::decode::<StoredChange>(&value) else { continue };
                    place.insert(([0; 32], rank(&stored.key.part)))
                }
            };
            *held = HeldSet::with(*held, &hash);
        }
        weighing.next = weighing.next.saturating_add(PARTS);
        Ok(())
    }
}
