//! XChaCha20-Poly1305 and keyed BLAKE2b, with nothing generic about them.
//!
//! The app is compiled for size, which makes a cipher five times slower; this crate and those below it
//! are compiled for speed (`profile.web.package` in the workspace's Cargo.toml). The libraries' functions
//! are generic and would be compiled where they are called, so they are called here and nowhere else that
//! counts (docs/adr/0014).

#![warn(missing_docs)]

use blake2::{
    Blake2bMac,
    digest::{
        Mac,
        consts::{U24, U32},
    },
};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, aead::AeadInOut};

/// Bytes of a nonce.
pub const NONCE: usize = 24;
/// Bytes of a tag.
pub const TAG: usize = 16;

/// XChaCha20-Poly1305 under a key. The key is overwritten when this is dropped.
#[derive(Clone)]
pub struct Cipher(XChaCha20Poly1305);

impl core::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Cipher(..)")
    }
}

impl Cipher {
    /// Under this key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// Encrypts in place; the tag. None beyond 256 GB, which is more than there is memory for.
    #[must_use]
    pub fn encrypt(
        &self,
        nonce: &[u8; NONCE],
        bound: &[u8],
        content: &mut [u8],
    ) -> Option<[u8; TAG]> {
        let tag = self.0.encrypt_inout_detached(nonce.into(), bound, content.into());
        tag.ok().map(Into::into)
    }

    /// Decrypts in place. None where this is not what was encrypted under key, nonce and what is bound;
    /// the content is as it was then.
    #[must_use]
    pub fn decrypt(
        &self,
        nonce: &[u8; NONCE],
        bound: &[u8],
        content: &mut [u8],
        tag: &[u8; TAG],
    ) -> Option<()> {
        self.0.decrypt_inout_detached(nonce.into(), bound, content.into(), tag.into()).ok()
    }
}

/// A keyed hash of two parts that no other two parts share, as long as a nonce.
#[must_use]
pub fn hash_to_nonce(key: &[u8; 64], first: &[u8], second: &[u8]) -> [u8; NONCE] {
    let mut mac = Blake2bMac::<U24>::new(key.into());
    mac.update(&(first.len() as u64).to_be_bytes());
    mac.update(first);
    mac.update(second);
    mac.finalize().into_bytes().into()
}

/// A keyed hash of two parts that no other two parts share.
#[must_use]
pub fn hash_to_name(key: &[u8; 64], first: &[u8], second: &[u8]) -> [u8; 32] {
    let mut mac = Blake2bMac::<U32>::new(key.into());
    mac.update(&(first.len() as u64).to_be_bytes());
    mac.update(first);
    mac.update(second);
    mac.finalize().into_bytes().into()
}
