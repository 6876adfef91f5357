//! An office's word for a code that makes one tablet a device.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, SecretKey, signing};

/// Says that whoever knows a code may enrol one device, of this office, for this person. The code
/// itself is nowhere but on paper and on the two screens: here stands the public half of the key
/// that follows from it ([`crate::code_key`]).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Voucher {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// The code's public key.
    #[n(1)]
    pub code: PublicKey,
    /// The office the device will belong to.
    #[n(2)]
    pub office: OfficeCode,
    /// Who it is given to.
    #[n(3)]
    pub person: PersonId,
    /// The office's running number of it.
    #[n(4)]
    pub number: u32,
    /// When this was said: milliseconds since 1970 (UTC).
    #[n(5)]
    pub issued: i64,
    /// Until when the code is good.
    #[n(6)]
    pub until: i64,
    /// The device that says so; none: the city's root key.
    #[n(7)]
    pub by: Option<DeviceId>,
    /// Over [`Voucher::hash`].
    #[n(8)]
    pub signature: Signature,
    /// After this moment the device is void. None: it is good until revoked.
    #[n(9)]
    pub ends: Option<i64>,
}

impl Voucher {
    /// So long is a code good, in milliseconds: one day.
    pub const GOOD_FOR: i64 = 24 * 3600 * 1000;

    /// Signs it.
    #[must_use]
    pub fn signed(self, issuer: &SecretKey) -> Self {
        Self { signature: issuer.sign(&self.hash()), ..self }
    }

    /// The hash that is signed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let by = self.by.map(|by| by.as_bytes().to_vec()).unwrap_or_default();
        let ends = self.ends.map(|ends| ends.to_be_bytes().to_vec()).unwrap_or_default();
        digest(
            "cunzhan/voucher/1",
            &[
                self.tenant.as_bytes(),
                self.code.as_bytes(),
                self.office.as_str().as_bytes(),
                self.person.as_bytes(),
                &self.number.to_be_bytes(),
                &self.issued.to_be_bytes(),
                &self.until.to_be_bytes(),
                &by,
                &ends,
            ],
        )
    }

    /// Checks it with the issuer's key.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, issuer: &PublicKey) -> Result<(), BadSignature> {
        signing::verify(issuer, &self.hash(), &self.signature)
    }
}
