//! What lies apart from everything else.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{SqliteStore, StoreError, rows};
use crate::{
    at_rest::{AtRest, Place},
    store::apart::{Apart, BEYOND, Shelf, Shelved},
};

fn shelved(rest: &AtRest, shelf: Shelf, row: &SqliteRow) -> Result<Shelved, StoreError> {
    let id: Vec<u8> = row.try_get(1)?;
    let bytes = rest.open(Place::Apart(shelf as i64, &id), row.try_get(3)?)?;
    Ok(Shelved { no: rows::unsigned(row, 0)?, id, day: rows::small(row, 2)?, bytes })
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
        let place = Place::Apart(shelf as i64, id);
        let held = sqlx::query("SELECT bytes FROM apart WHERE shelf = $1 AND id = $2")
            .bind(shelf as i64)
            .bind(id)
            .fetch_optional(&mut *tx)
            .await?;
        if let Some(row) = held {
            return self.rest.open(place, row.try_get(0)?).map(Some);
        }
        sqlx::query(
            "INSERT INTO apart (shelf, no, id, day, bytes)
             SELECT $1, coalesce(max(no), 0) + 1, $2, $3, $4 FROM apart WHERE shelf = $1",
        )
        .bind(shelf as i64)
        .bind(id)
        .bind(i64::from(day))
        .bind(self.rest.seal(place, bytes)?)
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
        let found = found.fetch_all(&self.readers).await?;
        found.iter().map(|row| shelved(&self.rest, shelf, row)).collect()
    }

    async fn last(&self, shelf: Shelf, prefix: &[u8]) -> Result<Option<Shelved>, StoreError> {
        let found = sqlx::query(
            "SELECT no, id, day, bytes FROM apart
             WHERE shelf = $1 AND id >= $2 AND id < $3 ORDER BY id DESC LIMIT 1",
        )
        .bind(shelf as i64)
        .bind(prefix)
        .bind([prefix, &BEYOND].concat());
        let found = found.fetch_optional(&self.readers).await?;
        found.map(|row| shelved(&self.rest, shelf, &row)).transpose()
    }

    async fn page(&self, shelf: Shelf, after: u64, limit: u32) -> Result<Vec<Shelved>, StoreError> {
        let found = sqlx::query(
            "SELECT no, id, day, bytes FROM apart
             WHERE shelf = $1 AND no > $2 ORDER BY no LIMIT $3",
        )
        .bind(shelf as i64)
        .bind(rows::signed(after))
        .bind(i64::from(limit));
        let found = found.fetch_all(&self.readers).await?;
        found.iter().map(|row| shelved(&self.rest, shelf, row)).collect()
    }
}
