//! What attachments take on this device, and letting go of what is safe elsewhere.

use ident::BlobId;

use super::delete_pieces;
use crate::{Batch, Durability, Station, StationError, Store, blob::BlobRecord};

/// How far an attachment's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlobStatus {
    /// All its sealed bytes; 0 where nothing is known of them here.
    pub size: u32,
    /// So many are on this device.
    pub held: u32,
    /// All of it is here.
    pub here: bool,
    /// So many bytes the relay has, as far as it said.
    pub sent: u32,
    /// The relay has all of it.
    pub handed_in: bool,
    /// It is being fetched, or will be when the relay is reached.
    pub wanted: bool,
    /// The relay said on this connection that it cannot give it: whoever made it has not handed it
    /// in yet, as a rule.
    pub missing: bool,
}

/// What attachments take on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlobUsage {
    /// Attachments of which something is here.
    pub count: usize,
    /// Bytes.
    pub bytes: u64,
    /// Of these, attachments that are not handed in.
    pub waiting: usize,
    /// Attachments that can be let go of.
    pub loose: usize,
    /// Their bytes.
    pub loose_bytes: u64,
}

impl<S: Store> Station<S> {
    /// How far an attachment's bytes are.
    #[must_use]
    pub fn blob_status(&self, blob: BlobId) -> BlobStatus {
        let Some(record) = self.blobs.get(&blob) else { return BlobStatus::default() };
        BlobStatus {
            size: record.size,
            held: record.held + self.coming_of(blob, record.held),
            here: record.is_here(),
            sent: record.sent,
            handed_in: record.handed_in,
            wanted: record.wanted,
            missing: record.wanted && self.sync.blobs.is_missing(blob),
        }
    }

    /// What attachments take on this device.
    #[must_use]
    pub fn blob_usage(&self) -> BlobUsage {
        let mut usage = BlobUsage::default();
        for record in self.blobs.values().filter(|record| record.held > 0) {
            let bytes = u64::from(record.held);
            usage.count += 1;
            usage.bytes += bytes;
            usage.waiting += usize::from(record.is_owed());
            if record.can_go() {
                usage.loose += 1;
                usage.loose_bytes += bytes;
            }
        }
        usage
    }

    /// Lets go of the bytes that the relay has confirmed and nobody takes along; they can be
    /// fetched again. Gives back how many bytes that made free.
    ///
    /// # Errors
    /// [`StationError`]; then everything is as it was.
    pub async fn let_go_of_blobs(&mut self) -> Result<u64, StationError> {
        self.load_blobs().await?;
        let mut batch = Batch::default();
        let mut records = Vec::new();
        let mut freed = 0;
        for (blob, record) in self.blobs.iter().filter(|(_, record)| record.can_go()) {
            delete_pieces(&mut batch, *blob, record.held);
            freed += u64::from(record.held);
            records.push((*blob, BlobRecord { held: 0, ..record.clone() }));
        }
        self.keep_blobs(batch, records, Durability::Relaxed).await?;
        Ok(freed)
    }

    /// Attachments that are not handed in.
    #[must_use]
    pub fn owed_blobs(&self) -> usize {
        self.blobs.values().filter(|record| record.is_owed()).count()
    }
}
