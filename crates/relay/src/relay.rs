//! The relay's parts, put together; what a session asks of them.

mod held;
mod neighbours;
mod untrusted;

use ident::{OfficeCode, SealingKey, TenantId};
use std::{path::Path, sync::Arc};
use tokio::{sync::Notify, task::JoinHandle};
use wire::{Bytes, Cursor, Fault, Push, PushResult};

use crate::{
    acceptance::{CheckedPush, Introduced},
    devices::code_hash,
    directory::{CurrentDirectory, Standing},
    hub::Hub,
    keeper::Keeper,
    keyring::Keyring,
    row_maker::RowMaker,
    store::{
        Store, StoreError,
        sqlite::{Durability, SqliteStore},
    },
};

pub use untrusted::Untrusted;

use neighbours::Neighbours;

/// A relay at work.
#[derive(Clone)]
pub struct Relay {
    store: Arc<dyn Store>,
    directory: Arc<CurrentDirectory>,
    hub: Arc<Hub>,
    keeper: Keeper,
    untrusted: Untrusted,
    rows: Arc<RowMaker>,
    keyring: Arc<Keyring>,
    courier: Option<SealingKey>,
    _neighbours: Arc<Neighbours>,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay").field("log", &self.store.log()).finish_non_exhaustive()
    }
}

impl Relay {
    /// Puts a relay together on a store; the handle ends once the relay is dropped and all that
    /// was handed in is answered.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn start(store: Arc<dyn Store>) -> Result<(Self, JoinHandle<()>), StoreError> {
        let keyring = Arc::new(Keyring::open(&*store).await?);
        let directory = Arc::new(CurrentDirectory::read(&*store).await?);
        let hub = Arc::new(Hub::default());
        let wake = Arc::new(Notify::new());
        let rows = Arc::new(RowMaker::start(
            Arc::clone(&store),
            Arc::clone(&directory),
            Arc::clone(&wake),
        ));
        let (keeper, task) = Keeper::start(
            Arc::clone(&store),
            Arc::clone(&directory),
            Arc::clone(&hub),
            Arc::clone(&wake),
        );
        let neighbours = Arc::new(Neighbours::heed(
            Arc::clone(&store),
            Arc::clone(&directory),
            Arc::clone(&hub),
            wake,
        ));
        let untrusted = Untrusted::default();
        let relay = Self {
            store,
            directory,
            hub,
            keeper,
            untrusted,
            rows,
            keyring,
            courier: None,
            _neighbours: neighbours,
        };
        Ok((relay, task))
    }

    /// Opens the SQLite file of a data directory.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_store(
        data: &Path,
        durability: Durability,
    ) -> Result<Arc<dyn Store>, StoreError> {
        Ok(Arc::new(SqliteStore::open(data, durability).await?))
    }

    /// With the key that couriers' files for it are sealed to: each station is told.
    #[must_use]
    pub fn with_courier_key(self, key: Option<SealingKey>) -> Self {
        Self { courier: key, ..self }
    }

    /// What couriers' files for it are sealed to, where it was said.
    #[must_use]
    pub fn courier_key(&self) -> Option<SealingKey> {
        self.courier
    }

    /// The city it serves.
    #[must_use]
    pub fn tenant(&self) -> TenantId {
        self.store.log().tenant
    }

    /// What it keeps.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Who waits for what.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Where untrusted bytes are read.
    #[must_use]
    pub fn untrusted(&self) -> &Untrusted {
        &self.untrusted
    }

    /// Who makes rows.
    #[must_use]
    pub fn rows(&self) -> &RowMaker {
        &self.rows
    }

    /// The directory as this process last read it.
    #[must_use]
    pub fn directory(&self) -> Arc<Standing> {
        self.directory.get()
    }

    /// Who speaks for the city.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Takes a push in; returns when what was kept is on disk.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn push(&self, from: &Introduced, push: Push) -> Result<PushResult, Fault> {
        let checked = self.check(from, push).await?;
        self.keep(checked).await
    }

    /// Has a checked push judged and kept.
    pub(crate) async fn keep(&self, push: CheckedPush) -> Result<PushResult, Fault> {
        self.keeper.keep(push).await
    }

    /// Where everything goes that is appended.
    pub(crate) fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// The reader's place, if it is one of its feed; else the beginning.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn place(
        &self,
        audience: &OfficeCode,
        cursor: Option<Cursor>,
    ) -> Result<(Cursor, bool), Fault> {
        let start = Cursor::start(self.store.log().epoch);
        let Some(cursor) = cursor else { return Ok((start, true)) };
        match self.store.holds(audience, &cursor).await {
            Ok(true) => Ok((cursor, true)),
            Ok(false) => Ok((start, false)),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// The directory, for a station that holds another version.
    #[must_use]
    pub fn directory_beyond(&self, version: u32) -> Option<Bytes> {
        let standing = self.directory.get();
        (standing.directory.version != version).then(|| standing.bytes.clone())
    }

    /// Reads the directory anew, after something was put into the store beside this relay.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn read_directory(&self) -> Result<(), StoreError> {
        self.directory.refresh(&*self.store).await.map(|_| ())
    }

    /// The directory, read anew where the store has a newer one.
    pub(crate) async fn fresh_directory(&self) -> Result<Arc<Standing>, Fault> {
        self.directory.refresh(&*self.store).await.map_err(|error| unavailable(&error))
    }
}

/// Logs what the database said, which is no station's business.
pub(crate) fn unavailable(error: &StoreError) -> Fault {
    tracing::error!(%error, "the store failed");
    Fault::Unavailable
}

/// How a one-time secret is kept.
#[must_use]
pub fn secret_hash(secret: &str) -> [u8; 32] {
    code_hash(&wire::code_key(secret).public())
}
