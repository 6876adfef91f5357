//! The directory as kept: a base, and documents over it.

use casework::Directory;
use ident::OfficeCode;

/// A change with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedChange {
    /// Its place: what came in later has the greater one.
    pub place: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What one office changed in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgDoc {
    /// Whose document.
    pub office: OfficeCode,
    /// Its changes, ancestors first.
    pub changes: Vec<NumberedChange>,
}

/// The directory as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgRecord {
    /// The base, with the version of the whole.
    pub base: Directory,
    /// The documents over it, by office.
    pub docs: Vec<OrgDoc>,
}
