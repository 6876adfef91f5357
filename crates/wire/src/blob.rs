//! Attachments on their way: sealed bytes, named by their hash, in parts.
//!
//! Each message stands alone. Whoever sends bytes says from where they go on, and whoever has some
//! says how far they go; so a broken connection costs one part. Bytes are of use only to who may
//! read a document that mentions them, and the relay hands them to nobody else.

use ident::BlobId;
use minicbor::{Decode, Encode};

use crate::Bytes;

/// Most sealed bytes an attachment has.
pub const MAX_BLOB: u32 = 8 << 20;
/// Most of its bytes in one message, so that others get between.
pub const MAX_BLOB_PART: usize = 64 << 10;

/// Asks how far an attachment is at the relay, before it is handed in; answered by `BlobAt`,
/// `BlobKept`, `BlobNone` or `BlobRefused`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct BlobOffer {
    /// Which.
    #[n(0)]
    pub blob: BlobId,
    /// Its sealed bytes.
    #[n(1)]
    pub size: u32,
}

/// A part of an attachment that was offered; answered like [`BlobOffer`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BlobPut {
    /// Which.
    #[n(0)]
    pub blob: BlobId,
    /// Where the part begins: as far as the relay said it has it.
    #[n(1)]
    pub offset: u32,
    /// The part; at most [`MAX_BLOB_PART`] bytes.
    #[n(2)]
    pub bytes: Bytes,
}

/// Asks for an attachment from some byte on; answered by `BlobPart` or `BlobNone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct BlobGet {
    /// Which.
    #[n(0)]
    pub blob: BlobId,
    /// Where to go on.
    #[n(1)]
    pub offset: u32,
}

/// How far an attachment is on the relay's disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct BlobAt {
    /// Which.
    #[n(0)]
    pub blob: BlobId,
    /// So many bytes: the next part begins here.
    #[n(1)]
    pub offset: u32,
}

/// A part of an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BlobPart {
    /// Which.
    #[n(0)]
    pub blob: BlobId,
    /// All its sealed bytes.
    #[n(1)]
    pub size: u32,
    /// Where the part begins.
    #[n(2)]
    pub offset: u32,
    /// The part; empty where the question began at the end.
    #[n(3)]
    pub bytes: Bytes,
}

/// Why the relay does not take an attachment that a document mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum BlobFault {
    /// All its bytes came, and they are others than its name says. They were dropped.
    #[n(0)]
    #[error("the bytes do not have the hash they are named by")]
    Wrong,
    /// It is larger than [`MAX_BLOB`], or its parts go beyond what was offered.
    #[n(1)]
    #[error("the attachment is larger than the limit")]
    TooLarge,
}
