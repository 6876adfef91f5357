//! Rows that the relay has made, and what it makes them of.
//!
//! Rows are no record: they follow from the documents and the directory, and are made after what
//! they are made of was handed on. Who makes them (`crate::row_maker`) says with each write which
//! round it read; of several processes that make the same, one writes it.

#[cfg(test)]
pub(crate) mod conformance;

use async_trait::async_trait;
use ident::{ChangeHash, DocKey, MatterId, OfficeCode, PostId};
use std::collections::{BTreeSet, HashMap};
use wire::{Manifest, RowEntry};

use super::StoreError;

/// How far rows are made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowStanding {
    /// How often that was written.
    pub round: u64,
    /// The place in the log up to which changes stand in rows.
    pub through: u64,
    /// The version of the projection.
    pub projection: u8,
    /// The directory they are made under, as `casework` writes it; empty before the first.
    pub directory: Vec<u8>,
}

/// A change as it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldChange {
    /// Its place in the log.
    pub place: u64,
    /// Its hash.
    pub hash: ChangeHash,
    /// The manifest it came with: [`DerivedRows::manifests`].
    pub manifest: i64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A document as it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDoc {
    /// Which.
    pub key: DocKey,
    /// Its changes, ancestors first.
    pub changes: Vec<HeldChange>,
}

/// A row that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRow {
    /// Of which matter.
    pub matter: MatterId,
    /// Something is to be done on it.
    pub open: bool,
    /// A directory to come may vouch for more of its steps.
    pub doubtful: bool,
    /// The posts that its steps cite.
    pub posts: Vec<PostId>,
    /// Bytes of its core and people documents.
    pub size: u64,
    /// As `casework` writes it; empty where the documents make none.
    pub bytes: Vec<u8>,
}

/// Which rows another directory, or another projection, may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueRows {
    /// Those that a directory to come may change, and matters with a step that cites one of these.
    Posts(Vec<PostId>),
    /// All.
    Everything,
}

/// What a reader wants of the rows.
#[derive(Debug, Clone)]
pub struct RowRequest<'a> {
    /// Whose.
    pub audience: &'a OfficeCode,
    /// Upwards from this stamp, without it, whether open or over; none: downwards.
    pub above: Option<u64>,
    /// Downwards from this stamp, without it.
    pub below: u64,
    /// Downwards: those of open matters, or the others.
    pub open: bool,
    /// Bytes of rows in one page, about; one row always goes.
    pub byte_limit: usize,
}

/// Rows of one reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowPage {
    /// The rows, each with its stamp, in order.
    pub rows: Vec<(u64, RowEntry)>,
    /// Whether there are more.
    pub more: bool,
}

/// The rows of a store.
#[async_trait]
pub trait DerivedRows: Send + Sync {
    /// How far rows are made.
    async fn standing(&self) -> Result<RowStanding, StoreError>;

    /// The last place in the log.
    async fn log_end(&self) -> Result<u64, StoreError>;

    /// Matters whose rows are to be made anew, some of them.
    async fn due(&self, limit: u32) -> Result<Vec<MatterId>, StoreError>;

    /// Matters of which core or people documents have changes behind a place, as far as so many
    /// changes; and the place up to which that goes.
    async fn touched(&self, after: u64, limit: u32) -> Result<(Vec<MatterId>, u64), StoreError>;

    /// All documents of matters.
    async fn documents(&self, matters: &[MatterId]) -> Result<Vec<HeldDoc>, StoreError>;

    /// The document of the directory that an office keeps.
    async fn org_document(&self, office: &OfficeCode) -> Result<Vec<HeldDoc>, StoreError>;

    /// Manifests by their numbers.
    async fn manifests(
        &self,
        numbers: &BTreeSet<i64>,
    ) -> Result<HashMap<i64, Manifest>, StoreError>;

    /// Who may see matters.
    async fn audiences(
        &self,
        matters: &[MatterId],
    ) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError>;

    /// Writes rows and how far they go, unless somebody has written since that round: then nothing,
    /// and false. None of these matters is due any more.
    async fn put_rows(
        &self,
        round: u64,
        rows: &[MadeRow],
        through: u64,
    ) -> Result<bool, StoreError>;

    /// Notes which rows are to be made anew, and under which directory and projection, unless
    /// somebody has written since that round.
    async fn mark_due(
        &self,
        round: u64,
        which: &DueRows,
        projection: u8,
        directory: &[u8],
    ) -> Result<bool, StoreError>;

    /// Rows that an office may see.
    async fn row_page(&self, request: &RowRequest<'_>) -> Result<RowPage, StoreError>;

    /// How many rows an office may see.
    async fn row_count(&self, audience: &OfficeCode) -> Result<u64, StoreError>;

    /// The greatest stamp there is of any row.
    async fn last_stamp(&self) -> Result<u64, StoreError>;
}
