//! Certificates up to the city's root key.

use ident::{PublicKey, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, Certificate, SecretKey, signing};

/// More links than any city has: city, township, village, and tablets that were enrolled by those
/// they replaced.
pub const MAX_CHAIN: usize = 16;

/// The city's root key, by itself: what `relay init` makes, and what everything else hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct RootCertificate {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// Its key.
    #[n(1)]
    pub key: PublicKey,
    /// When it was made: milliseconds since 1970.
    #[n(2)]
    pub made: i64,
    /// Its own, over [`RootCertificate::hash`].
    #[n(3)]
    pub signature: Signature,
}

impl RootCertificate {
    /// Makes the certificate of a root key.
    #[must_use]
    pub fn make(root: &SecretKey, tenant: TenantId, made: i64) -> Self {
        let unsigned =
            Self { tenant, key: root.public(), made, signature: Signature::new([0; 64]) };
        Self { signature: root.sign(&unsigned.hash()), ..unsigned }
    }

    /// The hash that is signed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        digest(
            "cunzhan/root/1",
            &[self.tenant.as_bytes(), self.key.as_bytes(), &self.made.to_be_bytes()],
        )
    }

    /// Checks that whoever made it had the key.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self) -> Result<(), BadSignature> {
        signing::verify(&self.key, &self.hash(), &self.signature)
    }
}

/// A device's certificate, its issuer's, and so on; the last was issued by the root.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Chain(pub Vec<Certificate>);

/// Why certificates prove nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadChain {
    /// There are none, or too many.
    #[error("the chain has no certificate, or too many")]
    Length,
    /// One is of another city.
    #[error("a certificate is of another city")]
    Tenant,
    /// One was issued by another device than the next one's, or the last not by the root.
    #[error("the chain does not lead to the root")]
    Broken,
    /// A signature does not fit.
    #[error("a signature does not fit")]
    Signature,
    /// One was issued after its issuer's own had ended.
    #[error("a certificate was issued by a device that was void")]
    Late,
}

impl Chain {
    /// Checks every link up to the root; returns the device's own certificate. Whether one of the
    /// devices was revoked, or may speak for the office below it, only the directory tells.
    ///
    /// # Errors
    /// [`BadChain`].
    pub fn verify(&self, root: &RootCertificate) -> Result<&Certificate, BadChain> {
        if self.0.len() > MAX_CHAIN {
            return Err(BadChain::Length);
        }
        let own = self.0.first().ok_or(BadChain::Length)?;
        let mut issuers = self.0.iter().skip(1);
        for certificate in &self.0 {
            if certificate.tenant != root.tenant {
                return Err(BadChain::Tenant);
            }
            let issuer = issuers.next();
            let key = match (certificate.by, issuer) {
                (None, None) => &root.key,
                (Some(by), Some(issuer)) if by == issuer.device => {
                    if !issuer.is_good_at(certificate.issued) {
                        return Err(BadChain::Late);
                    }
                    &issuer.key
                }
                _ => return Err(BadChain::Broken),
            };
            certificate.verify(key).map_err(|_| BadChain::Signature)?;
        }
        Ok(own)
    }

    /// The device's own certificate.
    #[must_use]
    pub fn own(&self) -> Option<&Certificate> {
        self.0.first()
    }
}
