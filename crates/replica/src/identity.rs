//! Who this device is.

use ident::{DeviceId, OfficeCode, PersonId, TenantId};
use minicbor::{Decode, Encode};
use wire::{DeviceKeys, SealingSecret, SecretKey};

/// A registered device, as stored.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Identity {
    /// The city.
    #[n(0)]
    pub tenant: TenantId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// Its private key's seed. Under the storage envelope; never leaves the device.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub seed: [u8; 32],
    /// The office's running number of the device.
    #[n(3)]
    pub number: u32,
    /// The office.
    #[n(4)]
    pub office: OfficeCode,
    /// The person.
    #[n(5)]
    pub person: PersonId,
}

impl core::fmt::Debug for Identity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Identity")
            .field("device", &self.device)
            .field("office", &self.office)
            .finish_non_exhaustive()
    }
}

/// A registration under way, as stored: should the answer be lost, the same is asked again.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Enrolment {
    /// The one-time secret of the link.
    #[n(0)]
    pub secret: String,
    /// The id the device chose.
    #[n(1)]
    pub device: DeviceId,
    /// The private key's seed.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub seed: [u8; 32],
}

impl Enrolment {
    /// The public keys of the device that is to be.
    #[must_use]
    pub fn keys(&self) -> DeviceKeys {
        DeviceKeys {
            device: self.device,
            key: SecretKey::from_seed(&self.seed).public(),
            sealing: Some(SealingSecret::of_device(&self.seed).public()),
        }
    }
}

impl core::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Enrolment").field("device", &self.device).finish_non_exhaustive()
    }
}
