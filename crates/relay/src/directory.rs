//! The directory as it stands, held in memory: the base with the offices' documents laid over it.

use casework::{
    Directory,
    document::ReadChange,
    history::{Arrival, SeenChange},
};
use ident::{DocKey, OfficeCode};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use wire::{Bytes, Prepared};

use crate::store::{OrgRecord, Store, StoreError};

/// A directory and its encoding.
#[derive(Debug)]
pub struct Standing {
    /// The directory.
    pub directory: Directory,
    /// As `casework` writes it.
    pub bytes: Bytes,
    /// The same, compressed by who needs it first.
    prepared: OnceLock<Option<Prepared>>,
}

impl Standing {
    /// The bytes as frames carry them: on the morning after a change each station gets all of it, and
    /// compressing it takes milliseconds.
    #[must_use]
    pub fn prepared(&self) -> Option<&Prepared> {
        self.prepared.get_or_init(|| Prepared::new(self.bytes.clone()).ok()).as_ref()
    }
}

/// The directory in force.
///
/// # Errors
/// [`StoreError`].
pub async fn effective(store: &dyn Store) -> Result<Directory, StoreError> {
    derive(store.org().await?)
}

/// Lays the documents over the base.
pub(crate) fn derive(record: OrgRecord) -> Result<Directory, StoreError> {
    let OrgRecord { base, docs } = record;
    if docs.is_empty() {
        return Ok(base);
    }
    let mut read: Vec<(OfficeCode, Vec<SeenChange>)> = Vec::with_capacity(docs.len());
    for doc in docs {
        let part = DocKey::org(doc.office.clone()).part;
        let changes = doc.changes.iter().map(|change| {
            let read = ReadChange::from_bytes(&change.bytes, &part);
            let seen = read.map_err(|_| StoreError::Corrupt("change"))?.seen;
            Ok(SeenChange { arrival: Arrival::At(change.place), ..seen })
        });
        read.push((doc.office, changes.collect::<Result<_, StoreError>>()?));
    }
    let (mut directory, report) = base.overlaid(&read);
    directory.org = report;
    Ok(directory)
}

/// The newest directory this process has read.
#[derive(Debug)]
pub struct CurrentDirectory(RwLock<Arc<Standing>>);

impl CurrentDirectory {
    /// Reads it for the first time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn read(store: &dyn Store) -> Result<Self, StoreError> {
        Ok(Self(RwLock::new(Arc::new(Self::fetch(store).await?))))
    }

    async fn fetch(store: &dyn Store) -> Result<Standing, StoreError> {
        let directory = effective(store).await?;
        let bytes = Bytes::from(directory.to_bytes());
        Ok(Standing { directory, bytes, prepared: OnceLock::new() })
    }

    /// What was read last.
    #[must_use]
    pub fn get(&self) -> Arc<Standing> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads it anew where the store has a newer one: another process (`relay invite`,
    /// `relay org import`) may have written.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn refresh(&self, store: &dyn Store) -> Result<Arc<Standing>, StoreError> {
        let held = self.get();
        if store.directory_version().await? == held.directory.version {
            return Ok(held);
        }
        let fresh = Arc::new(Self::fetch(store).await?);
        let mut slot = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Two refreshes may cross: the newer stays.
        if slot.directory.version < fresh.directory.version {
            *slot = Arc::clone(&fresh);
        }
        Ok(Arc::clone(&slot))
    }
}
