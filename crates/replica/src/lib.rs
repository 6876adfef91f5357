//! A station without a browser: what it holds, what it writes, what it owes the relay.
//!
//! It runs over any [`Store`] and says what should be sent as data ([`Effect`]); it has no clock,
//! no random source and no socket. The loop around it (the engine worker in the browser, a test, a
//! load generator) gives it the time, entropy and what arrived, one input after the other.

#![warn(missing_docs)]

pub mod blob;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
mod effect;
mod envelope;
mod identity;
pub mod parcel;
mod record;
mod row_book;
mod sealed;
mod station;
mod store;
mod vault;

pub use effect::{DeviceNews, Effect};
pub use envelope::{DataKey, ENVELOPE_BYTES, Envelope, EnvelopeError};
pub use identity::{Enrolment, Identity};
pub use record::OutboxEntry;
pub use row_book::{Page, RowBook};
pub use sealed::{SealedContent, key_of, open_item, seal_item, unwrap_key, wrap_key};
pub use station::{
    AttachProblem, AttachedHere, AttachmentNote, BlobStatus, BlobUsage, Courier, Entered, Entropy,
    ErasedHere, FirstSync, Found, HalfMerge, KeptOpinion, LedgerEntry, LedgerMatch, LedgerProbe,
    NewDevice, NextNumber, ParcelLabel, ParcelMade, ParcelTaken, RefusedForm, Registered,
    RepairRecord, Sealed, SealedFate, SealedHere, SealedListed, Station, StationError, SyncStatus,
    TakenAlong, TodayCounts, Waiting, Wanted, is_taken_along,
};
pub use store::{Batch, Durability, MemoryStore, Space, Store, StoreError, Write};
pub use vault::{
    BoxKey, BoxPublic, Contact, Kdf, SealedBox, Slot, Tries, Unlocked, Vault, VaultEntropy,
    VaultError, VaultPerson, VaultPolicy, WeakSecret, erase,
};
