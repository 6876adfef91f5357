//! Attachments: sealed bytes beside the record.

#[cfg(test)]
pub(crate) mod conformance;

use async_trait::async_trait;
use ident::{BlobId, DocId, OfficeCode};

use super::StoreError;

/// So many attachments of one matter are mentioned at most in its core and people documents, and as
/// many in each committee's; what more documents mention is not taken. Stations stop there, too: a
/// station knows no other committee's, so these are not counted with its own.
pub const MAX_MENTIONS: usize = casework::matter::MAX_ATTACHMENTS;

/// A document mentions an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Which document: a matter's core or people document, whose readers are the matter's audience,
    /// or a committee's, whose reader is its office. It is in the store.
    pub doc: DocId,
    /// Which attachment.
    pub blob: BlobId,
}

/// What is held of an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeldBlob {
    /// All its bytes, as offered; 0 where it was not.
    pub size: u32,
    /// So many of them are on disk, from the beginning.
    pub held: u32,
    /// All are, and they have the hash that is their name.
    pub whole: bool,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutBlob {
    /// So much is on disk now; as before, where the part did not begin just there.
    At(u32),
    /// All of it is on disk, and has the hash that is its name.
    Whole,
    /// All of it came, and it has another hash: nothing of it is held any more.
    Wrong,
    /// The part goes beyond what was offered: it is not held.
    TooLarge,
}

/// The store's attachments. Every change is on disk when its call returns.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// What is held of an attachment. `None` where no document that the office may see mentions
    /// it, whether it is here or not.
    async fn find_blob(
        &self,
        office: &OfficeCode,
        blob: BlobId,
    ) -> Result<Option<HeldBlob>, StoreError>;

    /// Takes note of an offer. What is held in part of another size is dropped; what is whole stays.
    async fn offer_blob(&self, blob: BlobId, size: u32) -> Result<HeldBlob, StoreError>;

    /// Appends a part of an attachment that was offered; checks the whole after the last.
    async fn put_blob(
        &self,
        blob: BlobId,
        offset: u32,
        bytes: &[u8],
    ) -> Result<PutBlob, StoreError>;

    /// Bytes of an attachment from an offset on, at most `limit`; perhaps fewer, none only at its
    /// end.
    async fn read_blob(
        &self,
        blob: BlobId,
        offset: u32,
        limit: usize,
    ) -> Result<Vec<u8>, StoreError>;
}
