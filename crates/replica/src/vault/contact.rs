//! When the relay was last reached: a device that was out of touch for too long does not open.

use minicbor::{Decode, Encode};

const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
/// A clock may be put right by so much without the relay.
const TOLERANCE: i64 = DAY;

/// What is known of the clock and the relay, in milliseconds since 1970 on the device's clock. Stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
pub struct Contact {
    /// When the relay last knew the device.
    #[n(0)]
    at: i64,
    /// The latest that the clock ever showed since.
    #[n(1)]
    seen: i64,
}

impl Contact {
    /// The relay knows the device, now: whatever the clock showed before is forgotten.
    #[must_use]
    pub fn now(now: i64) -> Self {
        Self { at: now, seen: now }
    }

    /// The clock shows this.
    pub(crate) fn see(&mut self, now: i64) {
        self.seen = self.seen.max(now);
    }

    /// Whether it is worth writing down that the clock shows this.
    #[must_use]
    pub(crate) fn is_news(&self, now: i64) -> bool {
        now > self.seen.saturating_add(HOUR)
    }

    /// Whether it is worth writing down that the relay was reached.
    #[must_use]
    pub(crate) fn is_old(&self, now: i64) -> bool {
        now > self.at.saturating_add(HOUR) || now < self.seen.saturating_sub(HOUR)
    }

    /// Whether the device was out of touch for more than so many days, or its clock was set back so
    /// that one cannot tell.
    #[must_use]
    pub fn is_overdue(&self, now: i64, days: u32) -> bool {
        let longest = i64::from(days).saturating_mul(DAY);
        self.seen.max(now).saturating_sub(self.at) > longest
            || now < self.seen.saturating_sub(TOLERANCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_does_not_help() {
        let mut contact = Contact::now(100 * DAY);
        assert!(!contact.is_overdue(130 * DAY, 30));
        assert!(contact.is_overdue(130 * DAY + 1, 30));
        contact.see(140 * DAY);
        assert!(contact.is_overdue(101 * DAY, 30), "that the time was over is remembered");
        contact = Contact::now(100 * DAY);
        contact.see(120 * DAY);
        assert!(contact.is_overdue(105 * DAY, 30), "set back: who knows what day it is");
        assert!(!contact.is_overdue(120 * DAY - HOUR, 30), "put right by an hour");
        contact.see(110 * DAY);
        assert!(!contact.is_overdue(120 * DAY, 30));
        assert!(!Contact::now(110 * DAY).is_overdue(110 * DAY, 30), "the relay knows it again");
    }
}
