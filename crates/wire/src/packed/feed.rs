//! A part of a feed, packed.

use ident::{DocKey, MatterId};
use minicbor::{Decode, Encode};

use super::{
    change::{PackedChanges, Packer, Unpacker},
    columns::{Column, put, put_signed},
};
use crate::{
    Bytes, Cursor, DocChanges, Feed, FeedEntry, FrameError, MAX_INFLATED, Manifest, ManifestEntry,
    Numbers,
};

const CHANGES: u8 = 0;
const GRANTED: u8 = 1;
const DIRECTORY: u8 = 2;
const WITHDRAWN: u8 = 3;
const ERASED: u8 = 8;
/// A number stands beside each change.
const NUMBERED: u8 = 4;

/// A part of a feed without what follows from the rest of it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PackedFeed {
    #[n(0)]
    from: Cursor,
    #[n(1)]
    to: Cursor,
    #[n(2)]
    more: bool,
    /// What each entry is: a byte each.
    #[n(3)]
    kinds: Bytes,
    /// The documents of the entries that have one.
    #[n(4)]
    keys: Vec<DocKey>,
    /// How many changes each has.
    #[n(5)]
    counts: Bytes,
    /// Places in the log, as differences.
    #[n(6)]
    places: Bytes,
    /// The changes.
    #[n(7)]
    changes: PackedChanges,
    /// Directories.
    #[n(8)]
    directories: Vec<Bytes>,
    /// The manifests, without their lines.
    #[n(9)]
    manifests: Vec<Manifest>,
    /// How many lines each has, and which of them are heads of what stands here.
    #[n(10)]
    lines: Bytes,
    /// The others, 32 bytes each.
    #[n(11)]
    strange: Bytes,
    /// Matters that are no longer to be seen.
    #[n(12)]
    withdrawn: Rare<MatterId>,
    /// Documents that were erased.
    #[n(13)]
    erased: Rare<DocKey>,
}

/// A column that is left out where there is nothing in it, as before there could be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rare<T>(Vec<T>);

impl<C, T: Encode<C>> Encode<C> for Rare<T> {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.encode_with(&self.0, ctx)?.ok()
    }

    fn is_nil(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'b, C, T: Decode<'b, C>> Decode<'b, C> for Rare<T> {
    fn decode(d: &mut minicbor::Decoder<'b>, ctx: &mut C) -> Result<Self, minicbor::decode::Error> {
        Ok(Self(d.decode_with(ctx)?))
    }

    fn nil() -> Option<Self> {
        Some(Self(Vec::new()))
    }
}

impl PackedFeed {
    /// Packs a part of a feed. Places in the log that are not one a change say nothing, and are left
    /// out.
    #[must_use]
    pub fn pack(feed: Feed) -> Self {
        let mut packer = Packer::default();
        let (mut kinds, mut counts, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let (mut keys, mut directories, mut withdrawn) = (Vec::new(), Vec::new(), Vec::new());
        let mut erased = Vec::new();
        let mut heads: Vec<ManifestEntry> = Vec::new();
        let mut place = 0u64;
        for entry in feed.entries {
            let (kind, doc, numbers) = match entry {
                FeedEntry::Changes(doc, numbers) => (CHANGES, doc, numbers),
                FeedEntry::Granted(doc, numbers) => (GRANTED, doc, numbers),
                FeedEntry::Directory(bytes) => {
                    kinds.push(DIRECTORY);
                    directories.push(bytes);
                    continue;
                }
                FeedEntry::Withdrawn(matter) => {
                    kinds.push(WITHDRAWN);
                    withdrawn.push(matter);
                    continue;
                }
                FeedEntry::Erased(key) => {
                    kinds.push(ERASED);
                    erased.push(key);
                    continue;
                }
            };
            let numbered = numbers.0.len() == doc.changes.len();
            kinds.push(if numbered { kind | NUMBERED } else { kind });
            if numbered {
                for number in numbers.0 {
                    put_signed(&mut places, number.wrapping_sub(place) as i64);
                    place = number;
                }
            }
            put(&mut counts, doc.changes.len() as u64);
            heads.extend(packer.add(&doc).lines(doc.key.id()));
            keys.push(doc.key);
        }
        let mut manifests = feed.manifests;
        let (lines, strange) = leave_out(&mut manifests, &heads);
        Self {
            from: feed.from,
            to: feed.to,
            more: feed.more,
            kinds: kinds.into(),
            keys,
            counts: counts.into(),
            places: places.into(),
            changes: packer.finish(),
            directories,
            manifests,
            lines: lines.into(),
            strange: strange.into(),
            withdrawn: Rare(withdrawn),
            erased: Rare(erased),
        }
    }

    /// How many changes of documents it has.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.changes.len()
    }

    /// Bytes in memory that it can become at most: a line of a manifest may be a single byte here.
    #[must_use]
    pub fn weight(&self) -> u64 {
        self.changes.weight() + self.lines.len() as u64 * 32
    }

    /// The part of the feed, from untrusted bytes.
    ///
    /// # Errors
    /// [`FrameError`] where the columns do not fit each other, or its [`weight`](Self::weight) is more
    /// than [`MAX_INFLATED`]; then nothing is unpacked.
    pub fn unpack(self) -> Result<Feed, FrameError> {
        if self.weight() > MAX_INFLATED {
            return Err(FrameError::TooLarge);
        }
        let mut unpacker = Unpacker::new(&self.changes);
        let (mut counts, mut places) = (Column(&self.counts), Column(&self.places));
        let (mut keys, mut directories) = (self.keys.into_iter(), self.directories.into_iter());
        let mut withdrawn = self.withdrawn.0.into_iter();
        let mut erased = self.erased.0.into_iter();
        let mut entries = Vec::new();
        let mut heads = Vec::new();
        let mut place = 0u64;
        for kind in self.kinds.iter() {
            if *kind == DIRECTORY {
                let bytes = directories.next().ok_or(FrameError::Malformed)?;
                entries.push(FeedEntry::Directory(bytes));
                continue;
            }
            if *kind == WITHDRAWN {
                let matter = withdrawn.next().ok_or(FrameError::Malformed)?;
                entries.push(FeedEntry::Withdrawn(matter));
                continue;
            }
            if *kind == ERASED {
                let key = erased.next().ok_or(FrameError::Malformed)?;
                entries.push(FeedEntry::Erased(key));
                continue;
            }
            let key = keys.next().ok_or(FrameError::Malformed)?;
            let (changes, of_doc) = unpacker.next(counts.number()?)?;
            heads.extend(of_doc.lines(key.id()));
            let mut numbers = Numbers::default();
            if kind & NUMBERED != 0 {
                for _ in &changes {
                    place = place.wrapping_add(places.signed()? as u64);
                    numbers.0.push(place);
                }
            }
            let doc = DocChanges { key, changes };
            entries.push(match kind & !NUMBERED {
                CHANGES => FeedEntry::Changes(doc, numbers),
                GRANTED => FeedEntry::Granted(doc, numbers),
                _ => return Err(FrameError::Malformed),
            });
        }
        let mut manifests = self.manifests;
        put_back(&mut manifests, &heads, &self.lines, &self.strange)?;
        let read = unpacker.is_done() && counts.is_empty() && places.is_empty();
        let left = keys.next().is_some() || directories.next().is_some();
        let left = left || withdrawn.next().is_some() || erased.next().is_some();
        if !read || left {
            return Err(FrameError::Malformed);
        }
        Ok(Feed { from: self.from, entries, to: self.to, more: self.more, manifests })
    }
}

/// Takes the lines out of manifests. Each becomes 0 for a strange one, which stands apart, or else the
/// way from the head that would come next to the one it is, counted from 1.
fn leave_out(manifests: &mut [Manifest], heads: &[ManifestEntry]) -> (Vec<u8>, Vec<u8>) {
    let places: std::collections::HashMap<&ManifestEntry, usize> =
        heads.iter().enumerate().map(|(at, head)| (head, at)).collect();
    let (mut lines, mut strange) = (Vec::new(), Vec::new());
    let mut next = 0usize;
    for manifest in manifests {
        let entries = std::mem::take(&mut manifest.entries);
        put(&mut lines, entries.len() as u64);
        for entry in entries {
            match places.get(&entry) {
                Some(at) => {
                    let way = (*at as i64) - (next as i64);
                    // Zero is for the strange ones.
                    put_signed(&mut lines, if way >= 0 { way + 1 } else { way });
                    next = at + 1;
                }
                None => {
                    lines.push(0);
                    strange.extend_from_slice(entry.as_bytes());
                }
            }
        }
    }
    (lines, strange)
}

fn put_back(
    manifests: &mut [Manifest],
    heads: &[ManifestEntry],
    lines: &[u8],
    strange: &[u8],
) -> Result<(), FrameError> {
    let (mut lines, mut strange) = (Column(lines), Column(strange));
    let mut next = 0usize;
    for manifest in manifests {
        for _ in 0..lines.number()? {
            let way = lines.signed()?;
            let entry = if way == 0 {
                ManifestEntry::from_bytes(strange.array()?)
            } else {
                let way = if way > 0 { way - 1 } else { way };
                let at = (next as i64).checked_add(way).and_then(|at| usize::try_from(at).ok());
                let at = at.ok_or(FrameError::Malformed)?;
                next = at.saturating_add(1);
                *heads.get(at).ok_or(FrameError::Malformed)?
            };
            manifest.entries.push(entry);
        }
    }
    if lines.is_empty() && strange.is_empty() { Ok(()) } else { Err(FrameError::Malformed) }
}
