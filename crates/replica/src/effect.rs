//! What a station wants done or known.

use ident::{BlobId, MatterId};
use wire::ToRelay;

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
}
