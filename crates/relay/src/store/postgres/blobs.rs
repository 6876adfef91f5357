//! Attachments in PostgreSQL: parts as they came, each in a transaction that is on disk when it is
//! answered.
//!
//! They have nothing to do with the feeds, so they wait for no turn. Whoever writes an attachment
//! locks its row first: two that hand in the same one, at whichever relays, go on one after the
//! other, each from where the one before has come to. All of it can be asked again where the
//! connection broke: what was written the first time is then found there.

use async_trait::async_trait;
use ident::{BlobId, DocId, MatterId, OfficeCode};
use sqlx::{PgConnection, PgPool, Row, postgres::PgRow};
use std::collections::{HashMap, HashSet};

use super::{PostgresStore, StoreError, again, rows, turn};
use crate::store::{Blobs, HeldBlob, MAX_MENTIONS, Mention, PutBlob};

/// An attachment's row.
struct Blob {
    no: i64,
    held: HeldBlob,
}

fn blob(row: &PgRow) -> Result<Blob, StoreError> {
    let whole: i64 = row.try_get(3)?;
    let held =
        HeldBlob { size: rows::small(row, 1)?, held: rows::small(row, 2)?, whole: whole == 1 };
    Ok(Blob { no: row.try_get(0)?, held })
}

/// Lets nobody write attachments until the transaction ends.
pub(super) async fn hold_all(tx: &mut PgConnection) -> Result<(), StoreError> {
    // Whoever writes any locks a row of this table first, which this mode excludes.
    sqlx::query("LOCK TABLE blob IN EXCLUSIVE MODE").execute(tx).await?;
    Ok(())
}

/// Whose attachments are counted together: those of a matter's core and people documents, and those
/// of each committee's document alone.
type Shelf = (MatterId, Option<i64>);

fn shelf(row: &PgRow) -> Result<Shelf, StoreError> {
    let (no, part): (i64, i64) = (row.try_get(0)?, row.try_get(2)?);
    let shared = matches!(part, 0 | 1);
    Ok((MatterId::from_slice(row.try_get(1)?)?, (!shared).then_some(no)))
}

/// Notes what documents mention, as far as there is room for more on their shelves: three
/// statements, however many there are.
pub(super) async fn mention(tx: &mut PgConnection, mentions: &[Mention]) -> Result<(), StoreError> {
    let asked: Vec<&[u8]> = mentions.iter().map(|known| known.doc.as_bytes().as_slice()).collect();
    let found = sqlx::query("SELECT no, matter, part, id FROM document WHERE id = ANY ($1)");
    let mut documents: HashMap<DocId, (i64, Shelf)> = HashMap::new();
    for row in found.bind(asked).fetch_all(&mut *tx).await? {
        documents.insert(DocId::from_slice(row.try_get(3)?)?, (row.try_get(0)?, shelf(&row)?));
    }
    let asked: Vec<&[u8]> =
        documents.values().map(|(_, (matter, _))| matter.as_bytes().as_slice()).collect();
    let found = sqlx::query(
        "SELECT d.no, d.matter, d.part, m.blob
         FROM document d JOIN blob_mention m ON m.document = d.no WHERE d.matter = ANY ($1)",
    );
    let mut held: HashMap<Shelf, HashSet<BlobId>> = HashMap::new();
    for row in found.bind(asked).fetch_all(&mut *tx).await? {
        held.entry(shelf(&row)?).or_default().insert(BlobId::new(rows::hash32(&row, 3)?));
    }
    let (mut blob, mut document) = (Vec::new(), Vec::new());
    for mention in mentions {
        let Some((no, shelf)) = documents.get(&mention.doc) else { continue };
        let held = held.entry(*shelf).or_default();
        if held.len() < MAX_MENTIONS {
            held.insert(mention.blob);
            blob.push(mention.blob.as_bytes().as_slice());
            document.push(*no);
        }
    }
    sqlx::query(
        "INSERT INTO blob_mention (blob, document)
         SELECT * FROM unnest($1::bytea[], $2::bigint[]) ON CONFLICT DO NOTHING",
    )
    .bind(blob)
    .bind(document)
    .execute(tx)
    .await?;
    Ok(())
}

/// An attachment's row, which nobody else writes until the transaction ends.
async fn lock(tx: &mut PgConnection, id: BlobId) -> Result<Option<Blob>, StoreError> {
    sqlx::query("SELECT no, size, held, whole FROM blob WHERE id = $1 FOR UPDATE")
        .bind(id.as_bytes().as_slice())
        .fetch_optional(tx)
        .await?
        .as_ref()
        .map(blob)
        .transpose()
}

async fn forget_parts(tx: &mut PgConnection, no: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM blob_part WHERE blob = $1").bind(no).execute(&mut *tx).await?;
    sqlx::query("UPDATE blob SET held = 0 WHERE no = $1").bind(no).execute(tx).await?;
    Ok(())
}

/// The name of what is held of an attachment. The server reckons it: eight megabytes at most.
async fn name(tx: &mut PgConnection, no: i64) -> Result<BlobId, StoreError> {
    let row = sqlx::query(
        "SELECT sha256(coalesce(string_agg(bytes, ''::bytea ORDER BY start), ''::bytea))
         FROM blob_part WHERE blob = $1",
    )
    .bind(no)
    .fetch_one(tx)
    .await?;
    Ok(BlobId::new(rows::hash32(&row, 0)?))
}

async fn find(
    readers: &PgPool,
    office: &OfficeCode,
    id: BlobId,
) -> Result<Option<HeldBlob>, StoreError> {
    // One row where it may be seen, with nulls where it was not offered.
    let found = sqlx::query(
        "SELECT b.no, b.size, b.held, b.whole
         FROM (VALUES ($1::bytea)) q (id) LEFT JOIN blob b ON b.id = q.id
         WHERE EXISTS (SELECT 1 FROM blob_mention m JOIN document d ON d.no = m.document
             WHERE m.blob = $1 AND (
                 (d.part IN (0, 1) AND EXISTS
                     (SELECT 1 FROM audience a WHERE a.matter = d.matter AND a.office = $2))
                 OR (d.part = 4 AND d.office = $2)))",
    )
    .bind(id.as_bytes().as_slice())
    .bind(office.as_str())
    .fetch_optional(readers)
    .await?;
    let Some(row) = found else { return Ok(None) };
    if row.try_get::<Option<i64>, _>(0)?.is_none() {
        return Ok(Some(HeldBlob::default()));
    }
    Ok(Some(blob(&row)?.held))
}

async fn offer(writers: &PgPool, id: BlobId, size: u32) -> Result<HeldBlob, StoreError> {
    let mut tx = writers.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
    let mut found = lock(&mut tx, id).await?;
    if found.is_none() {
        turn::wait_for_blobs(&mut tx).await?;
        // Somebody else may have offered it just now.
        sqlx::query(
            "INSERT INTO blob (no, id, size, held, whole)
             SELECT coalesce(max(no), 0) + 1, $1, $2, 0, 0 FROM blob
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.as_bytes().as_slice())
        .bind(i64::from(size))
        .execute(&mut *tx)
        .await?;
        found = lock(&mut tx, id).await?;
    }
    let Blob { no, mut held } = found.ok_or(StoreError::Corrupt("attachment"))?;
    if !held.whole && held.size != size {
        forget_parts(&mut tx, no).await?;
        sqlx::query("UPDATE blob SET size = $1 WHERE no = $2")
            .bind(i64::from(size))
            .bind(no)
            .execute(&mut *tx)
            .await?;
        held = HeldBlob { size, held: 0, whole: false };
    }
    tx.commit().await?;
    Ok(held)
}

async fn put(
    writers: &PgPool,
    id: BlobId,
    offset: u32,
    bytes: &[u8],
) -> Result<PutBlob, StoreError> {
    let mut tx = writers.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
    let put = put_within(&mut tx, id, offset, bytes).await?;
    tx.commit().await?;
    Ok(put)
}

async fn put_within(
    tx: &mut PgConnection,
    id: BlobId,
    offset: u32,
    bytes: &[u8],
) -> Result<PutBlob, StoreError> {
    let Some(Blob { no, held }) = lock(tx, id).await? else { return Ok(PutBlob::At(0)) };
    if held.whole {
        return Ok(PutBlob::Whole);
    }
    if offset != held.held {
        return Ok(PutBlob::At(held.held));
    }
    let end = u32::try_from(bytes.len()).ok().and_then(|len| offset.checked_add(len));
    let Some(end) = end.filter(|end| *end <= held.size) else { return Ok(PutBlob::TooLarge) };
    if !bytes.is_empty() {
        sqlx::query("INSERT INTO blob_part (blob, start, bytes) VALUES ($1, $2, $3)")
            .bind(no)
            .bind(i64::from(offset))
            .bind(bytes)
            .execute(&mut *tx)
            .await?;
    }
    let whole = end == held.size;
    if whole && name(tx, no).await? != id {
        forget_parts(tx, no).await?;
        return Ok(PutBlob::Wrong);
    }
    sqlx::query("UPDATE blob SET held = $1, whole = $2 WHERE no = $3")
        .bind(i64::from(end))
        .bind(i64::from(whole))
        .bind(no)
        .execute(tx)
        .await?;
    Ok(if whole { PutBlob::Whole } else { PutBlob::At(end) })
}

async fn read(
    readers: &PgPool,
    id: BlobId,
    offset: u32,
    limit: usize,
) -> Result<Vec<u8>, StoreError> {
    let found = sqlx::query(
        "SELECT substring(p.bytes FROM ($2 - p.start + 1)::int FOR $3::int) FROM blob b
         JOIN blob_part p ON p.blob = b.no
         WHERE b.id = $1 AND $2 < b.held AND p.start <= $2 ORDER BY p.start DESC LIMIT 1",
    )
    .bind(id.as_bytes().as_slice())
    .bind(i64::from(offset))
    .bind(i32::try_from(limit).unwrap_or(i32::MAX))
    .fetch_optional(readers)
    .await?;
    found.map_or_else(|| Ok(Vec::new()), |row| Ok(row.try_get(0)?))
}

#[async_trait]
impl Blobs for PostgresStore {
    async fn find_blob(
        &self,
        office: &OfficeCode,
        blob: BlobId,
    ) -> Result<Option<HeldBlob>, StoreError> {
        again(|| find(&self.readers, office, blob)).await
    }

    async fn offer_blob(&self, blob: BlobId, size: u32) -> Result<HeldBlob, StoreError> {
        again(|| offer(&self.blobs, blob, size)).await
    }

    async fn put_blob(
        &self,
        blob: BlobId,
        offset: u32,
        bytes: &[u8],
    ) -> Result<PutBlob, StoreError> {
        again(|| put(&self.blobs, blob, offset, bytes)).await
    }

    async fn read_blob(
        &self,
        blob: BlobId,
        offset: u32,
        limit: usize,
    ) -> Result<Vec<u8>, StoreError> {
        again(|| read(&self.readers, blob, offset, limit)).await
    }
}
