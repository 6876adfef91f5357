//! An office's word that a device is no longer one.

use ident::{DeviceId, PublicKey, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, Chain, SecretKey, signing};

/// Revokes a device. Signed, so that nobody but an office can have a tablet erase itself: not the
/// relay either, nor whoever pretends to be it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Revocation {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// Which device.
    #[n(1)]
    pub device: DeviceId,
    /// When: milliseconds since 1970 (UTC), by the revoking device's clock.
    #[n(2)]
    pub at: i64,
    /// The device that revoked it; none: the city's root key.
    #[n(3)]
    pub by: Option<DeviceId>,
    /// Over [`Revocation::hash`].
    #[n(4)]
    pub signature: Signature,
}

impl Revocation {
    /// Revokes a device.
    #[must_use]
    pub fn sign(
        issuer: &SecretKey,
        tenant: TenantId,
        device: DeviceId,
        at: i64,
        by: Option<DeviceId>,
    ) -> Self {
        let unsigned = Self { tenant, device, at, by, signature: Signature::new([0; 64]) };
        Self { signature: issuer.sign(&unsigned.hash()), ..unsigned }
    }

    /// The hash that is signed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let by = self.by.map(|by| by.as_bytes().to_vec()).unwrap_or_default();
        digest(
            "cunzhan/revocation/1",
            &[self.tenant.as_bytes(), self.device.as_bytes(), &self.at.to_be_bytes(), &by],
        )
    }

    /// Checks it with the key of who revoked.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, issuer: &PublicKey) -> Result<(), BadSignature> {
        signing::verify(issuer, &self.hash(), &self.signature)
    }
}

/// A revocation with the certificates that prove it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Revoked {
    /// The office's word.
    #[n(0)]
    pub revocation: Revocation,
    /// Of the device that gave it; empty where the root did.
    #[n(1)]
    pub chain: Chain,
}

impl Revoked {
    /// Checks that it revokes this device, and that its signer's chain leads to the root.
    ///
    /// # Errors
    /// [`BadSignature`] for whatever reason.
    pub fn verify(
        &self,
        root: &crate::RootCertificate,
        device: DeviceId,
    ) -> Result<(), BadSignature> {
        let said = &self.revocation;
        if said.tenant != root.tenant || said.device != device {
            return Err(BadSignature);
        }
        let key = match said.by {
            None => root.key,
            Some(by) => {
                let signer = self.chain.verify(root).map_err(|_| BadSignature)?;
                if signer.device != by {
                    return Err(BadSignature);
                }
                signer.key
            }
        };
        said.verify(&key)
    }
}
