//! What repair asks of a store: what is held, of what, and a note of what came back.

use async_trait::async_trait;
use ident::{ChangeHash, DeviceId, DocId, DocKey, MatterId, OfficeCode};
use std::collections::{BTreeSet, HashMap};
use wire::RepairCause;

use super::StoreError;

/// Whose documents are wanted: those an office sees.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// The office: sees matters it was let in to, and documents of its own.
    pub office: &'a OfficeCode,
    /// Itself and all offices below it: it sees their internal documents.
    pub line: Vec<OfficeCode>,
}

/// A document that was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What it is.
    pub key: DocKey,
    /// All its changes.
    pub changes: Vec<ChangeHash>,
}

/// Answers about documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// Those that are here.
    pub docs: HashMap<DocId, Looked>,
    /// Who may see their matters.
    pub audiences: HashMap<MatterId, BTreeSet<OfficeCode>>,
    /// Those that were erased.
    pub erased: BTreeSet<DocId>,
}

/// Something was missing here and came back, or was offered and could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairNote {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who gave it back.
    pub device: DeviceId,
    /// Why it was looked for.
    pub cause: RepairCause,
    /// Documents that grew.
    pub documents: u64,
    /// Changes that came back.
    pub changes: u64,
    /// Changes that were offered and that nothing vouches for.
    pub unproved: u64,
    /// Documents that were refused.
    pub refused: u64,
}

impl RepairNote {
    /// The cause as it is stored.
    #[must_use]
    pub fn cause_number(&self) -> i64 {
        match self.cause {
            RepairCause::LogChanged => 0,
            RepairCause::Unconfirmed => 1,
            RepairCause::Audit => 2,
            RepairCause::Carried => 3,
        }
    }
}

/// The part of a store that repair reads.
#[async_trait]
pub trait Holdings: Send + Sync {
    /// Every document an office sees, with what is held of it ([`wire::HeldSet::with`]).
    async fn held(&self, seen: &Seen<'_>) -> Result<Vec<(DocId, [u8; 32])>, StoreError>;

    /// What is held of these documents, whoever may see them.
    async fn look(&self, docs: &[DocId]) -> Result<Looks, StoreError>;
}
