//! Taking content out of the database. The names of what was there stay. What was written over is on
//! the disk until the next VACUUM (docs/retention.md).

use ident::{DocKey, MatterId};
use sqlx::{PgConnection, Row};

use super::{
    StoreError,
    append::PostgresAppend,
    keep::{Entry, FeedRows, put_feed},
    rows,
};
use crate::{
    at_rest::Place,
    store::{EntryKind, Erasure, entry_digest},
};

/// The documents of a matter.
pub(super) async fn family(
    tx: &mut PgConnection,
    matter: MatterId,
) -> Result<Vec<DocKey>, StoreError> {
    let found = sqlx::query("SELECT matter, part, office FROM document WHERE matter = $1");
    let found = found.bind(matter.as_bytes().as_slice()).fetch_all(tx).await?;
    found.iter().map(|row| rows::doc_key(row, 0)).collect()
}

/// Those of these matters of which all was erased.
pub(super) async fn destroyed(
    tx: &mut PgConnection,
    matters: &[&[u8]],
) -> Result<Vec<MatterId>, StoreError> {
    let found = sqlx::query("SELECT matter FROM tombstone WHERE matter = ANY($1)");
    let found = found.bind(matters).fetch_all(tx).await?;
    found.iter().map(|row| Ok(MatterId::from_slice(row.try_get(0)?)?)).collect()
}

pub(super) async fn erase(
    append: &mut PostgresAppend,
    erasure: &Erasure,
) -> Result<(), StoreError> {
    append.learn_ends(erasure.docs.iter().flat_map(|doc| &doc.audience)).await?;
    let kind = EntryKind::Erased;
    let whole = erasure.whole.as_ref().map(|(matter, _)| *matter);
    let core = whole.map(|matter| DocKey::core(matter).id());
    let mut feed = FeedRows::default();
    for doc in &erasure.docs {
        let id = doc.id.as_bytes().as_slice();
        let matter = whole.filter(|_| core == Some(doc.id));
        let noted = sqlx::query(
            "INSERT INTO tombstone (document, at, matter, approval) VALUES ($1, $2, $3, $4)
             ON CONFLICT (document) DO NOTHING",
        )
        .bind(id)
        .bind(erasure.at)
        .bind(matter.map(|matter| matter.as_bytes().to_vec()))
        .bind(erasure.approval.map(|change| change.as_bytes().to_vec()))
        .execute(&mut *append.tx)
        .await?
        .rows_affected();
        let held = sqlx::query("SELECT no, matter FROM document WHERE id = $1").bind(id);
        let Some(row) = held.fetch_optional(&mut *append.tx).await? else { continue };
        let document: i64 = row.try_get(0)?;
        let of = MatterId::from_slice(row.try_get(1)?)?;
        let gone = sqlx::query(
            "UPDATE change SET bytes = '' WHERE document = $1 AND octet_length(bytes) > 0",
        )
        .bind(document)
        .execute(&mut *append.tx)
        .await?
        .rows_affected();
        drop_attachments(append, document).await?;
        sqlx::query("UPDATE document SET size = 0 WHERE no = $1")
            .bind(document)
            .execute(&mut *append.tx)
            .await?;
        if noted + gone == 0 {
            continue;
        }
        // Its row is made anew of what is left; until then it says nothing.
        let blank = append.rest.seal(Place::Row(of), &[])?;
        sqlx::query("UPDATE matter_row SET bytes = $1 WHERE matter = $2")
            .bind(blank)
            .bind(of.as_bytes().as_slice())
            .execute(&mut *append.tx)
            .await?;
        sqlx::query("INSERT INTO row_due (matter) VALUES ($1) ON CONFLICT DO NOTHING")
            .bind(of.as_bytes().as_slice())
            .execute(&mut *append.tx)
            .await?;
        for audience in &doc.audience {
            let place = append.place(audience, &entry_digest(kind, Some(doc.id), []))?;
            feed.push(audience, place, Entry { kind, document, first: 0, last: 0, size: 0 });
        }
    }
    put_feed(append, &feed, erasure.device).await?;
    if let Some((matter, row)) = &erasure.whole {
        let row = append.rest.seal(Place::Row(*matter), row)?;
        leave_row(append, *matter, &row).await?;
    }
    Ok(())
}

/// What a document mentions goes with it; with the people document what the core document mentions, too:
/// letters and signatures name the person.
async fn drop_attachments(append: &mut PostgresAppend, document: i64) -> Result<(), StoreError> {
    let found = sqlx::query(
        "DELETE FROM blob_mention WHERE document IN
         (SELECT o.no FROM document d JOIN document o ON o.matter = d.matter
          WHERE d.no = $1 AND (o.no = d.no OR (d.part IN (0, 1) AND o.part IN (0, 1))))
         RETURNING blob",
    );
    for row in found.bind(document).fetch_all(&mut *append.tx).await? {
        let blob: Vec<u8> = row.try_get(0)?;
        for statement in [
            "DELETE FROM blob_part WHERE blob = (SELECT no FROM blob WHERE id = $1)
             AND NOT EXISTS (SELECT 1 FROM blob_mention WHERE blob = $1)",
            "DELETE FROM blob WHERE id = $1
             AND NOT EXISTS (SELECT 1 FROM blob_mention WHERE blob = $1)",
        ] {
            sqlx::query(statement).bind(&blob).execute(&mut *append.tx).await?;
        }
    }
    Ok(())
}

/// The row of a matter of which nothing else is left. Rows are stamped in turn with whoever makes them.
async fn leave_row(
    append: &mut PostgresAppend,
    matter: MatterId,
    row: &[u8],
) -> Result<(), StoreError> {
    sqlx::query("UPDATE row_standing SET round = round + 1").execute(&mut *append.tx).await?;
    sqlx::query(
        "INSERT INTO matter_row (matter, stamp, open, doubtful, posts, size, bytes)
         VALUES ($1, (SELECT coalesce(max(stamp), 0) + 1 FROM matter_row), 0, 0, '', 0, $2)
         ON CONFLICT (matter) DO UPDATE SET stamp = excluded.stamp, open = 0, doubtful = 0,
         posts = '', size = 0, bytes = excluded.bytes",
    )
    .bind(matter.as_bytes().as_slice())
    .bind(row)
    .execute(&mut *append.tx)
    .await?;
    sqlx::query("DELETE FROM row_due WHERE matter = $1")
        .bind(matter.as_bytes().as_slice())
        .execute(&mut *append.tx)
        .await?;
    Ok(())
}
