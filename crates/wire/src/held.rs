//! What an office may see, handed out by what there is and not by what happened: rows, and the
//! documents of matters that are asked for. A station that comes for the first time reads these and
//! then follows the feed from where it stood before; an office that holds rows without documents
//! fetches those it needs.

use ident::MatterId;
use minicbor::{Decode, Encode};

use crate::{PackedFeed, PackedRows};

/// Said beside [`crate::PACKS`] in `Challenge` and in `Hello`: rows, documents by matter, and entries of
/// a feed that take something back are handed out, or read.
pub const HOLDS: u8 = 2;
/// Said in a `Hello` beside [`HOLDS`]: the first rows are still being read, and the feed is not to be
/// sent before it is asked for.
pub const HOLDS_FIRST: u8 = 4;
/// Said beside [`HOLDS`] in `Hello`: entries of a feed that a document was erased are read.
pub const ERASES: u8 = 16;
/// Matters in one [`Fetch`], at most.
pub const MAX_FETCH: usize = 1000;

/// Whether a side that says this about itself hands out, or reads, what stands here.
#[must_use]
pub fn holds(said: Option<u8>) -> bool {
    said.is_some_and(|said| said & HOLDS != 0)
}

/// Whether a station says that it reads what was erased.
#[must_use]
pub fn erases(said: Option<u8>) -> bool {
    said.is_some_and(|said| said & ERASES != 0)
}

/// Whether a station says that it is still reading its first rows.
#[must_use]
pub fn holds_first(said: Option<u8>) -> bool {
    said.is_some_and(|said| said & HOLDS_FIRST != 0)
}

/// How far an office's rows were read. Rows are stamped with numbers that count up as they are made,
/// and a row that is made anew gets a new one: first come those that were there at the beginning, open
/// matters first and the newest first, and then, again and again, those that were made since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct RowsPlace {
    /// Of which log.
    #[n(0)]
    pub epoch: u64,
    /// The greatest stamp when the reading began.
    #[n(1)]
    pub top: u64,
    /// What is being read.
    #[n(2)]
    pub pass: RowsPass,
    /// The last stamp read in this pass.
    #[n(3)]
    pub at: u64,
}

/// What is being read of an office's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum RowsPass {
    /// Matters on which something is to be done, downwards.
    #[n(0)]
    Open,
    /// The others, downwards.
    #[n(1)]
    Over,
    /// What was made since, upwards.
    #[n(2)]
    Since,
}

/// Asks for rows behind a place; from the beginning where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RowsGet {
    /// How far they were read.
    #[n(0)]
    pub place: Option<RowsPlace>,
}

/// Rows, in answer to [`RowsGet`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RowsPart {
    /// The place that was asked with.
    #[n(0)]
    pub from: Option<RowsPlace>,
    /// The rows.
    #[n(1)]
    pub rows: PackedRows,
    /// The place behind them; none where the relay still makes rows of what was there at the
    /// beginning: the reader asks again.
    #[n(2)]
    pub to: Option<RowsPlace>,
    /// Whether there is more to ask for.
    #[n(3)]
    pub more: bool,
    /// How many rows there are for this office: said at the beginning.
    #[n(4)]
    pub all: Option<u64>,
    /// Documents of matters that are over stay with offices that hold rows for so many days after
    /// something last happened to them.
    #[n(5)]
    pub days: u32,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowEntry {
    /// Of which matter.
    pub matter: MatterId,
    /// How many bytes its documents have.
    pub size: u64,
    /// The row as `casework` writes it; empty for a matter whose documents make none.
    pub bytes: Vec<u8>,
}

/// Asks for all documents of matters, as far as the asking office may see them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Fetch {
    /// Which; at most [`MAX_FETCH`].
    #[n(0)]
    pub matters: Vec<MatterId>,
}

/// Documents, in answer to [`Fetch`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Fetched {
    /// The first of those asked for, as many as fit: all that the office may see of them stands here.
    /// Nothing does of what it may not see, and nothing of what there is not.
    #[n(0)]
    pub matters: Vec<MatterId>,
    /// Their documents, each with all its changes so far, and the manifests that vouch for them. Its
    /// places in a feed say nothing.
    #[n(1)]
    pub docs: PackedFeed,
}
