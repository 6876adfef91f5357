//! The station.

mod access;
mod act;
mod along;
mod blobs;
mod certificates;
mod courier;
mod damage;
mod devices;
mod directory;
mod enter;
mod erased;
mod fold;
mod held;
mod import;
mod lists;
mod numbers;
mod open;
mod org;
mod parcel;
mod quarantine;
mod read;
mod refresh;
mod remarks;
mod repair;
mod repeats;
mod reseal;
mod scratch;
mod sealed;
mod surrender;
mod sync;
mod vault;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    Directory,
    document::{BadChange, TextPlace, WriteError},
    history::SeenChange,
    intake::{IntakeField, IntakeProblem},
    org::Why,
};
use ident::{ActorBytes, BlobId, MatterId, OfficeCode};

use crate::{
    Durability, Enrolment, EnvelopeError, Identity, OutboxEntry, RowBook, Space, Store, StoreError,
    Write, blob::BlobRecord, envelope::Envelope, store::Entry,
};

pub use along::{TakenAlong, is_taken_along};
pub use blobs::{AttachProblem, AttachedHere, AttachmentNote, BlobStatus, BlobUsage, Found};
pub use courier::Courier;
pub use devices::NewDevice;
pub use enter::Entered;
pub use erased::ErasedHere;
pub use held::FirstSync;
pub use import::{LedgerEntry, LedgerMatch, LedgerProbe};
pub use lists::{TodayCounts, Wanted};
pub use numbers::NextNumber;
pub use parcel::{ParcelLabel, ParcelMade, ParcelTaken};
pub use quarantine::RefusedForm;
pub use read::Waiting;
pub use remarks::KeptOpinion;
pub use repair::RepairRecord;
pub use repeats::HalfMerge;
pub use sealed::{Sealed, SealedFate, SealedHere, SealedListed};
pub use sync::SyncStatus;
pub use write::Registered;

/// Randomness for one run of one tab, drawn by the loop around the station.
#[derive(Debug, Clone, Copy)]
pub struct Entropy {
    /// Of the actor: new at each start and in each tab.
    pub actor: [u8; 8],
}

/// Why a station did not do it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StationError {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A stored record cannot be opened.
    #[error(transparent)]
    Record(#[from] EnvelopeError),
    /// A stored record is not what its place says; its name.
    #[error("the stored record {0} cannot be read")]
    Damaged(&'static str),
    /// What was entered does not do yet.
    #[error("what was entered does not do yet")]
    Problems(Vec<(IntakeField, IntakeProblem)>),
    /// The step is not theirs to take, or not now.
    #[error("the step may not be taken")]
    Barred(casework::matter::Barrier),
    /// This device gave the number to a paper already.
    #[error("the number was given already")]
    NumberGiven,
    /// The number is out of a block that is reserved for another device.
    #[error("the number is reserved for another device")]
    NumberReserved,
    /// A ledger's row says more than can be handed in: where it stood, and which of its texts.
    #[error("the row at {at} is longer than can be handed in")]
    RowTooLong {
        /// Sheet and row.
        at: String,
        /// The longest text.
        place: TextPlace,
    },
    /// The device is not registered.
    #[error("the device is not registered")]
    NotRegistered,
    /// No reason was given for what is to be shown.
    #[error("no reason was given")]
    NoReason,
    /// It is longer than can be sealed.
    #[error("it is longer than can be sealed")]
    TooLong,
    /// It needs the relay, and that is not there.
    #[error("the relay is not there")]
    Offline,
    /// The person holds no post in which they could decide that.
    #[error("it is not theirs to decide")]
    NotTheirs,
    /// There is no such matter here.
    #[error("there is no such matter here")]
    NotHere,
    /// The matter's row is here and its documents are not: [`Station::want`].
    #[error("the matter's documents are not on this device")]
    Absent,
    /// The step on the directory would have no effect.
    #[error("the step on the directory would have no effect: {0:?}")]
    NoEffect(Why),
    /// A document cannot be opened. Its bytes are kept.
    #[error("the document cannot be opened: {0}")]
    Unreadable(BadChange),
    /// The document ended the worker twice: it is left alone. Its bytes are kept.
    #[error("the document is left alone after it stopped the app")]
    Poisoned,
    /// The vault was not changed.
    #[error(transparent)]
    Vault(#[from] crate::VaultError),
    /// It cannot be attached.
    #[error(transparent)]
    Attachment(#[from] AttachProblem),
    /// A courier's file is not taken.
    #[error(transparent)]
    Parcel(#[from] crate::parcel::ParcelError),
    /// The station is not wholly opened: [`Station::settle`] comes first.
    #[error("the station is not wholly opened")]
    Unsettled,
    /// The document could not be written to.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A station over a store.
#[derive(Debug)]
pub struct Station<S> {
    store: S,
    envelope: Envelope,
    actor_random: [u8; 8],
    identity: Option<Identity>,
    enrolment: Option<Enrolment>,
    /// The directory as the relay sent it.
    sent: Directory,
    /// The same with what the own office changed since.
    directory: Directory,
    /// The own office's changes of the directory, in order.
    org: Vec<SeenChange>,
    rows: RowBook,
    fresh_rows: usize,
    /// The last page of rows that was read or written.
    last_page: u32,
    outbox: Vec<OutboxEntry>,
    refused: Vec<OutboxEntry>,
    stale: BTreeSet<MatterId>,
    waiting_matters: BTreeSet<MatterId>,
    /// Documents that ended the worker twice.
    poisoned: damage::Matters,
    /// Attachments whose bytes are here, or are wanted.
    blobs: BTreeMap<BlobId, BlobRecord>,
    /// Villages that were taken along: what is attached to their cases later is fetched, too.
    along: BTreeSet<OfficeCode>,
    /// What came of an attachment and is not stored yet.
    coming: Option<blobs::Coming>,
    sync: sync::SyncState,
    holding: held::Holding,
    erased: erased::Erased,
    keys: certificates::KeyState,
    /// It was looked, since the start, for opinions that lie here from before they were handed in.
    opinions_carried: bool,
    damage: damage::Damage,
    /// What opening has still to do; none once it is done.
    unsettled: Option<open::Unsettled>,
    /// The mark that the form being saved leaves behind.
    mark: Option<u64>,
}

impl<S: Store> Station<S> {
    /// The device, once it is registered.
    #[must_use]
    pub fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// The directory at hand.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    fn registered(&self) -> Result<&Identity, StationError> {
        self.identity.as_ref().ok_or(StationError::NotRegistered)
    }

    fn actor(&self, identity: &Identity) -> ActorBytes {
        ActorBytes::of(identity.device, self.actor_random)
    }

    async fn read(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StationError> {
        match self.store.get(space, key).await? {
            Some(sealed) => self.unseal(space, key, sealed).map(Some),
            None => Ok(None),
        }
    }

    /// Opens a stored value. A damaged one is as nothing, which no record is: whoever reads it finds that
    /// it cannot be read, and all others are read.
    fn unseal(&self, space: Space, key: &[u8], sealed: Vec<u8>) -> Result<Vec<u8>, StationError> {
        match self.envelope.open(space, key, sealed) {
            Err(EnvelopeError::Damaged) => Ok(Vec::new()),
            opened => Ok(opened?),
        }
    }

    async fn read_all(
        &self,
        space: Space,
        prefixes: &[Vec<u8>],
    ) -> Result<Vec<Vec<Entry>>, StationError> {
        let mut found = self.store.scan(space, prefixes).await?;
        for (key, value) in found.iter_mut().flatten() {
            *value = self.unseal(space, key, core::mem::take(value))?;
        }
        Ok(found)
    }

    /// Writes a batch, once the station is wholly opened.
    async fn write(&self, batch: crate::Batch, durability: Durability) -> Result<(), StationError> {
        if self.unsettled.is_some() && !batch.is_empty() {
            return Err(StationError::Unsettled);
        }
        self.commit(batch, durability).await
    }

    /// Seals and writes a batch. Before the station is wholly opened only what is half typed may be
    /// written: it stands for itself, and must not wait.
    async fn commit(
        &self,
        batch: crate::Batch,
        durability: Durability,
    ) -> Result<(), StationError> {
        if batch.is_empty() {
            return Ok(());
        }
        let writes = batch
            .writes
            .into_iter()
            .map(|write| match write {
                Write::Put(space, key, value) => {
                    let sealed = self.envelope.seal(space, &key, &value);
                    Write::Put(space, key, sealed)
                }
                delete @ Write::Delete(..) => delete,
            })
            .collect();
        Ok(self.store.commit(crate::Batch { writes }, durability).await?)
    }
}
