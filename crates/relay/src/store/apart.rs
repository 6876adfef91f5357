//! What lies apart from everything else: added, and never changed.

#[cfg(test)]
pub(crate) mod conformance;

use async_trait::async_trait;

use super::StoreError;

/// What is kept apart from what. A number is never used for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// Bodies of sealed accusations, by [`ident::SealedId`].
    Sealed = 1,
    /// Keys wrapped for them, by that id and the recipient's key.
    Wrap = 2,
    /// Records of access, by device and number (8 bytes).
    Access = 3,
    /// The escrow key, by nothing.
    Escrow = 4,
}

/// A thing on a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// Its place on the shelf, from 1.
    pub no: u64,
    /// Its name.
    pub id: Vec<u8>,
    /// The day it came, in days since 1970.
    pub day: u32,
    /// It.
    pub bytes: Vec<u8>,
}

/// What every id of a prefix is less than, behind the prefix: no id is as long.
pub(crate) const BEYOND: [u8; 80] = [0xff; 80];

/// The shelves. Every change is on disk when its call returns.
#[async_trait]
pub trait Apart: Send + Sync {
    /// Adds something, unless something of this name is there: then that is returned.
    async fn add(
        &self,
        shelf: Shelf,
        id: &[u8],
        day: u32,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// Things whose names begin like this, in the order of their names.
    async fn named(&self, shelf: Shelf, prefix: &[u8]) -> Result<Vec<Shelved>, StoreError>;

    /// The last of them.
    async fn last(&self, shelf: Shelf, prefix: &[u8]) -> Result<Option<Shelved>, StoreError>;

    /// Things behind a place, in the order they came.
    async fn page(&self, shelf: Shelf, after: u64, limit: u32) -> Result<Vec<Shelved>, StoreError>;
}
