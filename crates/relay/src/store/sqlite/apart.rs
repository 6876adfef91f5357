//! What lies apart from everything else.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{SqliteStore, StoreError, rows};
use crate::store::apart::{Apart, BEYOND, Shelf, Shelved};

fn shelved(row: &SqliteRow) -> Result<Shelved, StoreError> {
    Ok(Shelved {
        no: rows::unsigned(row, 0)?,
        id: row.try_get(1)?,
        day: rows::small(row, 2)?,
        bytes: row.try_get(3)?,
    })
}

#[async_trait]
impl Apart for SqliteStore {
    async fn add(
        &self,
        shelf: Shelf,
        id: &[u8],
        day: u32,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let held = sqlx::query("SELECT bytes FROM apart WHERE shelf = $1 AND id = $2")
            .bind(shelf as i64)
            .bind(id)
            .fetch_optional(&mut *tx)
            .await?;
        if let Some(row) = held {
            return Ok(Some(row.try_get(0)?));
        }
        sqlx::query(
            "INSERT INTO apart (shelf, no, id, day, bytes)
             SELECT $1, coalesce(max(no), 0) + 1, $2, $3, $4 FROM apart WHERE shelf = $1",
        )
        .bind(shelf as i64)
        .bind(id)
        .bind(i64::from(day))
        .bind(bytes)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(None)
    }

    async fn named(&self, shelf: Shelf, prefix: &[u8]) -> Result<Vec<Shelved>, StoreError> {
        let found = sqlx::query(
            "SELECT no, id, day, bytes FROM apart
             WHERE shelf = $1 AND id >= $2 AND id < $3 ORDER BY id",
        )
        .bind(shelf as i64)
        .bind(prefix)
        .bind([prefix, &BEYOND].concat());
        found.fetch_all(&self.readers).await?.iter().map(shelved).collect()
    }

    async fn last(&self, shelf: Shelf, prefix: &[u8]) -> Result<Option<Shelved>, StoreError> {
        let found = sqlx::query(
            "SELECT no, id, day, bytes FROM apart
             WHERE shelf = $1 AND id >= $2 AND id < $3 ORDER BY id DESC LIMIT 1",
        )
        .bind(shelf as i64)
        .bind(prefix)
        .bind([prefix, &BEYOND].concat());
        found.fetch_optional(&self.readers).await?.as_ref().map(shelved).transpose()
    }

    async fn page(&self, shelf: Shelf, after: u64, limit: u32) -> Result<Vec<Shelved>, StoreError> {
        let found = sqlx::query(
            "SELECT no, id, day, bytes FROM apart
             WHERE shelf = $1 AND no > $2 ORDER BY no LIMIT $3",
        )
        .bind(shelf as i64)
        .bind(rows::signed(after))
        .bind(i64::from(limit));
        found.fetch_all(&self.readers).await?.iter().map(shelved).collect()
    }
}
