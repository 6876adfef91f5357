//! Where a reader stands in its audience's feed.

use ident::{LogHash, digest};
use minicbor::{Decode, Encode};

/// A place in one audience's feed. `epoch` changes when the relay starts a log anew, `seq` counts
/// entries from 1, and `hash` covers the log up to there: a database file that was copied back
/// keeps its epoch, and only the hash tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Cursor {
    /// Which log.
    #[n(0)]
    pub epoch: u64,
    /// How many entries of it were read.
    #[n(1)]
    pub seq: u64,
    /// The hash of the log up to and including that entry.
    #[n(2)]
    pub hash: LogHash,
}

impl Cursor {
    /// Before the first entry of a log.
    #[must_use]
    pub fn start(epoch: u64) -> Self {
        Self { epoch, seq: 0, hash: LogHash::new(digest("cunzhan/log/1", &[&epoch.to_be_bytes()])) }
    }

    /// The cursor after one more entry, whose own digest is given.
    #[must_use]
    pub fn after(&self, entry: &[u8; 32]) -> Self {
        let seq = self.seq + 1;
        let hash =
            digest("cunzhan/log-entry/1", &[self.hash.as_bytes(), &seq.to_be_bytes(), entry]);
        Self { epoch: self.epoch, seq, hash: LogHash::new(hash) }
    }
}
