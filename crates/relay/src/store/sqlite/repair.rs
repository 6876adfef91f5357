//! What is held, for repair.

use async_trait::async_trait;
use ident::{ChangeHash, DocId, MatterId};
use sqlx::{Row, SqliteConnection, SqlitePool};
use std::collections::HashMap;
use wire::HeldSet;

use super::{SqliteStore, StoreError, rows, survey::hex_list};
use crate::store::{Holdings, Looked, Looks, RepairNote, Seen};

/// Documents weighed at a time.
const AT_A_TIME: i64 = 2000;

#[async_trait]
impl Holdings for SqliteStore {
    async fn held(&self, seen: &Seen<'_>) -> Result<Vec<(DocId, [u8; 32])>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        let line: Vec<String> = seen.line.iter().map(|office| format!("\"{office}\"")).collect();
        // The statement walks over the documents once, whatever the office sees of them.
        sqlx::query(
            "SELECT d.id, d.held FROM document d WHERE d.held IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.document = d.id) AND CASE d.part
             WHEN 2 THEN d.office IN (SELECT value FROM json_each(?2))
             WHEN 3 THEN d.office = ?1
             WHEN 4 THEN d.office = ?1
             ELSE EXISTS (SELECT 1 FROM audience a WHERE a.matter = d.matter AND a.office = ?1)
             END",
        )
        .bind(seen.office.as_str())
        .bind(format!("[{}]", line.join(",")))
        .fetch_all(&mut *reader)
        .await?
        .iter()
        .map(|row| Ok((DocId::from_slice(row.try_get(0)?)?, rows::hash32(row, 1)?)))
        .collect()
    }

    async fn look(&self, docs: &[DocId]) -> Result<Looks, StoreError> {
        let mut tx = self.readers.begin().await?;
        let asked = hex_list(docs.iter().map(DocId::as_bytes));
        let mut looks = Looks::default();
        let found = sqlx::query(
            "SELECT d.id, d.matter, d.part, d.office, c.hash
             FROM document d JOIN change c INDEXED BY change_of_document ON c.document = d.no
             WHERE d.id IN (SELECT unhex(value) FROM json_each(?)) ORDER BY d.no, c.no",
        );
        for row in found.bind(&asked).fetch_all(&mut *tx).await? {
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
            "SELECT matter, office FROM audience WHERE matter IN (SELECT matter FROM document
             WHERE id IN (SELECT unhex(value) FROM json_each(?)))",
        );
        for row in found.bind(&asked).fetch_all(&mut *tx).await? {
            let matter = MatterId::from_slice(row.try_get(0)?)?;
            looks.audiences.entry(matter).or_default().insert(rows::office(&row, 1)?);
        }
        let found = sqlx::query(
            "SELECT document FROM tombstone
             WHERE document IN (SELECT unhex(value) FROM json_each(?))",
        );
        for row in found.bind(&asked).fetch_all(&mut *tx).await? {
            looks.erased.insert(DocId::from_slice(row.try_get(0)?)?);
        }
        Ok(looks)
    }
}

pub(super) async fn note(tx: &mut SqliteConnection, note: &RepairNote) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO repair (at, device, cause, documents, changes, unproved, refused)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
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
pub(super) async fn weigh(writer: &SqlitePool) -> Result<(), StoreError> {
    loop {
        let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
        let found = sqlx::query(
            "SELECT d.no, c.hash
             FROM (SELECT no FROM document WHERE held IS NULL ORDER BY no LIMIT ?) d
             LEFT JOIN change c INDEXED BY change_of_document ON c.document = d.no",
        );
        let mut held: HashMap<i64, [u8; 32]> = HashMap::new();
        for row in found.bind(AT_A_TIME).fetch_all(&mut *tx).await? {
            let weight = held.entry(row.try_get(0)?).or_default();
            if let Some(hash) = row.try_get::<Option<&[u8]>, _>(1)? {
                *weight = HeldSet::with(*weight, &ChangeHash::from_slice(hash)?);
            }
        }
        if held.is_empty() {
            return Ok(());
        }
        for (no, held) in held {
            sqlx::query("UPDATE document SET held = ? WHERE no = ?")
                .bind(held.as_slice())
                .bind(no)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
    }
}
