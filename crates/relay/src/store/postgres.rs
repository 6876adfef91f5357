//! The store in a PostgreSQL database that any number of relay processes share.
//!
//! What must hold among them: a feed's numbers are given and become visible in one order. So
//! whoever appends first waits for the city's turn (`turn`), a lock that the transaction holds
//! until it has committed; each process still gathers what waits into one transaction
//! (`crate::keeper`). In the same transaction it notifies the others of the feeds that grew
//! (`listen`), so they hear of exactly what was committed, when it was.

mod again;
mod apart;
mod append;
mod blobs;
mod connect;
mod derived;
mod directory;
mod enrol;
mod erase;
mod feed;
mod keep;
mod keys;
mod listen;
mod migrations;
mod post;
mod repair;
mod sealing;
mod sight;
mod survey;
mod tables;
mod tell;
mod turn;

#[cfg(test)]
mod tests;

use async_trait::async_trait;
use casework::directory::{Office, Person, Post};
use ident::{OfficeCode, TenantId};
use sqlx::{PgPool, Row};
use std::time::Duration;
use tokio::time::timeout;
use wire::Cursor;

use crate::{at_rest::AtRest, key_file::KeyFile};

use super::{
    Apart, Append, Blobs, DemoLink, DerivedRows, EnrolledDevice, FeedPage, FeedRequest, Grown,
    Holdings, Invitation, Keys, LogIdentity, NumberedChange, OfficeCounts, OrgDoc, OrgRecord,
    Registration, Store, StoreError, rows,
    sqlite::Durability,
    tables::{Access, Rows},
};
use again::again;
use listen::Listening;
use tell::Voice;

/// So long is waited for connections that are still at work when the store is closed.
const CLOSING: Duration = Duration::from_secs(5);

/// A city's tables in a PostgreSQL database.
#[derive(Debug)]
pub struct PostgresStore {
    log: LogIdentity,
    /// One connection: appenders of this process wait for each other here.
    writer: PgPool,
    readers: PgPool,
    /// How values lie in them.
    rest: AtRest,
    /// For whoever hands attachments in.
    blobs: PgPool,
    voice: Voice,
    listening: Listening,
}

impl PostgresStore {
    /// Opens a database; makes the tables where there are none.
    ///
    /// # Errors
    /// [`StoreError`]; `SchemaTooNew` where a later version made the tables, `NotDurable` where
    /// the server does not sync what it commits.
    pub async fn open(address: &str, durability: Durability) -> Result<Self, StoreError> {
        Self::open_under(address, durability, None).await
    }

    /// The same, with the key that values lie sealed under.
    ///
    /// # Errors
    /// [`StoreError`]; `KeyNeeded` and `OtherKey` where they lie under one that this is not.
    pub async fn open_under(
        address: &str,
        durability: Durability,
        key: Option<&KeyFile>,
    ) -> Result<Self, StoreError> {
        let connect::Pools { writer, readers, blobs, listener } =
            connect::pools(address, durability).await?;
        migrations::run(&writer).await?;
        let rest = sealing::settle(&writer, key).await?;
        repair::weigh(&writer).await?;
        let row = sqlx::query("SELECT tenant, epoch FROM identity").fetch_one(&writer).await?;
        let log = LogIdentity {
            tenant: TenantId::from_slice(row.try_get(0)?)?,
            epoch: rows::unsigned(&row, 1)?,
        };
        let voice = Voice::new(log.tenant)?;
        let listening = Listening::new(voice.clone(), listener, readers.clone());
        Ok(Self { log, writer, readers, rest, blobs, voice, listening })
    }
}

#[async_trait]
impl Store for PostgresStore {
    fn log(&self) -> LogIdentity {
        self.log
    }

    async fn org(&self) -> Result<OrgRecord, StoreError> {
        again(|| directory::read(&self.readers, &self.rest)).await
    }

    async fn directory_version(&self) -> Result<u32, StoreError> {
        again(|| directory::version(&self.readers)).await
    }

    async fn put_offices(&self, offices: &[Office]) -> Result<OfficeCounts, StoreError> {
        directory::put_offices(&self.writer, &self.voice, offices).await
    }

    async fn put_people(&self, people: &[Person]) -> Result<(), StoreError> {
        directory::put_people(&self.writer, &self.voice, people).await
    }

    async fn put_posts(&self, posts: &[Post]) -> Result<(), StoreError> {
        post::put(&self.writer, &self.voice, posts).await
    }

    async fn refer_to(&self, offices: &[Office], people: &[Person]) -> Result<(), StoreError> {
        directory::refer_to(&self.writer, offices, people).await
    }

    async fn invite(&self, invitation: &Invitation) -> Result<(), StoreError> {
        enrol::invite(&self.writer, invitation).await
    }

    async fn enrol(&self, wanted: &Registration) -> Result<Option<EnrolledDevice>, StoreError> {
        enrol::enrol(&self.writer, &self.voice, self.log.epoch, wanted).await
    }

    async fn latest(&self, audience: &OfficeCode) -> Result<Cursor, StoreError> {
        again(|| feed::latest(&self.readers, self.log.epoch, audience)).await
    }

    async fn holds(&self, audience: &OfficeCode, cursor: &Cursor) -> Result<bool, StoreError> {
        again(|| feed::holds(&self.readers, self.log.epoch, audience, cursor)).await
    }

    async fn read_feed(&self, request: &FeedRequest<'_>) -> Result<FeedPage, StoreError> {
        again(|| feed::read(&self.readers, &self.rest, request)).await
    }

    async fn begin(&self) -> Result<Box<dyn Append>, StoreError> {
        Ok(Box::new(again(|| append::PostgresAppend::begin(self)).await?))
    }

    async fn demo_links(&self) -> Result<Vec<DemoLink>, StoreError> {
        again(|| enrol::demo_links(&self.readers)).await
    }

    async fn put_demo_link(&self, link: &DemoLink) -> Result<(), StoreError> {
        enrol::put_demo_link(&self.writer, link).await
    }

    async fn is_open(&self, secret_hash: &[u8; 32]) -> Result<bool, StoreError> {
        again(|| enrol::is_open(&self.readers, secret_hash)).await
    }

    fn derived(&self) -> &dyn DerivedRows {
        self
    }

    fn keys(&self) -> &dyn Keys {
        self
    }

    fn apart(&self) -> &dyn Apart {
        self
    }

    fn blobs(&self) -> Option<&dyn Blobs> {
        Some(self)
    }

    fn holdings(&self) -> &dyn Holdings {
        self
    }

    async fn grown_elsewhere(&self) -> Grown {
        self.listening.grown().await
    }

    async fn rows(&self, access: Access) -> Result<Box<dyn Rows>, StoreError> {
        Ok(Box::new(tables::PostgresRows::begin(self, access).await?))
    }

    async fn moved_to(&self) -> Result<Option<String>, StoreError> {
        sealing::moved_to(&self.readers).await
    }

    async fn write_out_anew(&self) -> Result<(), StoreError> {
        sealing::write_out_anew(&self.writer).await
    }

    async fn close(&self) {
        // What was acknowledged is on the server's disk already: nothing is lost if a connection
        // that hangs is left to end with the process.
        let _ = timeout(CLOSING, self.listening.close()).await;
        for pool in [&self.readers, &self.blobs, &self.writer] {
            let _ = timeout(CLOSING, pool.close()).await;
        }
    }
}
