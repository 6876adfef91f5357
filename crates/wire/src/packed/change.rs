//! Changes of documents, packed into columns.
//!
//! An uncompressed Automerge change is magic (4 bytes), checksum (4), kind (1), length, and the
//! content: dependencies, actor, number, first operation, time, message, and the rest (other actors,
//! operations). The checksum is the beginning of the change's hash, SHA-256 over kind, length and
//! content. See the format's description, automerge.org/automerge-binary-format-spec.

use ident::{ChangeHash, DocId};
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

use super::columns::{Column, put, put_signed};
use crate::{Bytes, DocChanges, FrameError, ManifestEntry};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const KIND: u8 = 1;

/// It travels as it is.
const AS_IS: u8 = 1;
/// Its dependencies are given; else the one before it in the document is the only one.
const DEPENDENCIES: u8 = 2;
/// Its actor is given; else it is that of the one before it.
const ACTOR: u8 = 4;
/// Its number is given; else it follows that of the one before it.
const NUMBER: u8 = 8;
/// All that a change may say of itself.
const FLAGS: u8 = AS_IS | DEPENDENCIES | ACTOR | NUMBER;

/// Beside what stands in the columns, a change becomes at most so many bytes in memory: 118 that
/// follow from others (heading, one dependency, actor, numbers, lengths), its place in the log, its
/// hash and its line in a manifest, and the lists that hold all this.
const BESIDE: u64 = 256;

/// Columns of packed changes. Each is a stream of its own, because like compresses with like.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(super) struct PackedChanges {
    /// What is left out of each change: a byte each.
    #[n(0)]
    flags: Bytes,
    /// Hashes and actors that are not left out.
    #[n(1)]
    names: Bytes,
    /// Number, first operation, time: numbers, mostly as differences.
    #[n(2)]
    numbers: Bytes,
    /// Lengths of messages and of the rest.
    #[n(3)]
    lengths: Bytes,
    /// Messages.
    #[n(4)]
    messages: Bytes,
    /// The rest.
    #[n(5)]
    rest: Bytes,
}

impl PackedChanges {
    pub(super) fn len(&self) -> usize {
        self.flags.len()
    }

    /// Bytes in memory that it can become at most. Every column is read once from end to end, so this
    /// is known before anything is unpacked.
    pub(super) fn weight(&self) -> u64 {
        let len = |column: &Bytes| column.len() as u64;
        // A dependency stands in the change and among what is built on.
        let columns = 2 * len(&self.names) + len(&self.messages) + len(&self.rest);
        columns + len(&self.flags) * BESIDE
    }
}

/// What one change says to the next.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    hash: [u8; 32],
    actor: [u8; 16],
    number: u64,
    operation: u64,
    time: i64,
}

/// A change, taken apart.
#[derive(Debug, Clone, Copy)]
struct Parts<'a> {
    dependencies: &'a [u8],
    actor: [u8; 16],
    number: u64,
    operation: u64,
    time: i64,
    message: &'a [u8],
    rest: &'a [u8],
}

/// Signed, as Automerge writes it: two's complement, seven bits a byte.
fn signed(column: &mut Column<'_>) -> Result<i64, FrameError> {
    let (mut number, mut shift) = (0i64, 0u32);
    loop {
        let byte = column.byte()?;
        if shift > 63 {
            return Err(FrameError::Malformed);
        }
        number |= i64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            if shift < 64 && byte & 0x40 != 0 {
                number |= -1i64 << shift;
            }
            return Ok(number);
        }
    }
}

fn write_signed(out: &mut Vec<u8>, mut number: i64) {
    loop {
        let byte = number as u8 & 0x7f;
        number >>= 7;
        if (number == 0 && byte & 0x40 == 0) || (number == -1 && byte & 0x40 != 0) {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

impl<'a> Parts<'a> {
    fn read(change: &'a [u8]) -> Result<Self, FrameError> {
        let mut column = Column(change);
        column.bytes(8)?;
        if column.byte()? != KIND {
            return Err(FrameError::Malformed);
        }
        column.number()?;
        let count = column.number()?;
        let dependencies = column.bytes(count.saturating_mul(32))?;
        if column.number()? != 16 {
            return Err(FrameError::Malformed);
        }
        let actor = column.array()?;
        let (number, operation) = (column.number()?, column.number()?);
        let time = signed(&mut column)?;
        let len = column.number()?;
        let message = column.bytes(len)?;
        Ok(Self { dependencies, actor, number, operation, time, message, rest: column.0 })
    }

    /// Puts it together again; with its hash.
    fn write(&self) -> (Vec<u8>, [u8; 32]) {
        let mut content = Vec::with_capacity(self.message.len() + self.rest.len() + 96);
        put(&mut content, (self.dependencies.len() / 32) as u64);
        content.extend_from_slice(self.dependencies);
        put(&mut content, 16);
        content.extend_from_slice(&self.actor);
        put(&mut content, self.number);
        put(&mut content, self.operation);
        write_signed(&mut content, self.time);
        put(&mut content, self.message.len() as u64);
        content.extend_from_slice(self.message);
        content.extend_from_slice(self.rest);
        let mut change = Vec::with_capacity(content.len() + 14);
        change.extend_from_slice(&MAGIC);
        change.extend_from_slice(&[0; 4]);
        change.push(KIND);
        put(&mut change, content.len() as u64);
        change.extend_from_slice(&content);
        // Over everything behind the checksum, which is its beginning.
        let hash: [u8; 32] = Sha256::digest(change.get(8..).unwrap_or_default()).into();
        if let (Some(place), Some(checksum)) = (change.get_mut(4..8), hash.get(..4)) {
            place.copy_from_slice(checksum);
        }
        (change, hash)
    }
}

/// The heads of a share of a document: lines that a manifest may have for it.
#[derive(Debug, Default)]
pub(super) struct Heads {
    hashes: Vec<[u8; 32]>,
    built_on: Vec<[u8; 32]>,
}

impl Heads {
    fn note(&mut self, hash: [u8; 32], dependencies: &[u8]) {
        self.hashes.push(hash);
        for dependency in dependencies.chunks_exact(32) {
            // Mostly the one before: so that the search below stays short.
            if self.hashes.len() > 1
                && self.hashes.iter().rev().nth(1).is_some_and(|it| it == dependency)
            {
                let at = self.hashes.len() - 2;
                self.hashes.remove(at);
            } else if let Ok(dependency) = dependency.try_into() {
                self.built_on.push(dependency);
            }
        }
    }

    /// The manifest's lines for them, in the order of the changes.
    pub(super) fn lines(&self, doc: DocId) -> impl Iterator<Item = ManifestEntry> {
        // A set: what was packed by somebody else may have hundreds of thousands.
        let built_on: HashSet<&[u8; 32]> = self.built_on.iter().collect();
        self.hashes
            .iter()
            .filter(move |hash| !built_on.contains(hash))
            .map(move |hash| ManifestEntry::of(doc, &ChangeHash::new(*hash)))
    }
}

/// The columns while they grow.
#[derive(Debug, Default)]
struct Columns {
    flags: Vec<u8>,
    names: Vec<u8>,
    numbers: Vec<u8>,
    lengths: Vec<u8>,
    messages: Vec<u8>,
    rest: Vec<u8>,
}

/// Packs the changes of several documents, one after another.
#[derive(Debug, Default)]
pub(super) struct Packer {
    columns: Columns,
    before: Before,
}

impl Packer {
    /// Adds a document's changes; gives back its heads.
    pub(super) fn add(&mut self, doc: &DocChanges) -> Heads {
        let mut heads = Heads::default();
        self.before.hash = [0; 32];
        self.before.number = 0;
        for change in &doc.changes {
            self.change(change, &mut heads);
        }
        heads
    }

    fn change(&mut self, change: &[u8], heads: &mut Heads) {
        let comes_back = |parts: Parts<'_>| {
            let (written, hash) = parts.write();
            (written == change).then_some(hash)
        };
        let parts = Parts::read(change).ok();
        let parts = parts.and_then(|parts| Some((parts, comes_back(parts)?)));
        let Some((parts, hash)) = parts else {
            self.columns.flags.push(AS_IS);
            put(&mut self.columns.lengths, change.len() as u64);
            self.columns.rest.extend_from_slice(change);
            return;
        };
        let columns = &mut self.columns;
        let mut flags = 0;
        if parts.dependencies != self.before.hash {
            flags |= DEPENDENCIES;
            put(&mut columns.lengths, (parts.dependencies.len() / 32) as u64);
            columns.names.extend_from_slice(parts.dependencies);
        }
        if parts.actor != self.before.actor {
            flags |= ACTOR;
            columns.names.extend_from_slice(&parts.actor);
        }
        if parts.number != self.before.number.wrapping_add(1) {
            flags |= NUMBER;
            put(&mut columns.numbers, parts.number);
        }
        columns.flags.push(flags);
        let operation = parts.operation.wrapping_sub(self.before.operation) as i64;
        put_signed(&mut columns.numbers, operation);
        put_signed(&mut columns.numbers, parts.time.wrapping_sub(self.before.time));
        put(&mut columns.lengths, parts.message.len() as u64);
        put(&mut columns.lengths, parts.rest.len() as u64);
        columns.messages.extend_from_slice(parts.message);
        columns.rest.extend_from_slice(parts.rest);
        self.before = Before {
            hash,
            actor: parts.actor,
            number: parts.number,
            operation: parts.operation,
            time: parts.time,
        };
        heads.note(hash, parts.dependencies);
    }

    pub(super) fn finish(self) -> PackedChanges {
        let Columns { flags, names, numbers, lengths, messages, rest } = self.columns;
        PackedChanges {
            flags: flags.into(),
            names: names.into(),
            numbers: numbers.into(),
            lengths: lengths.into(),
            messages: messages.into(),
            rest: rest.into(),
        }
    }
}

/// Unpacks untrusted columns, of a weight that is allowed.
#[derive(Debug)]
pub(super) struct Unpacker<'a> {
    flags: Column<'a>,
    names: Column<'a>,
    numbers: Column<'a>,
    lengths: Column<'a>,
    messages: Column<'a>,
    rest: Column<'a>,
    before: Before,
}

impl<'a> Unpacker<'a> {
    pub(super) fn new(packed: &'a PackedChanges) -> Self {
        Self {
            flags: Column(&packed.flags),
            names: Column(&packed.names),
            numbers: Column(&packed.numbers),
            lengths: Column(&packed.lengths),
            messages: Column(&packed.messages),
            rest: Column(&packed.rest),
            before: Before::default(),
        }
    }

    /// The next document's changes, so many; with its heads.
    pub(super) fn next(&mut self, count: u64) -> Result<(Vec<Bytes>, Heads), FrameError> {
        let mut heads = Heads::default();
        let mut changes = Vec::new();
        self.before.hash = [0; 32];
        self.before.number = 0;
        for _ in 0..count {
            changes.push(Bytes::from(self.change(&mut heads)?));
        }
        Ok((changes, heads))
    }

    fn change(&mut self, heads: &mut Heads) -> Result<Vec<u8>, FrameError> {
        let flags = self.flags.byte()?;
        if flags & !FLAGS != 0 {
            return Err(FrameError::Malformed);
        }
        if flags & AS_IS != 0 {
            let len = self.lengths.number()?;
            return Ok(self.rest.bytes(len)?.to_vec());
        }
        let before = self.before;
        let dependencies: &[u8] = if flags & DEPENDENCIES == 0 {
            &before.hash
        } else {
            let count = self.lengths.number()?;
            self.names.bytes(count.saturating_mul(32))?
        };
        let actor = if flags & ACTOR == 0 { before.actor } else { self.names.array()? };
        let number = if flags & NUMBER == 0 {
            before.number.wrapping_add(1)
        } else {
            self.numbers.number()?
        };
        let operation = before.operation.wrapping_add(self.numbers.signed()? as u64);
        let time = before.time.wrapping_add(self.numbers.signed()?);
        let (message, rest) = (self.lengths.number()?, self.lengths.number()?);
        let message = self.messages.bytes(message)?;
        let rest = self.rest.bytes(rest)?;
        let parts = Parts { dependencies, actor, number, operation, time, message, rest };
        let (change, hash) = parts.write();
        heads.note(hash, dependencies);
        self.before = Before { hash, actor, number, operation, time };
        Ok(change)
    }

    /// Whether nothing is left over.
    pub(super) fn is_done(&self) -> bool {
        let Self { flags, names, numbers, lengths, messages, rest, .. } = self;
        [flags, names, numbers, lengths, messages, rest].iter().all(|column| column.is_empty())
    }
}
