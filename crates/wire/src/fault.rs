//! What the relay answers to a message it cannot take.

use ident::ChangeHash;
use minicbor::{Decode, Encode};

/// Why a message as a whole was not taken. The connection stays usable unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum Fault {
    /// The frame's version is not one the relay speaks.
    #[n(0)]
    #[error("the message is of a version this relay does not speak")]
    UnknownVersion,
    /// Not a message.
    #[n(1)]
    #[error("the message could not be read")]
    Malformed,
    /// The frame, or what it inflates to, is larger than the limit.
    #[n(2)]
    #[error("the message is larger than the limit")]
    TooLarge,
    /// A message that needs an introduced device came before `Hello`.
    #[n(3)]
    #[error("the device has not introduced itself")]
    NotIntroduced,
    /// Unknown device, wrong key, withdrawn device: all answered alike. Ends the connection.
    #[n(4)]
    #[error("the device is not known here")]
    NotKnown,
    /// The one-time secret is unknown, used or expired: all answered alike.
    #[n(5)]
    #[error("the enrolment code is not valid")]
    BadEnrolment,
    /// The manifest's signature, or what it lists, does not fit what was sent.
    #[n(6)]
    #[error("the manifest does not vouch for what was sent")]
    BadManifest,
    /// The relay already holds a later manifest of this device: go on from there.
    #[n(7)]
    #[error("the manifest's number was used before")]
    StaleManifest {
        /// The last number the relay holds.
        #[n(0)]
        number: u64,
        /// That manifest's hash.
        #[cbor(n(1), with = "minicbor::bytes")]
        hash: [u8; 32],
    },
    /// The relay could not write; nothing of the message was kept. Try again later.
    #[n(8)]
    #[error("the relay cannot write at the moment")]
    Unavailable,
}

/// Why one document of a push was not taken. The others were.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum Refusal {
    /// Not this office's to write, or not there: answered alike.
    #[n(0)]
    #[error("the document is not open to this office")]
    NotAllowed,
    /// A change is not an uncompressed Automerge change, or is not of this kind of document.
    #[n(1)]
    #[error("a change could not be read")]
    Malformed,
    /// A change, or their number, is over the limit.
    #[n(2)]
    #[error("a change is larger than the limit")]
    TooLarge,
    /// A change was made by an actor of another device.
    #[n(3)]
    #[error("a change was made by another device")]
    Forged,
    /// The relay lacks these changes, on which some of the sent ones build.
    #[n(4)]
    #[error("changes are missing that these build on")]
    Missing {
        /// What is missing.
        #[n(0)]
        hashes: Vec<ChangeHash>,
    },
}
