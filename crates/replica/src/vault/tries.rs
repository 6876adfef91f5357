//! Wrong PINs: they slow down, then the office has to help.

use minicbor::{Decode, Encode};

use super::VaultError;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// So many wrong PINs in a row and the office has to help.
pub(super) const MOST: u32 = 10;

/// Tries since the last right PIN. Stored with the wrapped key, so that a restart forgets none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
pub struct Tries {
    /// How many, the one under way included.
    #[n(0)]
    wrong: u32,
    /// When the last was made, in milliseconds since 1970.
    #[n(1)]
    last: i64,
}

impl Tries {
    /// After so many wrong PINs the next is taken so much later, in milliseconds. Without an office
    /// that could help, blocking would be losing what is there: then it is one try a day.
    fn pause(wrong: u32, last_resort: bool) -> Option<i64> {
        Some(match wrong {
            0..=3 => 0,
            4 => 30 * SECOND,
            5 => MINUTE,
            6 => 5 * MINUTE,
            7 => 15 * MINUTE,
            8..MOST => HOUR,
            _ if last_resort => 24 * HOUR,
            _ => return None,
        })
    }

    /// When the next may be made; none: now.
    pub(super) fn not_before(self, now: i64, last_resort: bool) -> Result<Option<i64>, VaultError> {
        let pause = Self::pause(self.wrong, last_resort).ok_or(VaultError::Blocked)?;
        let from = self.last.min(now);
        Ok((pause > 0 && now < from.saturating_add(pause)).then(|| from.saturating_add(pause)))
    }

    /// Whether a try may be made now. Of a clock that was set back the wait begins anew, to be stored.
    pub(super) fn may_try(&mut self, now: i64, last_resort: bool) -> Result<(), VaultError> {
        self.last = self.last.min(now);
        match self.not_before(now, last_resort)? {
            Some(not_before) => Err(VaultError::TooSoon { not_before }),
            None => Ok(()),
        }
    }

    pub(super) fn count(&mut self, now: i64) {
        self.wrong = self.wrong.saturating_add(1);
        self.last = now;
    }

    /// What to say of a try that was counted and was wrong.
    pub(super) fn wrong(self, last_resort: bool) -> VaultError {
        match Self::pause(self.wrong, last_resort) {
            None => VaultError::Blocked,
            Some(pause) => VaultError::Wrong {
                left: MOST.saturating_sub(self.wrong),
                not_before: (pause > 0).then(|| self.last.saturating_add(pause)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_gives_no_try_and_takes_none() {
        let mut tries = Tries { wrong: 5, last: 10 * HOUR };
        let soon = VaultError::TooSoon { not_before: 10 * HOUR + MINUTE };
        assert_eq!(tries.may_try(10 * HOUR + 59 * SECOND, false), Err(soon));
        let back = VaultError::TooSoon { not_before: 2 * HOUR + MINUTE };
        assert_eq!(tries.may_try(2 * HOUR, false), Err(back));
        let soon = VaultError::TooSoon { not_before: 2 * HOUR + MINUTE };
        assert_eq!(tries.may_try(2 * HOUR + SECOND, false), Err(soon));
        assert_eq!(tries.may_try(2 * HOUR + MINUTE, false), Ok(()));
    }

    #[test]
    fn pauses_grow_until_the_office_has_to_help() {
        let pauses: Vec<Option<i64>> = (0..=MOST).map(|wrong| Tries::pause(wrong, false)).collect();
        assert!(pauses.windows(2).all(|two| two[1].is_none() || two[0] <= two[1]));
        assert_eq!(pauses.last(), Some(&None));
        assert_eq!(Tries::pause(MOST, true), Some(24 * HOUR));
        assert_eq!(Tries::pause(u32::MAX, true), Some(24 * HOUR));
    }
}
