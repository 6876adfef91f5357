//! What the relay refused: kept for a person to look at, and to decide about. Nothing of it is ever
//! deleted here.

use std::collections::{BTreeSet, HashSet};

use casework::{Moment, Step, desk::Viewer, document::ReadChange, view::HistoryEntry};
use ident::{ChangeHash, DocId, DocKey, MatterId, digest};
use wire::{DocChanges, Refusal};

use super::{Station, StationError};
use crate::{Batch, Durability, Effect, OutboxEntry, Space, Store, parcel::ParcelContent};

/// A saved form that the relay refused, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedForm {
    /// The matter; [`DocKey::NO_MATTER`] for the directory.
    pub matter: MatterId,
    /// Its first change.
    pub form: ChangeHash,
    /// When it was saved: milliseconds since 1970.
    pub at: i64,
    /// Why the relay refused it.
    pub why: Refusal,
    /// What was entered: its steps.
    pub steps: Vec<Step>,
    /// The same with who entered it and what it changed, where the matter is here and can be opened.
    pub entries: Vec<HistoryEntry>,
    /// The matter itself is on this device.
    pub here: bool,
}

impl<S: Store> Station<S> {
    /// What the relay refused and nobody has let go of, the oldest first.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn quarantine(&self, now: Moment) -> Result<Vec<RefusedForm>, StationError> {
        let mut forms: Vec<RefusedForm> = Vec::new();
        let mut hashes: Vec<BTreeSet<ChangeHash>> = Vec::new();
        for entry in self.refused.iter().filter(|entry| entry.let_go.is_none()) {
            let Some(why) = &entry.refused else { continue };
            let same = |form: &RefusedForm| (form.matter, form.form) == entry.saved_form();
            let at = forms.iter().position(same).unwrap_or_else(|| {
                forms.push(RefusedForm {
                    matter: entry.key.matter,
                    form: entry.form,
                    at: entry.at,
                    why: why.clone(),
                    steps: Vec::new(),
                    entries: Vec::new(),
                    here: false,
                });
                hashes.push(BTreeSet::new());
                forms.len() - 1
            });
            if let Some(form) = forms.get_mut(at) {
                // What only waited for others is told by what those were refused for.
                if matches!(form.why, Refusal::Missing { .. }) {
                    form.why = why.clone();
                }
                let step = entry.step();
                if !form.steps.contains(&step) {
                    form.steps.push(step);
                }
            }
            if let Some(own) = hashes.get_mut(at) {
                own.insert(entry.hash);
            }
        }
        for (form, hashes) in forms.iter_mut().zip(hashes) {
            if form.matter == DocKey::NO_MATTER {
                continue;
            }
            let known = self.rows.get(form.matter).is_some();
            form.here = known && self.open_matter(form.matter).await.is_ok();
            if let Ok(all) = self.history_with_refused(form.matter, now).await {
                let own = all.into_iter().filter(|entry| hashes.contains(&entry.by.change));
                form.entries = own.collect();
            }
        }
        Ok(forms)
    }

    /// A matter's history with what was refused of it in its place.
    async fn history_with_refused(
        &self,
        matter: MatterId,
        now: Moment,
    ) -> Result<Vec<HistoryEntry>, StationError> {
        let identity = self.registered()?;
        let viewer =
            Viewer { office: &identity.office, person: identity.person, today: now.date() };
        let opened = self.open_matters_with(&[matter], &HashSet::new()).await?;
        let opened = opened.into_iter().next().unwrap_or(Err(StationError::NotHere))?;
        Ok(opened.docs().view_for(&viewer, self.directory()).history)
    }

    /// Hands a refused form in again, with what it builds on that was refused, too.
    ///
    /// # Errors
    /// [`StationError::NotHere`] where there is none such; other [`StationError`]s.
    pub async fn hand_in_again(
        &mut self,
        matter: MatterId,
        form: ChangeHash,
    ) -> Result<Vec<Effect>, StationError> {
        let mut wanted: HashSet<(DocId, ChangeHash)> = self
            .refused
            .iter()
            .filter(|entry| entry.saved_form() == (matter, form) && entry.let_go.is_none())
            .map(OutboxEntry::change)
            .collect();
        let mut looked: Vec<(DocId, ChangeHash)> = wanted.iter().copied().collect();
        while let Some((doc, hash)) = looked.pop() {
            let Some(stored) = self.stored_change(doc, &hash).await? else { continue };
            let read = ReadChange::from_bytes(&stored.bytes, &stored.key.part);
            for dep in read.map(|read| read.seen.deps).unwrap_or_default() {
                let was_refused = self.refused.iter().any(|entry| entry.change() == (doc, dep));
                if was_refused && wanted.insert((doc, dep)) {
                    looked.push((doc, dep));
                }
            }
        }
        let (again, rest): (Vec<OutboxEntry>, Vec<OutboxEntry>) =
            self.refused.iter().cloned().partition(|entry| wanted.contains(&entry.change()));
        if again.is_empty() {
            return Err(StationError::NotHere);
        }
        let mut batch = Batch::default();
        let mut waiting = Vec::new();
        for entry in again {
            batch.delete(Space::Quarantine, entry.store_key());
            let entry = OutboxEntry { refused: None, let_go: None, ..entry };
            let bytes = minicbor::to_vec(&entry).unwrap_or_default();
            batch.put(Space::Outbox, entry.store_key(), bytes);
            waiting.push(entry);
        }
        self.write(batch, Durability::Strict).await?;
        self.refused = rest;
        self.outbox.extend(waiting);
        self.outbox.sort_by_key(OutboxEntry::store_key);
        self.note_waiting();
        let mut effects = self.quarantine_changed(matter).await?;
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// Lets go of a refused form: it is listed and counted no more, and stays on the device and in the
    /// copy of what is unsent.
    ///
    /// # Errors
    /// [`StationError::NotHere`] where there is none such; other [`StationError`]s.
    pub async fn let_go_of_refused(
        &mut self,
        matter: MatterId,
        form: ChangeHash,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let mut batch = Batch::default();
        let mut refused = self.refused.clone();
        for entry in refused.iter_mut().filter(|entry| entry.saved_form() == (matter, form)) {
            entry.let_go = Some(now.millis());
            let bytes = minicbor::to_vec(&*entry).unwrap_or_default();
            batch.put(Space::Quarantine, entry.store_key(), bytes);
        }
        if batch.is_empty() {
            return Err(StationError::NotHere);
        }
        self.write(batch, Durability::Strict).await?;
        self.refused = refused;
        Ok(vec![Effect::SyncChanged, Effect::RowsChanged])
    }

    /// A refused form as a file of its own, in the manner of the copy of what is unsent.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn export_refused(
        &self,
        matter: MatterId,
        form: ChangeHash,
    ) -> Result<Vec<u8>, StationError> {
        let mut content = ParcelContent::default();
        for entry in self.refused.iter().filter(|entry| entry.saved_form() == (matter, form)) {
            if let Some(stored) = self.stored_change(entry.key.id(), &entry.hash).await? {
                content.refused.push(DocChanges { key: stored.key, changes: vec![stored.bytes] });
            }
        }
        Ok(content.to_unsent_file())
    }

    /// What is shown of a matter is made of other changes now.
    pub(super) async fn quarantine_changed(
        &mut self,
        matter: MatterId,
    ) -> Result<Vec<Effect>, StationError> {
        let mut effects = vec![Effect::SyncChanged, Effect::RowsChanged];
        if matter != DocKey::NO_MATTER {
            self.project(&[matter]).await?;
            effects.push(Effect::MatterChanged(matter));
        }
        Ok(effects)
    }

    /// What is written from now on must not be taken for a successor of what was refused: it is
    /// written under another actor, which follows from the one before.
    pub(super) fn change_actor(&mut self, refused: &ChangeHash) {
        let next =
            digest("cunzhan/actor-after-refusal/1", &[&self.actor_random, refused.as_bytes()]);
        if let Some(random) = next.first_chunk::<8>() {
            self.actor_random = *random;
        }
    }

    /// The changes that the relay refused.
    pub(super) fn refused_changes(&self) -> HashSet<(DocId, ChangeHash)> {
        self.refused.iter().map(OutboxEntry::change).collect()
    }
}
