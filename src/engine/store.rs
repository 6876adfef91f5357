//! Where a station of this program lies.

use replica::{Batch, Durability, MemoryStore, Space, Store, StoreError};
use store_idb::IdbStore;

/// The browser's database, or memory: there lies what a locked device still hands in. One type, so that
/// the program has the station's code once and not twice (docs/adr/0007).
#[derive(Debug, Clone)]
pub enum DeviceStore {
    /// In the browser's database.
    Browser(IdbStore),
    /// In memory, as long as this worker runs.
    Memory(MemoryStore),
}

impl DeviceStore {
    /// Opens the device's database.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        IdbStore::open(name).await.map(Self::Browser)
    }
}

impl Store for DeviceStore {
    async fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Browser(store) => store.get(space, key).await,
            Self::Memory(store) => store.get(space, key).await,
        }
    }

    async fn scan(
        &self,
        space: Space,
        prefixes: &[Vec<u8>],
    ) -> Result<Vec<Vec<(Vec<u8>, Vec<u8>)>>, StoreError> {
        match self {
            Self::Browser(store) => store.scan(space, prefixes).await,
            Self::Memory(store) => store.scan(space, prefixes).await,
        }
    }

    async fn commit(&self, batch: Batch, durability: Durability) -> Result<(), StoreError> {
        match self {
            Self::Browser(store) => store.commit(batch, durability).await,
            Self::Memory(store) => store.commit(batch, durability).await,
        }
    }
}
