//! The city's turn: one appender at a time, among all processes.
//!
//! Feed sequences, places in the log and versions of the directory are numbers that the one who
//! has the turn reads, goes on from, and commits before the next one reads them. PostgreSQL lets
//! go of the lock only after the commit is on disk and visible. The lock is PostgreSQL's own
//! (advisory): it ends with the transaction, and so with the process or its connection.

use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::StoreError;

/// Begins a transaction that appends; waits until no other does.
///
/// What is read after it is read anew, statement by statement (read committed), so the first
/// question already sees all that the one before has committed.
pub(super) async fn begin(writer: &PgPool) -> Result<Transaction<'static, Postgres>, StoreError> {
    let mut tx = writer.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
    wait(&mut tx).await?;
    Ok(tx)
}

/// Waits for the turn within a transaction.
pub(super) async fn wait(tx: &mut Transaction<'static, Postgres>) -> Result<(), StoreError> {
    // The first number is ours ("cunz"), the second tells the city: several may be schemas of one
    // database. An object's number has 32 bits without a sign, the lock's takes them with one.
    sqlx::query(
        "SELECT pg_advisory_xact_lock(1668640378,
         ('identity'::regclass::oid::bigint - 2147483648)::int)",
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Waits until nobody else gives attachments their numbers: a lock of its own ("cunb"), for
/// attachments are numbered beside the appends.
pub(super) async fn wait_for_blobs(tx: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query(
        "SELECT pg_advisory_xact_lock(1668640354,
         ('blob'::regclass::oid::bigint - 2147483648)::int)",
    )
    .execute(tx)
    .await?;
    Ok(())
}
