//! X25519: what is sealed to a device, it alone opens.

use ident::{SealingKey, digest};
use x25519_dalek::{PublicKey, StaticSecret};

/// A device's private key for what is sealed to it. It follows from the seed of its signing key, so
/// that a device keeps one secret. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct SealingSecret(StaticSecret);

impl core::fmt::Debug for SealingSecret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SealingSecret(..)")
    }
}

impl SealingSecret {
    /// Of the device whose signing key has this seed.
    #[must_use]
    pub fn of_device(seed: &[u8; 32]) -> Self {
        Self(StaticSecret::from(digest("cunzhan/sealing-key/1", &[seed])))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> SealingKey {
        SealingKey::new(PublicKey::from(&self.0).to_bytes())
    }

    /// What both sides of a sealed message share: this key and the other's public half. None where
    /// the other half is no sound key.
    #[must_use]
    pub fn shared_with(&self, other: &SealingKey) -> Option<[u8; 32]> {
        let shared = self.0.diffie_hellman(&PublicKey::from(*other.as_bytes()));
        shared.was_contributory().then(|| shared.to_bytes())
    }

    /// For a library that seals (`crypto_box`, HPKE): the private key's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}
