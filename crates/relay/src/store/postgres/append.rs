//! The appending transaction.

use async_trait::async_trait;
use ident::{DeviceId, DocKey, MatterId, OfficeCode};
use sqlx::{Postgres, Row, Transaction};
use std::collections::{BTreeSet, HashMap};
use wire::Cursor;

use super::{
    Append, PostgresStore, StoreError, blobs, directory, enrol, erase, feed, keep, repair, rows,
    sealing, sight, survey, tell::Voice, turn,
};
use crate::at_rest::{AtRest, Place};
use crate::store::{
    Erasure, Findings, Grant, Keep, Mention, NumberedChange, OrgRecord, RepairNote, Standing,
    SurveyDoc, Withdrawal,
};

pub(super) struct PostgresAppend {
    pub(super) tx: Transaction<'static, Postgres>,
    pub(super) epoch: u64,
    pub(super) rest: AtRest,
    /// Ends of the feeds that were asked for.
    known: HashMap<OfficeCode, Cursor>,
    /// Feeds that have grown.
    grown: BTreeSet<OfficeCode>,
    /// The last numbers given.
    pub(super) last_document: i64,
    pub(super) last_manifest: i64,
    pub(super) last_change: i64,
    directory: u32,
    voice: Voice,
}

impl PostgresAppend {
    pub(super) async fn begin(store: &PostgresStore) -> Result<Self, StoreError> {
        let mut tx = turn::begin(&store.writer).await?;
        let row = sqlx::query(
            "SELECT coalesce((SELECT max(no) FROM document), 0),
                    coalesce((SELECT max(no) FROM manifest), 0),
                    greatest((SELECT max(no) FROM change), (SELECT max(received) FROM change
                        WHERE received IS NOT NULL), 0), directory, (SELECT no FROM sealing) FROM identity",
        )
        .fetch_one(&mut *tx)
        .await?;
        sealing::still(&store.rest, row.try_get(4)?)?;
        Ok(Self {
            epoch: store.log.epoch,
            rest: store.rest.clone(),
            known: HashMap::new(),
            grown: BTreeSet::new(),
            last_document: row.try_get(0)?,
            last_manifest: row.try_get(1)?,
            last_change: row.try_get(2)?,
            directory: rows::small(&row, 3)?,
            tx,
            voice: store.voice.clone(),
        })
    }

    /// Learns where feeds end that are about to grow, all with one question.
    pub(super) async fn learn_ends(
        &mut self,
        audiences: impl Iterator<Item = &OfficeCode>,
    ) -> Result<(), StoreError> {
        let unknown: BTreeSet<&OfficeCode> =
            audiences.filter(|audience| !self.known.contains_key(*audience)).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let unknown: Vec<OfficeCode> = unknown.into_iter().cloned().collect();
        let ends = feed::ends(&mut self.tx, self.epoch, &unknown).await?;
        self.known.extend(unknown.into_iter().zip(ends));
        Ok(())
    }

    /// The next place in an audience's feed, whose end was learned.
    pub(super) fn place(
        &mut self,
        audience: &OfficeCode,
        digest: &[u8; 32],
    ) -> Result<Cursor, StoreError> {
        let end = self.known.get_mut(audience).ok_or(StoreError::Corrupt("end of a feed"))?;
        *end = end.after(digest);
        let place = *end;
        self.grown.insert(audience.clone());
        Ok(place)
    }
}

#[async_trait]
impl Append for PostgresAppend {
    async fn standing(&mut self, device: DeviceId, number: u64) -> Result<Standing, StoreError> {
        let found = sqlx::query(
            "SELECT number, hash FROM manifest WHERE device = $1
             AND (number = $2 OR number = (SELECT max(number) FROM manifest WHERE device = $1))",
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
            "SELECT coalesce(c.received, c.no), c.bytes, c.no
             FROM document d JOIN change c ON c.document = d.no
             WHERE d.matter = $1 AND d.part = 0 AND octet_length(c.bytes) > 0 ORDER BY c.no",
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

    fn directory_version(&self) -> Option<u32> {
        Some(self.directory)
    }

    async fn keep(&mut self, keep: &Keep<'_>) -> Result<Vec<Vec<u64>>, StoreError> {
        keep::keep(self, keep).await
    }

    async fn mention(&mut self, mentions: &[Mention]) -> Result<(), StoreError> {
        blobs::mention(&mut self.tx, mentions).await
    }

    async fn note_repair(&mut self, note: &RepairNote) -> Result<(), StoreError> {
        repair::note(&mut self.tx, note).await
    }

    async fn org(&mut self) -> Result<OrgRecord, StoreError> {
        directory::read_in(&mut self.tx, &self.rest).await
    }

    async fn seen_by(
        &mut self,
        offices: &[OfficeCode],
    ) -> Result<HashMap<MatterId, BTreeSet<OfficeCode>>, StoreError> {
        sight::seen_by(&mut self.tx, offices).await
    }

    async fn turn_sight(
        &mut self,
        grants: &[Grant],
        withdrawals: &[Withdrawal],
        device: DeviceId,
    ) -> Result<(), StoreError> {
        let told = grants.iter().flat_map(|grant| &grant.offices);
        self.learn_ends(told.chain(withdrawals.iter().flat_map(|it| &it.offices))).await?;
        keep::put_grants(self, grants).await?;
        for grant in grants.iter().filter(|grant| grant.tell) {
            keep::tell_all(self, grant, device).await?;
        }
        sight::withdraw(self, withdrawals, device).await
    }

    async fn family(&mut self, matter: MatterId) -> Result<Vec<DocKey>, StoreError> {
        erase::family(&mut self.tx, matter).await
    }

    async fn erase(&mut self, erasure: &Erasure) -> Result<(), StoreError> {
        erase::erase(self, erasure).await
    }

    async fn tell_directory(&mut self) -> Result<(), StoreError> {
        let offices = enrol::offices_with_devices(&mut self.tx).await?;
        self.learn_ends(offices.iter()).await?;
        let ends = offices.iter().filter_map(|office| Some((office, *self.known.get(office)?)));
        let ends: HashMap<OfficeCode, Cursor> =
            ends.map(|(office, end)| (office.clone(), end)).collect();
        let told = enrol::tell(&mut self.tx, ends).await?;
        self.grown.extend(told.keys().cloned());
        self.known.extend(told);
        Ok(())
    }

    async fn commit(mut self: Box<Self>) -> Result<BTreeSet<OfficeCode>, StoreError> {
        if !self.grown.is_empty() {
            self.voice.tell(&mut self.tx, self.grown.iter()).await?;
        }
        self.tx.commit().await?;
        Ok(self.grown)
    }
}
