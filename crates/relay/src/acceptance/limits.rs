//! How much of anything is taken.

/// Documents in one push.
pub const MAX_DOCS: usize = 2000;
/// Changes of one document in one push.
pub const MAX_CHANGES: usize = 500;
/// Bytes of all changes of one document. It is granted in one entry of a feed, which has to fit a
/// frame even where it does not compress; a document of 500 edits has a thirtieth of this.
pub const MAX_DOCUMENT: u64 = 6 << 20;
