//! What the UI thread and the engine worker say to each other. Both are of one build, so these
//! messages have no versions; nothing of them is ever stored.

mod codec;
mod command;
mod event;
mod import;
mod listing;

pub use codec::{Packed, decode, encode};
pub use command::{Command, Draft, Failure, Reply, ToEngine};
pub use event::{Event, FromEngine, Identity, Link, SyncSummary};
pub use import::{FromImporter, ImportCheck, ImportRow, KnownRow, ToImporter};
pub use listing::{ListRow, OfficeItem, Refused, WaitingEntry, Window};
