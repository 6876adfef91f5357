//! Connections: how many, and with which settings.

use sqlx::{
    PgPool, Row,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;

use super::{Durability, StoreError};

/// Readers at a time, of one process. A page of a feed takes about a millisecond.
const READERS: u32 = 6;

/// Parts of attachments that are written at a time, of one process: beside the appender, for a part
/// waits for the disk, and nobody's push for a part.
const BLOB_WRITERS: u32 = 2;

/// How long a connection may take to be had before a station is told to come again.
const WAITING: Duration = Duration::from_secs(30);

pub(super) struct Pools {
    pub writer: PgPool,
    pub readers: PgPool,
    pub blobs: PgPool,
    pub listener: PgPool,
}

pub(super) async fn pools(address: &str, durability: Durability) -> Result<Pools, StoreError> {
    let options: PgConnectOptions = address.parse().map_err(|_| StoreError::Address)?;
    let options = match options.get_application_name() {
        Some(_) => options,
        None => options.application_name("cunzhan-relay"),
    };
    let options = options.options([
        // Whatever the server's or the role's default is: a commit is acknowledged when it is on
        // disk (and, where there are synchronous standbys, on theirs).
        ("synchronous_commit", if durability == Durability::Full { "on" } else { "off" }),
        // An appender whose machine has stalled or gone must not stop the city: its transaction
        // ends, the lock with it; and nobody waits for the lock for ever.
        ("idle_in_transaction_session_timeout", "60s"),
        ("lock_timeout", "30s"),
        ("tcp_keepalives_idle", "20"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
        // Our questions are small ones; compiling them takes longer than answering.
        ("jit", "off"),
    ]);
    let pool = |max| {
        PgPoolOptions::new()
            .max_connections(max)
            .min_connections(0)
            .acquire_timeout(WAITING)
            .idle_timeout(None)
            .max_lifetime(None)
    };
    let writer = pool(1).connect_with(options.clone()).await?;
    if durability == Durability::Full {
        let row =
            sqlx::query("SELECT current_setting('fsync'), current_setting('full_page_writes')")
                .fetch_one(&writer)
                .await?;
        for (at, name) in ["fsync", "full_page_writes"].into_iter().enumerate() {
            if row.try_get::<&str, _>(at)? != "on" {
                return Err(StoreError::NotDurable(name));
            }
        }
    }
    Ok(Pools {
        writer,
        readers: pool(READERS).connect_lazy_with(options.clone()),
        blobs: pool(BLOB_WRITERS).connect_lazy_with(options.clone()),
        listener: pool(1).connect_lazy_with(options),
    })
}
