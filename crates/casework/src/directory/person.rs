//! People who work here, and their devices.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A person who works at an office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Person {
    /// Their id, the author of their changes.
    #[n(0)]
    pub id: PersonId,
    /// Their name.
    #[n(1)]
    pub name: String,
    /// Where they work.
    #[n(2)]
    pub office: OfficeCode,
}

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Device {
    /// Its id: the first 8 bytes of its actors.
    #[n(0)]
    pub id: DeviceId,
    /// The office it belongs to.
    #[n(1)]
    pub office: OfficeCode,
    /// The office's running number of it, from 1.
    #[n(2)]
    pub number: u32,
    /// The key it signs with.
    #[n(3)]
    pub key: PublicKey,
}

/// A device that is one no more. It stays in the list of devices: what it handed in before is its
/// word still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct RevokedDevice {
    /// Which.
    #[n(0)]
    pub device: DeviceId,
    /// When: milliseconds since 1970, by the clock of who revoked it.
    #[n(1)]
    pub at: i64,
}
