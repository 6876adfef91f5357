//! How fast a connection may ask.

use std::time::{Duration, Instant};

/// A bucket that fills with time: each message takes one unit, and one for every 16 KiB. Who has
/// taken too much is made to wait, which the other side feels, and nobody else.
#[derive(Debug, Clone)]
pub struct Pace {
    left: f64,
    at: Instant,
}

/// Units that a connection may take at once: a tablet that was away for a month hands in and reads
/// without a pause.
const BURST: f64 = 8192.0;
/// Units a second after that: 512 messages, or 8 MiB.
const RATE: f64 = 512.0;
/// Bytes of one unit.
const UNIT: usize = 16 << 10;

impl Pace {
    /// Full.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { left: BURST, at: now }
    }

    /// Takes a message of so many bytes; how long to wait before the next one is read.
    #[must_use]
    pub fn take(&mut self, bytes: usize, now: Instant) -> Duration {
        let gone = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        let units = 1.0 + (bytes / UNIT) as f64;
        self.left = (self.left + gone * RATE).min(BURST) - units;
        Duration::from_secs_f64((-self.left / RATE).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_waits_and_others_do_not() {
        let begin = Instant::now();
        let mut pace = Pace::new(begin);
        for _ in 0..8192 {
            assert_eq!(pace.take(100, begin), Duration::ZERO);
        }
        let wait = pace.take(512 * UNIT, begin);
        assert!(wait > Duration::from_millis(990) && wait < Duration::from_millis(1010));
        assert_eq!(pace.take(100, begin + Duration::from_secs(60)), Duration::ZERO);
    }
}
