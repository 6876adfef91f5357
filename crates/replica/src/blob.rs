//! Attachments: sealed where they are made, named by the hash of what was sealed.
//!
//! The bytes of an attachment never change, so whoever has all of them can check them by their name,
//! wherever they came from; and what opens them stands in the document that mentions them.

mod record;
mod seal;

pub use record::{BlobRecord, CHUNK, chunk_key, chunks};
pub use seal::{BlobEntropy, SEAL_BYTES, SealError, Unsealable, open, seal};

/// Most bytes of an attachment before sealing.
pub const MAX_ATTACHMENT: usize = wire::MAX_BLOB as usize - SEAL_BYTES;
