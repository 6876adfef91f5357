//! The schema, step by step: one file each, numbered, never changed once released.

use sqlx::{PgConnection, PgPool, Row};

use super::{StoreError, rows};

const STEPS: [&str; 10] = [
    include_str!("../../../migrations/postgres/0001_directory.sql"),
    include_str!("../../../migrations/postgres/0002_record.sql"),
    include_str!("../../../migrations/postgres/0003_feed.sql"),
    include_str!("../../../migrations/postgres/0004_blob.sql"),
    include_str!("../../../migrations/postgres/0005_repair.sql"),
    include_str!("../../../migrations/postgres/0006_matter_row.sql"),
    include_str!("../../../migrations/postgres/0007_keys.sql"),
    include_str!("../../../migrations/postgres/0008_apart.sql"),
    include_str!("../../../migrations/postgres/0009_at_rest.sql"),
    include_str!("../../../migrations/postgres/0010_erasure.sql"),
];

/// Brings the tables up to the newest schema, all steps in one transaction.
pub(super) async fn run(writer: &PgPool) -> Result<(), StoreError> {
    let mut tx = writer.begin().await?;
    // Several processes may be started at once.
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('cunzhan migrations', 0))")
        .execute(&mut *tx)
        .await?;
    let row = sqlx::query(
        "SELECT current_schema() IS NOT NULL,
         to_regclass(quote_ident(current_schema()) || '.schema_version') IS NOT NULL",
    )
    .fetch_one(&mut *tx)
    .await?;
    if !row.try_get::<bool, _>(0)? {
        return Err(StoreError::NoSchema);
    }
    let found = match row.try_get::<Option<bool>, _>(1)? {
        Some(true) => version(&mut tx).await?,
        _ => {
            sqlx::raw_sql(
                "CREATE TABLE schema_version (version BIGINT NOT NULL);
                 INSERT INTO schema_version VALUES (0)",
            )
            .execute(&mut *tx)
            .await?;
            0
        }
    };
    let supported = STEPS.len() as u32;
    if found > supported {
        return Err(StoreError::SchemaTooNew { found, supported });
    }
    for step in STEPS.into_iter().skip(found as usize) {
        sqlx::raw_sql(step).execute(&mut *tx).await?;
    }
    if found < supported {
        sqlx::query("UPDATE schema_version SET version = $1")
            .bind(i64::from(supported))
            .execute(&mut *tx)
            .await?;
    }
    if found == 0 {
        identify(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn version(tx: &mut PgConnection) -> Result<u32, StoreError> {
    let row = sqlx::query("SELECT version FROM schema_version").fetch_one(tx).await?;
    rows::small(&row, 0)
}

/// Gives a new log its names. The epoch is the moment it began, so that one that is made after
/// another was lost has a later one.
async fn identify(tx: &mut PgConnection) -> Result<(), StoreError> {
    let mut tenant = [0u8; 16];
    getrandom::fill(&mut tenant).map_err(|_| StoreError::NoRandomness)?;
    sqlx::query("INSERT INTO identity (only_row, tenant, epoch, directory) VALUES (1, $1, $2, 0)")
        .bind(tenant.as_slice())
        .bind(crate::clock::now_millis())
        .execute(tx)
        .await?;
    Ok(())
}
