//! A push, packed.

use ident::DocKey;
use minicbor::{Decode, Encode};

use super::{
    change::{PackedChanges, Packer, Unpacker},
    columns::{Column, put},
};
use crate::{Bytes, DocChanges, FrameError, MAX_INFLATED, Manifest, ManifestEntry, Push};

/// A push without what follows from the rest of it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PackedPush {
    /// The manifest; its lines only where they are not the heads of what is pushed, in order.
    #[n(0)]
    manifest: Manifest,
    /// Whether its lines are left out.
    #[n(1)]
    lines_follow: bool,
    /// The documents.
    #[n(2)]
    keys: Vec<DocKey>,
    /// How many changes each has.
    #[n(3)]
    counts: Bytes,
    /// The changes.
    #[n(4)]
    changes: PackedChanges,
}

impl PackedPush {
    /// Packs a push.
    #[must_use]
    pub fn pack(push: &Push) -> Self {
        let mut packer = Packer::default();
        let mut counts = Vec::new();
        let mut lines = Vec::new();
        for doc in &push.docs {
            put(&mut counts, doc.changes.len() as u64);
            lines.extend(packer.add(doc).lines(doc.key.id()));
        }
        let mut manifest = push.manifest.clone();
        let lines_follow = lines == manifest.entries;
        if lines_follow {
            manifest.entries.clear();
        }
        Self {
            manifest,
            lines_follow,
            keys: push.docs.iter().map(|doc| doc.key.clone()).collect(),
            counts: counts.into(),
            changes: packer.finish(),
        }
    }

    /// Bytes in memory that it can become at most.
    #[must_use]
    pub fn weight(&self) -> u64 {
        self.changes.weight()
    }

    /// The push, from untrusted bytes.
    ///
    /// # Errors
    /// [`FrameError`] where the columns do not fit each other, or its [`weight`](Self::weight) is more
    /// than [`MAX_INFLATED`]; then nothing is unpacked.
    pub fn unpack(self) -> Result<Push, FrameError> {
        if self.weight() > MAX_INFLATED {
            return Err(FrameError::TooLarge);
        }
        let Self { mut manifest, lines_follow, keys, counts, changes } = self;
        let mut counts = Column(&counts);
        let mut unpacker = Unpacker::new(&changes);
        let mut docs = Vec::with_capacity(keys.len());
        let mut lines: Vec<ManifestEntry> = Vec::new();
        for key in keys {
            let (changes, heads) = unpacker.next(counts.number()?)?;
            if lines_follow {
                lines.extend(heads.lines(key.id()));
            }
            docs.push(DocChanges { key, changes });
        }
        if !counts.is_empty() || !unpacker.is_done() {
            return Err(FrameError::Malformed);
        }
        if lines_follow {
            manifest.entries = lines;
        }
        Ok(Push { manifest, docs })
    }
}
