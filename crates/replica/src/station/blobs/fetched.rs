//! Fetching what somebody wants to see or to take along.

use casework::Moment;
use ident::{BlobId, MatterId};
use wire::{BlobPart, MAX_BLOB_PART};

use super::{attach::sealed_size, delete_pieces};
use crate::{
    Batch, Durability, Effect, Space, Station, StationError, Store,
    blob::{BlobRecord, CHUNK, chunks},
    station::fold::OpenMatter,
};

/// Bytes that came and do not fill a stored piece yet. They outlive the connection: on a poor line
/// a piece may need several.
#[derive(Debug)]
pub(in super::super) struct Coming {
    blob: BlobId,
    /// Where they begin: so many bytes are stored.
    from: u32,
    bytes: Vec<u8>,
}

impl<S: Store> Station<S> {
    /// Wishes for an attachment's bytes: they are fetched now, or when the relay is reached.
    ///
    /// # Errors
    /// [`StationError::NotHere`] where the matter mentions no such attachment.
    pub async fn want_blob(
        &mut self,
        matter: MatterId,
        blob: BlobId,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let size = sealed_size(&self.attachment_state(matter, blob).await?.0.attachment);
        if size == 0 {
            return Err(StationError::Damaged("attachment"));
        }
        let record = self.blob_record(blob).await?;
        let record = record.unwrap_or_else(|| blank(matter, size, now));
        self.sync.blobs.try_again(blob);
        if !record.is_here() && !record.wanted {
            let wanted = BlobRecord { wanted: true, ..record };
            self.keep_blobs(Batch::default(), vec![(blob, wanted)], Durability::Relaxed).await?;
        }
        self.go_on(blob).await
    }

    /// Keeps the attachments of these matters on this device, fetching what is not here; or no
    /// longer. What is attached later is not among them, unless the matter is of a village that was
    /// taken along.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn pin_blobs(
        &mut self,
        matters: &[MatterId],
        pinned: bool,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let mut records = Vec::new();
        for matter in matters {
            // A matter that cannot be opened has nothing to take along.
            let Ok(opened) = self.open_matter(*matter).await else { continue };
            self.load_records_of(*matter).await?;
            records.extend(self.pinning(*matter, &opened, pinned, now));
        }
        if !records.is_empty() {
            self.keep_blobs(Batch::default(), records, Durability::Relaxed).await?;
        }
        self.next_push().await
    }

    /// Reads the records of a matter's attachments again: another tab may have changed them.
    async fn load_records_of(&mut self, matter: MatterId) -> Result<(), StationError> {
        let known: Vec<BlobId> = self
            .blobs
            .iter()
            .filter(|(_, record)| record.matter == matter)
            .map(|(blob, _)| *blob)
            .collect();
        for blob in known {
            if let Some(record) = self.blob_record(blob).await? {
                self.blobs.insert(blob, record);
            }
        }
        Ok(())
    }

    /// The records of a matter's attachments that differ once they are kept here, or no longer.
    pub(in super::super) fn pinning(
        &self,
        matter: MatterId,
        opened: &OpenMatter,
        pinned: bool,
        now: Moment,
    ) -> Vec<(BlobId, BlobRecord)> {
        let shown = opened.attached(self.directory()).filter(|(one, _)| !one.detached);
        let records = shown.filter_map(|(one, _)| {
            let blob = one.attachment.blob;
            let known = self.blobs.get(&blob).cloned();
            let size = sealed_size(&one.attachment);
            let blank = || (size > 0 && pinned).then(|| blank(matter, size, now));
            let record = known.clone().or_else(blank)?;
            let wanted = pinned && !record.is_here();
            let record = BlobRecord { pinned, wanted, ..record };
            (known.as_ref() != Some(&record)).then_some((blob, record))
        });
        records.collect()
    }

    /// So many bytes came behind those that are stored.
    pub(super) fn coming_of(&self, blob: BlobId, held: u32) -> u32 {
        let coming = self.coming.as_ref().filter(|it| it.blob == blob && it.from == held);
        coming.map_or(0, |it| u32::try_from(it.bytes.len()).unwrap_or_default())
    }

    /// A part came.
    pub(in super::super) async fn blob_part(
        &mut self,
        part: BlobPart,
    ) -> Result<Vec<Effect>, StationError> {
        let BlobPart { blob, size, offset, bytes } = part;
        if !self.sync.blobs.answered_get(blob) {
            return Ok(Vec::new());
        }
        // Another tab may have let it go meanwhile.
        let Some(record) = self.blob_record(blob).await? else { return self.go_on(blob).await };
        let end = offset as usize + bytes.len();
        let fits = size == record.size
            && offset == record.held + self.coming_of(blob, record.held)
            && !bytes.is_empty()
            && bytes.len() <= MAX_BLOB_PART
            && end <= size as usize;
        if !fits {
            self.coming = None;
            self.sync.blobs.give_up(blob);
            return self.go_on(blob).await;
        }
        let mut coming = match self.coming.take() {
            Some(coming) if coming.blob == blob && coming.from == record.held => coming,
            _ => Coming { blob, from: record.held, bytes: Vec::new() },
        };
        coming.bytes.extend_from_slice(&bytes);
        if end == size as usize {
            self.all_came(blob, record, &coming.bytes).await?;
        } else if coming.bytes.len() >= CHUNK {
            let rest = coming.bytes.split_off(CHUNK);
            let held = record.held + u32::try_from(CHUNK).unwrap_or_default();
            let mut batch = Batch::default();
            put_pieces(&mut batch, blob, record.held, &coming.bytes);
            let record = BlobRecord { held, ..record };
            self.keep_blobs(batch, vec![(blob, record)], Durability::Relaxed).await?;
            self.coming = Some(Coming { blob, from: held, bytes: rest });
        } else {
            self.coming = Some(coming);
        }
        self.go_on(blob).await
    }

    /// The last part came: it is kept if the whole is what its name says.
    async fn all_came(
        &mut self,
        blob: BlobId,
        record: BlobRecord,
        rest: &[u8],
    ) -> Result<(), StationError> {
        let mut all = self.sealed_bytes(blob).await?;
        all.truncate(record.held as usize);
        all.extend_from_slice(rest);
        let mut batch = Batch::default();
        let record = if BlobId::of(&all) == blob {
            put_pieces(&mut batch, blob, record.held, rest);
            BlobRecord { held: record.size, wanted: false, handed_in: true, ..record }
        } else {
            delete_pieces(&mut batch, blob, record.held);
            self.sync.blobs.give_up(blob);
            BlobRecord { held: 0, ..record }
        };
        self.keep_blobs(batch, vec![(blob, record)], Durability::Relaxed).await
    }
}

fn blank(matter: MatterId, size: u32, now: Moment) -> BlobRecord {
    BlobRecord {
        matter,
        size,
        held: 0,
        handed_in: false,
        sent: 0,
        pinned: false,
        wanted: false,
        since: now.millis(),
    }
}

/// Stores bytes behind those that are held, which end with a whole piece.
fn put_pieces(batch: &mut Batch, blob: BlobId, held: u32, bytes: &[u8]) {
    let first = u32::try_from(held as usize / CHUNK).unwrap_or_default();
    for (key, piece) in chunks(blob, first, bytes) {
        batch.put(Space::Blobs, key, piece);
    }
}
