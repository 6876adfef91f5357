//! Batches of changes, packed: what follows from the rest is left out, and what is alike stands
//! together, before the frame is compressed. A change in a batch mostly builds on the one before it,
//! and names it by a hash that no codec can make smaller; its checksum, and the manifest's lines,
//! follow from the content likewise.
//!
//! Packing loses nothing: a change that would not come back byte for byte travels as it is.

mod change;
mod columns;
mod feed;
mod push;
mod rows;

pub use feed::PackedFeed;
pub use push::PackedPush;
pub use rows::PackedRows;

/// What a side can read besides plain messages, and whatever is less than that: said in `Challenge`
/// and in `Hello`. A side that says nothing gets plain messages.
pub const PACKS: u8 = 1;
