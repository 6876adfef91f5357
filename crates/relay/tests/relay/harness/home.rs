//! Where a test's city lies.

use relay::store::{Location, Store, sqlite::Durability};
use std::{path::Path, sync::Arc};

#[path = "../../support/cluster.rs"]
mod cluster;

use super::{Scratch, furnish};
use cluster::Schema;

/// A place for one city, gone when the test ends.
pub struct Home {
    scratch: Scratch,
    schema: Option<Schema>,
}

impl Home {
    /// A directory.
    pub fn sqlite(name: &str) -> Self {
        Self { scratch: Scratch::new(name), schema: None }
    }

    /// A schema of a PostgreSQL database.
    pub async fn postgres(name: &str) -> Self {
        let schema = Schema::new(name).await;
        Self { scratch: Scratch::new(&format!("pg-{name}")), schema: Some(schema) }
    }

    pub fn location(&self) -> Location {
        match &self.schema {
            None => Location::Directory(self.scratch.path().to_owned()),
            Some(schema) => Location::Postgres(schema.address.clone()),
        }
    }

    /// As `relay serve` takes it.
    pub fn arguments(&self) -> [String; 2] {
        match &self.schema {
            None => ["--data".to_owned(), self.scratch.path().display().to_string()],
            Some(schema) => ["--store".to_owned(), schema.address.clone()],
        }
    }

    /// A directory for the app's files, or whatever a test puts on a disk.
    pub fn path(&self) -> &Path {
        self.scratch.path()
    }

    pub async fn open(&self) -> Arc<dyn Store> {
        self.location().open(Durability::Full).await.expect("opens")
    }

    /// With the small city in it.
    pub async fn furnished(self) -> Self {
        let store = self.open().await;
        furnish(&*store).await;
        store.close().await;
        self
    }

    /// A connection past the relay, for PostgreSQL.
    pub async fn connect(&self) -> sqlx::PgConnection {
        self.schema.as_ref().expect("PostgreSQL").connect().await
    }
}
