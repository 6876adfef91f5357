//! The data key and what follows from it.

use ident::digest;
use seal::{Cipher, NONCE, TAG, hash_to_name, hash_to_nonce};
use zeroize::Zeroizing;

use crate::Space;

/// The key under which all of a device's values are sealed. Overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// From its bytes, drawn by the caller.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What tells this key from others, and nothing else of it: 16 bytes.
    pub(crate) fn mark(&self) -> [u8; 16] {
        let hash = digest("cunzhan/rest/mark/1", &[self.as_bytes()]);
        hash.first_chunk().copied().unwrap_or_default()
    }
}

impl core::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// A key for each use.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) data: DataKey,
    cipher: Cipher,
    nonces: Zeroizing<[u8; 64]>,
    names: Zeroizing<[u8; 64]>,
}

impl Keys {
    pub(super) fn new(data: &DataKey) -> Self {
        let derive = |context: &str| Zeroizing::new(digest(context, &[data.as_bytes()]));
        // BLAKE2b's whole key.
        let long = |first: &str, second: &str| {
            let (first, second) = (derive(first), derive(second));
            let mut key = Zeroizing::new([0u8; 64]);
            for (to, from) in key.iter_mut().zip(first.iter().chain(second.iter())) {
                *to = *from;
            }
            key
        };
        Self {
            data: data.clone(),
            cipher: Cipher::new(&derive("cunzhan/rest/cipher/1")),
            nonces: long("cunzhan/rest/nonce/1", "cunzhan/rest/nonce/2"),
            names: long("cunzhan/rest/name/1", "cunzhan/rest/name/2"),
        }
    }

    /// The nonce of a content at its place.
    pub(super) fn nonce(&self, place: &[u8], content: &[u8]) -> [u8; NONCE] {
        hash_to_nonce(&self.nonces, place, content)
    }

    /// What stands for a name in a space.
    pub(super) fn name(&self, space: Space, name: &[u8]) -> [u8; 32] {
        hash_to_name(&self.names, space.name().as_bytes(), name)
    }

    /// Encrypts what stands after `head` bytes, and appends the tag.
    pub(super) fn encrypt(
        &self,
        nonce: &[u8; NONCE],
        place: &[u8],
        value: &mut Vec<u8>,
        head: usize,
    ) {
        let content = value.get_mut(head..).unwrap_or_default();
        // Without a tag it would never open; no value is so large.
        let tag = self.cipher.encrypt(nonce, place, content);
        value.extend_from_slice(&tag.unwrap_or_default());
    }

    /// Decrypts what stands after `head` bytes, and takes the tag off.
    pub(super) fn decrypt(
        &self,
        nonce: &[u8; NONCE],
        place: &[u8],
        value: &mut Vec<u8>,
        head: usize,
    ) -> Option<()> {
        let end = value.len().checked_sub(TAG).filter(|end| *end >= head)?;
        let (content, tag) = value.split_at_mut_checked(end)?;
        let tag: [u8; TAG] = (*tag).try_into().ok()?;
        self.cipher.decrypt(nonce, place, content.get_mut(head..)?, &tag)?;
        value.truncate(end);
        Some(())
    }
}
