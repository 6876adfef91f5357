//! What an appending transaction writes.

use ident::{ActorBytes, ChangeHash, DeviceId, DocId, DocKey, MatterId, OfficeCode};
use wire::Manifest;

/// A manifest that vouches for changes.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// The manifest; stored unless it is already.
    pub manifest: &'a Manifest,
    /// Its hash.
    pub hash: [u8; 32],
}

/// Everything that one push adds, or one message that gives back.
#[derive(Debug)]
pub struct Keep<'a> {
    /// Who hands it in, on a connection of its own: it has the changes.
    pub from: DeviceId,
    /// What vouches for it: of a push, the one manifest.
    pub proofs: Vec<Proof<'a>>,
    /// The documents that grow.
    pub docs: Vec<KeptDoc<'a>>,
    /// Who newly sees a matter.
    pub grants: Vec<Grant>,
}

/// A document that grows.
#[derive(Debug)]
pub struct KeptDoc<'a> {
    /// Which.
    pub key: &'a DocKey,
    /// Its id.
    pub id: DocId,
    /// Changes that are new, ancestors first; at least one.
    pub changes: Vec<KeptChange<'a>>,
    /// Who gets an entry with them.
    pub audience: Vec<OfficeCode>,
    /// What is held of it with them ([`wire::HeldSet::with`]).
    pub held: Option<[u8; 32]>,
}

/// A new change.
#[derive(Debug, Clone, Copy)]
pub struct KeptChange<'a> {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its actor.
    pub actor: ActorBytes,
    /// Its number among the actor's.
    pub seq: u64,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Which of [`Keep::proofs`] vouches for it.
    pub proof: usize,
    /// The place it had in a log that was lost. Then that is its place, whatever its number here.
    pub received: Option<u64>,
}

/// Offices that may see a matter from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The matter.
    pub matter: MatterId,
    /// Who.
    pub offices: Vec<OfficeCode>,
    /// Whether the matter's earlier documents have to be told to them; not so where the matter
    /// is new, and all of it comes as changes anyway.
    pub tell: bool,
}

/// Offices that may not see a matter any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The matter.
    pub matter: MatterId,
    /// Who.
    pub offices: Vec<OfficeCode>,
}
