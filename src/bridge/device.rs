//! Keeping devices: what the UI asks, and what the relay answers.

use ident::{DeviceId, MatterId, OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

/// What is asked about devices. The answer is an event, once the relay has spoken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceAsk {
    /// A code for a new one.
    New {
        /// The office it will belong to.
        office: OfficeCode,
        /// Who it is given to.
        person: PersonId,
        /// After this moment it is void: milliseconds since 1970. None: it is good until revoked.
        ends: Option<i64>,
    },
    /// The end of one.
    Revoke(DeviceId),
    /// What revoked ones surrendered.
    Inbox,
    /// Take in a piece of it.
    TakeIn(u64),
}

/// What the relay answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceAnswer {
    /// A code, to be shown once and kept nowhere.
    Code {
        /// The code.
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
    /// What lies in the inbox, the oldest first.
    Inbox(Vec<InboxPiece>),
    /// A piece was taken in.
    Taken {
        /// Which.
        no: u64,
        /// How many documents were kept, and how many refused; none where it is not theirs.
        docs: Option<(u32, u32)>,
    },
}

/// A piece of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPiece {
    /// Its number.
    pub no: u64,
    /// Whose it was.
    pub device: DeviceId,
    /// That device's office.
    pub office: OfficeCode,
    /// When it came: milliseconds since 1970.
    pub received: i64,
    /// How many changes.
    pub changes: u32,
}
