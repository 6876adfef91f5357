//! What an appending transaction erases.

use ident::{ChangeHash, DeviceId, DocId, MatterId, OfficeCode};

/// Documents whose content goes.
#[derive(Debug, Clone)]
pub struct Erasure {
    /// Which. One that is not here is noted all the same: nothing of it is taken in.
    pub docs: Vec<ErasedDoc>,
    /// All of this matter goes, and this is the row that stays of it.
    pub whole: Option<(MatterId, Vec<u8>)>,
    /// The change that holds the approval; none where that is not known any more.
    pub approval: Option<ChangeHash>,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who handed in the approval.
    pub device: DeviceId,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct ErasedDoc {
    /// Its id.
    pub id: DocId,
    /// Who is told.
    pub audience: Vec<OfficeCode>,
}
