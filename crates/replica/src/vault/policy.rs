//! What the office wants of a device's lock.

use minicbor::{Decode, Encode};

/// How a device locks. Stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct VaultPolicy {
    /// Without contact to the relay for more days it does not open: 1 to 365.
    #[n(0)]
    days: u32,
    /// After so many minutes without a touch it locks: 1 to 60.
    #[n(1)]
    minutes: u32,
}

impl VaultPolicy {
    /// With figures brought into their bounds.
    #[must_use]
    pub fn new(days: u32, minutes: u32) -> Self {
        Self { days: days.clamp(1, 365), minutes: minutes.clamp(1, 60) }
    }

    /// Days without contact.
    #[must_use]
    pub fn days(&self) -> u32 {
        self.days.clamp(1, 365)
    }

    /// Minutes without a touch.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.minutes.clamp(1, 60)
    }
}

impl Default for VaultPolicy {
    fn default() -> Self {
        Self::new(30, 5)
    }
}
