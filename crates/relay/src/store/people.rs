//! Invitations and enrolled devices.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey};
use std::collections::BTreeSet;
use wire::Certificate;

/// Lets one device in.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// SHA-256 of the one-time secret.
    pub secret_hash: [u8; 32],
    /// The office the device will belong to.
    pub office: OfficeCode,
    /// Who will work with it.
    pub person: PersonId,
    /// Milliseconds since 1970 after which it is void; none: never.
    pub expires_at: Option<i64>,
}

/// A device that wants to be registered.
#[derive(Debug, Clone)]
pub struct Registration {
    /// SHA-256 of the secret it named.
    pub secret_hash: [u8; 32],
    /// The id it chose.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// Milliseconds since 1970.
    pub now: i64,
    /// Its certificate, where it made one itself, with a code: kept in the same transaction.
    pub certificate: Option<Certificate>,
}

/// A registered device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolledDevice {
    /// The office's running number of it.
    pub number: u32,
    /// Its office.
    pub office: OfficeCode,
    /// Who works with it.
    pub person: PersonId,
    /// Audiences whose feeds grew by the new directory.
    pub told: BTreeSet<OfficeCode>,
}

/// What became of offices that were put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfficeCounts {
    /// Not there before.
    pub added: usize,
    /// There before, now otherwise.
    pub changed: usize,
    /// As they were.
    pub same: usize,
}

/// A link of the demo city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoLink {
    /// Counts from 1.
    pub place: u16,
    /// What it opens, for people: `村站 village station`.
    pub title: String,
    /// The office.
    pub office: OfficeCode,
    /// The one-time secret, in clear: a demo's.
    pub secret: String,
}
