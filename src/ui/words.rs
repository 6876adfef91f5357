//! Everything a user reads, in Chinese. Nowhere else in the app stands a sentence for them.
//!
//! Plain words: 来访, never 上访; no label for a person; a sentence says what to do next.

pub mod access;
pub mod act;
pub mod attachments;
pub mod cases;
pub mod courier;
pub mod date;
pub mod devices;
pub mod directory;
pub mod dispute;
pub mod dispute_new;
pub mod disputes;
pub mod duties;
pub mod duty;
pub mod failure;
pub mod feedback;
pub mod general;
pub mod glance;
pub mod guide;
pub mod import;
pub mod intake;
pub mod letters;
pub mod list;
pub mod mask;
pub mod matter;
pub mod more;
pub mod org;
pub mod papers;
pub mod procedure;
pub mod receipt;
pub mod reception;
pub mod receptions;
pub mod refused;
pub mod retention;
pub mod screening;
pub mod sealed;
pub mod settings;
pub mod similar;
pub mod start;
pub mod step;
pub mod sync;
pub mod today;
pub mod unlock;
pub mod visit;
pub mod visits;
