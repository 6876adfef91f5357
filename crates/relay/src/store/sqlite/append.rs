//! The appending transaction.

use async_trait::async_trait;
use ident::{ChangeHash, DeviceId, DocId, DocKey, MatterId, OfficeCode};
use sqlx::{QueryBuilder, Row, Sqlite, Transaction};
use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write,
};
use wire::Cursor;

use super::{Append, SqliteStore, StoreError, erase, feed, repair, rows, sealing, survey};
use crate::at_rest::{AtRest, Place};
use crate::store::{
    EntryKind, Erasure, Findings, Grant, Keep, KeptDoc, Mention, NumberedChange, OrgRecord, Proof,
    RepairNote, Standing, SurveyDoc, Withdrawal, entry_digest,
};

/// Rows of one insert. Batches are powers of two up to this, so that few different statements
/// are prepared, and a thousand rows are about sixteen calls.
const BATCH: usize = 64;

pub(super) struct SqliteAppend {
    pub(super) tx: Transaction<'static, Sqlite>,
    epoch: u64,
    pub(super) rest: AtRest,
    /// Ends of the feeds that were touched.
    ends: HashMap<OfficeCode, Cursor>,
    /// The last number given to a document and to a change.
    last_document: i64,
    last_change: i64,
}

/// A row for a feed.
pub(super) struct FeedRow<'a> {
    pub audience: &'a OfficeCode,
    pub place: Cursor,
    pub kind: EntryKind,
    pub document: i64,
    pub first: i64,
    pub last: i64,
    pub device: DeviceId,
    pub size: i64,
}

/// A new row of the record.
struct ChangeRow<'a> {
    no: i64,
    document: i64,
    change: crate::store::KeptChange<'a>,
}

impl SqliteAppend {
    pub(super) async fn begin(store: &SqliteStore) -> Result<Self, StoreError> {
        let (epoch, rest) = (store.log.epoch, store.rest.clone());
        // Immediate: another process that writes is waited for here, not in the middle.
        let mut tx = store.writer.begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query(
            "SELECT coalesce((SELECT max(no) FROM document), 0),
                    max(coalesce((SELECT max(no) FROM change), 0), coalesce((SELECT max(received)
                        FROM change WHERE received IS NOT NULL), 0)), (SELECT no FROM sealing)",
        )
        .fetch_one(&mut *tx)
        .await?;
        let (last_document, last_change) = (row.try_get(0)?, row.try_get(1)?);
        sealing::still(&rest, row.try_get(2)?)?;
        Ok(Self { tx, epoch, rest, ends: HashMap::new(), last_document, last_change })
    }

    /// The next place in an audience's feed.
    pub(super) async fn place(
        &mut self,
        audience: &OfficeCode,
        digest: &[u8; 32],
    ) -> Result<Cursor, StoreError> {
        let end = match self.ends.get(audience) {
            Some(end) => *end,
            None => feed::latest(&mut self.tx, self.epoch, audience).await?,
        };
        let place = end.after(digest);
        self.ends.insert(audience.clone(), place);
        Ok(place)
    }

    async fn manifest(&mut self, proof: &Proof<'_>) -> Result<i64, StoreError> {
        let device = proof.manifest.device;
        let number = rows::signed(proof.manifest.number);
        let held = sqlx::query("SELECT no FROM manifest WHERE device = ? AND number = ?")
            .bind(device.as_bytes().as_slice())
            .bind(number)
            .fetch_optional(&mut *self.tx)
            .await?;
        if let Some(row) = held {
            return Ok(row.try_get(0)?);
        }
        let bytes =
            minicbor::to_vec(proof.manifest).map_err(|_| StoreError::Corrupt("manifest"))?;
        let row = sqlx::query(
            "INSERT INTO manifest (device, number, hash, bytes) VALUES (?, ?, ?, ?) RETURNING no",
        )
        .bind(device.as_bytes().as_slice())
        .bind(number)
        .bind(proof.hash.as_slice())
        .bind(bytes)
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(row.try_get(0)?)
    }

    /// The numbers of the documents, in the order given; new ones get theirs here.
    async fn documents(&mut self, docs: &[KeptDoc<'_>]) -> Result<Vec<i64>, StoreError> {
        // Two statements however many documents there are: each call waits for another thread.
        let held = survey::numbers(&mut self.tx, docs.iter().map(|doc| doc.id)).await?;
        let mut numbers = Vec::with_capacity(docs.len());
        let mut new = Vec::new();
        let mut growing = String::from("[");
        for doc in docs {
            let size: i64 = rows::signed(doc.changes.iter().map(|c| c.bytes.len() as u64).sum());
            numbers.push(match held.get(&doc.id) {
                Some(no) => {
                    let comma = if growing.len() == 1 { "" } else { "," };
                    let _ = write!(growing, "{comma}[{no},{size},\"{}\"]", hex(doc.held));
                    *no
                }
                None => {
                    self.last_document += 1;
                    new.push((self.last_document, doc, size));
                    self.last_document
                }
            });
        }
        if growing.len() > 1 {
            growing.push(']');
            sqlx::query(
                "UPDATE document SET size = size + (q.value ->> 1),
                 held = nullif(unhex(q.value ->> 2), x'') FROM json_each(?) q WHERE document.no = (q.value ->> 0)",
            )
            .bind(growing)
            .execute(&mut *self.tx)
            .await?;
        }
        for batch in batches(&new) {
            let mut insert = QueryBuilder::new(
                "INSERT INTO document (no, id, matter, part, office, size, held) ",
            );
            insert.push_values(batch, |mut row, (no, doc, size)| {
                let (part, office) = rows::part_columns(&doc.key.part);
                row.push_bind(*no)
                    .push_bind(doc.id.as_bytes().as_slice())
                    .push_bind(doc.key.matter.as_bytes().as_slice())
                    .push_bind(part)
                    .push_bind(office)
                    .push_bind(*size)
                    .push_bind(doc.held.map(|held| held.to_vec()));
            });
            insert.build().execute(&mut *self.tx).await?;
        }
        Ok(numbers)
    }

    async fn changes(
        &mut self,
        new: &[ChangeRow<'_>],
        manifests: &[i64],
    ) -> Result<(), StoreError> {
        let sealed = new.iter().map(|new| self.rest.seal(Place::Change(new.no), new.change.bytes));
        let sealed = sealed.collect::<Result<Vec<_>, _>>()?;
        let new: Vec<(&ChangeRow<'_>, &Vec<u8>)> = new.iter().zip(&sealed).collect();
        for batch in batches(&new) {
            let mut insert = QueryBuilder::new(
                "INSERT INTO change (no, document, hash, actor, seq, manifest, bytes, received) ",
            );
            insert.push_values(batch, |mut row, (new, bytes)| {
                row.push_bind(new.no)
                    .push_bind(new.document)
                    .push_bind(new.change.hash.as_bytes().as_slice())
                    .push_bind(new.change.actor.as_bytes().as_slice())
                    .push_bind(rows::signed(new.change.seq))
                    .push_bind(manifests.get(new.change.proof).copied())
                    .push_bind(bytes.as_slice())
                    .push_bind(new.change.received.map(rows::signed));
            });
            insert.build().execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    pub(super) async fn feed(&mut self, new: &[FeedRow<'_>]) -> Result<(), StoreError> {
        for batch in batches(new) {
            let mut insert = QueryBuilder::new(
                "INSERT INTO feed \
                 (audience, seq, hash, kind, document, first, last, device, size) ",
            );
            insert.push_values(batch, |mut row, new| {
                row.push_bind(new.audience.as_str())
                    .push_bind(rows::signed(new.place.seq))
                    .push_bind(new.place.hash.as_bytes().as_slice())
                    .push_bind(i64::from(new.kind.number()))
                    .push_bind(new.document)
                    .push_bind(new.first)
                    .push_bind(new.last)
                    .push_bind(new.device.as_bytes().as_slice())
                    .push_bind(new.size);
            });
            insert.build().execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Lets offices see matters.
    async fn admit(&mut self, grants: &[Grant]) -> Result<(), StoreError> {
        let new: Vec<(MatterId, &OfficeCode)> = grants
            .iter()
            .flat_map(|grant| grant.offices.iter().map(|office| (grant.matter, office)))
            .collect();
        for batch in batches(&new) {
            let mut insert = QueryBuilder::new("INSERT OR IGNORE INTO audience (matter, office) ");
            insert.push_values(batch, |mut row, (matter, office)| {
                row.push_bind(matter.as_bytes().to_vec()).push_bind(office.as_str());
            });
            insert.build().execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Tells offices that see a matter from now on of all of it that is here.
    async fn tell(&mut self, grant: &Grant, device: DeviceId) -> Result<(), StoreError> {
        let found = sqlx::query(
            "SELECT d.no, d.id, d.size, c.no, c.hash
             FROM document d JOIN change c INDEXED BY change_of_document ON c.document = d.no
             WHERE d.matter = ? AND d.part IN (0, 1) ORDER BY d.part, c.no",
        );
        let mut family: Vec<(i64, DocId, i64, i64, Vec<ChangeHash>)> = Vec::new();
        let found = found.bind(grant.matter.as_bytes().as_slice());
        for row in found.fetch_all(&mut *self.tx).await? {
            let (document, last): (i64, i64) = (row.try_get(0)?, row.try_get(3)?);
            let hash = rows::change_hash(&row, 4)?;
            match family.last_mut() {
                Some(doc) if doc.0 == document => {
                    doc.3 = last;
                    doc.4.push(hash);
                }
                _ => {
                    let id = DocId::from_slice(row.try_get(1)?)?;
                    family.push((document, id, row.try_get(2)?, last, vec![hash]));
                }
            }
        }
        let mut new = Vec::new();
        for audience in &grant.offices {
            for (document, id, size, last, hashes) in &family {
                let kind = EntryKind::Granted;
                let place = self.place(audience, &entry_digest(kind, Some(*id), hashes)).await?;
                new.push(FeedRow {
                    audience,
                    place,
                    kind,
                    document: *document,
                    first: 0,
                    last: *last,
                    device,
                    size: *size,
                });
            }
        }
        self.feed(&new).await
    }
}

/// What is held of a document, for a statement; empty where that is not known.
fn hex(held: Option<[u8; 32]>) -> String {
    let mut text = String::new();
    for byte in held.iter().flatten() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Slices whose lengths are powers of two up to [`BATCH`].
pub(super) fn batches<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let size = match rest.len() {
            0 => return None,
            len if len >= BATCH => BATCH,
            len => 1 << len.ilog2(),
        };
        let (batch, behind) = rest.split_at_checked(size)?;
        rest = behind;
        Some(batch)
    })
}

#[async_trait]
impl Append for SqliteAppend {
    async fn standing(&mut self, device: DeviceId, number: u64) -> Result<Standing, StoreError> {
        let found = sqlx::query(
            "SELECT number, hash FROM manifest WHERE device = ?1
             AND number IN (?2, (SELECT max(number) FROM manifest WHERE device = ?1))",
        );
        let found = found.bind(device.as_bytes().as_slice()).bind(rows::signed(number));
        let mut standing = Standing::default();
        for row in found.fetch_all(&mut *self.tx).await? {
            let held = (rows::unsigned(&row, 0)?, rows::hash32(&row, 1)?);
            if held.0 == number {
                standing.same_number = Some(held.1);
            }
            if standing.last.is_none_or(|last| last.0 < held.0) {
                standing.last = Some(held);
            }
        }
        Ok(standing)
    }

    async fn survey(&mut self, docs: &[SurveyDoc]) -> Result<Findings, StoreError> {
        survey::survey(&mut self.tx, docs).await
    }

    async fn core_changes(&mut self, matter: MatterId) -> Result<Vec<NumberedChange>, StoreError> {
        sqlx::query(
            "SELECT coalesce(c.received, c.no), c.bytes, c.no FROM document d
             JOIN change c INDEXED BY change_of_document ON c.document = d.no
             WHERE d.matter = ? AND d.part = 0 AND length(c.bytes) > 0 ORDER BY c.no",
        )
        .bind(matter.as_bytes().as_slice())
        .fetch_all(&mut *self.tx)
        .await?
        .iter()
        .map(|row| {
            let bytes = self.rest.open(Place::Change(row.try_get(2)?), row.try_get(1)?)?;
            Ok(NumberedChange { place: rows::unsigned(row, 0)?, bytes })
        })
        .collect()
    }

    fn next_place(&self) -> u64 {
        u64::try_from(self.last_change).unwrap_or_default() + 1
    }

    async fn keep(&mut self, keep: &Keep<'_>) -> Result<Vec<Vec<u64>>, StoreError> {
        let device = keep.from;
        let mut manifests = Vec::with_capacity(keep.proofs.len());
        for proof in &keep.proofs {
            manifests.push(self.manifest(proof).await?);
        }
        let numbers = self.documents(&keep.docs).await?;
        let mut changes = Vec::new();
        let mut feed = Vec::new();
        let mut places = Vec::with_capacity(keep.docs.len());
        for (doc, document) in keep.docs.iter().zip(numbers) {
            let first = self.last_change + 1;
            let mut of_doc = Vec::with_capacity(doc.changes.len());
            for change in &doc.changes {
                of_doc.push(change.received.unwrap_or_else(|| self.next_place()));
                self.last_change += 1;
                changes.push(ChangeRow { no: self.last_change, document, change: *change });
            }
            places.push(of_doc);
            let kind = EntryKind::Changes;
            let hashes = doc.changes.iter().map(|change| &change.hash);
            let digest = entry_digest(kind, Some(doc.id), hashes);
            let size = doc.changes.iter().map(|change| change.bytes.len() as u64).sum();
            for audience in &doc.audience {
                let place = self.place(audience, &digest).await?;
                feed.push(FeedRow {
                    audience,
                    place,
                    kind,
                    document,
                    first,
                    last: self.last_change,
                    device,
                    size: rows::signed(size),
                });
            }
        }
        self.changes(&changes, &manifests).await?;
        // What comes in from now on comes after all that is given back.
        let received = changes.iter().filter_map(|new| new.change.received.map(rows::signed));
        self.last_change = received.fold(self.last_change, i64::max);
        self.feed(&feed).await?;
        self.admit(&keep.grants).await?;
        for grant in keep.grants.iter().filter(|grant| grant.tell) {
            self.tell(grant, device).await?;
        }
        Ok(places)
    }

    async fn mention(&mut self, mentions: &[Mention]) -> Result<(), StoreError> {
        super::blobs::mention(&mut self.tx, mentions).await
    }

    async fn note_repair(&mut self, note: &RepairNote) -> Result<(), StoreError> {
        repair::note(&mut self.tx, note).await
    }

    async fn org(&mut self) -> Result<OrgRecord, StoreError> {
        super::directory::read_in(&mut self.tx, &self.rest).await
    }

    async fn seen_by(
        &mut self,
        offices: &[OfficeCode],
    ) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError> {
        super::sight::seen_by(&mut self.tx, offices).await
    }

    async fn turn_sight(
        &mut self,
        grants: &[Grant],
        withdrawals: &[Withdrawal],
        device: DeviceId,
    ) -> Result<(), StoreError> {
        self.admit(grants).await?;
        for grant in grants.iter().filter(|grant| grant.tell) {
            self.tell(grant, device).await?;
        }
        self.withdraw(withdrawals, device).await
    }

    async fn family(&mut self, matter: MatterId) -> Result<Vec<DocKey>, StoreError> {
        erase::family(&mut self.tx, matter).await
    }

    async fn erase(&mut self, erasure: &Erasure) -> Result<(), StoreError> {
        self.erase_docs(erasure).await
    }

    async fn tell_directory(&mut self) -> Result<(), StoreError> {
        let told = super::enrol::tell(&mut self.tx, self.epoch, &self.ends).await?;
        self.ends.extend(told);
        Ok(())
    }

    async fn commit(self: Box<Self>) -> Result<BTreeSet<OfficeCode>, StoreError> {
        self.tx.commit().await?;
        Ok(self.ends.into_keys().collect())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn batches_are_powers_of_two_and_lose_nothing() {
        for len in [0usize, 1, 5, 63, 64, 65, 200] {
            let rows: Vec<usize> = (0..len).collect();
            let sizes: Vec<usize> = super::batches(&rows).map(<[usize]>::len).collect();
            assert!(sizes.iter().all(|size| size.is_power_of_two()), "{sizes:?}");
            assert_eq!(super::batches(&rows).flatten().copied().collect::<Vec<_>>(), rows);
        }
    }
}
