//! Reading feeds.

use ident::{LogHash, OfficeCode};
use sqlx::{Row, SqliteConnection, SqlitePool, sqlite::SqliteRow};
use std::collections::{BTreeSet, HashMap};
use wire::{Bytes, Cursor, DocChanges, Manifest, Numbers};

use super::{StoreError, rows};
use crate::{
    at_rest::{AtRest, Place},
    store::{EntryKind, FeedPage, FeedRequest, PageEntry},
};

/// Entries of one page, at most.
const PAGE: usize = 1000;
/// Bytes of manifests in one page, at most. A page whose first entry alone has more (a document
/// with hundreds of authors' batches behind it) carries the first so many.
const MANIFEST_BYTES: usize = 1 << 20;

pub(super) async fn latest(
    connection: &mut SqliteConnection,
    epoch: u64,
    audience: &OfficeCode,
) -> Result<Cursor, StoreError> {
    let row =
        sqlx::query("SELECT seq, hash FROM feed WHERE audience = ? ORDER BY seq DESC LIMIT 1")
            .bind(audience.as_str())
            .fetch_optional(connection)
            .await?;
    match row {
        Some(row) => Ok(Cursor {
            epoch,
            seq: rows::unsigned(&row, 0)?,
            hash: LogHash::new(rows::hash32(&row, 1)?),
        }),
        None => Ok(Cursor::start(epoch)),
    }
}

pub(super) async fn holds(
    readers: &SqlitePool,
    epoch: u64,
    audience: &OfficeCode,
    cursor: &Cursor,
) -> Result<bool, StoreError> {
    if cursor.epoch != epoch {
        return Ok(false);
    }
    if cursor.seq == 0 {
        return Ok(*cursor == Cursor::start(epoch));
    }
    let row = sqlx::query("SELECT hash FROM feed WHERE audience = ? AND seq = ?")
        .bind(audience.as_str())
        .bind(rows::signed(cursor.seq))
        .fetch_optional(readers)
        .await?;
    row.map_or(Ok(false), |row| Ok(rows::hash32(&row, 0)? == *cursor.hash.as_bytes()))
}

/// An entry whose changes are still to be read.
struct Head {
    seq: u64,
    hash: LogHash,
    kind: EntryKind,
    size: u64,
    row: SqliteRow,
}

fn head(row: SqliteRow) -> Result<Head, StoreError> {
    Ok(Head {
        seq: rows::unsigned(&row, 0)?,
        hash: LogHash::new(rows::hash32(&row, 1)?),
        kind: EntryKind::from_number(row.try_get(2)?).ok_or(StoreError::Corrupt("entry"))?,
        size: rows::unsigned(&row, 3)?,
        row,
    })
}

/// A change of an entry: its place in the log, the manifest it came with, its bytes.
struct Content {
    place: u64,
    manifest: i64,
    bytes: Vec<u8>,
}

/// Changes of the entries of a page.
type Contents = HashMap<u64, Vec<Content>>;

pub(super) async fn read(
    readers: &SqlitePool,
    rest: &AtRest,
    request: &FeedRequest<'_>,
) -> Result<FeedPage, StoreError> {
    // One transaction: entries, changes and manifests as of one moment.
    let mut tx = readers.begin().await?;
    let found = sqlx::query(
        "SELECT f.seq, f.hash, f.kind, f.size, d.matter, d.part, d.office
         FROM feed f LEFT JOIN document d ON d.no = f.document
         WHERE f.audience = ? AND f.seq > ? ORDER BY f.seq LIMIT ?",
    )
    .bind(request.audience.as_str())
    .bind(rows::signed(request.after.seq))
    .bind(rows::signed(PAGE as u64 + 1))
    .fetch_all(&mut *tx)
    .await?;
    let found = found.into_iter().map(head).collect::<Result<Vec<_>, _>>()?;
    let all = found.len();
    let mut heads = up_to_the_limit(found, request.byte_limit);
    let Some(last) = heads.last().map(|head| head.seq) else {
        return Ok(FeedPage {
            entries: Vec::new(),
            to: request.after,
            more: false,
            manifests: Vec::new(),
        });
    };
    let mut contents = contents(&mut tx, rest, request, last).await?;
    let manifests = manifests(&mut tx, &mut heads, &contents).await?;
    let to = heads.last().map_or(request.after, |head| Cursor {
        seq: head.seq,
        hash: head.hash,
        ..request.after
    });
    let more = heads.len() < all;
    Ok(FeedPage { entries: entries(&heads, &mut contents, request.reader.1)?, to, more, manifests })
}

/// The first entry, and as many more as the limit allows.
fn up_to_the_limit(found: Vec<Head>, limit: usize) -> Vec<Head> {
    let mut bytes = 0u64;
    found
        .into_iter()
        .take(PAGE)
        .enumerate()
        .take_while(|(at, head)| {
            bytes += head.size;
            *at == 0 || bytes <= limit as u64
        })
        .map(|(_, head)| head)
        .collect()
}

async fn contents(
    tx: &mut SqliteConnection,
    rest: &AtRest,
    request: &FeedRequest<'_>,
    last: u64,
) -> Result<Contents, StoreError> {
    let (reader, present) = request.reader;
    // What the reader handed in itself, on this connection, it has.
    let found = sqlx::query(
        "SELECT f.seq, coalesce(c.received, c.no), c.manifest, c.bytes, c.no
         FROM feed f CROSS JOIN change c INDEXED BY change_of_document
         ON c.document = f.document AND c.no BETWEEN f.first AND f.last
         WHERE f.audience = ?1 AND f.seq > ?2 AND f.seq <= ?3
         AND NOT (f.kind = 0 AND f.device = ?4 AND f.seq > ?5) AND length(c.bytes) > 0
         ORDER BY f.seq, c.no",
    )
    .bind(request.audience.as_str())
    .bind(rows::signed(request.after.seq))
    .bind(rows::signed(last))
    .bind(reader.as_bytes().as_slice())
    .bind(rows::signed(present));
    let mut contents = Contents::new();
    for row in found.fetch_all(tx).await? {
        let change = Content {
            place: rows::unsigned(&row, 1)?,
            manifest: row.try_get(2)?,
            bytes: rest.open(Place::Change(row.try_get(4)?), row.try_get(3)?)?,
        };
        contents.entry(rows::unsigned(&row, 0)?).or_default().push(change);
    }
    Ok(contents)
}

/// The manifests of the page; drops entries from its end where they would be too many.
async fn manifests(
    tx: &mut SqliteConnection,
    heads: &mut Vec<Head>,
    contents: &Contents,
) -> Result<Vec<Manifest>, StoreError> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut bytes = 0;
    'page: for at in 0..heads.len() {
        let Some(head) = heads.get(at) else { break };
        for Content { manifest, .. } in contents.get(&head.seq).into_iter().flatten() {
            if !seen.insert(*manifest) {
                continue;
            }
            let row = sqlx::query("SELECT bytes FROM manifest WHERE no = ?")
                .bind(*manifest)
                .fetch_one(&mut *tx)
                .await?;
            let encoded: &[u8] = row.try_get(0)?;
            bytes += encoded.len();
            if bytes > MANIFEST_BYTES {
                heads.truncate(at.max(1));
                break 'page;
            }
            found.push(minicbor::decode(encoded).map_err(|_| StoreError::Corrupt("manifest"))?);
        }
    }
    Ok(found)
}

fn entries(
    heads: &[Head],
    contents: &mut Contents,
    present: u64,
) -> Result<Vec<PageEntry>, StoreError> {
    let directory = heads.iter().rposition(|head| head.kind == EntryKind::Directory);
    let mut entries = Vec::with_capacity(heads.len());
    for (at, head) in heads.iter().enumerate() {
        if head.kind == EntryKind::Directory {
            if directory == Some(at) && head.seq > present {
                entries.push(PageEntry::Directory);
            }
            continue;
        }
        if head.kind == EntryKind::Withdrawn {
            entries.push(PageEntry::Withdrawn(rows::doc_key(&head.row, 4)?.matter));
            continue;
        }
        if head.kind == EntryKind::Erased {
            entries.push(PageEntry::Erased(rows::doc_key(&head.row, 4)?));
            continue;
        }
        let found = contents.remove(&head.seq).unwrap_or_default();
        let numbers = Numbers(found.iter().map(|change| change.place).collect());
        let changes = found.into_iter().map(|change| Bytes::from(change.bytes)).collect();
        entries.push(PageEntry::Doc {
            granted: head.kind == EntryKind::Granted,
            doc: DocChanges { key: rows::doc_key(&head.row, 4)?, changes },
            numbers,
        });
    }
    Ok(entries)
}
