//! One person's way to the data key.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use ident::PersonId;
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use super::{Kdf, Tries, VaultEntropy, VaultError, kdf};
use crate::DataKey;

/// The data key, wrapped by what a person's PIN or passphrase derives. Stored.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Slot {
    /// Whose.
    #[n(0)]
    pub(super) person: PersonId,
    /// What the lock screen calls them where there are several: no more of the name than that needs.
    #[n(1)]
    pub(super) label: String,
    /// Digits alone: the lock screen shows its keypad.
    #[n(2)]
    pub(super) digits: bool,
    #[n(3)]
    kdf: Kdf,
    #[cbor(n(4), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[cbor(n(5), with = "minicbor::bytes")]
    nonce: [u8; 24],
    #[cbor(n(6), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
    /// Wrong PINs so far.
    #[n(7)]
    pub(super) tries: Tries,
}

impl Slot {
    pub(super) fn new(
        person: PersonId,
        label: &str,
        secret: &str,
        key: &DataKey,
        kdf: Kdf,
        entropy: &VaultEntropy,
    ) -> Result<Self, VaultError> {
        kdf::check(secret)?;
        let mut slot = Self {
            person,
            label: label.trim().to_owned(),
            digits: kdf::is_digits(secret),
            kdf,
            salt: entropy.salt,
            nonce: entropy.nonce,
            wrapped: Vec::new(),
            tries: Tries::default(),
        };
        let derived = kdf.derive(secret, &slot.salt).ok_or(VaultError::Damaged)?;
        let cipher = XChaCha20Poly1305::new((&*derived).into());
        let payload = Payload { msg: key.as_bytes(), aad: &slot.bound() };
        let wrapped = cipher.encrypt(&slot.nonce.into(), payload);
        slot.wrapped = wrapped.map_err(|_| VaultError::Damaged)?;
        Ok(slot)
    }

    /// What is bound into the wrapping: whose it is, and with what it was derived.
    fn bound(&self) -> Vec<u8> {
        let mut bound = b"cunzhan/vault/slot/1".to_vec();
        bound.extend_from_slice(self.person.as_bytes());
        bound.push(self.kdf.name);
        for figure in [self.kdf.memory, self.kdf.passes, self.kdf.lanes] {
            bound.extend_from_slice(&figure.to_be_bytes());
        }
        bound
    }

    /// The data key, if that is the PIN.
    pub(super) fn open(&self, secret: &str) -> Option<DataKey> {
        let derived = self.kdf.derive(secret, &self.salt)?;
        let cipher = XChaCha20Poly1305::new((&*derived).into());
        let payload = Payload { msg: &self.wrapped, aad: &self.bound() };
        let key = Zeroizing::new(cipher.decrypt(&self.nonce.into(), payload).ok()?);
        Some(DataKey::new(key.as_slice().try_into().ok()?))
    }
}
