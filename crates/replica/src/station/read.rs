//! What screens ask for.

use casework::{Document, MatterView, desk::Viewer};
use chrono::NaiveDate;
use ident::MatterId;

use super::{Station, StationError, fold::open_document};
use crate::{Batch, Durability, OutboxEntry, Page, Space, Store, record::ROW_TO_COME};

/// What waits, as saved: one saved form is one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The first change of the form.
    pub entry: OutboxEntry,
    /// The matter's local number.
    pub local_no: String,
    /// The main petitioner.
    pub name: String,
}

impl<S: Store> Station<S> {
    /// The rows from `offset` on, at most `limit`, of those a typed query finds; newest first.
    pub fn page(&mut self, typed: &str, offset: usize, limit: usize) -> Page<'_> {
        self.rows.page(typed, offset, limit)
    }

    /// All rows, for what is counted over them; in no particular order.
    pub fn rows(&self) -> impl Iterator<Item = &casework::MatterRow> {
        self.rows.iter()
    }

    /// The matters of which something was not confirmed by the relay yet.
    #[must_use]
    pub fn waiting_matters(&self) -> std::collections::BTreeSet<MatterId> {
        self.waiting_matters.clone()
    }

    /// What waits to be handed in, change by change.
    pub fn waiting_changes(&self) -> impl Iterator<Item = (ident::DocId, ident::ChangeHash)> {
        self.outbox.iter().map(OutboxEntry::change)
    }

    /// A matter as a screen shows it, with what its reader may do today. While its documents are opened they are marked, so that a
    /// poisoned one cannot end the worker twice.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn matter(
        &self,
        matter: MatterId,
        today: NaiveDate,
    ) -> Result<MatterView, StationError> {
        let key = matter.as_bytes().as_slice();
        let marked = self.read(Space::Opening, key).await?;
        if self.poisoned.contains(matter) {
            if marked.is_some() {
                return Err(StationError::Poisoned);
            }
            // Another tab had its turn with it, and did not end.
            self.poisoned.remove(matter);
        }
        if self.is_absent(matter) {
            return Err(StationError::Absent);
        }
        let strikes = marked.and_then(|value| value.first().copied()).unwrap_or_default();
        let mut mark = Batch::default();
        mark.put(Space::Opening, key, [strikes.saturating_add(1)]);
        self.write(mark, Durability::Relaxed).await?;
        let opened = self.open_matter(matter).await;
        let view = opened.and_then(|opened| {
            let identity = self.registered()?;
            let viewer = Viewer { office: &identity.office, person: identity.person, today };
            Ok(opened.docs().view_for(&viewer, self.directory()))
        });
        let mut unmark = Batch::default();
        if self.stale.contains(&matter) {
            unmark.put(Space::Opening, key, [ROW_TO_COME]);
        } else {
            unmark.delete(Space::Opening, key);
        }
        self.write(unmark, Durability::Relaxed).await?;
        view
    }

    /// What waits to be handed in, oldest first, and then what the relay refused.
    #[must_use]
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut forms = std::collections::BTreeSet::new();
        self.outbox
            .iter()
            .chain(self.refused.iter().filter(|entry| entry.let_go.is_none()))
            .filter(|entry| forms.insert((entry.saved_form(), entry.refused.is_some())))
            .map(|entry| {
                let row = self.rows.get(entry.key.matter);
                Waiting {
                    entry: entry.clone(),
                    local_no: row.map(|row| row.local_no.clone()).unwrap_or_default(),
                    name: row.map(|row| row.name.clone()).unwrap_or_default(),
                }
            })
            .collect()
    }

    /// Everything that waits or was refused, attachments included, as one file that lies open. Magic
    /// `CZUN`, version 2, then CBOR ([`ParcelContent`](crate::parcel::ParcelContent)).
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn export_unsent(&self) -> Result<Vec<u8>, StationError> {
        Ok(self.unsent().await?.to_unsent_file())
    }

    /// Keeps a draft as it stands.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn keep_draft(&self, id: &str, content: &[u8]) -> Result<(), StationError> {
        let mut batch = Batch::default();
        batch.put(Space::Drafts, id.as_bytes(), content);
        self.commit(batch, Durability::Strict).await
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn drop_draft(&self, id: &str) -> Result<(), StationError> {
        let mut batch = Batch::default();
        batch.delete(Space::Drafts, id.as_bytes());
        self.commit(batch, Durability::Strict).await
    }

    /// All drafts, as kept.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn drafts(&self) -> Result<Vec<Vec<u8>>, StationError> {
        let found = self.read_all(Space::Drafts, &[vec![]]).await?.concat();
        Ok(found.into_iter().map(|(_, content)| content).collect())
    }

    /// The changes of a stored document, for tests and audits.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn document(&self, key: ident::DocKey) -> Result<Document, StationError> {
        let found = self.read_all(Space::Changes, &[key.id().as_bytes().to_vec()]).await?.concat();
        open_document(key, &found, &self.pending())
    }
}
