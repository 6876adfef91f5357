//! Messages as bytes: they cross between threads as array buffers, which are moved, not copied.

use std::{
    hash::{Hash, Hasher},
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error, Visitor},
};

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

/// A part of a message that only who needs it decodes. What only one page shows is sent so, because
/// else its decoder, with all types below it, would be in the UI's first binary (docs/adr/0007).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Packed<T> {
    bytes: Blob,
    of: PhantomData<fn() -> T>,
}

impl<T> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> Eq for Packed<T> {}

impl<T> Hash for Packed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.0.hash(state);
    }
}

impl<T: Serialize> Packed<T> {
    /// Packs a value.
    #[must_use]
    pub fn new(value: &T) -> Self {
        Self { bytes: Blob(encode(value)), of: PhantomData }
    }
}

impl<T: DeserializeOwned> Packed<T> {
    /// The value; none where the bytes are another's, which messages of one build never are.
    #[must_use]
    pub fn open(&self) -> Option<T> {
        decode(&self.bytes.0)
    }
}

/// A file's bytes, which are copied as a whole and not one by one.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Blob(pub Vec<u8>);

impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Blob;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Blob, E> {
                Ok(Blob(bytes.to_vec()))
            }

            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
                Ok(Blob(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_as_it_was_sent() {
        let sent = (7u8, Blob((0..=255).collect()), 8u8);
        assert_eq!(decode(&encode(&sent)), Some(sent));
        assert_eq!(decode(&encode(&Blob::default())), Some(Blob::default()));
    }

    #[test]
    fn what_is_packed_can_be_opened_at_the_other_end() {
        let sent = Packed::new(&("村".to_owned(), 3u32));
        let come: Option<Packed<(String, u32)>> = decode(&encode(&sent));
        assert_eq!(come.and_then(|packed| packed.open()), Some(("村".to_owned(), 3)));
        let other: Option<Packed<u64>> = decode(&encode(&Packed::new(&())));
        assert!(other.is_some_and(|packed| packed.open().is_none()));
    }
}
