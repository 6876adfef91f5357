//! From documents to rows.

use std::collections::HashSet;

use casework::{Directory, Document, MatterRow, matter::AttachmentState, view::MatterDocs};
use ident::{ChangeHash, DocId, DocKey, MatterId};

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store, record::StoredChange, store::Entry};

/// How many documents of a matter an office may hold.
const PARTS: usize = 4;

/// The documents of a matter that this office holds, opened.
#[derive(Debug)]
pub(super) struct OpenMatter {
    pub core: Document,
    pub people: Document,
    pub internal: Document,
    pub committee: Document,
}

impl OpenMatter {
    pub(super) fn docs(&self) -> MatterDocs<'_> {
        MatterDocs {
            core: &self.core,
            people: (!self.people.is_empty()).then_some(&self.people),
            internal: (!self.internal.is_empty()).then_some(&self.internal),
            committee: (!self.committee.is_empty()).then_some(&self.committee),
        }
    }

    /// What is attached to it; with each whether it is the own committee's alone.
    pub(super) fn attached(
        &self,
        directory: &Directory,
    ) -> impl Iterator<Item = (AttachmentState, bool)> + use<> {
        let docs = self.docs();
        let shared = docs.attached(directory).into_iter().map(|one| (one, false));
        shared.chain(docs.confidential(directory).into_iter().map(|one| (one, true)))
    }

    fn all(&self) -> [&Document; PARTS] {
        [&self.core, &self.people, &self.internal, &self.committee]
    }

    /// Whether something was written to it and nothing that its changes build on is missing.
    pub(super) fn is_whole(&self) -> bool {
        !self.core.is_empty() && self.all().iter().all(|document| document.missing().is_empty())
    }

    /// How much its changes are, in bytes.
    pub(super) fn size(&self) -> u64 {
        self.all().iter().map(|document| document.size()).fold(0, u64::saturating_add)
    }

    /// The document of a part; none for one that is of no matter.
    pub(super) fn document(&mut self, part: &ident::Part) -> Option<&mut Document> {
        match part {
            ident::Part::Core => Some(&mut self.core),
            ident::Part::People => Some(&mut self.people),
            ident::Part::Internal(_) => Some(&mut self.internal),
            ident::Part::Committee(_) => Some(&mut self.committee),
            ident::Part::Org(_) => None,
        }
    }
}

/// A document from its stored changes, each with what is known of its arrival at the relay.
/// `pending` is what still waits in the outbox. Changes that cannot be read are left out; what builds on
/// them waits inside the document.
pub(super) fn open_document(
    key: DocKey,
    found: &[Entry],
    pending: &HashSet<(DocId, ChangeHash)>,
) -> Result<Document, StationError> {
    Ok(open_readable(key, found, pending)?.0)
}

/// The same, and whether all of it could be read.
fn open_readable(
    key: DocKey,
    found: &[Entry],
    pending: &HashSet<(DocId, ChangeHash)>,
) -> Result<(Document, bool), StationError> {
    let stored: Vec<(&[u8], StoredChange)> = found
        .iter()
        .filter_map(|(at, bytes)| Some((at.as_slice(), minicbor::decode(bytes).ok()?)))
        .collect();
    let id = key.id();
    let mut document =
        Document::open(key, stored.iter().map(|(_, change)| change.bytes.as_slice()))
            .map_err(StationError::Unreadable)?;
    document.note_arrivals(stored.iter().filter_map(|(key, change)| {
        let hash = ChangeHash::from_slice(key.get(DocId::LEN..)?).ok()?;
        Some((hash, change.arrival(pending.contains(&(id, hash)))))
    }));
    let whole = stored.len() == found.len();
    Ok((document, whole))
}

/// A matter's stored changes without some; none where nothing is left of its core, or none of them is
/// in it.
fn beside(
    changes: &[Vec<Entry>],
    without: &HashSet<(DocId, ChangeHash)>,
) -> Option<Vec<Vec<Entry>>> {
    let stays = |(key, _): &&Entry| {
        let (Some(doc), Some(hash)) = (key.get(..DocId::LEN), key.get(DocId::LEN..)) else {
            return true;
        };
        match (DocId::from_slice(doc), ChangeHash::from_slice(hash)) {
            (Ok(doc), Ok(hash)) => !without.contains(&(doc, hash)),
            _ => true,
        }
    };
    if changes.iter().flatten().all(|entry| stays(&entry)) {
        return None;
    }
    let rest = |of: &Vec<Entry>| of.iter().filter(stays).cloned().collect::<Vec<Entry>>();
    let kept: Vec<Vec<Entry>> = changes.iter().map(rest).collect();
    kept.first().is_some_and(|core| !core.is_empty()).then_some(kept)
}

impl<S: Store> Station<S> {
    fn keys_of(&self, matter: MatterId) -> Result<[DocKey; PARTS], StationError> {
        let office = self.registered()?.office.clone();
        Ok([
            DocKey::core(matter),
            DocKey::people(matter),
            DocKey::internal(matter, office.clone()),
            DocKey::committee(matter, office),
        ])
    }

    /// Opens matters; a document that cannot be opened stays out, with its reason. What the relay
    /// refused is no part of them, so that nothing that is written builds on it; but where all of a
    /// matter was refused, it is shown as it was entered.
    pub(super) async fn open_matters(
        &self,
        matters: &[MatterId],
    ) -> Result<Vec<Result<OpenMatter, StationError>>, StationError> {
        self.open_matters_with(matters, &self.refused_changes()).await
    }

    /// The same without these changes.
    pub(super) async fn open_matters_with(
        &self,
        matters: &[MatterId],
        without: &HashSet<(DocId, ChangeHash)>,
    ) -> Result<Vec<Result<OpenMatter, StationError>>, StationError> {
        let mut prefixes = Vec::with_capacity(matters.len() * PARTS);
        for matter in matters {
            for key in self.keys_of(*matter)? {
                prefixes.push(key.id().as_bytes().to_vec());
            }
        }
        let found = self.read_all(Space::Changes, &prefixes).await?;
        let pending = self.pending();
        let mut opened = Vec::with_capacity(matters.len());
        for (matter, changes) in matters.iter().zip(found.chunks(PARTS)) {
            let kept = if without.is_empty() { None } else { beside(changes, without) };
            let changes = kept.as_deref().unwrap_or(changes);
            if self.poisoned.contains(*matter) {
                opened.push(Err(StationError::Poisoned));
                continue;
            }
            let [core, people, internal, committee] = self.keys_of(*matter)?;
            let open = |key: DocKey, at: usize| {
                let stored = changes.get(at).map_or(&[][..], Vec::as_slice);
                let opened = open_readable(key, stored, &pending);
                if !matches!(opened, Ok((_, true))) {
                    self.damage.found_in(*matter);
                }
                opened.map(|(document, _)| document)
            };
            let all = || {
                Ok(OpenMatter {
                    core: open(core, 0)?,
                    people: open(people, 1)?,
                    internal: open(internal, 2)?,
                    committee: open(committee, 3)?,
                })
            };
            opened.push(all());
        }
        Ok(opened)
    }

    /// Opens one matter that has to be here.
    pub(super) async fn open_matter(&self, matter: MatterId) -> Result<OpenMatter, StationError> {
        if self.is_absent(matter) {
            return Err(StationError::Absent);
        }
        let opened =
            self.open_matters(&[matter]).await?.pop().unwrap_or(Err(StationError::NotHere))?;
        if opened.core.is_empty() {
            return Err(StationError::NotHere);
        }
        Ok(opened)
    }

    /// Adds a matter's row, or the note that it makes none yet, to a batch.
    pub(super) fn row_into(
        &self,
        matter: MatterId,
        opened: &OpenMatter,
        batch: &mut Batch,
    ) -> Result<Option<MatterRow>, StationError> {
        let office = &self.registered()?.office;
        let key = matter.as_bytes().as_slice();
        let row = MatterRow::project(&opened.docs(), office, &self.directory);
        match &row {
            Some(row) => {
                batch.put(Space::Rows, key, row.to_bytes());
                batch.delete(Space::Unrowed, key);
            }
            None => batch.put(Space::Unrowed, key, []),
        }
        Ok(row)
    }

    /// Makes the rows of these matters anew from what is stored, and takes back their marks.
    pub(super) async fn project(&mut self, matters: &[MatterId]) -> Result<(), StationError> {
        let mut batch = Batch::default();
        let mut rows = Vec::new();
        let mut along = Vec::new();
        // Of what was destroyed nothing is left to make a row of: the one that was kept stands.
        let matters: Vec<MatterId> =
            matters.iter().filter(|matter| !self.is_destroyed(**matter)).copied().collect();
        let matters = matters.as_slice();
        for (matter, opened) in matters.iter().zip(self.open_matters(matters).await?) {
            match opened {
                Ok(opened) => {
                    let row = self.row_into(*matter, &opened, &mut batch)?;
                    if let Some(row) = &row {
                        self.note_erased_by_history(row, &opened);
                    }
                    along.extend(self.along_again(*matter, &opened, row.as_ref()));
                    rows.extend(row);
                }
                Err(_) => batch.put(Space::Unrowed, matter.as_bytes().as_slice(), []),
            }
            if !self.poisoned.contains(*matter) {
                batch.delete(Space::Opening, matter.as_bytes().as_slice());
            }
        }
        self.keep_blobs(batch, along, Durability::Relaxed).await?;
        self.fresh_rows += rows.len();
        rows.into_iter().for_each(|row| self.rows.put(row));
        Ok(())
    }

    /// Tries again with the matters that made no row: the directory knows more now.
    pub(super) async fn project_unrowed(&mut self) -> Result<Vec<MatterId>, StationError> {
        let matters: Vec<MatterId> = self
            .read_all(Space::Unrowed, &[vec![]])
            .await?
            .concat()
            .iter()
            .filter(|(_, value)| !Self::is_to_come(value))
            .filter_map(|(key, _)| MatterId::from_slice(key).ok())
            .collect();
        for some in matters.chunks(200) {
            self.project(some).await?;
        }
        Ok(matters)
    }
}
