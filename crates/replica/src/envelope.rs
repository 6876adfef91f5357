//! The envelope around every stored value: one byte of version, one of scheme, then the content.
//!
//! Scheme 0 is plain. Scheme 1 is XChaCha20-Poly1305 under the device's data key, with the value's
//! place (space and key) bound in, so that no value can be moved to another place unnoticed. Its
//! nonce is a keyed hash of place and content (docs/adr/0014): nothing random is needed, and no
//! counter can go wrong. A plain value stays readable where values are sealed: whoever can alter the
//! files can alter the app, which lies beside them.

mod data_key;

use seal::{NONCE, TAG};

use crate::Space;

pub use data_key::DataKey;
use data_key::Keys;

const VERSION: u8 = 1;
const PLAIN: u8 = 0;
const SEALED: u8 = 1;
/// Before the sealed content: version, scheme, nonce.
const HEAD: usize = 2 + NONCE;
/// By so many bytes a value grows when it is sealed.
pub const ENVELOPE_BYTES: usize = HEAD + TAG;

/// A stored value that cannot be opened. It stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Written by a newer version of the app.
    #[error("the record was written by a newer version")]
    TooNew,
    /// Sealed, and the device is locked.
    #[error("the record is sealed and the device is locked")]
    Locked,
    /// Not an envelope, or not with this key at this place.
    #[error("the record is damaged")]
    Damaged,
}

/// Seals and opens stored values: in plain, until it has a data key.
#[derive(Clone, Default)]
pub struct Envelope(Option<Box<Keys>>);

impl core::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(if self.is_sealing() { "Envelope(sealed)" } else { "Envelope(plain)" })
    }
}

impl Envelope {
    /// The plain one.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// One that seals under a data key, and opens what is sealed under it or plain.
    #[must_use]
    pub fn sealing(key: &DataKey) -> Self {
        Self(Some(Box::new(Keys::new(key))))
    }

    /// Whether it seals.
    #[must_use]
    pub fn is_sealing(&self) -> bool {
        self.0.is_some()
    }

    /// The data key; none while values are plain.
    pub(crate) fn data_key(&self) -> Option<&DataKey> {
        self.0.as_ref().map(|keys| &keys.data)
    }

    /// Whether a stored value is plain.
    pub(crate) fn is_plain(sealed: &[u8]) -> bool {
        matches!(sealed, [VERSION, PLAIN, ..])
    }

    /// A key under which something with a telling name is stored: the name itself while values are
    /// plain, else a keyed hash of it (32 bytes).
    #[must_use]
    pub fn name(&self, space: Space, name: &[u8]) -> Vec<u8> {
        match &self.0 {
            None => name.to_vec(),
            Some(keys) => keys.name(space, name).to_vec(),
        }
    }

    /// Seals a value for its place.
    #[must_use]
    pub fn seal(&self, space: Space, key: &[u8], content: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(content.len() + ENVELOPE_BYTES);
        let Some(keys) = &self.0 else {
            sealed.extend_from_slice(&[VERSION, PLAIN]);
            sealed.extend_from_slice(content);
            return sealed;
        };
        let place = Place { scheme: [VERSION, SEALED], space, key }.bytes();
        let nonce = keys.nonce(&place, content);
        sealed.extend_from_slice(&[VERSION, SEALED]);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(content);
        keys.encrypt(&nonce, &place, &mut sealed, HEAD);
        sealed
    }

    /// Opens a value of its place.
    ///
    /// # Errors
    /// [`EnvelopeError`].
    pub fn open(
        &self,
        space: Space,
        key: &[u8],
        mut sealed: Vec<u8>,
    ) -> Result<Vec<u8>, EnvelopeError> {
        match (sealed.as_slice(), &self.0) {
            ([VERSION, PLAIN, ..], _) => {
                sealed.drain(..2);
                Ok(sealed)
            }
            ([VERSION, SEALED, ..], None) => Err(EnvelopeError::Locked),
            ([VERSION, SEALED, ..], Some(keys)) => {
                let place = Place { scheme: [VERSION, SEALED], space, key }.bytes();
                let nonce = sealed.get(2..HEAD).and_then(|nonce| nonce.try_into().ok());
                let nonce: [u8; NONCE] = nonce.ok_or(EnvelopeError::Damaged)?;
                keys.decrypt(&nonce, &place, &mut sealed, HEAD).ok_or(EnvelopeError::Damaged)?;
                sealed.drain(..HEAD);
                Ok(sealed)
            }
            ([VERSION, _, ..], _) => Err(EnvelopeError::TooNew),
            ([version, ..], _) if *version > VERSION => Err(EnvelopeError::TooNew),
            _ => Err(EnvelopeError::Damaged),
        }
    }
}

/// Where a value lies, and how it is sealed: bound into what is sealed.
struct Place<'a> {
    scheme: [u8; 2],
    space: Space,
    key: &'a [u8],
}

impl Place<'_> {
    /// No two places write alike: names of spaces have no zero in them, and the key is the rest.
    fn bytes(&self) -> Vec<u8> {
        let space = self.space.name().as_bytes();
        let mut bytes = Vec::with_capacity(3 + space.len() + self.key.len());
        bytes.extend_from_slice(&self.scheme);
        bytes.extend_from_slice(space);
        bytes.push(0);
        bytes.extend_from_slice(self.key);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn sealing(key: u8) -> Envelope {
        Envelope::sealing(&DataKey::new([key; 32]))
    }

    #[test]
    fn envelope_is_pinned() {
        let plain = Envelope::plain();
        let sealed = plain.seal(Space::Meta, b"key", b"value");
        assert_eq!(sealed, b"\x01\x00value");
        assert_eq!(plain.open(Space::Meta, b"key", sealed), Ok(b"value".to_vec()));
        assert_eq!(plain.name(Space::Scratch, b"form/1"), b"form/1");
    }

    /// What was sealed once is opened for ever.
    #[test]
    fn the_sealed_envelope_is_pinned() {
        let sealing = sealing(7);
        let sealed = sealing.seal(Space::Drafts, b"key", "来信".as_bytes());
        let found = format!(
            "sealed: {}\nname: {}\n",
            hex(&sealed),
            hex(&sealing.name(Space::Scratch, b"form/1"))
        );
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/envelope.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, &found).expect("writes");
        }
        assert_eq!(found, std::fs::read_to_string(path).expect("reads"));
        let opened = sealing.open(Space::Drafts, b"key", sealed);
        assert_eq!(opened.as_deref(), Ok("来信".as_bytes()));
    }

    #[test]
    fn what_is_newer_locked_or_damaged_is_said() {
        let open = |bytes: &[u8]| Envelope::plain().open(Space::Meta, b"", bytes.to_vec());
        assert_eq!(open(b"\x01\x07x"), Err(EnvelopeError::TooNew));
        assert_eq!(open(b"\x02"), Err(EnvelopeError::TooNew));
        assert_eq!(open(b"\x01\x01x"), Err(EnvelopeError::Locked));
        assert_eq!(open(b""), Err(EnvelopeError::Damaged));
        assert_eq!(open(b"\x00\x00"), Err(EnvelopeError::Damaged));
        assert_eq!(open(b"\x01"), Err(EnvelopeError::Damaged));
        let open = |bytes: &[u8]| sealing(1).open(Space::Meta, b"", bytes.to_vec());
        assert_eq!(open(b"\x01\x01x"), Err(EnvelopeError::Damaged));
        assert_eq!(open(b"\x01\x00x"), Ok(b"x".to_vec()), "a device is sealed step by step");
    }

    #[test]
    fn names_differ_by_space_and_key() {
        let name = |key, space| sealing(key).name(space, b"form/1");
        assert_ne!(name(1, Space::Scratch), name(2, Space::Scratch));
        assert_ne!(name(1, Space::Scratch), name(1, Space::Drafts));
    }

    fn space() -> impl Strategy<Value = Space> {
        prop::sample::select(Space::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_at_its_place_with_its_key_alone(
            space in space(), other in space(), key in prop::collection::vec(any::<u8>(), 0..40),
            content in prop::collection::vec(any::<u8>(), 0..600),
        ) {
            let sealed = sealing(1).seal(space, &key, &content);
            prop_assert_eq!(sealed.len(), content.len() + ENVELOPE_BYTES);
            prop_assert_eq!(sealing(1).open(space, &key, sealed.clone()), Ok(content.clone()));
            let damaged = Err(EnvelopeError::Damaged);
            prop_assert_eq!(&sealing(2).open(space, &key, sealed.clone()), &damaged);
            let mut longer = key.clone();
            longer.push(0);
            prop_assert_eq!(&sealing(1).open(space, &longer, sealed.clone()), &damaged);
            if other != space {
                prop_assert_eq!(&sealing(1).open(other, &key, sealed), &damaged);
            }
        }

        #[test]
        fn one_changed_bit_is_found(at: usize, bit in 0u8..8) {
            let mut sealed = sealing(1).seal(Space::Rows, b"row", b"nineteen bytes long");
            // The head says which scheme it is; another scheme is another error.
            let at = 2 + at % (sealed.len() - 2);
            sealed[at] ^= 1 << bit;
            prop_assert_eq!(sealing(1).open(Space::Rows, b"row", sealed), Err(EnvelopeError::Damaged));
        }

        #[test]
        fn contents_that_differ_have_nonces_that_differ(a: Vec<u8>, b: Vec<u8>) {
            let nonce = |content: &[u8]| sealing(1).seal(Space::Rows, b"row", content)[2..HEAD].to_vec();
            prop_assert_eq!(nonce(&a) == nonce(&b), a == b);
        }

        #[test]
        fn any_bytes_are_a_value_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
            let _ = sealing(1).open(Space::Rows, b"row", bytes.clone());
            let _ = Envelope::plain().open(Space::Rows, b"row", bytes);
        }
    }
}
