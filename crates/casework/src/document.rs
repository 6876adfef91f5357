//! One document: opened from its changes, read, and written to one step at a time.

mod change;
mod length;
mod write;

use automerge::{Automerge, ObjId, ROOT, ReadDoc};
use ident::{ChangeHash, DocKey};
use std::collections::HashMap;

pub use change::{BadChange, MAX_CHANGE, ReadChange};
pub(crate) use length::weigh_places;
pub use length::{MAX_TEXTS, TextPlace};
pub use write::{Edit, WriteError, Writer, Written};

use crate::{
    history::{self, Arrival, SeenChange},
    schema::{Genesis, keys},
};

/// An open document. Opening costs about 0.3 ms and 24 kB: lists never do it, they read rows.
#[derive(Debug, Clone)]
pub struct Document {
    key: DocKey,
    doc: Automerge,
    /// When the relay took its changes in. Not of the document: whoever keeps it says so.
    arrivals: HashMap<ChangeHash, Arrival>,
}

impl Document {
    /// A document with nothing in it but its kind's fixed first change.
    #[must_use]
    pub fn new(key: DocKey) -> Self {
        let doc = Genesis::of(&key.part).document();
        Self { key, doc, arrivals: HashMap::new() }
    }

    /// A document from its changes, in any order, with repetitions.
    ///
    /// # Errors
    /// [`BadChange`] at the first that is not a change of this kind of document. Nothing is
    /// deleted because of that: the bytes stay where they are.
    pub fn open<'a>(
        key: DocKey,
        changes: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, BadChange> {
        let mut document = Self::new(key);
        document.apply(changes)?;
        Ok(document)
    }

    /// Applies further changes; what builds on changes that are not here waits inside.
    ///
    /// # Errors
    /// [`BadChange`]; then none of them was applied.
    pub fn apply<'a>(
        &mut self,
        changes: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<(), BadChange> {
        let genesis = Genesis::of(&self.key.part).hash;
        let parsed: Vec<automerge::Change> = changes
            .into_iter()
            .map(|bytes| change::parse(bytes, genesis))
            .collect::<Result<_, _>>()?;
        self.doc.apply_changes(parsed).map_err(|_| BadChange::NotOfThisDocument)
    }

    /// Notes when the relay took changes in; [`Document::history`] tells it with each.
    pub fn note_arrivals(&mut self, arrivals: impl IntoIterator<Item = (ChangeHash, Arrival)>) {
        self.arrivals.extend(arrivals);
    }

    /// Which document it is.
    #[must_use]
    pub fn key(&self) -> &DocKey {
        &self.key
    }

    /// Its newest changes.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeHash> {
        self.doc.get_heads().iter().map(|hash| ChangeHash::new(hash.0)).collect()
    }

    /// Changes that others here build on and that are not here.
    #[must_use]
    pub fn missing(&self) -> Vec<ChangeHash> {
        self.doc.get_missing_deps(&[]).iter().map(|hash| ChangeHash::new(hash.0)).collect()
    }

    /// Whether a change was applied (not merely received): the only proof of an arrival.
    #[must_use]
    pub fn holds(&self, change: &ChangeHash) -> bool {
        self.doc.get_change_meta_by_hash(&automerge::ChangeHash(*change.as_bytes())).is_some()
    }

    /// How much its changes are, in bytes, without the fixed first one of an empty document.
    #[must_use]
    pub fn size(&self) -> u64 {
        if self.is_empty() {
            return 0;
        }
        let changes = self.doc.get_changes(&[]);
        changes.iter().map(|change| change.raw_bytes().len() as u64).sum()
    }

    /// Whether nothing was written to it yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heads() == [Genesis::of(&self.key.part).hash]
    }

    /// Its changes one by one, ancestors first, without the fixed first one.
    #[must_use]
    pub fn history(&self) -> Vec<SeenChange> {
        let mut changes = history::read(&self.doc, Genesis::of(&self.key.part).hash);
        for change in &mut changes {
            change.arrival = self.arrivals.get(&change.hash).copied().unwrap_or_default();
        }
        changes
    }

    pub(crate) fn automerge(&self) -> &Automerge {
        &self.doc
    }

    /// An object by its path from the root.
    pub(crate) fn object(&self, path: &[&str]) -> Option<ObjId> {
        object(&self.doc, path)
    }
}

/// An object by its path from the root.
pub(crate) fn object<R: ReadDoc>(doc: &R, path: &[&str]) -> Option<ObjId> {
    path.iter().try_fold(ROOT, |at, name| match doc.get(&at, *name) {
        Ok(Some((automerge::Value::Object(_), id))) => Some(id),
        _ => None,
    })
}

/// The path of the map that an item's fields stand in.
pub(crate) fn person_path(slot: &str) -> [&str; 2] {
    [keys::PERSONS, slot]
}
