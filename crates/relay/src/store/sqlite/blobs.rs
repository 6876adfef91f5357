//! Attachments in the SQLite file: parts as they came, each in a transaction that is on disk when it
//! is answered.

use async_trait::async_trait;
use ident::{BlobId, OfficeCode};
use sha2::{Digest, Sha256};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{SqliteStore, StoreError, rows};
use crate::store::{Blobs, HeldBlob, MAX_MENTIONS, Mention, PutBlob};

/// An attachment's row.
struct Blob {
    no: i64,
    held: HeldBlob,
}

fn blob(row: &SqliteRow) -> Result<Blob, StoreError> {
    let whole: i64 = row.try_get(3)?;
    let held =
        HeldBlob { size: rows::small(row, 1)?, held: rows::small(row, 2)?, whole: whole == 1 };
    Ok(Blob { no: row.try_get(0)?, held })
}

async fn read(connection: &mut SqliteConnection, id: BlobId) -> Result<Option<Blob>, StoreError> {
    sqlx::query("SELECT no, size, held, whole FROM blob WHERE id = ?")
        .bind(id.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(blob)
        .transpose()
}

/// Notes what documents mention, as far as there is room for more: for those of a matter's readers in
/// its core and people documents together, for those of a committee in its own.
pub(super) async fn mention(
    tx: &mut SqliteConnection,
    mentions: &[Mention],
) -> Result<(), StoreError> {
    for mention in mentions {
        sqlx::query(
            "INSERT OR IGNORE INTO blob_mention (blob, document)
             SELECT ?1, d.no FROM document d WHERE d.id = ?2 AND ?3 >
             (SELECT count(DISTINCT m.blob) FROM document o
              JOIN blob_mention m INDEXED BY blob_mention_of_document ON m.document = o.no
              WHERE o.matter = d.matter
              AND (o.no = d.no OR (d.part IN (0, 1) AND o.part IN (0, 1))))",
        )
        .bind(mention.blob.as_bytes().as_slice())
        .bind(mention.doc.as_bytes().as_slice())
        .bind(rows::signed(MAX_MENTIONS as u64))
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

async fn forget_parts(tx: &mut SqliteConnection, no: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM blob_part WHERE blob = ?").bind(no).execute(&mut *tx).await?;
    sqlx::query("UPDATE blob SET held = 0 WHERE no = ?").bind(no).execute(tx).await?;
    Ok(())
}

/// The name of what is held of an attachment.
async fn name(tx: &mut SqliteConnection, no: i64) -> Result<BlobId, StoreError> {
    let mut hash = Sha256::new();
    let starts = sqlx::query("SELECT start FROM blob_part WHERE blob = ? ORDER BY start")
        .bind(no)
        .fetch_all(&mut *tx)
        .await?;
    // One part at a time: all of one attachment has eight megabytes.
    for row in starts {
        let start: i64 = row.try_get(0)?;
        let part = sqlx::query("SELECT bytes FROM blob_part WHERE blob = ? AND start = ?")
            .bind(no)
            .bind(start)
            .fetch_one(&mut *tx)
            .await?;
        let bytes: &[u8] = part.try_get(0)?;
        hash.update(bytes);
    }
    Ok(BlobId::new(hash.finalize().into()))
}

#[async_trait]
impl Blobs for SqliteStore {
    async fn find_blob(
        &self,
        office: &OfficeCode,
        blob: BlobId,
    ) -> Result<Option<HeldBlob>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        let visible = sqlx::query(
            "SELECT 1 FROM blob_mention m JOIN document d ON d.no = m.document
             WHERE m.blob = ?1 AND (
                 (d.part IN (0, 1) AND EXISTS
                     (SELECT 1 FROM audience a WHERE a.matter = d.matter AND a.office = ?2))
                 OR (d.part = 4 AND d.office = ?2))
             LIMIT 1",
        )
        .bind(blob.as_bytes().as_slice())
        .bind(office.as_str())
        .fetch_optional(&mut *reader)
        .await?;
        if visible.is_none() {
            return Ok(None);
        }
        let found = read(&mut reader, blob).await?;
        Ok(Some(found.map(|found| found.held).unwrap_or_default()))
    }

    async fn offer_blob(&self, blob: BlobId, size: u32) -> Result<HeldBlob, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let found = read(&mut tx, blob).await?;
        let held = match found {
            Some(found) if found.held.whole || found.held.size == size => return Ok(found.held),
            Some(found) => {
                forget_parts(&mut tx, found.no).await?;
                sqlx::query("UPDATE blob SET size = ? WHERE no = ?")
                    .bind(i64::from(size))
                    .bind(found.no)
                    .execute(&mut *tx)
                    .await?;
                HeldBlob { size, held: 0, whole: false }
            }
            None => {
                sqlx::query("INSERT INTO blob (id, size, held, whole) VALUES (?, ?, 0, 0)")
                    .bind(blob.as_bytes().as_slice())
                    .bind(i64::from(size))
                    .execute(&mut *tx)
                    .await?;
                HeldBlob { size, held: 0, whole: false }
            }
        };
        tx.commit().await?;
        Ok(held)
    }

    async fn put_blob(
        &self,
        blob: BlobId,
        offset: u32,
        bytes: &[u8],
    ) -> Result<PutBlob, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let Some(Blob { no, held }) = read(&mut tx, blob).await? else {
            return Ok(PutBlob::At(0));
        };
        if held.whole {
            return Ok(PutBlob::Whole);
        }
        if offset != held.held {
            return Ok(PutBlob::At(held.held));
        }
        let end = u32::try_from(bytes.len()).ok().and_then(|len| offset.checked_add(len));
        let Some(end) = end.filter(|end| *end <= held.size) else { return Ok(PutBlob::TooLarge) };
        if !bytes.is_empty() {
            sqlx::query("INSERT INTO blob_part (blob, start, bytes) VALUES (?, ?, ?)")
                .bind(no)
                .bind(i64::from(offset))
                .bind(bytes)
                .execute(&mut *tx)
                .await?;
        }
        let whole = end == held.size;
        let right = !whole || name(&mut tx, no).await? == blob;
        if right {
            sqlx::query("UPDATE blob SET held = ?, whole = ? WHERE no = ?")
                .bind(i64::from(end))
                .bind(i64::from(whole))
                .bind(no)
                .execute(&mut *tx)
                .await?;
        } else {
            forget_parts(&mut tx, no).await?;
        }
        tx.commit().await?;
        Ok(match (right, whole) {
            (false, _) => PutBlob::Wrong,
            (true, true) => PutBlob::Whole,
            (true, false) => PutBlob::At(end),
        })
    }

    async fn read_blob(
        &self,
        blob: BlobId,
        offset: u32,
        limit: usize,
    ) -> Result<Vec<u8>, StoreError> {
        let found = sqlx::query(
            "SELECT substr(p.bytes, ?2 - p.start + 1, ?3) FROM blob b
             JOIN blob_part p ON p.blob = b.no
             WHERE b.id = ?1 AND p.start <= ?2 ORDER BY p.start DESC LIMIT 1",
        )
        .bind(blob.as_bytes().as_slice())
        .bind(i64::from(offset))
        .bind(rows::signed(limit as u64))
        .fetch_optional(&self.readers)
        .await?;
        found.map_or_else(|| Ok(Vec::new()), |row| Ok(row.try_get(0)?))
    }
}

#[cfg(test)]
mod tests {
    use crate::store::sqlite::{Durability, SqliteStore};

    #[tokio::test]
    async fn it_does_what_every_store_must() {
        let data = crate::scratch::Scratch::new("blobs");
        let store = SqliteStore::open(data.path(), Durability::Full).await.expect("opens");
        crate::store::conformance::all(&store).await;
        crate::store::blobs::conformance::all(&store).await;
        let other = SqliteStore::open(data.path(), Durability::Full).await.expect("opens");
        crate::store::blobs::conformance::two_at_once(&store, &other).await;
    }
}
