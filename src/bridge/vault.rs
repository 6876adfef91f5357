//! Locking, unlocking, PINs.

use ident::PersonId;
use serde::{Deserialize, Serialize};

/// What the UI asks of the device's vault.
#[derive(Clone, Serialize, Deserialize)]
pub enum VaultAsk {
    /// How it stands, for the settings.
    State,
    /// Unlock the device.
    Unlock {
        /// Who.
        person: PersonId,
        /// Their PIN or passphrase.
        secret: String,
    },
    /// Lock it, in all tabs. What is half typed has been kept.
    Lock,
    /// Set the first PIN, of whoever works here.
    SetFirst {
        /// The PIN or passphrase.
        secret: String,
    },
    /// Change the PIN of whoever works here.
    Change {
        /// The one they have.
        old: String,
        /// The one they want.
        new: String,
    },
    /// Let another person of the office work with the device.
    Add {
        /// Who.
        person: PersonId,
        /// The PIN or passphrase that they chose.
        secret: String,
    },
    /// Take a person off the device.
    Remove(PersonId),
    /// Lock after so many minutes without a touch.
    Minutes(u32),
    /// Somebody touched the screen, or typed.
    Touched,
}

impl std::fmt::Debug for VaultAsk {
    /// Without the secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::State => "State",
            Self::Unlock { .. } => "Unlock",
            Self::Lock => "Lock",
            Self::SetFirst { .. } => "SetFirst",
            Self::Change { .. } => "Change",
            Self::Add { .. } => "Add",
            Self::Remove(_) => "Remove",
            Self::Minutes(_) => "Minutes",
            Self::Touched => "Touched",
        })
    }
}

/// What the lock screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LockScreen {
    /// Who may unlock the device.
    pub people: Vec<LockPerson>,
    /// It was unlocked, and was out of touch for more than so many days: it opens as soon as the relay
    /// knows it again.
    pub overdue: Option<u32>,
}

/// A person who may unlock the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockPerson {
    /// Who.
    pub person: PersonId,
    /// What to call them, in short.
    pub label: String,
    /// Whether the keypad suffices.
    pub digits: bool,
}

/// The vault, for the settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VaultState {
    /// Whether a PIN is set.
    pub pin: bool,
    /// Who has one, by name, whoever works here now first.
    pub people: Vec<(PersonId, String)>,
    /// Others of the office who have none here.
    pub others: Vec<(PersonId, String)>,
    /// It locks after so many minutes.
    pub minutes: u32,
    /// Without contact for more days it does not open.
    pub days: u32,
    /// What was there before the PIN is still being sealed.
    pub sealing: bool,
    /// Whether the office above could help where a PIN is forgotten.
    pub entrusted: bool,
}

/// Why the vault was not opened or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum VaultTrouble {
    /// Not the PIN.
    Wrong {
        /// So many tries are left.
        left: u32,
        /// The next one not before so many seconds.
        wait: u32,
    },
    /// Too soon after a wrong one.
    TooSoon {
        /// The next one not before so many seconds.
        wait: u32,
    },
    /// Too many wrong ones: the office above has to help.
    Blocked,
    /// Fewer than six digits or characters.
    TooShort,
    /// Longer than a passphrase can be.
    TooLong,
    /// One that is tried first: all the same, or in a row.
    TooPlain,
    /// Nobody could unlock the device any more.
    LastPerson,
    /// There is no PIN, or not of this person; or there is one already.
    Misfit,
    /// The vault cannot be read.
    Damaged,
}
