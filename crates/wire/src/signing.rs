//! Ed25519: who hands something in. The private key never leaves its device.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use ident::{DeviceId, PublicKey, Signature, TenantId, digest};

/// A signature that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit")]
pub struct BadSignature;

/// A device's private key. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl core::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

impl SecretKey {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::new(self.0.verifying_key().to_bytes())
    }

    /// Signs a digest.
    #[must_use]
    pub fn sign(&self, digest: &[u8; 32]) -> Signature {
        Signature::new(self.0.sign(digest).to_bytes())
    }
}

/// Checks a signature over a digest, strictly (no small-order keys, no malleable forms).
///
/// # Errors
/// [`BadSignature`].
pub fn verify(
    key: &PublicKey,
    digest: &[u8; 32],
    signature: &Signature,
) -> Result<(), BadSignature> {
    let key = VerifyingKey::from_bytes(key.as_bytes()).map_err(|_| BadSignature)?;
    let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
    key.verify_strict(digest, &signature).map_err(|_| BadSignature)
}

/// What a device signs to introduce itself: bound to the relay's nonce of this connection.
#[must_use]
pub fn hello_digest(tenant: TenantId, device: DeviceId, nonce: &[u8; 32]) -> [u8; 32] {
    digest("cunzhan/hello/1", &[tenant.as_bytes(), device.as_bytes(), nonce])
}

/// What a browser signs to register its key with a one-time secret.
#[must_use]
pub fn enrol_digest(secret: &str, device: DeviceId, key: &PublicKey, nonce: &[u8; 32]) -> [u8; 32] {
    digest("cunzhan/enrol/1", &[secret.as_bytes(), device.as_bytes(), key.as_bytes(), nonce])
}
