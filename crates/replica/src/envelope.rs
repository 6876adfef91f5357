//! The envelope around every stored value: one byte of version, one of scheme, then the content.
//!
//! Scheme 0 is plain. Others will name a data key; space and key are bound into what they seal, so
//! that a value cannot be moved to another place.

use crate::Space;

const VERSION: u8 = 1;
const PLAIN: u8 = 0;

/// A stored value that cannot be opened. It stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Written by a newer version of the app.
    #[error("the record was written by a newer version")]
    TooNew,
    /// Not an envelope.
    #[error("the record is damaged")]
    Damaged,
}

/// Seals and opens stored values.
#[derive(Debug, Clone, Copy, Default)]
pub struct Envelope;

impl Envelope {
    /// Seals a value for its place.
    #[must_use]
    pub fn seal(&self, _: Space, _: &[u8], content: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(content.len() + 2);
        sealed.extend_from_slice(&[VERSION, PLAIN]);
        sealed.extend_from_slice(content);
        sealed
    }

    /// Opens a value of its place.
    ///
    /// # Errors
    /// [`EnvelopeError`].
    pub fn open(&self, _: Space, _: &[u8], mut sealed: Vec<u8>) -> Result<Vec<u8>, EnvelopeError> {
        match sealed.as_slice() {
            [VERSION, PLAIN, ..] => {
                sealed.drain(..2);
                Ok(sealed)
            }
            [VERSION, _, ..] => Err(EnvelopeError::TooNew),
            [version, ..] if *version > VERSION => Err(EnvelopeError::TooNew),
            _ => Err(EnvelopeError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn envelope_is_pinned() {
        let sealed = Envelope.seal(Space::Meta, b"key", b"value");
        assert_eq!(sealed, b"\x01\x00value");
        assert_eq!(Envelope.open(Space::Meta, b"key", sealed), Ok(b"value".to_vec()));
    }

    #[test]
    fn what_is_newer_or_damaged_is_said() {
        let open = |bytes: &[u8]| Envelope.open(Space::Meta, b"", bytes.to_vec());
        assert_eq!(open(b"\x01\x07x"), Err(EnvelopeError::TooNew));
        assert_eq!(open(b"\x02"), Err(EnvelopeError::TooNew));
        assert_eq!(open(b""), Err(EnvelopeError::Damaged));
        assert_eq!(open(b"\x00\x00"), Err(EnvelopeError::Damaged));
        assert_eq!(open(b"\x01"), Err(EnvelopeError::Damaged));
    }
}
