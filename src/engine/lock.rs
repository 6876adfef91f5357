//! The lock: what a driver that is locked has, and when it locks.

use replica::{Courier, Vault};

use super::{entropy, store::DeviceStore};
use crate::bridge::{LockPerson, LockScreen};

/// After so long the UI is not waited for any more, in milliseconds.
const PATIENCE: i64 = 10_000;
/// How often it is remembered what the clock shows, in milliseconds.
const NOTE_CLOCK: i64 = 10 * 60_000;

/// What a tick has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// Say that it is time to lock.
    Say,
    /// Lock, whatever the UI does.
    Lock,
}

/// The lock of this tab.
#[derive(Debug, Default)]
pub struct Lock {
    /// The device is locked; its station is closed.
    pub locked: bool,
    /// What hands in while it is.
    pub courier: Option<Courier<DeviceStore>>,
    /// Unlocked, but out of touch for more than so many days: nothing is answered until the relay knows
    /// the device.
    pub overdue: Option<u32>,
    minutes: u32,
    touched: i64,
    said: Option<i64>,
    noted: i64,
}

impl Lock {
    /// The device was opened with a PIN, or got one: it locks after so many minutes.
    pub fn opened(&mut self, minutes: u32) {
        let now = entropy::now().millis();
        *self = Self { minutes, touched: now, noted: now, ..Self::default() };
    }

    /// It is locked.
    pub fn close(&mut self, courier: Option<Courier<DeviceStore>>) {
        *self = Self { locked: true, courier, ..Self::default() };
    }

    /// Somebody touched it. Whether other tabs should hear of it.
    pub fn touch(&mut self) {
        self.touched = entropy::now().millis();
        self.said = None;
    }

    /// Lock after so many minutes from now on.
    pub fn set_minutes(&mut self, minutes: u32) {
        self.minutes = minutes;
    }

    /// What is due. A clock that was set back is no touch.
    pub fn due(&mut self) -> Due {
        let now = entropy::now().millis();
        self.touched = self.touched.min(now);
        if self.locked || self.minutes == 0 {
            return Due::Nothing;
        }
        if now - self.touched < i64::from(self.minutes) * 60_000 {
            return Due::Nothing;
        }
        match self.said {
            None => {
                self.said = Some(now);
                Due::Say
            }
            Some(said) if (now - said).abs() > PATIENCE => Due::Lock,
            Some(_) => Due::Nothing,
        }
    }

    /// Whether it is time to remember what the clock shows.
    pub fn is_clock_due(&mut self) -> bool {
        let now = entropy::now().millis();
        let due = (now - self.noted).abs() > NOTE_CLOCK;
        if due {
            self.noted = now;
        }
        due
    }
}

/// What the lock screen shows of a vault.
pub fn screen(vault: &Vault, overdue: Option<u32>) -> LockScreen {
    let people = vault.people(entropy::now()).into_iter();
    let people =
        people.map(|one| LockPerson { person: one.person, label: one.label, digits: one.digits });
    LockScreen { people: people.collect(), overdue }
}
