//! What the relay needs of a database, in the words of its domain.
//!
//! Another database is another implementation of [`Store`] and [`Append`] that passes
//! `conformance`. Deciding what is taken in happens above (`acceptance`), between
//! [`Store::begin`] and [`Append::commit`]: an implementation lets no second appender in between.
//!
//! The two implementations are written apart, statement by statement: one has arrays, turns and
//! notifications where the other has JSON and one writer. What they share stands here once: which
//! tables there are (`tables`), how values stand in columns (`rows`), what a feed's hashes are over
//! (`entry`).

pub mod apart;
pub mod blobs;
pub mod derived;
mod entry;
mod erase;
mod error;
mod grown;
mod keep;
pub mod keys;
mod location;
mod org;
mod people;
mod repair;
mod rows;
mod survey;
pub mod tables;

pub mod postgres;
pub mod sqlite;

#[cfg(test)]
pub(crate) mod conformance;

use async_trait::async_trait;
use casework::directory::{Office, Person, Post};
use ident::{DeviceId, DocKey, MatterId, OfficeCode, TenantId};
use std::collections::{BTreeSet, HashMap};
use tables::{Access, Rows};
use wire::Cursor;

pub use apart::{Apart, Shelf, Shelved};
pub use blobs::{Blobs, HeldBlob, MAX_MENTIONS, Mention, PutBlob};
pub use derived::DerivedRows;
pub use entry::{EntryKind, FeedPage, FeedRequest, PageEntry, directory_digest, entry_digest};
pub use erase::{ErasedDoc, Erasure};
pub use error::StoreError;
pub use grown::Grown;
pub use keep::{Grant, Keep, KeptChange, KeptDoc, Proof, Withdrawal};
pub use keys::{Authority, Enlisted, HeldPiece, Keys, NewPiece};
pub use location::{Location, Site, SiteError};
pub use org::{NumberedChange, OrgDoc, OrgRecord};
pub use people::{DemoLink, EnrolledDevice, Invitation, OfficeCounts, Registration};
pub use repair::{Holdings, Looked, Looks, RepairNote, Seen};
pub use survey::{Findings, FoundDoc, Slot, Standing, SurveyDoc};

/// Which log this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogIdentity {
    /// The city.
    pub tenant: TenantId,
    /// The log; another one where the relay started anew.
    pub epoch: u64,
}

/// The relay's memory.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Which log it holds.
    fn log(&self) -> LogIdentity;

    /// The base directory with the version it all has, and the directory's documents that lie over
    /// it, as of one moment. What they come to, `crate::directory` derives.
    async fn org(&self) -> Result<OrgRecord, StoreError>;

    /// The directory's version alone: cheap enough for every introduction.
    async fn directory_version(&self) -> Result<u32, StoreError>;

    /// Adds offices, or renames those whose code is known. None is ever removed.
    async fn put_offices(&self, offices: &[Office]) -> Result<OfficeCounts, StoreError>;

    /// Adds people.
    async fn put_people(&self, people: &[Person]) -> Result<(), StoreError>;

    /// Adds posts.
    async fn put_posts(&self, posts: &[Post]) -> Result<(), StoreError>;

    /// Notes offices and people that the directory's documents may have brought in, so that an
    /// invitation can name them. They do not become part of the base directory.
    async fn refer_to(&self, offices: &[Office], people: &[Person]) -> Result<(), StoreError>;

    /// Adds an invitation for one device.
    async fn invite(&self, invitation: &Invitation) -> Result<(), StoreError>;

    /// Registers a device with a secret. `None` where the secret opens nothing; the same answer
    /// again where this device used it before. Tells the audiences that have devices of the new
    /// directory.
    async fn enrol(&self, wanted: &Registration) -> Result<Option<EnrolledDevice>, StoreError>;

    /// The last entry of an audience's feed.
    async fn latest(&self, audience: &OfficeCode) -> Result<Cursor, StoreError>;

    /// Whether a cursor is a place in this audience's feed.
    async fn holds(&self, audience: &OfficeCode, cursor: &Cursor) -> Result<bool, StoreError>;

    /// Entries behind a place that [`Store::holds`].
    async fn read_feed(&self, request: &FeedRequest<'_>) -> Result<FeedPage, StoreError>;

    /// Starts appending; waits until no other appender is at it.
    async fn begin(&self) -> Result<Box<dyn Append>, StoreError>;

    /// The links of the demo city, if this is one.
    async fn demo_links(&self) -> Result<Vec<DemoLink>, StoreError>;

    /// Notes a link of the demo city.
    async fn put_demo_link(&self, link: &DemoLink) -> Result<(), StoreError>;

    /// Whether an invitation can still be used.
    async fn is_open(&self, secret_hash: &[u8; 32]) -> Result<bool, StoreError>;

    /// Rows that were made, and what they are made of.
    fn derived(&self) -> &dyn DerivedRows;

    /// The root key, certificates and revoked devices.
    fn keys(&self) -> &dyn Keys;

    /// What lies apart from everything else.
    fn apart(&self) -> &dyn Apart;

    /// The attachments; none where this store keeps none, and then none are taken.
    fn blobs(&self) -> Option<&dyn Blobs> {
        None
    }

    /// What is held, for repair.
    fn holdings(&self) -> &dyn Holdings;

    /// Returns when feeds have grown by another process's hand. One task of a process asks, again
    /// and again. Where only this process appends, it never returns.
    async fn grown_elsewhere(&self) -> Grown {
        std::future::pending().await
    }

    /// All there is, table by table: for moving it to another database, and for looking it over.
    async fn rows(&self, access: Access) -> Result<Box<dyn Rows>, StoreError>;

    /// Where the city was moved to from here, if it was.
    async fn moved_to(&self) -> Result<Option<String>, StoreError>;

    /// Writes the database's files out anew, so that nothing is left in them of what was overwritten.
    async fn write_out_anew(&self) -> Result<(), StoreError>;

    /// Writes out what is pending and lets go of the files.
    async fn close(&self);
}

/// One transaction that appends. Dropping it undoes everything.
#[async_trait]
pub trait Append: Send {
    /// What is known of a device's manifests: the last one, and the one of this number.
    async fn standing(&mut self, device: DeviceId, number: u64) -> Result<Standing, StoreError>;

    /// What is held already of these documents. Sees what this transaction appended.
    async fn survey(&mut self, docs: &[SurveyDoc]) -> Result<Findings, StoreError>;

    /// All changes of a matter's core document, ancestors first.
    async fn core_changes(&mut self, matter: MatterId) -> Result<Vec<NumberedChange>, StoreError>;

    /// The place in the log that the next change will have.
    fn next_place(&self) -> u64;

    /// The directory's version as this transaction found it, where other processes may have made
    /// it another: what is judged is judged by this one.
    fn directory_version(&self) -> Option<u32> {
        None
    }

    /// Appends changes, and to the feed of each audience an entry for each document. Returns the
    /// places in the log of the changes of each document, in the order given.
    async fn keep(&mut self, keep: &Keep<'_>) -> Result<Vec<Vec<u64>>, StoreError>;

    /// Notes that documents mention attachments, as far as their matters have room for more
    /// ([`MAX_MENTIONS`]). The documents are in the store or were appended before. Nothing to do
    /// for a store without attachments.
    async fn mention(&mut self, _mentions: &[Mention]) -> Result<(), StoreError> {
        Ok(())
    }

    /// Notes that something was missing and came back.
    async fn note_repair(&mut self, note: &RepairNote) -> Result<(), StoreError>;

    /// The directory as kept, with what this transaction appended.
    async fn org(&mut self) -> Result<OrgRecord, StoreError>;

    /// The matters that any of these offices may see, each with all who may.
    async fn seen_by(
        &mut self,
        offices: &[OfficeCode],
    ) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError>;

    /// Lets offices see matters, or not any more, and tells them: in the transaction that has the
    /// change by which that is so, which a device handed in.
    async fn turn_sight(
        &mut self,
        grants: &[Grant],
        withdrawals: &[Withdrawal],
        device: DeviceId,
    ) -> Result<(), StoreError>;

    /// The documents of a matter, whatever is left of them.
    async fn family(&mut self, matter: MatterId) -> Result<Vec<DocKey>, StoreError>;

    /// Takes the content of documents out for good, with what they attach, and tells those who had it.
    /// The names of the changes stay: places in the log and in the feeds are what they were. Doing it
    /// again changes nothing.
    async fn erase(&mut self, erasure: &Erasure) -> Result<(), StoreError>;

    /// A new version of the directory: an entry for each office that has a device.
    async fn tell_directory(&mut self) -> Result<(), StoreError>;

    /// Ends the transaction: when this returns, everything is on disk. Tells the audiences whose
    /// feeds have grown.
    async fn commit(self: Box<Self>) -> Result<BTreeSet<OfficeCode>, StoreError>;
}
