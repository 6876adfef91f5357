//! Files that a courier carries between devices that have no network.

use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use super::Blob;

/// What is asked about couriers' files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum CourierAsk {
    /// A file of what is not handed in.
    Unsent,
    /// A file of what a village needs.
    For(OfficeCode),
    /// Take a file in.
    Take(Blob),
}

/// The engine's answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum CourierReply {
    /// To `Unsent` and `For`.
    Made(CourierFile),
    /// To `Take`: what it brought is on this device's disk.
    Taken(CourierTaken),
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierFile {
    /// A name for it.
    pub name: String,
    /// Its bytes.
    pub bytes: Blob,
    /// Cases of which something is in it.
    pub matters: u32,
    /// Changes in it.
    pub changes: u32,
    /// Attachments in it.
    pub attachments: u32,
    /// Attachments for which there was no room.
    pub too_much: u32,
    /// Parts of the mediation committee's own that stayed behind.
    pub confidential: u32,
    /// Devices that can open it.
    pub devices: u32,
    /// Whether the relay can.
    pub relay: bool,
}

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierTaken {
    /// The name of the office that made it, and when: milliseconds since 1970. None on an open copy.
    pub from: Option<(String, i64)>,
    /// Changes that were not here.
    pub new: u32,
    /// Changes that were here.
    pub known: u32,
    /// Changes that are not for this office, or that nobody vouches for.
    pub left: u32,
    /// Attachments that were not here.
    pub attachments: u32,
    /// How many cases they are of.
    pub matters: u32,
    /// Some of these cases.
    pub some: Vec<CourierMatter>,
}

/// A case of which a file brought something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierMatter {
    /// Which.
    pub matter: MatterId,
    /// What kind it is.
    pub kind: casework::CaseKind,
    /// Its local number.
    pub local_no: String,
    /// Whose it is.
    pub name: String,
}

/// Why a file was not made, or not taken. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CourierTrouble {
    /// No file of ours.
    NotOurs,
    /// Written by a later version.
    TooNew,
    /// Over the limit.
    TooLarge,
    /// Cut off, or altered.
    Damaged,
    /// Of another city.
    OtherCity,
    /// Its sender is not known here.
    UnknownSender,
    /// Its sender was revoked.
    Revoked,
    /// Not the sender's word.
    BadSignature,
    /// Sealed to others.
    NotForUs,
    /// Of an old version that kept no proof.
    NoProof,
    /// Nobody's key is known to whom it could be sealed.
    NoRecipient,
    /// There is nothing to carry.
    Empty,
}
