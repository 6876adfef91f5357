//! The schema, step by step: one file each, numbered, never changed once released.

use sqlx::{Row, SqlitePool};

use super::StoreError;

const STEPS: [&str; 12] = [
    include_str!("../../../migrations/sqlite/0001_directory.sql"),
    include_str!("../../../migrations/sqlite/0002_record.sql"),
    include_str!("../../../migrations/sqlite/0003_feed.sql"),
    include_str!("../../../migrations/sqlite/0004_demo_link.sql"),
    include_str!("../../../migrations/sqlite/0005_org.sql"),
    include_str!("../../../migrations/sqlite/0006_blob.sql"),
    include_str!("../../../migrations/sqlite/0007_repair.sql"),
    include_str!("../../../migrations/sqlite/0008_matter_row.sql"),
    include_str!("../../../migrations/sqlite/0009_keys.sql"),
    include_str!("../../../migrations/sqlite/0010_apart.sql"),
    include_str!("../../../migrations/sqlite/0011_at_rest.sql"),
    include_str!("../../../migrations/sqlite/0012_erasure.sql"),
];
/// `PRAGMA user_version` cannot take a parameter, so there is one text a step.
const MARKS: [&str; 12] = [
    "PRAGMA user_version = 1",
    "PRAGMA user_version = 2",
    "PRAGMA user_version = 3",
    "PRAGMA user_version = 4",
    "PRAGMA user_version = 5",
    "PRAGMA user_version = 6",
    "PRAGMA user_version = 7",
    "PRAGMA user_version = 8",
    "PRAGMA user_version = 9",
    "PRAGMA user_version = 10",
    "PRAGMA user_version = 11",
    "PRAGMA user_version = 12",
];

/// Brings the file up to the newest schema, each step in a transaction of its own.
pub(super) async fn run(writer: &SqlitePool) -> Result<(), StoreError> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    let found: i64 = sqlx::query("PRAGMA user_version").fetch_one(&mut *tx).await?.try_get(0)?;
    let found = u32::try_from(found).map_err(|_| StoreError::Corrupt("schema version"))?;
    let supported = STEPS.len() as u32;
    if found > supported {
        return Err(StoreError::SchemaTooNew { found, supported });
    }
    for (step, mark) in STEPS.into_iter().zip(MARKS).skip(found as usize) {
        sqlx::raw_sql(step).execute(&mut *tx).await?;
        sqlx::query(mark).execute(&mut *tx).await?;
    }
    if found == 0 {
        identify(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Gives a new log its names. The epoch is the moment it began, so that one that is made after
/// another was lost has a later one.
async fn identify(tx: &mut sqlx::SqliteConnection) -> Result<(), StoreError> {
    let mut tenant = [0u8; 16];
    getrandom::fill(&mut tenant).map_err(|_| StoreError::NoRandomness)?;
    sqlx::query("INSERT INTO identity (only_row, tenant, epoch, directory) VALUES (1, ?, ?, 0)")
        .bind(tenant.as_slice())
        .bind(crate::clock::now_millis())
        .execute(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::{Durability, SqliteStore};

    #[tokio::test]
    async fn a_later_schema_is_an_error_that_says_so() {
        let data = crate::scratch::Scratch::new("too-new");
        let store = SqliteStore::open(data.path(), Durability::Full).await.expect("opens");
        sqlx::query("PRAGMA user_version = 99").execute(&store.writer).await.expect("marks");
        super::super::Store::close(&store).await;
        let error = SqliteStore::open(data.path(), Durability::Full).await.expect_err("too new");
        let supported = STEPS.len() as u32;
        assert!(
            matches!(error, StoreError::SchemaTooNew { found: 99, supported: to } if to == supported)
        );
        assert!(error.to_string().contains("99"));
    }
}
