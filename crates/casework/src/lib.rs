//! The domain of petition casework (信访): documents, the steps taken on a matter, who may see and
//! who may act, and the rows that lists are made of.
//!
//! Everything here is a pure function: no clock, no randomness, no storage, no network. The time
//! of an act and the ids it needs are arguments. The same code runs on a tablet and at the relay.

#![warn(missing_docs)]

pub mod access;
mod case_kind;
pub mod case_write;
pub mod desk;
pub mod directory;
pub mod dispute;
pub mod document;
pub mod fixed_id;
pub mod glance;
pub mod history;
pub mod intake;
pub mod matter;
pub mod meeting;
pub mod org;
pub mod remark;
pub mod repeats;
pub mod retention;
pub mod row;
pub mod rules;
pub mod schema;
pub mod screening;
pub mod step;
pub mod tally;
pub mod time;
pub mod triage;
pub mod view;
pub mod worklist;

pub use case_kind::CaseKind;
pub use directory::Directory;
pub use document::Document;
pub use matter::MatterState;
pub use row::MatterRow;
pub use step::Step;
pub use time::Moment;
pub use view::MatterView;
