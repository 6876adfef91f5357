//! The relay, driven over the real wire.

mod acknowledgement;
mod app;
mod attachments;
mod faults;
mod feed;
mod harness;
mod kill;
mod measure;
mod org;
mod visibility;
