//! Attachments between station and relay: one part at a time, and only when nothing else waits.

use std::collections::BTreeSet;

use ident::BlobId;
use wire::{BlobAt, BlobFault, BlobGet, BlobOffer, BlobPut, Bytes, MAX_BLOB_PART, ToRelay};

use crate::{
    Batch, Durability, Effect, Space, Station, StationError, Store,
    blob::{BlobRecord, CHUNK, chunk_key},
};

/// What was asked of the relay and not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// How far it has an attachment.
    Offer(BlobId),
    /// To take a part that begins at this byte.
    Put(BlobId, u32),
    /// For a part.
    Get(BlobId),
}

/// Attachments on one connection.
#[derive(Debug, Default)]
pub(in super::super) struct Traffic {
    asked: Option<Asked>,
    /// The relay takes this attachment from this byte on.
    granted: Option<(BlobId, u32)>,
    /// Not taken on this connection: the relay knows no document that mentions them.
    passed: BTreeSet<BlobId>,
    /// Not to be had on this connection.
    missing: BTreeSet<BlobId>,
    /// The relay does not understand these messages.
    off: bool,
}

impl Traffic {
    /// The relay could not read a message: whether it was about an attachment. Then none is
    /// spoken of on this connection any more.
    pub(in super::super) fn not_understood(&mut self) {
        if self.asked.take().is_some() {
            self.off = true;
        }
    }

    /// All may be offered again: the relay has got documents that may mention them.
    pub(in super::super) fn offer_all_again(&mut self) {
        self.passed.clear();
    }

    /// Whether the relay said that it cannot give this one.
    pub(super) fn is_missing(&self, blob: BlobId) -> bool {
        self.missing.contains(&blob)
    }

    /// It may be asked for again.
    pub(super) fn try_again(&mut self, blob: BlobId) {
        self.missing.remove(&blob);
    }

    /// All may be asked for again.
    pub(super) fn try_all_again(&mut self) {
        self.missing.clear();
    }

    /// The answer about this one came; whether it was a part that was asked for.
    pub(super) fn answered_get(&mut self, blob: BlobId) -> bool {
        self.asked.take_if(|asked| *asked == Asked::Get(blob)).is_some()
    }

    /// It is not to be had on this connection.
    pub(super) fn give_up(&mut self, blob: BlobId) {
        self.missing.insert(blob);
    }
}

impl<S: Store> Station<S> {
    /// The next word about an attachment, where nothing else waits: first what somebody wants to
    /// see, then what is to be handed in, oldest first.
    pub(in super::super) async fn next_blob(&mut self) -> Result<Vec<Effect>, StationError> {
        let traffic = &self.sync.blobs;
        if !self.sync.welcomed || traffic.off || traffic.asked.is_some() {
            return Ok(Vec::new());
        }
        let spared = self.sync.sparing && !self.sync.may_send;
        let wanted = |(blob, record): &(&BlobId, &BlobRecord)| {
            // What somebody asked to see comes; what is taken along with a village waits.
            let waits = spared && record.pinned;
            record.wanted && !waits && !record.is_here() && !traffic.missing.contains(*blob)
        };
        if let Some((blob, record)) = self.blobs.iter().find(wanted) {
            let (blob, held) = (*blob, record.held);
            let offset = held + self.coming_of(blob, held);
            self.sync.blobs.asked = Some(Asked::Get(blob));
            return Ok(vec![Effect::Send(ToRelay::BlobGet(BlobGet { blob, offset }))]);
        }
        if spared {
            return Ok(Vec::new());
        }
        let owed = |(blob, record): &(&BlobId, &BlobRecord)| {
            record.is_owed() && !traffic.passed.contains(*blob)
        };
        let next = self.blobs.iter().filter(owed).min_by_key(|(blob, record)| {
            let begun = traffic.granted.is_some_and(|(granted, _)| granted == **blob);
            (!begun, record.since, **blob)
        });
        let Some((blob, size)) = next.map(|(blob, record)| (*blob, record.size)) else {
            // All have gone that waited: those that come now wait again.
            self.sync.may_send = self.sync.may_send && self.owed_blobs() > 0;
            return Ok(Vec::new());
        };
        let granted = traffic.granted.filter(|(granted, _)| *granted == blob);
        if let Some((_, offset)) = granted {
            if let Some(bytes) = self.sealed_part(blob, offset).await? {
                self.sync.blobs.asked = Some(Asked::Put(blob, offset));
                let put = BlobPut { blob, offset, bytes };
                return Ok(vec![Effect::Send(ToRelay::BlobPut(put))]);
            }
            // Its stored bytes end too soon: nothing to hand in.
            self.sync.blobs.passed.insert(blob);
            return Box::pin(self.next_blob()).await;
        }
        self.sync.blobs.asked = Some(Asked::Offer(blob));
        Ok(vec![Effect::Send(ToRelay::BlobOffer(BlobOffer { blob, size }))])
    }

    /// The device is to save data, or no longer: then attachments that nobody asked for wait until
    /// [`Station::send_attachments`]. Whether that changed anything.
    pub fn spare_data(&mut self, sparing: bool) -> bool {
        let changed = self.sync.sparing != sparing;
        self.sync.sparing = sparing;
        self.sync.may_send &= sparing;
        changed
    }

    /// Somebody says that the attachments that wait may go.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn send_attachments(&mut self) -> Result<Vec<Effect>, StationError> {
        self.sync.may_send = self.sync.sparing;
        let mut effects = vec![Effect::SyncChanged];
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// Whether attachments wait for somebody's word.
    pub(in super::super) fn attachments_wait(&self) -> bool {
        let waits = |record: &BlobRecord| {
            record.is_owed() || (record.pinned && record.wanted && !record.is_here())
        };
        self.sync.sparing && !self.sync.may_send && self.blobs.values().any(waits)
    }

    /// Stored bytes from an offset on, within one piece; none where there are none.
    async fn sealed_part(&self, blob: BlobId, offset: u32) -> Result<Option<Bytes>, StationError> {
        let offset = offset as usize;
        let piece = u32::try_from(offset / CHUNK).unwrap_or(u32::MAX);
        let stored = self.read(Space::Blobs, &chunk_key(blob, piece)).await?.unwrap_or_default();
        let rest = stored.get(offset % CHUNK..).unwrap_or_default();
        let part = rest.get(..rest.len().min(MAX_BLOB_PART)).unwrap_or_default();
        Ok((!part.is_empty()).then(|| Bytes::from(part.to_vec())))
    }

    /// The relay says how far it has an attachment.
    pub(in super::super) async fn blob_at(
        &mut self,
        BlobAt { blob, offset }: BlobAt,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(asked) = self.asked_up(blob) else { return Ok(Vec::new()) };
        let advanced = match asked {
            Asked::Put(_, before) => offset > before,
            Asked::Offer(_) | Asked::Get(_) => true,
        };
        if advanced {
            self.sync.blobs.granted = Some((blob, offset));
            self.change_blob(blob, |record| record.sent = offset.min(record.size)).await?;
        } else {
            // It would go on so for ever.
            self.sync.blobs.passed.insert(blob);
        }
        self.go_on(blob).await
    }

    /// The relay has all of an attachment.
    pub(in super::super) async fn blob_kept(
        &mut self,
        blob: BlobId,
    ) -> Result<Vec<Effect>, StationError> {
        if self.asked_up(blob).is_none() {
            return Ok(Vec::new());
        }
        self.change_blob(blob, |record| {
            record.handed_in = true;
            record.sent = record.size;
        })
        .await?;
        self.go_on(blob).await
    }

    /// The relay knows nothing of an attachment, or does not say so to us.
    pub(in super::super) async fn blob_none(
        &mut self,
        blob: BlobId,
    ) -> Result<Vec<Effect>, StationError> {
        if self.sync.blobs.answered_get(blob) {
            self.sync.blobs.give_up(blob);
        } else if self.asked_up(blob).is_some() {
            self.sync.blobs.passed.insert(blob);
        } else {
            return Ok(Vec::new());
        }
        self.go_on(blob).await
    }

    /// The relay does not take an attachment. It stays here, and is offered on the next connection.
    pub(in super::super) async fn blob_refused(
        &mut self,
        blob: BlobId,
        _why: BlobFault,
    ) -> Result<Vec<Effect>, StationError> {
        if self.asked_up(blob).is_none() {
            return Ok(Vec::new());
        }
        self.sync.blobs.passed.insert(blob);
        self.change_blob(blob, |record| record.sent = 0).await?;
        self.go_on(blob).await
    }

    /// What was asked about handing in this one, now answered.
    fn asked_up(&mut self, blob: BlobId) -> Option<Asked> {
        let traffic = &mut self.sync.blobs;
        let about = |asked: &mut Asked| matches!(asked, Asked::Offer(one) | Asked::Put(one, _) if *one == blob);
        let asked = traffic.asked.take_if(about)?;
        traffic.granted = None;
        Some(asked)
    }

    /// Other things first, then the next part.
    pub(super) async fn go_on(&mut self, blob: BlobId) -> Result<Vec<Effect>, StationError> {
        let mut effects = vec![Effect::BlobChanged(blob), Effect::SyncChanged];
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    async fn change_blob(
        &mut self,
        blob: BlobId,
        change: impl FnOnce(&mut BlobRecord),
    ) -> Result<(), StationError> {
        let Some(mut record) = self.blob_record(blob).await? else { return Ok(()) };
        change(&mut record);
        // Lost, it is asked for again.
        self.keep_blobs(Batch::default(), vec![(blob, record)], Durability::Relaxed).await
    }

    /// The relay's log is another one: it may lack what it once confirmed. Everything that is here
    /// is offered again, other offices' too; what it has, it says so.
    pub(in super::super) async fn offer_blobs_again(&mut self) -> Result<(), StationError> {
        self.load_blobs().await?;
        let again = self.blobs.iter().filter(|(_, record)| record.is_here() && record.handed_in);
        let again: Vec<(BlobId, BlobRecord)> = again
            .map(|(blob, record)| {
                (*blob, BlobRecord { handed_in: false, sent: 0, ..record.clone() })
            })
            .collect();
        self.keep_blobs(Batch::default(), again, Durability::Strict).await
    }
}
