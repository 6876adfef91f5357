//! The relay (中继): keeps what stations hand in, and hands it on to those who may see it.
//!
//! The loop it lives in: a station connects (`session`), proves its key, and hands in a signed
//! batch; the batch is read and checked away from the async threads (`acceptance::CheckedPush`);
//! the one appender (`keeper`) judges it against what is held (`acceptance::judge`), writes it
//! with others in one transaction, and only when that is on disk answers and wakes the readers
//! (`hub`), who read on from their places in the feeds (`store`).
//!
//! What it deliberately is not: where it takes changes in it opens no document, resolves nothing, and
//! refuses no step for want of authority (that is the reducer's to judge, everywhere alike). It refuses
//! what is forged, malformed, oversized, or from an office that never had access. Rows are made of
//! documents behind the answer, by whoever has time for it (`row_maker`).

#![warn(missing_docs)]

pub mod acceptance;
pub mod apart;
pub mod app_files;
pub mod at_rest;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod clock;
pub mod demo;
pub mod devices;
pub mod directory;
pub mod doctor;
pub mod door;
pub mod erase;
pub mod greeting;
pub mod hub;
pub mod invite;
pub mod keeper;
pub mod key_file;
pub mod keyring;
pub mod limits;
pub mod migrate;
pub mod org;
pub mod relay;
pub mod repair;
pub mod requests;
pub mod root_file;
mod router;
pub mod row_maker;
pub mod serve;
pub mod session;
pub mod store;

#[cfg(test)]
mod scratch;

pub use relay::Relay;
pub use serve::{Settings, launch};
