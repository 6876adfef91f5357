//! Records of who had what shown to them.

use casework::access::{AccessKind, AccessReason};
use serde::{Deserialize, Serialize};

/// A record, for the privacy officer's eyes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessItem {
    /// When, milliseconds since 1970, by the device's clock.
    pub at: i64,
    /// Who.
    pub person: String,
    /// Where.
    pub office: String,
    /// The office's number of the device; none where it is not known.
    pub device: Option<u32>,
    /// Its running number on the device.
    pub number: u64,
    /// Whether it follows the device's one before, in what was read, and the device signed it.
    pub sound: bool,
    /// What; none for a kind of a later version.
    pub kind: Option<AccessKind>,
    /// The matter's number, where it is here; else how its id begins.
    pub of: String,
    /// Why; none for a reason of a later version.
    pub reason: Option<AccessReason>,
    /// In words.
    pub text: String,
}

/// Some of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AccessItems {
    /// In the order they came to the relay.
    pub items: Vec<AccessItem>,
    /// Where to ask on; none at the end.
    pub next: Option<u64>,
}
