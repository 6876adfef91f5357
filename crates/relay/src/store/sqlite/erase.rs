//! Taking content out of the file. The names of what was there stay.

use ident::{DocKey, MatterId};
use sqlx::{Row, SqliteConnection};

use super::{
    StoreError,
    append::{FeedRow, SqliteAppend},
    rows,
};
use crate::{
    at_rest::Place,
    store::{EntryKind, Erasure, entry_digest},
};

/// The documents of a matter.
pub(super) async fn family(
    tx: &mut SqliteConnection,
    matter: MatterId,
) -> Result<Vec<DocKey>, StoreError> {
    let found = sqlx::query("SELECT matter, part, office FROM document WHERE matter = ?");
    let found = found.bind(matter.as_bytes().as_slice()).fetch_all(tx).await?;
    found.iter().map(|row| rows::doc_key(row, 0)).collect()
}

/// Those of these matters of which all was erased.
pub(super) async fn destroyed(
    tx: &mut SqliteConnection,
    matters: String,
) -> Result<Vec<MatterId>, StoreError> {
    let found = sqlx::query(
        "SELECT matter FROM tombstone
         WHERE matter IN (SELECT unhex(value) FROM json_each(?))",
    );
    let found = found.bind(matters).fetch_all(tx).await?;
    found.iter().map(|row| Ok(MatterId::from_slice(row.try_get(0)?)?)).collect()
}

impl SqliteAppend {
    pub(super) async fn erase_docs(&mut self, erasure: &Erasure) -> Result<(), StoreError> {
        // What is deleted is written over, not only let go of.
        sqlx::query("PRAGMA secure_delete = ON").fetch_all(&mut *self.tx).await?;
        let kind = EntryKind::Erased;
        let whole = erasure.whole.as_ref().map(|(matter, _)| *matter);
        let core = whole.map(|matter| DocKey::core(matter).id());
        let mut feed = Vec::new();
        for doc in &erasure.docs {
            let id = doc.id.as_bytes().as_slice();
            let matter = whole.filter(|_| core == Some(doc.id));
            let noted = sqlx::query(
                "INSERT INTO tombstone (document, at, matter, approval) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (document) DO NOTHING",
            )
            .bind(id)
            .bind(erasure.at)
            .bind(matter.map(|matter| matter.as_bytes().to_vec()))
            .bind(erasure.approval.map(|change| change.as_bytes().to_vec()))
            .execute(&mut *self.tx)
            .await?
            .rows_affected();
            let held = sqlx::query("SELECT no, matter FROM document WHERE id = ?").bind(id);
            let Some(row) = held.fetch_optional(&mut *self.tx).await? else { continue };
            let document: i64 = row.try_get(0)?;
            let of = MatterId::from_slice(row.try_get(1)?)?;
            let gone = sqlx::query(
                "UPDATE change SET bytes = x'' WHERE document = ? AND length(bytes) > 0",
            )
            .bind(document)
            .execute(&mut *self.tx)
            .await?
            .rows_affected();
            self.drop_attachments(document).await?;
            sqlx::query("UPDATE document SET size = 0 WHERE no = ?")
                .bind(document)
                .execute(&mut *self.tx)
                .await?;
            if noted + gone == 0 {
                continue;
            }
            // Its row is made anew of what is left; until then it says nothing.
            let blank = self.rest.seal(Place::Row(of), &[])?;
            sqlx::query("UPDATE matter_row SET bytes = ? WHERE matter = ?")
                .bind(blank)
                .bind(of.as_bytes().as_slice())
                .execute(&mut *self.tx)
                .await?;
            sqlx::query("INSERT OR IGNORE INTO row_due (matter) VALUES (?)")
                .bind(of.as_bytes().as_slice())
                .execute(&mut *self.tx)
                .await?;
            for audience in &doc.audience {
                let place = self.place(audience, &entry_digest(kind, Some(doc.id), [])).await?;
                let (first, last, size, device) = (0, 0, 0, erasure.device);
                feed.push(FeedRow { audience, place, kind, document, first, last, device, size });
            }
        }
        self.feed(&feed).await?;
        if let Some((matter, row)) = &erasure.whole {
            let row = self.rest.seal(Place::Row(*matter), row)?;
            self.leave_row(*matter, &row).await?;
        }
        Ok(())
    }

    /// What a document mentions goes with it; with the people document what the core document mentions,
    /// too: letters and signatures name the person.
    async fn drop_attachments(&mut self, document: i64) -> Result<(), StoreError> {
        let found = sqlx::query(
            "DELETE FROM blob_mention WHERE document IN
             (SELECT o.no FROM document d JOIN document o ON o.matter = d.matter
              WHERE d.no = ? AND (o.no = d.no OR (d.part IN (0, 1) AND o.part IN (0, 1))))
             RETURNING blob",
        );
        let found = found.bind(document).fetch_all(&mut *self.tx).await?;
        for row in found {
            let blob: Vec<u8> = row.try_get(0)?;
            for statement in [
                "DELETE FROM blob_part WHERE blob = (SELECT no FROM blob WHERE id = ?1)
                 AND NOT EXISTS (SELECT 1 FROM blob_mention WHERE blob = ?1)",
                "DELETE FROM blob WHERE id = ?1
                 AND NOT EXISTS (SELECT 1 FROM blob_mention WHERE blob = ?1)",
            ] {
                sqlx::query(statement).bind(&blob).execute(&mut *self.tx).await?;
            }
        }
        Ok(())
    }

    /// The row of a matter of which nothing else is left.
    async fn leave_row(&mut self, matter: MatterId, row: &[u8]) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT OR REPLACE INTO matter_row (matter, stamp, open, doubtful, posts, size, bytes)
             VALUES (?, (SELECT coalesce(max(stamp), 0) + 1 FROM matter_row), 0, 0, x'', 0, ?)",
        )
        .bind(matter.as_bytes().as_slice())
        .bind(row)
        .execute(&mut *self.tx)
        .await?;
        sqlx::query("DELETE FROM row_due WHERE matter = ?")
            .bind(matter.as_bytes().as_slice())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
