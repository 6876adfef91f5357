//! Who a device is, said by who may say so: the office above it, whose own device was vouched for
//! likewise, up to the city's root key. Anyone who knows the root can check it, without the relay.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey, SealingKey, Signature, TenantId, digest};
use minicbor::{Decode, Encode};

use crate::{BadSignature, SecretKey, Voucher, signing};

/// A device's certificate. It is signed by its issuer; or, where it was enrolled with a code, by
/// the code's key, which the issuer vouched for beforehand: the issuing device need not be at hand
/// when the tablet makes its key, and the relay needs no key that could make devices.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Certificate {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// The key it signs with.
    #[n(2)]
    pub key: PublicKey,
    /// The office it belongs to.
    #[n(3)]
    pub office: OfficeCode,
    /// Who it was given to.
    #[n(4)]
    pub person: PersonId,
    /// The office's running number of it, from 1; part of local numbers for ever.
    #[n(5)]
    pub number: u32,
    /// When it was issued: milliseconds since 1970 (UTC), by the issuer's clock.
    #[n(6)]
    pub issued: i64,
    /// The device that issued it; none: the city's root key.
    #[n(7)]
    pub by: Option<DeviceId>,
    /// Over [`Certificate::hash`]: by the issuer, or by the code's key.
    #[n(8)]
    pub signature: Signature,
    /// What is sealed to the device, is sealed to this; none for devices of before.
    #[n(9)]
    pub sealing: Option<SealingKey>,
    /// After this moment it is void: milliseconds since 1970. None: it is good until revoked.
    #[n(10)]
    pub ends: Option<i64>,
    /// The code it was enrolled with, where there was one.
    #[n(11)]
    pub code: Option<Endorsement>,
}

/// The issuer's word for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Endorsement {
    /// The code's public key.
    #[n(0)]
    pub key: PublicKey,
    /// Until when the code was good.
    #[n(1)]
    pub until: i64,
    /// The issuer's, over [`Voucher::hash`].
    #[n(2)]
    pub signature: Signature,
}

/// What of a certificate is the device's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceKeys {
    /// The device.
    pub device: DeviceId,
    /// The key it signs with.
    pub key: PublicKey,
    /// What is sealed to it, is sealed to this.
    pub sealing: Option<SealingKey>,
}

impl Certificate {
    /// Issues a certificate at once: by the root (`by` is none) or by a device.
    #[must_use]
    pub fn issue(issuer: &SecretKey, by: Option<DeviceId>, told: &Voucher, of: DeviceKeys) -> Self {
        let unsigned = Self { by, ..Self::unsigned(told, of) };
        Self { signature: issuer.sign(&unsigned.hash()), ..unsigned }
    }

    /// Makes one with a code that an issuer vouched for.
    #[must_use]
    pub fn with_code(code: &SecretKey, voucher: &Voucher, of: DeviceKeys) -> Self {
        let endorsement =
            Endorsement { key: voucher.code, until: voucher.until, signature: voucher.signature };
        let unsigned = Self { code: Some(endorsement), ..Self::unsigned(voucher, of) };
        Self { signature: code.sign(&unsigned.hash()), ..unsigned }
    }

    fn unsigned(told: &Voucher, of: DeviceKeys) -> Self {
        Self {
            tenant: told.tenant,
            device: of.device,
            key: of.key,
            office: told.office.clone(),
            person: told.person,
            number: told.number,
            issued: told.issued,
            by: told.by,
            signature: Signature::new([0; 64]),
            sealing: of.sealing,
            ends: told.ends,
            code: None,
        }
    }

    /// What the issuer said when it gave the code; none where there was no code.
    #[must_use]
    pub fn voucher(&self) -> Option<Voucher> {
        self.code.map(|code| Voucher {
            tenant: self.tenant,
            code: code.key,
            office: self.office.clone(),
            person: self.person,
            number: self.number,
            issued: self.issued,
            until: code.until,
            by: self.by,
            signature: code.signature,
            ends: self.ends,
        })
    }

    /// The hash that is signed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let by = self.by.map(|by| by.as_bytes().to_vec()).unwrap_or_default();
        let sealing = self.sealing.map(|key| key.as_bytes().to_vec()).unwrap_or_default();
        let ends = self.ends.map(|ends| ends.to_be_bytes().to_vec()).unwrap_or_default();
        let code = self.voucher().map(|voucher| voucher.hash().to_vec()).unwrap_or_default();
        digest(
            "cunzhan/certificate/1",
            &[
                self.tenant.as_bytes(),
                self.device.as_bytes(),
                self.key.as_bytes(),
                self.office.as_str().as_bytes(),
                self.person.as_bytes(),
                &self.number.to_be_bytes(),
                &self.issued.to_be_bytes(),
                &by,
                &sealing,
                &ends,
                &code,
            ],
        )
    }

    /// Checks it with its issuer's key.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, issuer: &PublicKey) -> Result<(), BadSignature> {
        match self.voucher() {
            None => signing::verify(issuer, &self.hash(), &self.signature),
            Some(voucher) => {
                voucher.verify(issuer)?;
                signing::verify(&voucher.code, &self.hash(), &self.signature)
            }
        }
    }

    /// Whether it is good at a moment, as far as it says itself.
    #[must_use]
    pub fn is_good_at(&self, now: i64) -> bool {
        self.ends.is_none_or(|ends| now <= ends)
    }
}
