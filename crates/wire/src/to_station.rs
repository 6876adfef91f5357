//! What the relay says.

use ident::{BlobId, DocKey, MatterId, OfficeCode, PersonId, SealedId, SealingKey, TenantId};
use minicbor::{Decode, Encode};

use crate::{
    AccessKept, AccessPart, BlobAt, BlobFault, BlobPart, Bytes, Certificate, Chain, Cursor,
    DocChanges, Fault, Fetched, Inbox, Manifest, Numbers, PackedFeed, Recipients, Refusal,
    RepairToStation, RevokeResult, Revoked, RootCertificate, RowsPart, SealedPart, Taken, Vouched,
    Voucher,
};

/// A message from relay to station.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ToStation {
    /// The first word on a connection.
    #[n(0)]
    Challenge(#[n(0)] Challenge),
    /// The key is registered.
    #[n(1)]
    Enrolled(#[n(0)] Enrolled),
    /// The device is known.
    #[n(2)]
    Welcome(#[n(0)] Welcome),
    /// What became of a push.
    #[n(3)]
    PushResult(#[n(0)] PushResult),
    /// Entries of the audience's feed.
    #[n(4)]
    Feed(#[n(0)] Feed),
    /// A message could not be taken.
    #[n(5)]
    Fault(#[n(0)] Fault),
    /// How far an attachment is at the relay.
    #[n(6)]
    BlobAt(#[n(0)] BlobAt),
    /// All of an attachment is on the relay's disk, and is what its name says.
    #[n(7)]
    BlobKept(#[n(0)] BlobId),
    /// A part of an attachment.
    #[n(8)]
    BlobPart(#[n(0)] BlobPart),
    /// No document that the office may see mentions it, or its bytes are not here: answered alike.
    #[n(9)]
    BlobNone(#[n(0)] BlobId),
    /// An attachment is not taken, and why.
    #[n(10)]
    BlobRefused(#[n(0)] BlobId, #[n(1)] BlobFault),
    /// Entries of the audience's feed, packed: to a station that says in its `Hello` that it reads
    /// this.
    #[n(11)]
    PackedFeed(#[n(0)] Box<PackedFeed>),
    /// The answer to a message about repair.
    #[n(20)]
    Repair(#[n(0)] RepairToStation),
    /// Rows that were asked for.
    #[n(21)]
    Rows(#[n(0)] Box<RowsPart>),
    /// Documents that were asked for.
    #[n(22)]
    Fetched(#[n(0)] Box<Fetched>),
    /// What the office said of the code: to make a certificate with, and to say `Enrol` again.
    #[n(32)]
    Voucher(#[n(0)] Box<Voucher>),
    /// What became of a voucher.
    #[n(33)]
    Vouched(#[n(0)] Vouched),
    /// What became of a revocation.
    #[n(34)]
    RevokeResult(#[n(0)] RevokeResult),
    /// The device was revoked: it may surrender what it had not handed in, and nothing else.
    #[n(35)]
    Revoked(#[n(0)] Box<Revoked>),
    /// What was surrendered with the manifest of this number is on disk.
    #[n(36)]
    Surrendered(#[n(0)] u64),
    /// Nothing is owed any more: the device is to erase itself.
    #[n(37)]
    Erase,
    /// What lies in the one-way inbox.
    #[n(38)]
    Inbox(#[n(0)] Inbox),
    /// What became of a piece of it.
    #[n(39)]
    Taken(#[n(0)] Taken),
    /// Certificates that were asked for, each behind those it hangs on; unknown ones are left out.
    #[n(40)]
    Certificates(#[n(0)] Vec<Certificate>),
    /// To whom accusations are sealed.
    #[n(48)]
    Recipients(#[n(0)] Box<Recipients>),
    /// A sealed accusation, or a key wrapped for it, is on disk.
    #[n(49)]
    SealedKept(#[n(0)] SealedId),
    /// Sealed accusations.
    #[n(50)]
    Sealed(#[n(0)] Box<SealedPart>),
    /// The device's last record of access on disk.
    #[n(52)]
    AccessKept(#[n(0)] AccessKept),
    /// Records of access.
    #[n(53)]
    Access(#[n(0)] Box<AccessPart>),
}

/// The first word on a connection.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Challenge {
    /// To be signed; new for each connection.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub nonce: [u8; 32],
    /// The city this relay serves.
    #[n(1)]
    pub tenant: TenantId,
    /// The relay's clock, milliseconds since 1970 (UTC): only to warn of a clock that is off.
    #[n(2)]
    pub now: i64,
    /// Whether it reads packed pushes: [`crate::PACKS`].
    #[n(3)]
    pub packs: Option<u8>,
}

/// What a newly registered device is.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Enrolled {
    /// The office's running number of this device, from 1; part of local numbers for ever.
    #[n(0)]
    pub number: u32,
    /// The office it belongs to.
    #[n(1)]
    pub office: OfficeCode,
    /// Who works with it.
    #[n(2)]
    pub person: PersonId,
    /// The directory as `casework` writes it.
    #[n(3)]
    pub directory: Bytes,
    /// The city's root key; a station remembers it. None from a relay of before.
    #[n(4)]
    pub root: Option<RootCertificate>,
    /// The device's certificates up to the root.
    #[n(5)]
    pub chain: Option<Chain>,
}

/// The device is known; entries follow as `Feed`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Welcome {
    /// The directory as `casework` writes it, where the station's version is another.
    #[n(0)]
    pub directory: Option<Bytes>,
    /// The last entry of the station's audience.
    #[n(1)]
    pub latest: Cursor,
    /// False where the station's cursor is not of this log: it starts again from the beginning
    /// (entries it has are recognised by their hashes) and hands in again what it made itself.
    #[n(2)]
    pub cursor_known: bool,
    /// Whether it understands messages about repair: [`crate::REPAIRS`].
    #[n(6)]
    pub repairs: Option<u8>,
    /// What couriers' files for the relay are sealed to; none where it has no such key.
    #[n(7)]
    pub courier: Option<SealingKey>,
}

/// What became of a push: the changes of each `Kept` document are on disk.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PushResult {
    /// The manifest's number.
    #[n(0)]
    pub number: u64,
    /// As many as the push had documents, in its order.
    #[n(1)]
    pub docs: Vec<DocOutcome>,
    /// Places in the log of what is kept: for each document, in its order, those of its changes in
    /// the push's order; empty for one that was refused. None from a relay that does not say.
    #[n(2)]
    pub numbers: Option<Vec<Numbers>>,
}

/// What became of one document of a push.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum DocOutcome {
    /// All its changes are on disk now, or were before.
    #[n(0)]
    Kept,
    /// None of them was kept.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

/// Entries of the audience's feed, in order and without a gap.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Feed {
    /// The reader's place before the first of them.
    #[n(0)]
    pub from: Cursor,
    /// The entries.
    #[n(1)]
    pub entries: Vec<FeedEntry>,
    /// The reader's place after the last of them.
    #[n(2)]
    pub to: Cursor,
    /// Whether more lies behind: the reader asks with `Pull`. If not, what comes later is sent as
    /// it comes.
    #[n(3)]
    pub more: bool,
    /// The manifests that vouch for the changes.
    #[n(4)]
    pub manifests: Vec<Manifest>,
}

/// One entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum FeedEntry {
    /// A document has these further changes, and their places in the log.
    #[n(0)]
    Changes(#[n(0)] DocChanges, #[n(1)] Numbers),
    /// A document has become visible to this audience: all its changes so far, and their places
    /// in the log.
    #[n(1)]
    Granted(#[n(0)] DocChanges, #[n(1)] Numbers),
    /// The directory has a new version, as `casework` writes it.
    #[n(2)]
    Directory(#[n(0)] Bytes),
    /// A matter is no longer to be seen by this audience: its documents and its row go, once what is
    /// not handed in of it has been. Only to a station that says [`crate::HOLDS`].
    #[n(8)]
    Withdrawn(#[n(0)] MatterId),
    /// A document was erased, by law or at the end of its term: whoever has it drops it, with what
    /// was not handed in of it. Only to a station that says [`crate::ERASES`].
    #[n(9)]
    Erased(#[n(0)] DocKey),
}
