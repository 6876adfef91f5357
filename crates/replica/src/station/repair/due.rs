//! When a repair is due, and that this is not forgotten.

use std::collections::BTreeSet;

use ident::{DeviceId, DocId, DocKey};
use wire::RepairCause;

use super::super::{Station, StationError};
use crate::{Batch, Durability, Effect, Space, Store, record::meta};

/// An audit is due after a week,
const AUDIT_AFTER: i64 = 7 * DAY;
/// and after an hour of connection since the one before: a clock that jumps starts none.
const CONNECTED: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Two answers of the relay that lie further apart are no sign of a connection in between.
const GAP: i64 = 15 * 60 * 1000;
/// How long a connection lasted is written down in steps of this.
const STEP: i64 = 10 * 60 * 1000;
/// Confirmed documents that are remembered one by one. If there are more, all are compared.
const REMEMBERED: usize = 500;

/// Why a repair is due, and what is known for it.
#[derive(Debug, Default)]
pub(in super::super) struct Due {
    cause: Option<RepairCause>,
    /// Documents that have to be asked about, where it is not about all.
    docs: BTreeSet<DocId>,
    /// What is being done about it: documents that are asked about, or (none) all of them.
    under_way: Option<Option<Vec<DocId>>>,
    /// Documents of which the relay confirmed something on this connection that its feed has not
    /// brought back.
    unconfirmed: BTreeSet<DocId>,
    /// When the relay was last heard on this connection.
    heard: Option<i64>,
    /// Milliseconds of connection that are not written down.
    connected: i64,
}

impl Due {
    /// Whether everything is to be compared.
    pub(in super::super) fn is_due(&self) -> bool {
        self.cause.is_some()
    }

    /// What to do now: why, and about which documents where not about all.
    pub(super) fn take(&mut self) -> Option<(RepairCause, Option<Vec<DocId>>)> {
        let docs: Vec<DocId> = core::mem::take(&mut self.docs).into_iter().collect();
        let due = match self.cause.take() {
            Some(cause) => Some((cause, None)),
            None => (!docs.is_empty()).then_some((RepairCause::Unconfirmed, Some(docs))),
        };
        self.under_way = due.as_ref().map(|(_, docs)| docs.clone());
        due
    }

    /// What has to be remembered beyond this connection: documents, or (none) all of them.
    fn to_remember(&self) -> Option<BTreeSet<DocId>> {
        let mut named: BTreeSet<DocId> = self.unconfirmed.union(&self.docs).copied().collect();
        match &self.under_way {
            Some(None) => return None,
            Some(Some(docs)) => named.extend(docs),
            None => {}
        }
        (self.cause.is_none() && named.len() <= REMEMBERED).then_some(named)
    }

    /// Notes what has to be remembered.
    fn remember(&self, batch: &mut Batch) {
        match self.to_remember() {
            Some(docs) if docs.is_empty() => batch.delete(Space::Meta, meta::UNCONFIRMED),
            docs => {
                let docs: Option<Vec<DocId>> = docs.map(|docs| docs.into_iter().collect());
                let docs = minicbor::to_vec(docs).unwrap_or_default();
                batch.put(Space::Meta, meta::UNCONFIRMED, docs);
            }
        }
    }

    /// It was done.
    pub(super) fn settle(&mut self, batch: &mut Batch) {
        self.under_way = None;
        self.remember(batch);
    }

    /// The relay misses what changes of these documents build on.
    pub(in super::super) fn ask_about(&mut self, docs: impl IntoIterator<Item = DocId>) {
        self.docs.extend(docs);
    }
}

/// Since when audits are counted, as stored: milliseconds of the clock, and of connection.
type AuditClock = (i64, i64);

impl<S: Store> Station<S> {
    /// The relay is another log, or an older copy: everything has to be compared, however often the
    /// connection breaks until then.
    pub(in super::super) fn log_has_changed(&mut self, batch: &mut Batch) {
        batch.put(Space::Meta, meta::REPAIR_DUE, []);
    }

    /// A connection begins.
    pub(in super::super) async fn find_due_repair(&mut self) -> Result<(), StationError> {
        if self.read(Space::Meta, meta::REPAIR_DUE).await?.is_some() {
            self.sync.repair.due.cause = Some(RepairCause::LogChanged);
        }
        if let Some(bytes) = self.read(Space::Meta, meta::UNCONFIRMED).await? {
            match minicbor::decode::<Option<Vec<DocId>>>(&bytes) {
                Ok(Some(docs)) => self.sync.repair.due.docs.extend(docs),
                // Too many to name, or unreadable.
                _ => {
                    self.sync.repair.due.cause.get_or_insert(RepairCause::Unconfirmed);
                }
            }
        }
        Ok(())
    }

    /// The relay has confirmed changes of these documents. Until its feed has brought them back, a
    /// copy of it may lack them that knows our place in the feed all the same.
    pub(in super::super) fn note_confirmed<'a>(
        &mut self,
        docs: impl Iterator<Item = &'a DocKey>,
        batch: &mut Batch,
    ) {
        let due = &mut self.sync.repair.due;
        let before = due.unconfirmed.len();
        due.unconfirmed.extend(docs.map(DocKey::id));
        if due.unconfirmed.len() == before {
            return;
        }
        due.remember(batch);
    }

    /// These documents were changed past the relay: it is asked about them, however often the
    /// connection breaks until then.
    pub(in super::super) async fn ask_the_relay_about(
        &mut self,
        docs: impl IntoIterator<Item = DocId>,
        batch: &mut Batch,
    ) -> Result<(), StationError> {
        // What is remembered from before stays so.
        self.find_due_repair().await?;
        self.sync.repair.due.ask_about(docs);
        self.sync.repair.due.remember(batch);
        Ok(())
    }

    /// The feed is read to its end: what was confirmed on this connection came back with it.
    pub(in super::super) fn note_brought_back(&mut self, batch: &mut Batch) {
        let due = &mut self.sync.repair.due;
        if !due.unconfirmed.is_empty() {
            due.unconfirmed.clear();
            due.remember(batch);
        }
    }

    /// Compares everything with the relay at the next occasion, only to see that nothing is wrong.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn audit(&mut self) -> Result<Vec<Effect>, StationError> {
        self.sync.repair.due.cause.get_or_insert(RepairCause::Audit);
        self.repair_if_due().await
    }

    /// Counts how long the connection lasts, and finds that an audit is due.
    pub(super) async fn note_connected(&mut self) -> Result<(), StationError> {
        let Some(now) = self.sync.last_reached.map(|now| now.millis()) else { return Ok(()) };
        let due = &mut self.sync.repair.due;
        let gap = now - due.heard.replace(now).unwrap_or(now);
        due.connected += gap.clamp(0, GAP);
        if due.connected < STEP {
            return Ok(());
        }
        let connected = core::mem::take(&mut due.connected);
        let stored = self.read(Space::Meta, meta::AUDIT_CLOCK).await?;
        let stored = stored.and_then(|bytes| minicbor::decode::<AuditClock>(&bytes).ok());
        let (since, before) = stored.unwrap_or((now, 0));
        // A clock that was set back begins anew.
        let clock = (since.min(now), before.saturating_add(connected));
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::AUDIT_CLOCK, minicbor::to_vec(clock).unwrap_or_default());
        self.write(batch, Durability::Relaxed).await?;
        let device = self.identity.as_ref().map(|identity| identity.device);
        let wait = AUDIT_AFTER + device.map_or(0, spread);
        if now - clock.0 >= wait && clock.1 >= CONNECTED {
            self.sync.repair.due.cause.get_or_insert(RepairCause::Audit);
        }
        Ok(())
    }

    /// Audits are counted from now on.
    pub(super) fn restart_audit_clock(&self, batch: &mut Batch) {
        let Some(now) = self.sync.last_reached else { return };
        let clock: AuditClock = (now.millis(), 0);
        batch.put(Space::Meta, meta::AUDIT_CLOCK, minicbor::to_vec(clock).unwrap_or_default());
    }
}

/// Up to a day, another for each device: a city's tablets do not all come at once.
fn spread(device: DeviceId) -> i64 {
    let [high, low, ..] = *device.as_bytes();
    i64::from(u16::from_be_bytes([high, low])) * DAY / (1 << 16)
}
