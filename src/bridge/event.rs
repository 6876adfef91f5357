//! What the engine says of its own accord.

use casework::{Moment, directory::Tier};
use ident::{BlobId, DeviceId, MatterId, OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

use super::{Failure, LockScreen, Reply};

/// A message from the engine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum FromEngine {
    /// The worker is loaded and takes commands.
    Ready,
    /// The answer to a command.
    Answer {
        /// The command's number.
        id: u32,
        /// What came of it.
        result: Result<Reply, Failure>,
    },
    /// Something happened.
    Event(Event),
}

/// Something happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Event {
    /// Rows changed (from here, from another tab or from the relay): ask for the list again.
    RowsChanged,
    /// This matter changed: ask for it again where it is on the screen.
    MatterChanged(MatterId),
    /// An attachment's bytes came, went or got further.
    BlobChanged(BlobId),
    /// The state of synchronisation changed.
    Sync(SyncSummary),
    /// Who this device is became known, or its office was renamed.
    Identity(Identity),
    /// The device was locked, here or by another tab.
    Locked(LockScreen),
    /// It was locked for want of contact, and the relay knows it again.
    Unlocked(Identity),
    /// Nobody touched it for long: keep what is half typed, and lock it.
    LockDue,
    /// The device's clock is off against the relay's by so many milliseconds (positive: it is
    /// ahead). Said once.
    ClockOff {
        /// By how much.
        ahead_millis: i64,
    },
    /// Something long is so far: so many done, of so many.
    Progress {
        /// Done.
        done: u32,
        /// Of so many.
        of: u32,
    },
    /// What the relay answered about devices.
    Devices(super::DeviceAnswer),
    /// Sealed accusations came or went.
    SealedChanged,
    /// Records of access that were asked for.
    Access(super::Packed<super::AccessItems>),
    /// This device was revoked: nothing is to be shown or entered any more.
    Revoked,
    /// Everything of this device was deleted.
    Erased,
}

/// Who this device is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The device.
    pub device: DeviceId,
    /// The office's running number of it.
    pub number: u32,
    /// The office.
    pub office: OfficeCode,
    /// Its name.
    pub office_name: String,
    /// Its tier.
    pub tier: Tier,
    /// Who works with it.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Whether the device has a PIN.
    pub pin: bool,
}

/// The connection to the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Link {
    /// Not connected; tries again by itself.
    #[default]
    Offline,
    /// Connecting.
    Connecting,
    /// Connected.
    Online,
    /// Another tab talks to the relay for this device.
    OtherTab,
}

/// The state of synchronisation, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SyncSummary {
    /// How many entries (saved forms) the relay has not confirmed.
    pub waiting: u32,
    /// The connection.
    pub link: Link,
    /// When the relay last answered, milliseconds since 1970.
    pub last_reached: Option<i64>,
    /// Whether entries from the relay are still coming in.
    pub catching_up: bool,
    /// How many entries the relay refused: kept here, for a person to look at.
    pub refused: u32,
    /// How many changes were to be handed in and cannot be read on this device any more.
    pub unreadable: u32,
    /// How many attachments it has not confirmed.
    pub attachments: u32,
    /// How far the first reading of everything is, while it lasts.
    pub first: Option<FirstSync>,
    /// The browser is to save data: attachments wait until somebody says that they may go.
    pub sparing: bool,
}

/// How far the first reading of everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FirstSync {
    /// Whether the rows are all here, and what still comes are documents.
    pub rows_here: bool,
    /// So many matters came.
    pub matters: u64,
    /// Of so many.
    pub of_matters: u64,
    /// So many bytes of documents came.
    pub bytes: u64,
    /// Of so many.
    pub of_bytes: u64,
}

impl SyncSummary {
    /// When the relay last answered.
    #[must_use]
    pub fn last_reached(&self) -> Option<Moment> {
        self.last_reached.map(Moment::from_millis)
    }
}
