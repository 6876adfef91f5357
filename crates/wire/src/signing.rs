//! Ed25519: who hands something in. The private key never leaves its device.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use ident::{DeviceId, PublicKey, Signature, TenantId, digest};

use crate::DeviceKeys;

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

/// What a connection is, to those who sign on it: a greeting that was overheard, or that another
/// relay elicited and passes on, is of another one.
#[derive(Debug, Clone, Copy)]
pub struct Connection<'a> {
    /// The city.
    pub tenant: TenantId,
    /// The relay's origin ([`crate::origin_of`]): what the station believes it speaks to, and what
    /// the relay knows itself to be.
    pub origin: &'a str,
    /// The relay's, new for each connection.
    pub nonce: &'a [u8; 32],
}

/// What a device signs to introduce itself.
#[must_use]
pub fn hello_digest(on: Connection<'_>, device: DeviceId) -> [u8; 32] {
    digest(
        "cunzhan/hello/2",
        &[on.tenant.as_bytes(), on.origin.as_bytes(), device.as_bytes(), on.nonce],
    )
}

/// What a browser signs to register its keys: with its own key, and with that of the code.
#[must_use]
pub fn enrol_digest(on: Connection<'_>, of: &DeviceKeys, code: &PublicKey) -> [u8; 32] {
    let sealing = of.sealing.map(|key| key.as_bytes().to_vec()).unwrap_or_default();
    digest(
        "cunzhan/enrol/2",
        &[
            on.tenant.as_bytes(),
            on.origin.as_bytes(),
            of.device.as_bytes(),
            of.key.as_bytes(),
            &sealing,
            code.as_bytes(),
            on.nonce,
        ],
    )
}
