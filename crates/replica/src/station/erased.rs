//! Documents that were erased, by law or at the end of their term: what is here of them goes, and
//! nothing of them is taken in again, whoever brings it.
//!
//! An approval counts that the relay took in and that stands by the matter's own history, whoever
//! brings the news: the feed, a comparison, a courier. What was entered into such a document
//! and not handed in goes with it, words and all: the law wants it gone, not kept elsewhere. That
//! something was, and when, is noted.

use std::collections::{BTreeSet, HashMap};

use casework::{
    MatterRow, Step,
    history::Arrival,
    matter::Barrier,
    retention::{ErasureScope, Term},
};
use ident::{BlobId, ChangeHash, DocId, DocKey, MatterId, Part};
use minicbor::{Decode, Encode};

use super::{Station, StationError, blobs, fold::OpenMatter};
use crate::{
    Batch, Durability, Effect, OutboxEntry, Space, Store,
    record::meta,
    row_book::{decode_page, encode_page},
};

/// A document that was erased. Stored; fields are numbered and a number is never reused.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct ErasedHere {
    /// Which.
    #[n(0)]
    pub key: DocKey,
    /// When this device heard of it: milliseconds since 1970; 0 where no clock is known.
    #[n(1)]
    pub at: i64,
    /// So many saved forms went with it that had not been handed in or had been refused.
    #[n(2)]
    pub not_taken: u32,
}

fn key_of(doc: DocId) -> Vec<u8> {
    [meta::ERASED, doc.as_bytes().as_slice()].concat()
}

/// What is known of erased documents.
#[derive(Debug, Default)]
pub(super) struct Erased {
    docs: HashMap<DocId, ErasedHere>,
    /// Matters whose history says that something of them goes that is here.
    pub(super) due: BTreeSet<MatterId>,
}

impl<S: Store> Station<S> {
    pub(super) async fn load_erased(&mut self) -> Result<(), StationError> {
        let found = self.read_all(Space::Meta, &[meta::ERASED.to_vec()]).await?.concat();
        let read = found.iter().filter_map(|(key, value)| {
            let doc = DocId::from_slice(key.get(meta::ERASED.len()..)?).ok()?;
            Some((doc, minicbor::decode(value).ok()?))
        });
        self.erased.docs = read.collect();
        Ok(())
    }

    /// Whether a document was erased.
    #[must_use]
    pub fn is_erased(&self, doc: DocId) -> bool {
        self.erased.docs.contains_key(&doc)
    }

    /// What of a matter was erased on this device.
    pub fn erased_of(&self, matter: MatterId) -> impl Iterator<Item = &ErasedHere> {
        self.erased.docs.values().filter(move |one| one.key.matter == matter)
    }

    /// Whether nothing of a matter is left but its row.
    pub(super) fn is_destroyed(&self, matter: MatterId) -> bool {
        self.is_erased(DocKey::core(matter).id())
    }

    /// Whether something may be written: not to what was erased, and not to what is frozen.
    pub(super) fn is_left_alone(
        &self,
        opened: &OpenMatter,
        part: &Part,
        step: &Step,
        now: casework::Moment,
    ) -> Result<(), StationError> {
        if opened.core.is_empty() {
            return Ok(());
        }
        let state = opened.docs().state(self.directory());
        if *part == Part::People && state.retention.erased().is_some() {
            return Err(StationError::Barred(Barrier::Erased));
        }
        state.is_left_alone(step.kind(), now.date()).map_err(StationError::Barred)
    }

    /// Notes matters of which something is here that their history says was erased: a courier brought
    /// that history, or the relay could not say it.
    pub(super) fn note_erased_by_history(&mut self, row: &MatterRow, opened: &OpenMatter) {
        let matter = row.matter;
        let erased = row.kept.as_ref().is_some_and(|kept| kept.erased.is_some());
        if erased && !self.gone_by_history(matter, opened).is_empty() {
            self.erased.due.insert(matter);
        }
    }

    /// Documents that are here and that an approval has had erased which the relay took in.
    fn gone_by_history(&self, matter: MatterId, opened: &OpenMatter) -> Vec<DocKey> {
        let state = opened.docs().state(self.directory());
        let Some((scope, end)) = state.retention.erased() else { return Vec::new() };
        let taken_in = |change: ChangeHash| {
            let history = opened.core.history();
            let found = history.into_iter().find(|seen| seen.hash == change);
            found.is_some_and(|seen| matches!(seen.arrival, Arrival::At(_)))
        };
        // The core document goes on the relay's word alone: it is what says so.
        let parts = [
            (&opened.people, true),
            (&opened.internal, scope == ErasureScope::Whole),
            (&opened.committee, scope == ErasureScope::Whole),
        ];
        let here = parts.into_iter().filter(|(document, goes)| *goes && !document.is_empty());
        let keys: Vec<DocKey> = here.map(|(document, _)| document.key().clone()).collect();
        let people = DocKey::people(matter);
        let first = !self.is_erased(people.id());
        if (keys.is_empty() && !first) || !taken_in(end.change) {
            return Vec::new();
        }
        if first && !keys.contains(&people) {
            return std::iter::once(people).chain(keys).collect();
        }
        keys
    }

    /// Drops what the history of matters says is erased.
    ///
    /// # Errors
    /// [`StationError`]; what was not dropped is dropped later.
    pub(super) async fn drop_erased_by_history(&mut self) -> Result<Vec<Effect>, StationError> {
        let due = core::mem::take(&mut self.erased.due);
        let mut keys = Vec::new();
        for matter in due {
            if let Ok(opened) = self.open_matter(matter).await {
                keys.extend(self.gone_by_history(matter, &opened));
            }
        }
        self.drop_erased(keys).await
    }

    /// Drops documents that the relay says were erased, as far as their matters' own history says so,
    /// too: a relay that lies cannot have a tablet throw away what is to be kept. Where the documents are
    /// elsewhere, the row is stripped, and the relay's new one comes.
    ///
    /// # Errors
    /// [`StationError`]; what was not dropped is dropped later.
    pub(super) async fn drop_erased_as_said(
        &mut self,
        keys: Vec<DocKey>,
    ) -> Result<Vec<Effect>, StationError> {
        let (mut sure, mut effects) = (Vec::new(), Vec::new());
        for key in keys {
            match self.open_matter(key.matter).await {
                Ok(opened) => {
                    if self.is_to_be_believed(&key, &opened) {
                        sure.push(key);
                    }
                }
                Err(StationError::Absent) => {
                    let mut batch = Batch::default();
                    let row = self.row_without(&key, &mut batch).await?;
                    self.write(batch, Durability::Relaxed).await?;
                    self.fresh_rows += usize::from(row.is_some());
                    row.into_iter().for_each(|row| self.rows.put(row));
                    effects.extend([Effect::MatterChanged(key.matter), Effect::RowsChanged]);
                }
                // What cannot be opened cannot be asked, and is not to be kept against the law.
                Err(StationError::Poisoned | StationError::Unreadable(_)) => sure.push(key),
                Err(_) => {}
            }
        }
        effects.extend(self.drop_erased(sure).await?);
        Ok(effects)
    }

    /// Whether a document may have been erased, by what is here of its matter. Of what was destroyed
    /// with all its steps the approval is nowhere any more: that is believed of what is no archive, or
    /// one no longer.
    fn is_to_be_believed(&self, key: &DocKey, opened: &OpenMatter) -> bool {
        let state = opened.docs().state(self.directory());
        let ended = || {
            let keeping = state.keeping();
            let today = self.sync.last_reached.map(casework::Moment::date);
            keeping.over_on.is_some()
                && (keeping.term == Term::None
                    || keeping.until.is_some_and(|until| today.is_some_and(|today| until < today)))
        };
        match state.retention.erased() {
            Some((ErasureScope::Whole, _)) => true,
            Some((ErasureScope::People, _)) if key.part == Part::People => true,
            _ => ended(),
        }
    }

    /// The same of documents that the relay names by their ids alone.
    pub(super) async fn drop_erased_ids(
        &mut self,
        docs: Vec<DocId>,
    ) -> Result<Vec<Effect>, StationError> {
        let mut keys = Vec::new();
        for doc in docs {
            let found = self.read_all(Space::Changes, &[doc.as_bytes().to_vec()]).await?.concat();
            let stored = found.first().map(|(_, bytes)| minicbor::decode(bytes));
            if let Some(Ok(crate::record::StoredChange { key, .. })) = stored {
                keys.push(key);
            }
        }
        self.drop_erased_as_said(keys).await
    }

    /// Whether something is to be dropped, when nobody waits.
    pub(super) fn is_erasing(&self) -> bool {
        !self.erased.due.is_empty()
    }

    /// Drops documents: their changes, what waits of them and what was refused, what is attached, what
    /// is half typed about their matters, and what stands of them in rows. Nothing of them comes back.
    ///
    /// # Errors
    /// [`StationError`]; then all of it is still here.
    pub(super) async fn drop_erased(
        &mut self,
        keys: Vec<DocKey>,
    ) -> Result<Vec<Effect>, StationError> {
        let mut effects = Vec::new();
        // With the core document goes all of the matter, what only lies here included.
        let whole = keys.iter().filter(|key| key.part == Part::Core).map(|key| key.matter);
        let whole: Vec<MatterId> = whole.collect();
        let mut keys = keys;
        for matter in whole {
            keys.extend(self.family_here(matter)?.into_iter().filter(|key| key.part != Part::Core));
        }
        for key in keys.into_iter().filter(|key| !matches!(key.part, Part::Org(_))) {
            if self.is_erased(key.id()) && !self.holds_some(key.id()).await? {
                continue;
            }
            let matter = key.matter;
            self.drop_one(key).await?;
            effects.extend([Effect::MatterChanged(matter), Effect::RowsChanged]);
        }
        if !effects.is_empty() {
            effects.push(Effect::SyncChanged);
        }
        Ok(effects)
    }

    async fn holds_some(&self, doc: DocId) -> Result<bool, StationError> {
        let found = self.read_all(Space::Changes, &[doc.as_bytes().to_vec()]).await?;
        Ok(found.iter().any(|entries| !entries.is_empty()))
    }

    async fn drop_one(&mut self, key: DocKey) -> Result<(), StationError> {
        let (doc, matter) = (key.id(), key.matter);
        let mut batch = Batch::default();
        for (place, _) in self.read_all(Space::Changes, &[doc.as_bytes().to_vec()]).await?.concat()
        {
            batch.delete(Space::Changes, place);
        }
        let of_doc = |entry: &&OutboxEntry| entry.key == key;
        let mut forms = BTreeSet::new();
        for entry in self.outbox.iter().filter(of_doc) {
            forms.insert(entry.form);
            batch.delete(Space::Outbox, entry.store_key());
        }
        for entry in self.refused.iter().filter(of_doc) {
            if entry.let_go.is_none() {
                forms.insert(entry.form);
            }
            batch.delete(Space::Quarantine, entry.store_key());
        }
        let before = self.erased.docs.get(&doc);
        let now = self.sync.last_reached.map_or(0, casework::Moment::millis);
        let not_taken = u32::try_from(forms.len()).unwrap_or(u32::MAX);
        let here = ErasedHere {
            key: key.clone(),
            at: before.map_or(now, |before| before.at),
            not_taken: before.map_or(0, |before| before.not_taken).saturating_add(not_taken),
        };
        batch.put(Space::Meta, key_of(doc), minicbor::to_vec(&here).unwrap_or_default());
        let gone = self.drop_attached(&key, &mut batch).await?;
        self.drop_scratches_about(matter, &mut batch).await?;
        let row = self.row_without(&key, &mut batch).await?;
        // Should we end here, the next start makes the row of what is left.
        if key.part != Part::Core && !self.is_absent(matter) && !self.poisoned.contains(matter) {
            batch.put(Space::Opening, matter.as_bytes().as_slice(), [1]);
        }
        self.write(batch, Durability::Strict).await?;
        for blob in &gone {
            self.blobs.remove(blob);
        }
        self.coming = None;
        self.outbox.retain(|entry| entry.key != key);
        self.refused.retain(|entry| entry.key != key);
        self.sync.stuck.retain(|(stuck, _)| *stuck != doc);
        self.note_waiting();
        self.erased.docs.insert(doc, here);
        if let Some(row) = row {
            self.fresh_rows += 1;
            self.rows.put(row);
        }
        if key.part == Part::Core || self.is_destroyed(matter) || self.is_absent(matter) {
            self.stale.remove(&matter);
            return Ok(());
        }
        self.project(&[matter]).await
    }

    /// Attachments go with the people document, those of a committee with its own.
    async fn drop_attached(
        &self,
        key: &DocKey,
        batch: &mut Batch,
    ) -> Result<Vec<BlobId>, StationError> {
        let matter = key.matter;
        let of_committee: BTreeSet<BlobId> = match self.open_matter(matter).await {
            Ok(opened) => {
                let own = opened.docs().confidential(self.directory());
                own.into_iter().map(|one| one.attachment.blob).collect()
            }
            Err(_) => BTreeSet::new(),
        };
        let goes = |blob: &BlobId| match key.part {
            Part::People | Part::Core => !of_committee.contains(blob),
            Part::Committee(_) => of_committee.contains(blob),
            Part::Internal(_) | Part::Org(_) => false,
        };
        let mut gone = Vec::new();
        for (blob, record) in self.blobs.iter().filter(|(_, record)| record.matter == matter) {
            if goes(blob) {
                blobs::delete_pieces(batch, *blob, record.held);
                batch.delete(Space::BlobMeta, blob.as_bytes().as_slice());
                gone.push(*blob);
            }
        }
        Ok(gone)
    }

    /// The row without what stood there of a document; the pages that it stood in are written anew, so
    /// that no file of this device has it.
    async fn row_without(
        &self,
        key: &DocKey,
        batch: &mut Batch,
    ) -> Result<Option<MatterRow>, StationError> {
        let matter = key.matter;
        for (place, bytes) in self.read_all(Space::RowPages, &[vec![]]).await?.concat() {
            let Some(mut rows) = decode_page(&bytes) else { continue };
            let before = rows.len();
            rows.retain(|row| row.matter != matter);
            if rows.len() < before {
                batch.put(Space::RowPages, place, encode_page(&rows));
            }
        }
        let Some(row) = self.rows.get(matter).cloned() else { return Ok(None) };
        let row = match key.part {
            Part::Core => MatterRow { absent: row.absent, ..row.skeleton() },
            _ => row.without_people(),
        };
        batch.put(Space::Rows, matter.as_bytes().as_slice(), row.to_bytes());
        Ok(Some(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golden: it lies in stores for ever.
    #[test]
    fn what_is_stored_is_pinned() {
        let here = ErasedHere {
            key: DocKey::people(MatterId::new([1; 16])),
            at: 1_795_000_000_000,
            not_taken: 2,
        };
        let bytes = minicbor::to_vec(&here).expect("encodes");
        assert_eq!(minicbor::decode::<ErasedHere>(&bytes).expect("decodes"), here);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "83825001010101010101010101010101010101011b000001a1ee565e0002");
    }
}
