//! Keeping the directory: steps on it, and what a screen shows of it.

use casework::{
    Document, Moment, Step,
    directory::NumberBlock,
    document::{ReadChange, Writer, Written},
    history::{Arrival, SeenChange},
    org::{OrgStep, OrgView, Why},
};
use chrono::NaiveDate;
use ident::DocKey;

use super::{Station, StationError, fold::open_document};
use crate::{
    Batch, Durability, Effect, OutboxEntry, Space, Store,
    record::{StoredChange, change_key},
};

impl<S: Store> Station<S> {
    /// The part of the directory that this office keeps, as the person sees it on a day.
    ///
    /// # Errors
    /// [`StationError::NotRegistered`].
    pub fn org(&self, today: NaiveDate) -> Result<OrgView, StationError> {
        let identity = self.registered()?;
        let mut view = OrgView::of(
            &self.directory,
            &identity.office,
            identity.person,
            today,
            &self.org,
            &self.directory.org,
        );
        let confirmed = |block: &NumberBlock| self.sent.blocks.contains(block);
        view.unconfirmed = view.blocks.iter().filter(|block| !confirmed(block)).cloned().collect();
        Ok(view)
    }

    /// Takes a step on the directory, if it would have an effect as far as known here.
    ///
    /// # Errors
    /// [`StationError::NoEffect`] where it would have none; any other [`StationError`]. Nothing
    /// was written then.
    pub async fn org_step(
        &mut self,
        step: &OrgStep,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let identity = self.registered()?.clone();
        let raw = step.to_message().ok_or(StationError::NoEffect(Why::Unreadable))?;
        let key = DocKey::org(identity.office.clone());
        let mut document = self.org_document(&key).await?;
        let writer = Writer { actor: self.actor(&identity), person: identity.person, at: now };
        let Written { hash, bytes } =
            document.write(&writer, &Step::Unknown { raw: raw.clone() }, &[])?;
        let read =
            ReadChange::from_bytes(&bytes, &key.part).map_err(StationError::Unreadable)?.seen;
        let person = Some(identity.person);
        let mut beyond = self.beyond(&self.sent);
        beyond.push(SeenChange { person, arrival: Arrival::Pending, ..read });
        let (_, report) = self.sent.overlaid(&[(identity.office, beyond)]);
        if let Some(why) = report.why(&hash) {
            return Err(StationError::NoEffect(why));
        }

        let entry = OutboxEntry {
            key: key.clone(),
            hash,
            at: now.millis(),
            form: hash,
            step: raw,
            refused: None,
            let_go: None,
        };
        let stored = StoredChange { key, bytes: bytes.into(), place: None };
        let mut batch = Batch::default();
        batch.put(
            Space::Changes,
            change_key(entry.key.id(), &hash),
            minicbor::to_vec(&stored).unwrap_or_default(),
        );
        batch.put(Space::Outbox, entry.store_key(), minicbor::to_vec(&entry).unwrap_or_default());
        self.leave_mark(&mut batch).await;
        self.write(batch, Durability::Strict).await?;
        self.outbox.push(entry);
        // It is saved: what follows from it is made up for at the next opening.
        let mut effects = self.settle_directory(None).await.unwrap_or_default();
        effects.extend([Effect::RowsChanged, Effect::SyncChanged]);
        if let Ok(push) = self.next_push().await {
            effects.extend(push);
        }
        Ok(effects)
    }

    /// The own document, without what the relay refused: what is written now must not build on it.
    async fn org_document(&self, key: &DocKey) -> Result<Document, StationError> {
        let prefix = key.id().as_bytes().to_vec();
        let mut found = self.read_all(Space::Changes, &[prefix]).await?.concat();
        let refused: Vec<Vec<u8>> =
            self.refused.iter().map(|entry| change_key(entry.key.id(), &entry.hash)).collect();
        found.retain(|(at, _)| !refused.contains(at));
        open_document(key.clone(), &found, &self.pending())
    }
}
