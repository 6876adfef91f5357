//! Names of things that both the domain (`casework`) and the messages (`wire`) speak of: ids of
//! fixed length, office codes, and the key of a document.
//!
//! Nothing here knows what a petition is. The types exist so that a device id can never be handed
//! in where a person id is wanted, and so that a document's id *follows* from what it is.

#![warn(missing_docs)]

mod bytes;
mod doc;
mod office;

pub use bytes::{
    ActorBytes, BadId, BlobId, ChangeHash, ContentKey, DeviceId, DocId, LogHash, MatterId,
    PersonId, PostId, PublicKey, SealedId, SealingKey, Signature, TenantId,
};
pub use doc::{DocKey, Part};
pub use office::{BadOfficeCode, OfficeCode};

/// SHA-256 over length-prefixed parts, so that no two different lists of parts hash alike.
#[must_use]
pub fn digest(context: &str, parts: &[&[u8]]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update((context.len() as u64).to_be_bytes());
    hash.update(context.as_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
