//! Whether a connection lives. A line that was cut somewhere in between stays open at this end: only
//! silence tells.

/// Nothing was heard for so long: it is asked whether it lives, in milliseconds.
const QUIET: i64 = 25_000;
/// So long may an answer take, and so long may it be quiet for whatever reason, in milliseconds.
const ANSWER: i64 = 40_000;
/// So long may it take to open, in milliseconds.
const OPENING: i64 = 20_000;

/// What to do about a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// Nothing.
    Fine,
    /// Ask whether it lives.
    Ask,
    /// Give it up.
    Dead,
}

/// The signs of life of one connection. All moments are milliseconds of the device's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulse {
    heard: i64,
    /// Since when an answer is waited for.
    asked: Option<i64>,
    /// Bytes that were not on their way when it was looked last.
    left: u32,
    open: bool,
}

impl Pulse {
    /// A connection that is being opened.
    pub fn begin(now: i64) -> Self {
        Self { heard: now, ..Self::default() }
    }

    /// It is open.
    pub fn opened(&mut self, now: i64) {
        self.open = true;
        self.heard = now;
    }

    /// Something was heard.
    pub fn heard(&mut self, now: i64) {
        self.heard = now;
        self.asked = None;
    }

    /// Something was said that is answered. What is said after it does not put off the answer.
    pub fn said(&mut self, now: i64) {
        self.asked.get_or_insert(now);
    }

    /// Whether nothing was heard for long.
    pub fn is_quiet(&self, now: i64) -> bool {
        now - self.heard > ANSWER
    }

    /// What to do now. `left`: bytes that were said and are not on their way yet; as long as they get
    /// fewer, a slow line is at work.
    pub fn beat(&mut self, now: i64, left: u32) -> Beat {
        // A clock that was set back, or a device that slept, starts the count anew.
        self.heard = self.heard.min(now);
        self.asked = self.asked.map(|asked| asked.min(now));
        if left < self.left {
            self.heard(now);
            self.asked = Some(now);
        }
        self.left = left;
        let quiet = now - self.heard;
        if !self.open {
            return if quiet > OPENING { Beat::Dead } else { Beat::Fine };
        }
        match self.asked {
            Some(asked) if now - asked > ANSWER && quiet > ANSWER => Beat::Dead,
            None if quiet > QUIET + ANSWER => Beat::Dead,
            None if quiet > QUIET => Beat::Ask,
            _ => Beat::Fine,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_hangs_is_asked_and_given_up() {
        let mut pulse = Pulse::begin(0);
        pulse.opened(0);
        assert_eq!(pulse.beat(20_000, 0), Beat::Fine);
        assert_eq!(pulse.beat(26_000, 0), Beat::Ask);
        pulse.said(26_000);
        assert_eq!(pulse.beat(60_000, 0), Beat::Fine);
        // A worker who goes on saving does not keep a dead line alive.
        pulse.said(60_000);
        assert_eq!(pulse.beat(67_000, 0), Beat::Dead);
        pulse.heard(67_000);
        assert_eq!(pulse.beat(70_000, 0), Beat::Fine);
        assert!(!pulse.is_quiet(70_000) && pulse.is_quiet(108_000));
    }

    #[test]
    fn one_that_does_not_open_is_given_up_sooner() {
        let mut pulse = Pulse::begin(0);
        assert_eq!(pulse.beat(19_000, 0), Beat::Fine);
        assert_eq!(pulse.beat(21_000, 0), Beat::Dead);
    }

    #[test]
    fn a_slow_line_that_moves_is_alive() {
        let mut pulse = Pulse::begin(0);
        pulse.opened(0);
        pulse.said(0);
        assert_eq!(pulse.beat(5_000, 900_000), Beat::Fine);
        for step in 1..20 {
            assert_eq!(pulse.beat(5_000 + step * 10_000, 900_000 - step as u32), Beat::Fine);
        }
        assert_eq!(pulse.beat(236_000, 899_981), Beat::Dead);
    }

    #[test]
    fn a_clock_that_is_set_back_costs_no_more_than_the_wait() {
        let mut pulse = Pulse::begin(1_000_000);
        pulse.opened(1_000_000);
        pulse.said(1_000_000);
        assert_eq!(pulse.beat(500, 0), Beat::Fine);
        assert_eq!(pulse.beat(41_000, 0), Beat::Dead);
    }
}
