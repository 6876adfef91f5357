//! Writing what one push adds: each table's rows with one statement, however many they are.

use ident::{ChangeHash, DeviceId, DocId, OfficeCode};
use sqlx::Row;
use std::collections::HashMap;
use wire::Cursor;

use super::{StoreError, append::PostgresAppend, rows};
use crate::{
    at_rest::Place,
    store::{EntryKind, Grant, Keep, KeptDoc, Proof, entry_digest},
};

/// Rows for the feeds, column by column.
#[derive(Default)]
pub(super) struct FeedRows<'a> {
    audience: Vec<&'a str>,
    seq: Vec<i64>,
    hash: Vec<[u8; 32]>,
    kind: Vec<i64>,
    document: Vec<i64>,
    first: Vec<i64>,
    last: Vec<i64>,
    size: Vec<i64>,
}

/// What all entries of one document have in common.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub kind: EntryKind,
    pub document: i64,
    pub first: i64,
    pub last: i64,
    pub size: i64,
}

impl<'a> FeedRows<'a> {
    pub(super) fn push(&mut self, audience: &'a OfficeCode, place: Cursor, entry: Entry) {
        self.audience.push(audience.as_str());
        self.seq.push(rows::signed(place.seq));
        self.hash.push(*place.hash.as_bytes());
        self.kind.push(i64::from(entry.kind.number()));
        self.document.push(entry.document);
        self.first.push(entry.first);
        self.last.push(entry.last);
        self.size.push(entry.size);
    }
}

pub(super) async fn keep(
    append: &mut PostgresAppend,
    keep: &Keep<'_>,
) -> Result<Vec<Vec<u64>>, StoreError> {
    let device = keep.from;
    let told = keep.grants.iter().filter(|grant| grant.tell).flat_map(|grant| &grant.offices);
    let audiences = keep.docs.iter().flat_map(|doc| &doc.audience).chain(told);
    append.learn_ends(audiences).await?;
    let mut manifests = Vec::with_capacity(keep.proofs.len());
    for proof in &keep.proofs {
        manifests.push(put_manifest(append, proof).await?);
    }
    let numbers = put_documents(append, &keep.docs).await?;
    let mut feed = FeedRows::default();
    let mut places = Vec::with_capacity(keep.docs.len());
    let first_of_all = append.last_change;
    for (doc, document) in keep.docs.iter().zip(&numbers) {
        let first = append.last_change + 1;
        append.last_change += i64::try_from(doc.changes.len()).unwrap_or(i64::MAX);
        let last = append.last_change;
        let places_here = (first..=last).map(|no| u64::try_from(no).unwrap_or_default());
        let received = doc.changes.iter().map(|change| change.received);
        places.push(received.zip(places_here).map(|(was, is)| was.unwrap_or(is)).collect());
        let kind = EntryKind::Changes;
        let hashes = doc.changes.iter().map(|change| &change.hash);
        let digest = entry_digest(kind, Some(doc.id), hashes);
        let entry = Entry { kind, document: *document, first, last, size: size_of(doc) };
        for audience in &doc.audience {
            feed.push(audience, append.place(audience, &digest)?, entry);
        }
    }
    put_changes(append, keep, &numbers, first_of_all, &manifests).await?;
    // What comes in from now on comes after all that is given back.
    let changes = keep.docs.iter().flat_map(|doc| &doc.changes);
    let received = changes.filter_map(|change| change.received.map(rows::signed));
    append.last_change = received.fold(append.last_change, i64::max);
    put_feed(append, &feed, device).await?;
    put_grants(append, &keep.grants).await?;
    for grant in keep.grants.iter().filter(|grant| grant.tell) {
        tell_all(append, grant, device).await?;
    }
    Ok(places)
}

fn held_of(doc: &KeptDoc<'_>) -> Option<Vec<u8>> {
    doc.held.map(|held| held.to_vec())
}

fn size_of(doc: &KeptDoc<'_>) -> i64 {
    rows::signed(doc.changes.iter().map(|change| change.bytes.len() as u64).sum())
}

async fn put_manifest(append: &mut PostgresAppend, proof: &Proof<'_>) -> Result<i64, StoreError> {
    let bytes = minicbor::to_vec(proof.manifest).map_err(|_| StoreError::Corrupt("manifest"))?;
    let next = append.last_manifest + 1;
    // The same one again (its push came twice, and more of it is taken now) is left as it is.
    let row = sqlx::query(
        "WITH put AS (
             INSERT INTO manifest (no, device, number, hash, bytes) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (device, number) DO NOTHING RETURNING no)
         SELECT no FROM put UNION ALL
         SELECT no FROM manifest WHERE device = $2 AND number = $3 LIMIT 1",
    )
    .bind(next)
    .bind(proof.manifest.device.as_bytes().as_slice())
    .bind(rows::signed(proof.manifest.number))
    .bind(proof.hash.as_slice())
    .bind(bytes)
    .fetch_one(&mut *append.tx)
    .await?;
    let no: i64 = row.try_get(0)?;
    append.last_manifest = append.last_manifest.max(no);
    Ok(no)
}

/// The numbers of the documents, in the order given; new ones get theirs here.
async fn put_documents(
    append: &mut PostgresAppend,
    docs: &[KeptDoc<'_>],
) -> Result<Vec<i64>, StoreError> {
    let ids: Vec<&[u8]> = docs.iter().map(|doc| doc.id.as_bytes().as_slice()).collect();
    let sizes: Vec<i64> = docs.iter().map(size_of).collect();
    let grown = sqlx::query(
        "UPDATE document d SET size = d.size + q.size, held = q.held
         FROM unnest($1::bytea[], $2::bigint[], $3::bytea[]) q (id, size, held)
         WHERE d.id = q.id RETURNING d.id, d.no",
    )
    .bind(ids)
    .bind(sizes)
    .bind(docs.iter().map(held_of).collect::<Vec<_>>())
    .fetch_all(&mut *append.tx)
    .await?;
    let mut numbers: HashMap<DocId, i64> = HashMap::with_capacity(docs.len());
    for row in grown {
        numbers.insert(DocId::from_slice(row.try_get(0)?)?, row.try_get(1)?);
    }
    let (mut no, mut id, mut matter) = (Vec::new(), Vec::new(), Vec::new());
    let (mut part, mut office, mut size) = (Vec::new(), Vec::new(), Vec::new());
    let mut held = Vec::new();
    let mut all = Vec::with_capacity(docs.len());
    for doc in docs {
        if let Some(number) = numbers.get(&doc.id) {
            all.push(*number);
            continue;
        }
        append.last_document += 1;
        all.push(append.last_document);
        no.push(append.last_document);
        id.push(doc.id.as_bytes().as_slice());
        matter.push(doc.key.matter.as_bytes().as_slice());
        let columns = rows::part_columns(&doc.key.part);
        part.push(columns.0);
        office.push(columns.1);
        size.push(size_of(doc));
        held.push(held_of(doc));
    }
    if !no.is_empty() {
        sqlx::query(
            "INSERT INTO document (no, id, matter, part, office, size, held) SELECT * FROM
             unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bigint[], $5::text[],
             $6::bigint[], $7::bytea[])",
        )
        .bind(no)
        .bind(id)
        .bind(matter)
        .bind(part)
        .bind(office)
        .bind(size)
        .bind(held)
        .execute(&mut *append.tx)
        .await?;
    }
    Ok(all)
}

async fn put_changes(
    append: &mut PostgresAppend,
    keep: &Keep<'_>,
    documents: &[i64],
    before: i64,
    manifests: &[i64],
) -> Result<(), StoreError> {
    let (mut no, mut document, mut hash) = (Vec::new(), Vec::new(), Vec::new());
    let (mut actor, mut seq, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut manifest, mut received) = (Vec::new(), Vec::new());
    let changes = keep
        .docs
        .iter()
        .zip(documents)
        .flat_map(|(doc, number)| doc.changes.iter().map(move |change| (number, change)));
    for (at, (number, change)) in (before + 1..).zip(changes) {
        no.push(at);
        document.push(*number);
        hash.push(change.hash.as_bytes().as_slice());
        actor.push(change.actor.as_bytes().as_slice());
        seq.push(rows::signed(change.seq));
        bytes.push(append.rest.seal(Place::Change(at), change.bytes)?);
        manifest.push(manifests.get(change.proof).copied());
        received.push(change.received.map(rows::signed));
    }
    sqlx::query(
        "INSERT INTO change (no, document, hash, actor, seq, bytes, manifest, received)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bigint[],
         $6::bytea[], $7::bigint[], $8::bigint[])",
    )
    .bind(no)
    .bind(document)
    .bind(hash)
    .bind(actor)
    .bind(seq)
    .bind(bytes)
    .bind(manifest)
    .bind(received)
    .execute(&mut *append.tx)
    .await?;
    Ok(())
}

pub(super) async fn put_feed(
    append: &mut PostgresAppend,
    feed: &FeedRows<'_>,
    device: DeviceId,
) -> Result<(), StoreError> {
    if feed.seq.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO feed (audience, seq, hash, kind, document, first, last, size, device)
         SELECT q.*, $9 FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::bigint[],
         $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[]) q",
    )
    .bind(&feed.audience)
    .bind(&feed.seq)
    .bind(&feed.hash)
    .bind(&feed.kind)
    .bind(&feed.document)
    .bind(&feed.first)
    .bind(&feed.last)
    .bind(&feed.size)
    .bind(device.as_bytes().as_slice())
    .execute(&mut *append.tx)
    .await?;
    Ok(())
}

/// Lets offices see matters.
pub(super) async fn put_grants(
    append: &mut PostgresAppend,
    grants: &[Grant],
) -> Result<(), StoreError> {
    let pairs = grants
        .iter()
        .flat_map(|grant| grant.offices.iter().map(move |office| (&grant.matter, office)));
    let (matters, offices): (Vec<&[u8]>, Vec<&str>) =
        pairs.map(|(matter, office)| (matter.as_bytes().as_slice(), office.as_str())).unzip();
    if matters.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO audience (matter, office) SELECT * FROM unnest($1::bytea[], $2::text[])
         ON CONFLICT DO NOTHING",
    )
    .bind(matters)
    .bind(offices)
    .execute(&mut *append.tx)
    .await?;
    Ok(())
}

/// Tells offices of all of a matter that is here.
pub(super) async fn tell_all(
    append: &mut PostgresAppend,
    grant: &Grant,
    device: DeviceId,
) -> Result<(), StoreError> {
    let found = sqlx::query(
        "SELECT d.no, d.id, d.size, c.no, c.hash
         FROM document d JOIN change c ON c.document = d.no
         WHERE d.matter = $1 AND d.part IN (0, 1) ORDER BY d.part, c.no",
    );
    let found = found.bind(grant.matter.as_bytes().as_slice());
    let mut family: Vec<(DocId, Entry, Vec<ChangeHash>)> = Vec::new();
    for row in found.fetch_all(&mut *append.tx).await? {
        let (document, last): (i64, i64) = (row.try_get(0)?, row.try_get(3)?);
        let hash = rows::change_hash(&row, 4)?;
        match family.last_mut() {
            Some((_, entry, hashes)) if entry.document == document => {
                entry.last = last;
                hashes.push(hash);
            }
            _ => {
                let (id, size) = (DocId::from_slice(row.try_get(1)?)?, row.try_get(2)?);
                let entry = Entry { kind: EntryKind::Granted, document, first: 0, last, size };
                family.push((id, entry, vec![hash]));
            }
        }
    }
    let mut feed = FeedRows::default();
    for audience in &grant.offices {
        for (id, entry, hashes) in &family {
            let place = append.place(audience, &entry_digest(entry.kind, Some(*id), hashes))?;
            feed.push(audience, place, *entry);
        }
    }
    put_feed(append, &feed, device).await
}
