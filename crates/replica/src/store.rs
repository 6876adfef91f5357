//! The store contract: spaces of keys and values, written in batches that happen wholly or not at
//! all.

mod memory;

pub use memory::MemoryStore;

/// What a store keeps apart. Never renamed or reused; a new space raises a store's schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Single records by name: identity, cursor, directory, counters.
    Meta,
    /// Changes by document id (16 bytes) and change hash (32 bytes).
    Changes,
    /// Rows by matter id: those written since the last page.
    Rows,
    /// Pages of rows by a number that counts up; a later page's row replaces an earlier one's.
    RowPages,
    /// What the relay has not confirmed, by time (8 bytes), document id and change hash.
    Outbox,
    /// Forms being filled in, by their id.
    Drafts,
    /// Matters whose documents are being opened, with how often that was tried: a poisoned
    /// document must not end the worker twice.
    Opening,
    /// Matters whose documents are here but make no row yet, by matter id.
    Unrowed,
    /// Manifests that came with changes, by device and number: proof of who handed them in.
    Manifests,
    /// What the relay refused: kept, shown, never sent again by itself.
    Quarantine,
    /// Accusations and their drafts: this device's alone, in no list, never sent.
    Sealed,
    /// Pairs of matters that a person said are not the same, by both ids, the smaller first.
    Dismissed,
    /// What people said of the app before that was handed in, by time (8 bytes) and a random id (8
    /// bytes); nothing is written here any more.
    Feedback,
    /// Half-typed forms other than registrations, by the name of their form.
    Scratch,
    /// Sealed bytes of attachments in pieces, by attachment (32 bytes) and piece (4 bytes).
    Blobs,
    /// What is known of them, by attachment.
    BlobMeta,
    /// Certificates by device: the own ones up to the root, and those of devices whose manifests
    /// lie here.
    Certificates,
}

impl Space {
    /// All spaces, in the order in which they are sealed; a vault remembers how far that came. Grows at its
    /// end.
    pub const ALL: [Self; 17] = [
        Self::Meta,
        Self::Changes,
        Self::Rows,
        Self::RowPages,
        Self::Outbox,
        Self::Drafts,
        Self::Opening,
        Self::Unrowed,
        Self::Manifests,
        Self::Quarantine,
        Self::Sealed,
        Self::Dismissed,
        Self::Feedback,
        Self::Scratch,
        Self::Blobs,
        Self::BlobMeta,
        Self::Certificates,
    ];

    /// Its name in a store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Changes => "changes",
            Self::Rows => "rows",
            Self::RowPages => "row_pages",
            Self::Outbox => "outbox",
            Self::Drafts => "drafts",
            Self::Opening => "opening",
            Self::Unrowed => "unrowed",
            Self::Manifests => "manifests",
            Self::Quarantine => "quarantine",
            Self::Sealed => "sealed",
            Self::Dismissed => "dismissed",
            Self::Feedback => "feedback",
            Self::Scratch => "scratch",
            Self::Blobs => "blobs",
            Self::BlobMeta => "blob_meta",
            Self::Certificates => "certificates",
        }
    }
}

/// One write of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Put a value under a key, in the place of what was there.
    Put(Space, Vec<u8>, Vec<u8>),
    /// Delete a key, if it is there.
    Delete(Space, Vec<u8>),
}

/// Writes that happen wholly or not at all, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// The writes.
    pub writes: Vec<Write>,
}

impl Batch {
    /// Adds a put.
    pub fn put(&mut self, space: Space, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        self.writes.push(Write::Put(space, key.into(), value.into()));
    }

    /// Adds a delete.
    pub fn delete(&mut self, space: Space, key: impl Into<Vec<u8>>) {
        self.writes.push(Write::Delete(space, key.into()));
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}

/// What a completed commit promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It is on the disk: a power cut does not undo it. For what a person entered.
    Strict,
    /// It may be undone by a power cut, together with all later relaxed commits. For what can be
    /// had again.
    Relaxed,
}

/// Why a store did not do it. After an error nothing of the batch is there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room is left.
    #[error("the storage is full")]
    Full,
    /// A newer version of the app wrote this store.
    #[error("the storage has schema {found}, this version reads up to {supported}")]
    TooNew {
        /// The schema found.
        found: u32,
        /// The newest one readable.
        supported: u32,
    },
    /// There is no storage to be had here.
    #[error("no storage is available")]
    Unavailable,
    /// Anything else, by the storage's own name for it.
    #[error("the storage failed: {name}")]
    Other {
        /// The DOM exception's name, or the like.
        name: String,
    },
}

/// A key and its value.
pub type Entry = (Vec<u8>, Vec<u8>);

/// A store. Not promised: that two commits under way at once are ordered (callers wait for one
/// before the next), nor any isolation between stores opened on the same data beyond the batch.
#[expect(async_fn_in_trait, reason = "stations run on one thread; no store has to be Send")]
pub trait Store {
    /// The value under a key.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// For each prefix the entries whose keys begin with it, in the order of their keys. An empty
    /// prefix finds all.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn scan(&self, space: Space, prefixes: &[Vec<u8>])
    -> Result<Vec<Vec<Entry>>, StoreError>;

    /// Writes a batch. Returns when the transaction has completed with what `durability` promises,
    /// and not before.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the batch was written.
    async fn commit(&self, batch: Batch, durability: Durability) -> Result<(), StoreError>;
}
