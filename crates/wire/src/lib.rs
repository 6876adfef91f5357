//! Messages between a station and the relay, and the frame they travel in.
//!
//! Every message is idempotent and stands alone: it can be lost, doubled or sent again after a
//! restart of either side. Nothing here opens a document, keeps state, reads a clock or draws
//! random numbers. The encoding is CBOR with numbered fields: a field that is added later is
//! skipped by those who do not know it; a number is never reused.

#![warn(missing_docs)]

mod access;
mod apart;
mod blob;
mod bundle;
mod certificate;
mod chain;
mod code;
mod cursor;
mod fault;
mod frame;
mod held;
mod keeping;
mod manifest;
mod numbers;
mod origin;
mod packed;
mod repair;
mod revocation;
mod sealing;
mod signing;
mod to_relay;
mod to_station;
mod voucher;

pub use access::{
    AccessKept, AccessPart, AccessPut, AccessRecord, AskAccess, MAX_REASON, MAX_RECORDS,
};
pub use apart::{
    AskSealed, EscrowKey, HeldItem, MAX_WRAPS, PutWrap, Recipients, SEALED_LEAST, SEALED_MOST,
    SEALED_TAG, SEALS, SealedItem, SealedPart, Wrap, seals,
};
pub use blob::{BlobAt, BlobFault, BlobGet, BlobOffer, BlobPart, BlobPut, MAX_BLOB, MAX_BLOB_PART};
pub use bundle::{BUNDLE_TYPE, LINE_HEADER, MAX_BUNDLE, REQUESTS, bundle, unbundle};
pub use certificate::{Certificate, DeviceKeys, Endorsement};
pub use chain::{BadChain, Chain, MAX_CHAIN, RootCertificate};
pub use code::{code_key, code_text, plain_code};
pub use cursor::Cursor;
pub use fault::{Fault, Refusal};
pub use frame::{
    FrameError, MAX_FRAME, MAX_INFLATED, Prepared, VERSION, decode_frame, encode_frame,
    encode_frame_with,
};
pub use held::{
    ERASES, Fetch, Fetched, HOLDS, HOLDS_FIRST, MAX_FETCH, RowEntry, RowsGet, RowsPart, RowsPass,
    RowsPlace, erases, holds, holds_first,
};
pub use keeping::{
    AskInbox, InPost, Inbox, MAX_HELD, Piece, Revoke, RevokeResult, Surrender, TakeIn, Taken,
    Vouch, VouchOutcome, Vouched,
};
pub use manifest::{Manifest, ManifestEntry};
pub use numbers::Numbers;
pub use origin::origin_of;
pub use packed::{PACKS, PackedFeed, PackedPush, PackedRows};
pub use repair::{
    Compare, Difference, HandIn, HandedDoc, HeldDoc, HeldSet, MAX_ASKED, MAX_HANDED_IN, MAX_PROOFS,
    MAX_RETURNED, NotComparable, REPAIRS, RepairCause, RepairToRelay, RepairToStation, TakenDoc,
};
pub use revocation::{Revocation, Revoked};
pub use sealing::SealingSecret;
pub use signing::{BadSignature, Connection, SecretKey, enrol_digest, hello_digest, verify};
pub use to_relay::{AskCertificates, CodeProof, DocChanges, Enrol, Hello, Pull, Push, ToRelay};
pub use to_station::{
    Challenge, DocOutcome, Enrolled, Feed, FeedEntry, PushResult, ToStation, Welcome,
};
pub use voucher::Voucher;

/// A byte string of any length.
pub type Bytes = minicbor::bytes::ByteVec;
