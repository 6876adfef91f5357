//! What an appending transaction writes.

use ident::{ActorBytes, ChangeHash, DocId, DocKey, MatterId, OfficeCode};
use wire::Manifest;

/// Everything that one push adds.
#[derive(Debug)]
pub struct Keep<'a> {
    /// The manifest that vouches for it; stored unless it is already.
    pub manifest: &'a Manifest,
    /// Its hash.
    pub manifest_hash: [u8; 32],
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
