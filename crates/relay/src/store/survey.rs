//! What an appending transaction asks before it decides.

use ident::{ActorBytes, ChangeHash, DocId, MatterId, OfficeCode};
use std::collections::{BTreeSet, HashMap};

/// What is known of a device's manifests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Number and hash of the last one.
    pub last: Option<(u64, [u8; 32])>,
    /// Hash of the one with the number that was asked for.
    pub same_number: Option<[u8; 32]>,
}

/// An actor's number within a document: stands for one change only.
pub type Slot = (ActorBytes, u64);

/// A question about one document.
#[derive(Debug, Clone)]
pub struct SurveyDoc {
    /// Which.
    pub id: DocId,
    /// Its matter.
    pub matter: MatterId,
    /// Are these held?
    pub changes: Vec<ChangeHash>,
    /// Which changes are held under these?
    pub slots: Vec<Slot>,
}

/// The answer about one document.
#[derive(Debug, Clone, Default)]
pub struct FoundDoc {
    /// Whether the document is there.
    pub exists: bool,
    /// Bytes of its changes.
    pub size: u64,
    /// What is held of it ([`wire::HeldSet::with`]); none where that is not known.
    pub held: Option<[u8; 32]>,
    /// It was erased: nothing of it is taken again.
    pub erased: bool,
    /// Those of the asked changes that are held, with their places in the log.
    pub changes: HashMap<ChangeHash, u64>,
    /// What is held under the asked slots.
    pub slots: HashMap<Slot, ChangeHash>,
}

/// The answers.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// For each question, in order.
    pub docs: Vec<FoundDoc>,
    /// Who may see the matters asked for; a matter that is not here is not known.
    pub audiences: HashMap<MatterId, BTreeSet<OfficeCode>>,
    /// Who could see them once and cannot any more.
    pub former: HashMap<MatterId, BTreeSet<OfficeCode>>,
}
