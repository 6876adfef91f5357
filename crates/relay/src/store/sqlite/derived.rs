//! Rows that were made.

use async_trait::async_trait;
use ident::{DocKey, MatterId, OfficeCode, PostId};
use sqlx::{QueryBuilder, Row, Sqlite, sqlite::SqliteRow};
use std::collections::{BTreeSet, HashMap};
use wire::{Manifest, RowEntry};

use super::{SqliteStore, StoreError, append::batches, erase, rows, survey::hex_list};
use crate::{
    at_rest::{AtRest, Place},
    store::derived::{
        DerivedRows, DueRows, HeldChange, HeldDoc, MadeRow, RowPage, RowRequest, RowStanding,
    },
};

/// Rows looked at for one page, at most.
const PAGE: u64 = 2000;

fn held(rest: &AtRest, found: Vec<SqliteRow>) -> Result<Vec<HeldDoc>, StoreError> {
    let mut docs: Vec<HeldDoc> = Vec::new();
    for row in found {
        let key = rows::doc_key(&row, 0)?;
        let change = HeldChange {
            place: rows::unsigned(&row, 3)?,
            hash: rows::change_hash(&row, 6)?,
            manifest: row.try_get(4)?,
            bytes: rest.open(Place::Change(row.try_get(3)?), row.try_get(5)?)?,
        };
        match docs.last_mut() {
            Some(doc) if doc.key == key => doc.changes.push(change),
            _ => docs.push(HeldDoc { key, changes: vec![change] }),
        }
    }
    Ok(docs)
}

fn hex(matters: &[MatterId]) -> String {
    hex_list(matters.iter().map(MatterId::as_bytes))
}

#[async_trait]
impl DerivedRows for SqliteStore {
    async fn standing(&self) -> Result<RowStanding, StoreError> {
        let row = sqlx::query("SELECT round, through, projection, directory FROM row_standing")
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(RowStanding::default()) };
        Ok(RowStanding {
            round: rows::unsigned(&row, 0)?,
            through: rows::unsigned(&row, 1)?,
            projection: u8::try_from(rows::unsigned(&row, 2)?).unwrap_or_default(),
            directory: row.try_get(3)?,
        })
    }

    async fn log_end(&self) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT coalesce(max(no), 0) FROM change");
        rows::unsigned(&row.fetch_one(&self.readers).await?, 0)
    }

    async fn due(&self, limit: u32) -> Result<Vec<MatterId>, StoreError> {
        let found = sqlx::query("SELECT matter FROM row_due LIMIT ?").bind(i64::from(limit));
        let found = found.fetch_all(&self.readers).await?;
        found.iter().map(|row| Ok(MatterId::from_slice(row.try_get(0)?)?)).collect()
    }

    async fn touched(&self, after: u64, limit: u32) -> Result<(Vec<MatterId>, u64), StoreError> {
        let found = sqlx::query(
            "SELECT c.no, d.matter, d.part FROM change c JOIN document d ON d.no = c.document
             WHERE c.no > ? ORDER BY c.no LIMIT ?",
        );
        let found = found.bind(rows::signed(after)).bind(i64::from(limit));
        let (mut matters, mut through) = (BTreeSet::new(), after);
        for row in found.fetch_all(&self.readers).await? {
            through = rows::unsigned(&row, 0)?;
            let part: i64 = row.try_get(2)?;
            if part < 2 {
                matters.insert(MatterId::from_slice(row.try_get(1)?)?);
            }
        }
        Ok((matters.into_iter().collect(), through))
    }

    async fn documents(&self, matters: &[MatterId]) -> Result<Vec<HeldDoc>, StoreError> {
        let found = sqlx::query(
            "SELECT d.matter, d.part, d.office, c.no, c.manifest, c.bytes, c.hash
             FROM document d JOIN change c INDEXED BY change_of_document ON c.document = d.no
             WHERE d.matter IN (SELECT unhex(value) FROM json_each(?)) AND d.part <> 3
             AND length(c.bytes) > 0
             ORDER BY d.matter, d.part, d.office, c.no",
        );
        held(&self.rest, found.bind(hex(matters)).fetch_all(&self.readers).await?)
    }

    async fn org_document(&self, office: &OfficeCode) -> Result<Vec<HeldDoc>, StoreError> {
        let found = sqlx::query(
            "SELECT d.matter, d.part, d.office, c.no, c.manifest, c.bytes, c.hash
             FROM document d JOIN change c INDEXED BY change_of_document ON c.document = d.no
             WHERE d.id = ? ORDER BY c.no",
        );
        let id = DocKey::org(office.clone()).id();
        held(&self.rest, found.bind(id.as_bytes().as_slice()).fetch_all(&self.readers).await?)
    }

    async fn manifests(
        &self,
        numbers: &BTreeSet<i64>,
    ) -> Result<HashMap<i64, Manifest>, StoreError> {
        let asked: Vec<String> = numbers.iter().map(i64::to_string).collect();
        let found = sqlx::query(
            "SELECT no, bytes FROM manifest WHERE no IN (SELECT value FROM json_each(?))",
        );
        let found = found.bind(format!("[{}]", asked.join(","))).fetch_all(&self.readers).await?;
        found
            .iter()
            .map(|row| {
                let bytes: &[u8] = row.try_get(1)?;
                let manifest =
                    minicbor::decode(bytes).map_err(|_| StoreError::Corrupt("manifest"))?;
                Ok((row.try_get(0)?, manifest))
            })
            .collect()
    }

    async fn audiences(
        &self,
        matters: &[MatterId],
    ) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError> {
        let found = sqlx::query(
            "SELECT matter, office FROM audience
             WHERE matter IN (SELECT unhex(value) FROM json_each(?))",
        );
        let mut audiences: HashMap<MatterId, BTreeSet<OfficeCode>> = HashMap::new();
        for row in found.bind(hex(matters)).fetch_all(&self.readers).await? {
            let matter = MatterId::from_slice(row.try_get(0)?)?;
            audiences.entry(matter).or_default().insert(rows::office(&row, 1)?);
        }
        Ok(audiences)
    }

    async fn put_rows(
        &self,
        round: u64,
        made: &[MadeRow],
        through: u64,
    ) -> Result<bool, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let written = sqlx::query(
            "INSERT INTO row_standing (only_row, round, through, projection, directory)
             VALUES (1, ?1 + 1, ?2, 0, x'')
             ON CONFLICT (only_row) DO UPDATE SET round = round + 1, through = ?2
             WHERE round = ?1",
        );
        let written = written.bind(rows::signed(round)).bind(rows::signed(through));
        if written.execute(&mut *tx).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let last = sqlx::query("SELECT coalesce(max(stamp), 0) FROM matter_row");
        let last: i64 = last.fetch_one(&mut *tx).await?.try_get(0)?;
        let done: Vec<MatterId> = made.iter().map(|row| row.matter).collect();
        // Of what was destroyed meanwhile, the row that was left stands.
        let destroyed = erase::destroyed(&mut tx, hex(&done)).await?;
        let made: Vec<&MadeRow> =
            made.iter().filter(|row| !destroyed.contains(&row.matter)).collect();
        let sealed = made.iter().map(|row| self.rest.seal(Place::Row(row.matter), &row.bytes));
        let sealed = sealed.collect::<Result<Vec<_>, _>>()?;
        let stamped: Vec<(i64, (&MadeRow, &Vec<u8>))> =
            (last + 1..).zip(made.iter().copied().zip(&sealed)).collect();
        for batch in batches(&stamped) {
            let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new(
                "INSERT OR REPLACE INTO matter_row \
                 (matter, stamp, open, doubtful, posts, size, bytes) ",
            );
            insert.push_values(batch, |mut row, (stamp, (made, bytes))| {
                let posts: Vec<u8> = made.posts.iter().flat_map(|post| *post.as_bytes()).collect();
                row.push_bind(made.matter.as_bytes().to_vec())
                    .push_bind(*stamp)
                    .push_bind(i64::from(made.open))
                    .push_bind(i64::from(made.doubtful))
                    .push_bind(posts)
                    .push_bind(rows::signed(made.size))
                    .push_bind(bytes.as_slice());
            });
            insert.build().execute(&mut *tx).await?;
        }
        sqlx::query("DELETE FROM row_due WHERE matter IN (SELECT unhex(value) FROM json_each(?))")
            .bind(hex(&done))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn mark_due(
        &self,
        round: u64,
        which: &DueRows,
        projection: u8,
        directory: &[u8],
    ) -> Result<bool, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let written = sqlx::query(
            "INSERT INTO row_standing (only_row, round, through, projection, directory)
             VALUES (1, ?1 + 1, 0, ?2, ?3)
             ON CONFLICT (only_row) DO UPDATE SET round = round + 1, projection = ?2, directory = ?3
             WHERE round = ?1",
        );
        let written = written.bind(rows::signed(round)).bind(i64::from(projection)).bind(directory);
        if written.execute(&mut *tx).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let (posts, all): (&[PostId], bool) = match which {
            DueRows::Everything => (&[], true),
            DueRows::Posts(posts) => (posts, false),
        };
        let which = if all {
            "INSERT OR IGNORE INTO row_due (matter) SELECT matter FROM matter_row"
        } else {
            "INSERT OR IGNORE INTO row_due (matter)
             SELECT matter FROM matter_row WHERE doubtful = 1"
        };
        sqlx::query(which).execute(&mut *tx).await?;
        for post in posts {
            sqlx::query(
                "INSERT OR IGNORE INTO row_due (matter)
                 SELECT matter FROM matter_row WHERE instr(posts, ?) > 0",
            )
            .bind(post.as_bytes().as_slice())
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn row_page(&self, request: &RowRequest<'_>) -> Result<RowPage, StoreError> {
        let found = match request.above {
            Some(above) => sqlx::query(
                "SELECT r.stamp, r.matter, r.size, r.bytes FROM matter_row r WHERE r.stamp > ?2
                 AND EXISTS (SELECT 1 FROM audience a WHERE a.matter = r.matter AND a.office = ?1)
                 ORDER BY r.stamp LIMIT ?3",
            )
            .bind(request.audience.as_str())
            .bind(rows::signed(above))
            .bind(rows::signed(PAGE)),
            None => sqlx::query(
                "SELECT r.stamp, r.matter, r.size, r.bytes FROM matter_row r
                 INDEXED BY matter_row_of_kind WHERE r.open = ?4 AND r.stamp < ?2
                 AND EXISTS (SELECT 1 FROM audience a WHERE a.matter = r.matter AND a.office = ?1)
                 ORDER BY r.stamp DESC LIMIT ?3",
            )
            .bind(request.audience.as_str())
            .bind(rows::signed(request.below))
            .bind(rows::signed(PAGE))
            .bind(i64::from(request.open)),
        };
        let found = found.fetch_all(&self.readers).await?;
        let mut page = RowPage { more: found.len() as u64 == PAGE, ..RowPage::default() };
        let mut bytes = 0;
        for row in found {
            let matter = MatterId::from_slice(row.try_get(1)?)?;
            let entry = RowEntry {
                matter,
                size: rows::unsigned(&row, 2)?,
                bytes: self.rest.open(Place::Row(matter), row.try_get(3)?)?,
            };
            bytes += entry.bytes.len();
            if bytes > request.byte_limit && !page.rows.is_empty() {
                page.more = true;
                break;
            }
            page.rows.push((rows::unsigned(&row, 0)?, entry));
        }
        Ok(page)
    }

    async fn row_count(&self, audience: &OfficeCode) -> Result<u64, StoreError> {
        let row = sqlx::query(
            "SELECT count(*) FROM matter_row r WHERE EXISTS
             (SELECT 1 FROM audience a WHERE a.matter = r.matter AND a.office = ?)",
        )
        .bind(audience.as_str())
        .fetch_one(&self.readers)
        .await?;
        rows::unsigned(&row, 0)
    }

    async fn last_stamp(&self) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT coalesce(max(stamp), 0) FROM matter_row");
        rows::unsigned(&row.fetch_one(&self.readers).await?, 0)
    }
}
