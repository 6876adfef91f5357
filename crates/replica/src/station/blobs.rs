//! Attachments on this device: made, looked at, handed in last, fetched when wanted, let go of.

mod attach;
mod exchange;
mod fetched;
mod usage;

use std::collections::BTreeMap;

use ident::BlobId;

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store, blob::BlobRecord};

pub use attach::{AttachProblem, AttachedHere, AttachmentNote, Found};
pub(super) use exchange::Traffic;
pub(super) use fetched::Coming;
pub use usage::{BlobStatus, BlobUsage};

impl<S: Store> Station<S> {
    /// Reads what is known of attachments' bytes: at opening, and when another tab wrote.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn load_blobs(&mut self) -> Result<(), StationError> {
        let found = self.read_all(Space::BlobMeta, &[vec![]]).await?.concat();
        // A record that cannot be read is as good as none: its bytes are fetched anew when wanted.
        self.blobs = found
            .iter()
            .filter_map(|(key, bytes)| {
                Some((BlobId::from_slice(key).ok()?, minicbor::decode(bytes).ok()?))
            })
            .collect::<BTreeMap<BlobId, BlobRecord>>();
        // Whoever wrote may wish for one that could not be had.
        self.sync.blobs.try_all_again();
        Ok(())
    }

    /// What is stored of an attachment's record: another tab may have changed it.
    async fn blob_record(&self, blob: BlobId) -> Result<Option<BlobRecord>, StationError> {
        let bytes = self.read(Space::BlobMeta, blob.as_bytes()).await?;
        Ok(bytes.and_then(|bytes| minicbor::decode(&bytes).ok()))
    }

    /// Writes records, with what belongs to them, in one transaction.
    pub(super) async fn keep_blobs(
        &mut self,
        mut batch: Batch,
        records: Vec<(BlobId, BlobRecord)>,
        durability: Durability,
    ) -> Result<(), StationError> {
        for (blob, record) in &records {
            put_record(&mut batch, *blob, record);
        }
        self.write(batch, durability).await?;
        self.blobs.extend(records);
        Ok(())
    }
}

fn put_record(batch: &mut Batch, blob: BlobId, record: &BlobRecord) {
    let bytes = minicbor::to_vec(record).unwrap_or_default();
    batch.put(Space::BlobMeta, blob.as_bytes().as_slice(), bytes);
}

/// Deletes the stored pieces of an attachment of which so many bytes are here.
pub(super) fn delete_pieces(batch: &mut Batch, blob: BlobId, held: u32) {
    let pieces = (held as usize).div_ceil(crate::blob::CHUNK);
    for at in 0..u32::try_from(pieces).unwrap_or_default() {
        batch.delete(Space::Blobs, crate::blob::chunk_key(blob, at));
    }
}
