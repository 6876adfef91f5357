//! The directory as it stands, held in memory.

use casework::Directory;
use std::sync::{Arc, PoisonError, RwLock};
use wire::Bytes;

use crate::store::{Store, StoreError};

/// A directory and its encoding.
#[derive(Debug)]
pub struct Standing {
    /// The directory.
    pub directory: Directory,
    /// As `casework` writes it.
    pub bytes: Bytes,
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
        let directory = store.directory().await?;
        let bytes = Bytes::from(directory.to_bytes());
        Ok(Standing { directory, bytes })
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
