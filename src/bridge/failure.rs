//! Why something that was asked for was not done.

use casework::{
    document::TextPlace,
    intake::{IntakeField, IntakeProblem},
    org::Why,
};
use serde::{Deserialize, Serialize};

/// Why a command was not carried out. What the user had entered is still theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The device has no room: the transaction was not completed.
    StorageFull,
    /// The storage did something else; its own name for it.
    Storage {
        /// The DOM exception's name.
        name: String,
    },
    /// The storage was written by a newer version of the app: reload to update.
    StorageTooNew,
    /// The browser offers no storage here (private window, blocked by a setting).
    NoStorage,
    /// What was entered does not do yet.
    Problems(Vec<(IntakeField, IntakeProblem)>),
    /// There is more text than can be handed in.
    TooLong {
        /// Where most of it stands.
        place: TextPlace,
        /// Of a ledger: sheet and row.
        row: Option<String>,
    },
    /// The step is not theirs to take, or not now.
    Barred(casework::matter::Barrier),
    /// This device gave the number to a paper already.
    NumberGiven,
    /// The number is reserved for another device.
    NumberReserved,
    /// The step on the directory would have no effect.
    NoEffect(Why),
    /// It cannot be attached.
    Attachment(super::AttachmentTrouble),
    /// A later version keeps here what this one would harm: update first. The rest goes on.
    NeedsNewer,
    /// A courier's file was not made, or not taken.
    Courier(super::CourierTrouble),
    /// Nothing differs from what is there.
    NothingChanged,
    /// There is no such matter here.
    NotHere,
    /// The matter's documents are not on this device. They are being fetched, or will be when the
    /// relay is reached.
    Absent {
        /// Whether they are on their way.
        coming: bool,
    },
    /// The matter's document could not be opened; it is kept as it is.
    Unreadable,
    /// This device is not registered yet.
    NotRegistered,
    /// The device is locked.
    Locked,
    /// The vault was not opened or changed.
    Vault(super::VaultTrouble),
    /// The one-time code is unknown, used or expired.
    BadEnrolment,
    /// The relay cannot be reached.
    Unreachable,
    /// The person holds no post in which they could decide that.
    NotTheirs,
    /// No reason was given for what is to be shown.
    NoReason,
    /// The engine stopped in the middle of this; it was started again.
    EngineRestarted,
    /// A part of the program that this needs is not on the device and cannot be had now.
    PartAbsent,
}

impl Failure {
    /// A command or a reply that is not what its place says: the two sides are of one build, so it
    /// never happens.
    #[must_use]
    pub fn misfit() -> Self {
        Self::Storage { name: "Misfit".to_owned() }
    }
}
