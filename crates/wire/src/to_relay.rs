//! What a station says.

use ident::{DeviceId, DocKey, PublicKey, Signature};
use minicbor::{Decode, Encode};

use crate::{
    BlobGet, BlobOffer, BlobPut, Bytes, Cursor, Fetch, Manifest, PackedPush, RepairToRelay, RowsGet,
};

/// A message from station to relay.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ToRelay {
    /// Register this browser's key with a one-time secret.
    #[n(0)]
    Enrol(#[n(0)] Enrol),
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
}

/// Registers a key. Saying it again with the same key gets the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Enrol {
    /// The one-time secret of the link.
    #[n(0)]
    pub secret: String,
    /// The id the device chose at random for itself.
    #[n(1)]
    pub device: DeviceId,
    /// Its public key.
    #[n(2)]
    pub key: PublicKey,
    /// Over [`crate::enrol_digest`] with this connection's nonce.
    #[n(3)]
    pub signature: Signature,
}

/// Introduces a device; answered by `Welcome`, and then by `Feed` whenever there is something.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Hello {
    /// Which device.
    #[n(0)]
    pub device: DeviceId,
    /// Over [`crate::hello_digest`] with this connection's nonce.
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
