//! What a station wants done or known.

use ident::{BlobId, DeviceId, MatterId, OfficeCode, PersonId};
use wire::{Piece, ToRelay};

/// An effect, as data: the loop around the station carries it out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send a message to the relay, in this order.
    Send(ToRelay),
    /// Rows changed.
    RowsChanged,
    /// A matter changed.
    MatterChanged(MatterId),
    /// An attachment's bytes came, went or got further.
    BlobChanged(BlobId),
    /// What waits, or how far the feed was read, changed.
    SyncChanged,
    /// Who this device is became known or changed.
    IdentityChanged,
    /// The relay does not take the one-time secret.
    EnrolmentRefused,
    /// The device's clock is ahead of the relay's by so many milliseconds (behind: negative).
    ClockOff(i64),
    /// The connection is of no use any more: close it, and try again later.
    Disconnect,
    /// What the relay answered about devices.
    Devices(DeviceNews),
    /// Sealed accusations came or went.
    SealedChanged,
    /// Something was recorded that is in no outbox: the tab that is connected is to hand it in.
    Apart,
    /// Records of access that were asked for.
    Access(Box<wire::AccessPart>),
    /// This device was revoked: nothing is to be shown or entered any more.
    Revoked,
    /// All that was owed is surrendered: delete everything of this device.
    Erase,
}

/// What the relay answered about devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceNews {
    /// A code is good now.
    CodeGood {
        /// The code, to be shown once and kept nowhere.
        code: String,
        /// The office that the device will belong to.
        office: OfficeCode,
        /// Who it is given to.
        person: PersonId,
        /// Until when: milliseconds since 1970.
        until: i64,
    },
    /// A code was not taken: it is not theirs to give.
    CodeRefused,
    /// A device was revoked.
    Revoked {
        /// Which.
        device: DeviceId,
        /// The matters that may have been on it; none where it is not theirs to revoke.
        held: Option<Vec<MatterId>>,
    },
    /// What revoked devices surrendered.
    Inbox(Vec<Piece>),
    /// Something of it was taken in.
    Taken {
        /// Which piece.
        no: u64,
        /// How many documents were kept, and how many refused; none where it is not theirs.
        docs: Option<(u32, u32)>,
    },
}
