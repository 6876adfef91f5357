//! What is held, for repair.

use async_trait::async_trait;
use ident::{ChangeHash, DocId, MatterId};
use sqlx::{PgConnection, PgPool, Row};
use std::collections::HashMap;
use wire::HeldSet;

use super::{PostgresStore, StoreError, again, rows, turn};
use crate::store::{Holdings, Looked, Looks, RepairNote, Seen};

/// Documents weighed at a time.
const AT_A_TIME: i64 = 2000;

#[async_trait]
impl Holdings for PostgresStore {
    async fn held(&self, seen: &Seen<'_>) -> Result<Vec<(DocId, [u8; 32])>, StoreError> {
        again(|| held(&self.readers, seen)).await
    }

    async fn look(&self, docs: &[DocId]) -> Result<Looks, StoreError> {
        again(|| look(&self.readers, docs)).await
    }
}

async fn held(readers: &PgPool, seen: &Seen<'_>) -> Result<Vec<(DocId, [u8; 32])>, StoreError> {
    let line: Vec<&str> = seen.line.iter().map(|office| office.as_str()).collect();
    sqlx::query(
        "SELECT d.id, d.held FROM document d WHERE d.held IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.document = d.id) AND CASE d.part
         WHEN 2 THEN d.office = ANY($2)
         WHEN 3 THEN d.office = $1
         WHEN 4 THEN d.office = $1
         ELSE EXISTS (SELECT 1 FROM audience a WHERE a.matter = d.matter AND a.office = $1)
         END",
    )
    .bind(seen.office.as_str())
    .bind(line)
    .fetch_all(readers)
    .await?
    .iter()
    .map(|row| Ok((DocId::from_slice(row.try_get(0)?)?, rows::hash32(row, 1)?)))
    .collect()
}

async fn look(readers: &PgPool, docs: &[DocId]) -> Result<Looks, StoreError> {
    let mut reader = readers.acquire().await?;
    let asked: Vec<&[u8]> = docs.iter().map(|doc| doc.as_bytes().as_slice()).collect();
    let mut looks = Looks::default();
    let found = sqlx::query(
        "SELECT d.id, d.matter, d.part, d.office, c.hash
         FROM document d JOIN change c ON c.document = d.no
         WHERE d.id = ANY($1) ORDER BY d.no, c.no",
    );
    for row in found.bind(&asked).fetch_all(&mut *reader).await? {
        let hash = rows::change_hash(&row, 4)?;
        match looks.docs.entry(DocId::from_slice(row.try_get(0)?)?) {
            std::collections::hash_map::Entry::Occupied(mut doc) => {
                doc.get_mut().changes.push(hash);
            }
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(Looked { key: rows::doc_key(&row, 1)?, changes: vec![hash] });
            }
        }
    }
    let found = sqlx::query(
        "SELECT matter, office FROM audience
         WHERE matter IN (SELECT matter FROM document WHERE id = ANY($1))",
    );
    for row in found.bind(&asked).fetch_all(&mut *reader).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        looks.audiences.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }
    let found = sqlx::query("SELECT document FROM tombstone WHERE document = ANY($1)");
    for row in found.bind(&asked).fetch_all(&mut *reader).await? {
        looks.erased.insert(DocId::from_slice(row.try_get(0)?)?);
    }
    Ok(looks)
}

pub(super) async fn note(tx: &mut PgConnection, note: &RepairNote) -> Result<(), StoreError> {
    // Under the city's lock: nobody else takes the number.
    sqlx::query(
        "INSERT INTO repair (no, at, device, cause, documents, changes, unproved, refused)
         SELECT coalesce(max(no), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM repair",
    )
    .bind(note.at)
    .bind(note.device.as_bytes().as_slice())
    .bind(note.cause_number())
    .bind(rows::signed(note.documents))
    .bind(rows::signed(note.changes))
    .bind(rows::signed(note.unproved))
    .bind(rows::signed(note.refused))
    .execute(tx)
    .await?;
    Ok(())
}

/// Weighs what a version before kept; each part in a transaction of its own.
pub(super) async fn weigh(writer: &PgPool) -> Result<(), StoreError> {
    loop {
        // Without the city's lock where there is nothing to do: that is every start but one.
        let left = sqlx::query("SELECT 1 FROM document WHERE held IS NULL LIMIT 1");
        if left.fetch_optional(writer).await?.is_none() {
            return Ok(());
        }
        let mut tx = turn::begin(writer).await?;
        let found = sqlx::query(
            "SELECT d.no, c.hash
             FROM (SELECT no FROM document WHERE held IS NULL ORDER BY no LIMIT $1) d
             LEFT JOIN change c ON c.document = d.no",
        );
        let mut held: HashMap<i64, [u8; 32]> = HashMap::new();
        for row in found.bind(AT_A_TIME).fetch_all(&mut *tx).await? {
            let weight = held.entry(row.try_get(0)?).or_default();
            if let Some(hash) = row.try_get::<Option<&[u8]>, _>(1)? {
                *weight = HeldSet::with(*weight, &ChangeHash::from_slice(hash)?);
            }
        }
        let (no, held): (Vec<i64>, Vec<[u8; 32]>) = held.into_iter().unzip();
        let held: Vec<&[u8]> = held.iter().map(<[u8; 32]>::as_slice).collect();
        sqlx::query(
            "UPDATE document d SET held = q.held
             FROM unnest($1::bigint[], $2::bytea[]) q (no, held) WHERE d.no = q.no",
        )
        .bind(no)
        .bind(held)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
    }
}
