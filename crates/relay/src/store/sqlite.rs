//! The store in one SQLite file: write-ahead log, one writer, a few readers.

mod apart;
mod append;
mod blobs;
mod derived;
mod directory;
mod enrol;
mod erase;
mod feed;
mod keys;
mod migrations;
mod post;
mod repair;
mod sealing;
mod sight;
mod survey;
mod tables;

use async_trait::async_trait;
use casework::directory::{Office, Person, Post};
use ident::{OfficeCode, TenantId};
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{os::unix::fs::DirBuilderExt, path::Path, time::Duration};
use wire::Cursor;

use crate::{at_rest::AtRest, key_file::KeyFile};

use super::{
    Apart, Append, Blobs, DemoLink, DerivedRows, EnrolledDevice, FeedPage, FeedRequest, Holdings,
    Invitation, Keys, LogIdentity, NumberedChange, OfficeCounts, OrgDoc, OrgRecord, Registration,
    Store, StoreError, rows,
    tables::{Access, Rows},
};

/// The file's name in the data directory.
pub const FILE: &str = "relay.sqlite";
/// Readers at a time. Each has a thread and a page cache of its own: few, so that memory stays
/// small; reading a page of a feed takes well under a millisecond.
const READERS: u32 = 3;
/// What each reader keeps of the file, in KiB (SQLite's default is 2000, below zero as SQLite has it). The
/// system has all of it in memory once; a feed is read from its end.
const READER_CACHE: &str = "-512";
/// Rows that the thread of a connection may be ahead of who reads them: with a few, both wait for
/// each other at every turn.
const ROWS_AHEAD: usize = 1024;
/// How long another process (`relay invite`) may hold the file before we give up.
const BUSY: Duration = Duration::from_secs(10);

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It does.
    Full,
    /// It does not: only for the test that shows the difference.
    UnsafeNone,
}

/// A relay's SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    log: LogIdentity,
    /// One connection: appenders wait for each other here.
    writer: SqlitePool,
    readers: SqlitePool,
    /// How values lie in it.
    rest: AtRest,
}

impl SqliteStore {
    /// Opens the file in a data directory; makes both where they are not there.
    ///
    /// # Errors
    /// [`StoreError`]; `SchemaTooNew` where a later version wrote the file.
    pub async fn open(data: &Path, durability: Durability) -> Result<Self, StoreError> {
        Self::open_under(data, durability, None).await
    }

    /// The same, with the key that values lie sealed under.
    ///
    /// # Errors
    /// [`StoreError`]; `KeyNeeded` and `OtherKey` where they lie under one that this is not.
    pub async fn open_under(
        data: &Path,
        durability: Durability,
        key: Option<&KeyFile>,
    ) -> Result<Self, StoreError> {
        // Names and addresses lie here: nobody else on the machine is to read them.
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data)
            .map_err(|source| StoreError::Directory { path: data.to_owned(), source })?;
        let options = SqliteConnectOptions::new()
            .filename(data.join(FILE))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match durability {
                Durability::Full => SqliteSynchronous::Full,
                Durability::UnsafeNone => SqliteSynchronous::Off,
            })
            .foreign_keys(true)
            .row_buffer_size(ROWS_AHEAD)
            .busy_timeout(BUSY);
        let pool =
            || SqlitePoolOptions::new().min_connections(0).idle_timeout(None).max_lifetime(None);
        let writer = pool().max_connections(1).connect_with(options.clone()).await?;
        migrations::run(&writer).await?;
        let rest = sealing::settle(&writer, key).await?;
        repair::weigh(&writer).await?;
        let row = sqlx::query("SELECT tenant, epoch FROM identity").fetch_one(&writer).await?;
        let log = LogIdentity {
            tenant: TenantId::from_slice(row.try_get(0)?)?,
            epoch: rows::unsigned(&row, 1)?,
        };
        let readers = pool()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "on").pragma("cache_size", READER_CACHE))
            .await?;
        Ok(Self { log, writer, readers, rest })
    }
}

#[async_trait]
impl Store for SqliteStore {
    fn log(&self) -> LogIdentity {
        self.log
    }

    async fn org(&self) -> Result<OrgRecord, StoreError> {
        directory::read(&self.readers, &self.rest).await
    }

    async fn directory_version(&self) -> Result<u32, StoreError> {
        directory::version(&self.readers).await
    }

    async fn put_offices(&self, offices: &[Office]) -> Result<OfficeCounts, StoreError> {
        directory::put_offices(&self.writer, offices).await
    }

    async fn put_people(&self, people: &[Person]) -> Result<(), StoreError> {
        directory::put_people(&self.writer, people).await
    }

    async fn put_posts(&self, posts: &[Post]) -> Result<(), StoreError> {
        post::put(&self.writer, posts).await
    }

    async fn refer_to(&self, offices: &[Office], people: &[Person]) -> Result<(), StoreError> {
        directory::refer_to(&self.writer, offices, people).await
    }

    async fn invite(&self, invitation: &Invitation) -> Result<(), StoreError> {
        enrol::invite(&self.writer, invitation).await
    }

    async fn enrol(&self, wanted: &Registration) -> Result<Option<EnrolledDevice>, StoreError> {
        enrol::enrol(&self.writer, self.log.epoch, wanted).await
    }

    async fn latest(&self, audience: &OfficeCode) -> Result<Cursor, StoreError> {
        let mut reader = self.readers.acquire().await?;
        feed::latest(&mut reader, self.log.epoch, audience).await
    }

    async fn holds(&self, audience: &OfficeCode, cursor: &Cursor) -> Result<bool, StoreError> {
        feed::holds(&self.readers, self.log.epoch, audience, cursor).await
    }

    async fn read_feed(&self, request: &FeedRequest<'_>) -> Result<FeedPage, StoreError> {
        feed::read(&self.readers, &self.rest, request).await
    }

    async fn begin(&self) -> Result<Box<dyn Append>, StoreError> {
        let append = append::SqliteAppend::begin(self).await?;
        Ok(Box::new(append))
    }

    async fn demo_links(&self) -> Result<Vec<DemoLink>, StoreError> {
        enrol::demo_links(&self.readers).await
    }

    async fn put_demo_link(&self, link: &DemoLink) -> Result<(), StoreError> {
        enrol::put_demo_link(&self.writer, link).await
    }

    async fn is_open(&self, secret_hash: &[u8; 32]) -> Result<bool, StoreError> {
        enrol::is_open(&self.readers, secret_hash).await
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

    async fn rows(&self, access: Access) -> Result<Box<dyn Rows>, StoreError> {
        Ok(Box::new(tables::SqliteRows::begin(self, access).await?))
    }

    async fn moved_to(&self) -> Result<Option<String>, StoreError> {
        sealing::moved_to(&self.readers).await
    }

    async fn write_out_anew(&self) -> Result<(), StoreError> {
        sealing::write_out_anew(&self.writer).await
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_does_what_every_store_must() {
        let data = crate::scratch::Scratch::new("conformance");
        let store = SqliteStore::open(data.path(), Durability::Full).await.expect("opens");
        crate::store::conformance::all(&store).await;
        crate::store::derived::conformance::all(&store).await;
        crate::store::keys::conformance::all(&store).await;
        crate::store::apart::conformance::all(&store).await;
        let log = store.log();
        store.close().await;
        let store = SqliteStore::open(data.path(), Durability::Full).await.expect("opens again");
        assert_eq!(store.log(), log);
    }
}
