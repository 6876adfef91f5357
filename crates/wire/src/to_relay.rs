//! What a station says.

use ident::{DeviceId, DocKey, PublicKey, SealingKey, Signature};
use minicbor::{Decode, Encode};

use crate::{
    AccessPut, AskAccess, AskInbox, AskSealed, BlobGet, BlobOffer, BlobPut, Bytes, Certificate,
    Chain, Cursor, Fetch, Manifest, PackedPush, PutWrap, RepairToRelay, Revoke, RowsGet,
    SealedItem, Surrender, TakeIn, Vouch,
};

/// A message from station to relay.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ToRelay {
    /// Register this browser's key with a one-time secret.
    #[n(0)]
    Enrol(#[n(0)] Box<Enrol>),
    /// Introduce the device and ask for what is new.
    #[n(1)]
    Hello(#[n(0)] Hello),
    /// Hand in changes.
    #[n(2)]
    Push(#[n(0)] Push),
    /// Ask for what lies behind a cursor.
    #[n(3)]
    Pull(#[n(0)] Pull),
    /// Ask how far an attachment is at the relay, before handing it in.
    #[n(4)]
    BlobOffer(#[n(0)] BlobOffer),
    /// Hand in a part of an attachment.
    #[n(5)]
    BlobPut(#[n(0)] BlobPut),
    /// Ask for an attachment.
    #[n(6)]
    BlobGet(#[n(0)] BlobGet),
    /// Hand in changes, packed: to a relay that says in its `Challenge` that it reads this.
    #[n(7)]
    PackedPush(#[n(0)] Box<PackedPush>),
    /// Compare what both hold, and give back what the relay lost: to a relay that says in its
    /// `Welcome` that it understands this.
    #[n(20)]
    Repair(#[n(0)] RepairToRelay),
    /// Ask for rows.
    #[n(21)]
    Rows(#[n(0)] RowsGet),
    /// Ask for documents by their matters.
    #[n(22)]
    Fetch(#[n(0)] Fetch),
    /// Let a code enrol a device.
    #[n(32)]
    Vouch(#[n(0)] Box<Vouch>),
    /// Revoke a device.
    #[n(33)]
    Revoke(#[n(0)] Box<Revoke>),
    /// Of a revoked device: what it had not handed in.
    #[n(34)]
    Surrender(#[n(0)] Box<Surrender>),
    /// Ask what was surrendered.
    #[n(35)]
    AskInbox(#[n(0)] AskInbox),
    /// Take in what was surrendered.
    #[n(36)]
    TakeIn(#[n(0)] TakeIn),
    /// Ask for certificates.
    #[n(37)]
    AskCertificates(#[n(0)] AskCertificates),
    /// Ask to whom accusations are sealed.
    #[n(48)]
    AskRecipients,
    /// Hand in a sealed accusation.
    #[n(49)]
    SealedPut(#[n(0)] Box<SealedItem>),
    /// Ask for sealed accusations.
    #[n(50)]
    AskSealed(#[n(0)] AskSealed),
    /// Let one more open a sealed accusation.
    #[n(51)]
    PutWrap(#[n(0)] Box<PutWrap>),
    /// Hand in records of access.
    #[n(52)]
    AccessPut(#[n(0)] Box<AccessPut>),
    /// Ask for records of access.
    #[n(53)]
    AskAccess(#[n(0)] AskAccess),
}

/// Registers a key. Saying it again with the same key gets the same answer; a relay that holds an
/// office's word for the code answers `Voucher` first.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Enrol {
    /// Versions before sent the code itself. Empty: nobody but who gives the code and who uses it
    /// is to know it.
    #[n(0)]
    pub secret: String,
    /// The id the device chose at random for itself.
    #[n(1)]
    pub device: DeviceId,
    /// Its public key.
    #[n(2)]
    pub key: PublicKey,
    /// Over [`crate::enrol_digest`] on this connection.
    #[n(3)]
    pub signature: Signature,
    /// What is sealed to the device, is sealed to this.
    #[n(4)]
    pub sealing: Option<SealingKey>,
    /// Shows that the code is known.
    #[n(5)]
    pub proof: Option<CodeProof>,
    /// What the device made of the voucher it was shown: to be sent once it was.
    #[n(6)]
    pub certificate: Option<Certificate>,
}

/// Shows that a code is known, without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct CodeProof {
    /// The public key that follows from the code.
    #[n(0)]
    pub code: PublicKey,
    /// By that key, over [`crate::enrol_digest`].
    #[n(1)]
    pub signature: Signature,
}

/// Asks for the certificates of devices, and of who issued them; answered by `Certificates`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct AskCertificates {
    /// Of which; at most [`AskCertificates::MOST`].
    #[n(0)]
    pub devices: Vec<DeviceId>,
}

impl AskCertificates {
    /// Devices in one question.
    pub const MOST: usize = 200;
}

/// Introduces a device; answered by `Welcome`, and then by `Feed` whenever there is something.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Hello {
    /// Which device.
    #[n(0)]
    pub device: DeviceId,
    /// Over [`crate::hello_digest`] on this connection.
    #[n(1)]
    pub signature: Signature,
    /// Where it stands in its feed; none at first.
    #[n(2)]
    pub cursor: Option<Cursor>,
    /// The version of the directory it holds; 0 for none.
    #[n(3)]
    pub directory: u32,
    /// Whether it reads packed feeds: [`crate::PACKS`].
    #[n(4)]
    pub packs: Option<u8>,
    /// Its certificates up to the root, where the relay did not know it: one that lost its disk, or was
    /// set back to an older copy, may have forgotten it.
    #[n(5)]
    pub chain: Option<Chain>,
}

/// Asks for feed entries behind a cursor (from the start where there is none).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Pull {
    /// Where the reader stands.
    #[n(0)]
    pub cursor: Option<Cursor>,
}

/// Hands in changes; answered by `PushResult` once everything that was kept is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Push {
    /// The device's word for them.
    #[n(0)]
    pub manifest: Manifest,
    /// The changes, a document each.
    #[n(1)]
    pub docs: Vec<DocChanges>,
}

/// Changes of one document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DocChanges {
    /// Which document.
    #[n(0)]
    pub key: DocKey,
    /// *Uncompressed* Automerge changes, ancestors first: the frame is compressed as a whole,
    /// which is far better than each alone, and nothing in them can inflate.
    #[n(1)]
    pub changes: Vec<Bytes>,
}
