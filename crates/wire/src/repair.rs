//! Comparing what station and relay hold, and giving back what the relay lost.
//!
//! First the sets are compared ([`Compare`]): every message stands alone, is bounded in size, and
//! after a few rounds the station knows which of its documents differ. Of those it asks what the
//! relay holds ([`RepairToRelay::Held`]), and hands in what it lacks, its own and others'
//! ([`HandIn`]), with the manifests of those who made it: the relay takes nothing else.

mod held_set;

use ident::{ChangeHash, DocId};
use minicbor::{Decode, Encode};

use crate::{Bytes, DocChanges, Manifest, Numbers, Refusal};

pub use held_set::{Difference, HeldSet, NotComparable};

/// What the relay says in its `Welcome` that it understands.
pub const REPAIRS: u8 = 1;
/// Documents of one question, at most.
pub const MAX_ASKED: usize = 200;
/// Documents of one [`HandIn`], at most.
pub const MAX_HANDED_IN: usize = 500;
/// Changes of one document in one [`HandIn`], at most.
pub const MAX_RETURNED: usize = 20_000;
/// Manifests of one [`HandIn`], at most.
pub const MAX_PROOFS: usize = 20_000;

/// A station's message about repair.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum RepairToRelay {
    /// A round of comparing.
    #[n(0)]
    Compare(#[n(0)] Compare),
    /// Which changes of these documents (at most [`MAX_ASKED`]) does the relay hold?
    #[n(1)]
    Held(#[n(0)] Vec<DocId>),
    /// Gives back what the relay lacks.
    #[n(2)]
    HandIn(#[n(0)] HandIn),
}

/// The relay's message about repair.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum RepairToStation {
    /// The answer to a round of comparing.
    #[n(0)]
    Compared(#[n(0)] Compare),
    /// The documents asked about, in the order asked.
    #[n(1)]
    Held(#[n(0)] Vec<HeldDoc>),
    /// What became of what was given back, document by document, in its order.
    #[n(2)]
    Taken(#[n(0)] Vec<TakenDoc>),
}

/// A round of comparing: a message of the negentropy protocol, over [`HeldSet`]s.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Compare {
    /// The message.
    #[n(0)]
    pub message: Bytes,
}

/// What the relay holds of a document. Nothing of one that is not this office's to see.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct HeldDoc {
    /// Its changes, in no order.
    #[n(0)]
    pub changes: Vec<ChangeHash>,
    /// It was erased by law or for its age: nobody brings it back.
    #[n(1)]
    pub erased: bool,
}

/// Why the sets were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum RepairCause {
    /// The relay did not know the station's place in its feed: it is another log, or an older one.
    #[n(0)]
    LogChanged,
    /// The relay confirmed something that its feed never brought back.
    #[n(1)]
    Unconfirmed,
    /// Only to see that nothing is wrong.
    #[n(2)]
    Audit,
    /// Nothing was lost: a courier carried it here, because there was no network.
    #[n(3)]
    Carried,
}

/// Gives changes back, of whomever, with the manifests that vouch for them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HandIn {
    /// Why they were compared.
    #[n(0)]
    pub cause: RepairCause,
    /// The proof.
    #[n(1)]
    pub manifests: Vec<Manifest>,
    /// The documents.
    #[n(2)]
    pub docs: Vec<HandedDoc>,
}

/// Changes of one document that are given back.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HandedDoc {
    /// The changes, ancestors first.
    #[n(0)]
    pub changes: DocChanges,
    /// The places they had in the log that was lost, beside them; 0 where that is not known. Who
    /// handed in what before whom decides about steps of those who left, so it has to come back too.
    #[n(1)]
    pub numbers: Numbers,
}

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct TakenDoc {
    /// The places its changes have in the log now, in the order handed in; 0 for one that was not
    /// taken, because nothing vouches for it or what it builds on is missing.
    #[n(0)]
    pub numbers: Numbers,
    /// Why nothing of it was taken.
    #[n(1)]
    pub refused: Option<Refusal>,
    /// It was erased: nobody brings it back.
    #[n(2)]
    pub erased: bool,
}
