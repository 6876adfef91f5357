//! Whether anybody sees the app: in the background nothing is fetched for long.

/// So long nobody sees any tab, and the connection is closed, in milliseconds.
const UNSEEN: i64 = 5 * 60_000;
/// Other tabs hear so often that this one is seen, in milliseconds.
const TELL: i64 = 60_000;

/// What is known of who sees which tab. Moments are milliseconds of the device's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    here: bool,
    /// When any tab was seen last.
    last: i64,
    told: i64,
}

impl Watched {
    /// A tab that was just opened is seen until its page says otherwise.
    pub fn begin(now: i64) -> Self {
        Self { here: true, last: now, told: now }
    }

    /// This tab is in sight, or no longer. Whether others should hear of it at once.
    pub fn seen(&mut self, here: bool, now: i64) -> bool {
        let came = here && !self.here;
        self.here = here;
        self.last = now;
        self.told = if here { now } else { self.told };
        came
    }

    /// Another tab is in sight.
    pub fn elsewhere(&mut self, now: i64) {
        self.last = now;
    }

    /// Whether others should hear again that this tab is in sight.
    pub fn is_to_be_told(&mut self, now: i64) -> bool {
        let due = self.here && (now - self.told).abs() >= TELL;
        if due {
            self.told = now;
        }
        due
    }

    /// Whether nobody has seen any tab for long.
    pub fn is_unseen(&mut self, now: i64) -> bool {
        if self.here || now < self.last {
            self.last = now;
        }
        now - self.last > UNSEEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_begins_minutes_after_the_last_tab_went_out_of_sight() {
        let mut watched = Watched::begin(0);
        assert!(!watched.is_unseen(900_000));
        assert!(!watched.seen(false, 900_000));
        assert!(!watched.is_unseen(1_190_000));
        watched.elsewhere(1_190_000);
        assert!(!watched.is_unseen(1_480_000));
        assert!(watched.is_unseen(1_500_000));
        assert!(watched.seen(true, 1_500_000) && !watched.is_unseen(9_000_000));
    }

    #[test]
    fn others_hear_of_it_now_and_then() {
        let mut watched = Watched::begin(0);
        assert!(!watched.is_to_be_told(59_000) && watched.is_to_be_told(60_000));
        assert!(!watched.is_to_be_told(61_000));
        watched.seen(false, 62_000);
        assert!(!watched.is_to_be_told(500_000));
        // A clock that was set back.
        assert!(!watched.is_unseen(1_000) && watched.is_unseen(302_000));
    }
}
