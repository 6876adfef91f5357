//! Messages as bytes: they cross between threads as array buffers, which are moved, not copied.

use serde::{Serialize, de::DeserializeOwned};

/// Writes a message. An empty result (which cannot be read again) would mean a message that cannot
/// be written; none of ours is.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Reads a message.
#[must_use]
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
