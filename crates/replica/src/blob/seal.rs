//! Sealing: one byte of version, the nonce, then XChaCha20-Poly1305. The version is bound into what
//! is sealed. Key and nonce are drawn anew for each attachment by the caller.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use ident::ContentKey;

const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

/// By so many bytes an attachment grows when it is sealed.
pub const SEAL_BYTES: usize = 1 + NONCE + TAG;

/// Randomness for one attachment. Never used for two.
#[derive(Clone)]
pub struct BlobEntropy {
    /// The content key.
    pub key: [u8; 32],
    /// The nonce.
    pub nonce: [u8; NONCE],
}

impl core::fmt::Debug for BlobEntropy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BlobEntropy(..)")
    }
}

/// Bytes that cannot be sealed: there are more than a cipher takes, which is beyond any limit of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the attachment cannot be sealed")]
pub struct Unsealable;

/// Why sealed bytes do not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Sealed in a way that a later version knows.
    #[error("the attachment was sealed by a newer version")]
    TooNew,
    /// Not what was sealed, or not with this key.
    #[error("the attachment is damaged")]
    Damaged,
}

/// Seals an attachment.
///
/// # Errors
/// [`Unsealable`].
pub fn seal(plain: &[u8], entropy: &BlobEntropy) -> Result<Vec<u8>, Unsealable> {
    let cipher = XChaCha20Poly1305::new(&entropy.key.into());
    let payload = Payload { msg: plain, aad: &[VERSION] };
    let boxed = cipher.encrypt(&entropy.nonce.into(), payload).map_err(|_| Unsealable)?;
    let mut sealed = Vec::with_capacity(boxed.len() + 1 + NONCE);
    sealed.push(VERSION);
    sealed.extend_from_slice(&entropy.nonce);
    sealed.extend_from_slice(&boxed);
    Ok(sealed)
}

/// Opens a sealed attachment.
///
/// # Errors
/// [`SealError`].
pub fn open(sealed: &[u8], key: &ContentKey) -> Result<Vec<u8>, SealError> {
    let (version, rest) = sealed.split_first().ok_or(SealError::Damaged)?;
    if *version > VERSION {
        return Err(SealError::TooNew);
    }
    let (nonce, boxed) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
    let cipher = XChaCha20Poly1305::new(key.as_bytes().into());
    let payload = Payload { msg: boxed, aad: &[*version] };
    cipher.decrypt(nonce.into(), payload).map_err(|_| SealError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entropy(key: u8) -> BlobEntropy {
        BlobEntropy { key: [key; 32], nonce: [9; NONCE] }
    }

    /// What was sealed once is opened for ever: pinned, with a hash that does not depend on us.
    #[test]
    fn sealed_bytes_are_pinned() {
        let sealed = seal("来信".as_bytes(), &entropy(7)).expect("seals");
        let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, include_str!("../../tests/sealed.golden").trim());
        assert_eq!(open(&sealed, &ContentKey::new([7; 32])).as_deref(), Ok("来信".as_bytes()));
    }

    #[test]
    fn a_later_seal_says_so() {
        let mut sealed = seal(b"later", &entropy(7)).expect("seals");
        sealed[0] = VERSION + 1;
        assert_eq!(open(&sealed, &ContentKey::new([7; 32])), Err(SealError::TooNew));
        sealed[0] = 0;
        assert_eq!(open(&sealed, &ContentKey::new([7; 32])), Err(SealError::Damaged));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_with_its_key_alone(
            plain in prop::collection::vec(any::<u8>(), 0..600), key: [u8; 32], nonce: [u8; NONCE],
        ) {
            let sealed = seal(&plain, &BlobEntropy { key, nonce }).expect("seals");
            prop_assert_eq!(sealed.len(), plain.len() + SEAL_BYTES);
            prop_assert_eq!(open(&sealed, &ContentKey::new(key)), Ok(plain));
            let mut other = key;
            other[0] ^= 1;
            prop_assert_eq!(open(&sealed, &ContentKey::new(other)), Err(SealError::Damaged));
        }

        #[test]
        fn one_changed_bit_is_found(at: usize, bit in 0u8..8) {
            let mut sealed = seal(b"nineteen bytes long", &entropy(1)).expect("seals");
            let at = at % sealed.len();
            sealed[at] ^= 1 << bit;
            prop_assert!(open(&sealed, &ContentKey::new([1; 32])).is_err());
        }

        #[test]
        fn any_bytes_are_an_attachment_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
            let _ = open(&bytes, &ContentKey::new([1; 32]));
        }
    }
}
