//! Entries of a feed.

use ident::{ChangeHash, DeviceId, DocId, DocKey, MatterId, OfficeCode, digest};
use wire::{Cursor, DocChanges, Manifest, Numbers};

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Further changes of a document.
    Changes,
    /// A document became visible: all its changes so far.
    Granted,
    /// The directory changed.
    Directory,
    /// A matter is no longer to be seen; the document is its core document.
    Withdrawn,
    /// A document was erased.
    Erased,
}

impl EntryKind {
    /// The number it is stored and hashed under.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Changes => 0,
            Self::Granted => 1,
            Self::Directory => 2,
            Self::Withdrawn => 3,
            Self::Erased => 4,
        }
    }

    /// From its number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        [Self::Changes, Self::Granted, Self::Directory, Self::Withdrawn, Self::Erased]
            .into_iter()
            .find(|kind| i64::from(kind.number()) == number)
    }
}

/// What of an entry goes into the log's hash: its kind, its document, its changes.
#[must_use]
pub fn entry_digest<'a>(
    kind: EntryKind,
    doc: Option<DocId>,
    changes: impl IntoIterator<Item = &'a ChangeHash>,
) -> [u8; 32] {
    let hashes: Vec<u8> =
        changes.into_iter().flat_map(|hash| hash.as_bytes().iter().copied()).collect();
    let doc = doc.map(|doc| *doc.as_bytes()).unwrap_or_default();
    digest("cunzhan/feed-entry/1", &[&[kind.number()], &doc, &hashes])
}

/// What of a directory entry goes into the log's hash: the version stands where a change would.
#[must_use]
pub fn directory_digest(version: u32) -> [u8; 32] {
    let mut content = [0u8; 32];
    content[..4].copy_from_slice(&version.to_be_bytes());
    entry_digest(EntryKind::Directory, None, &[ChangeHash::new(content)])
}

/// What a reader wants of a feed.
#[derive(Debug, Clone)]
pub struct FeedRequest<'a> {
    /// Whose feed.
    pub audience: &'a OfficeCode,
    /// Where the reader stands.
    pub after: Cursor,
    /// The reader, and the last entry there was when its connection began. What it handed in
    /// itself since then comes without the changes: it has them.
    pub reader: (DeviceId, u64),
    /// Bytes of changes that one page may carry, beyond its first entry.
    pub byte_limit: usize,
}

/// One entry of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEntry {
    /// Of a document.
    Doc {
        /// Whether it became visible just now.
        granted: bool,
        /// Its changes.
        doc: DocChanges,
        /// Their places in the log.
        numbers: Numbers,
    },
    /// The directory changed; its content is the newest there is. Entries that a later one of
    /// the page, or the reader's `Welcome`, makes superfluous are left out.
    Directory,
    /// A matter is no longer to be seen.
    Withdrawn(MatterId),
    /// A document was erased.
    Erased(DocKey),
}

/// Entries of a feed, in order.
#[derive(Debug, Clone)]
pub struct FeedPage {
    /// The entries.
    pub entries: Vec<PageEntry>,
    /// The place after the last.
    pub to: Cursor,
    /// Whether there are more behind it.
    pub more: bool,
    /// The manifests that vouch for the changes.
    pub manifests: Vec<Manifest>,
}
