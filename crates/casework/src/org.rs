//! The directory as documents: each office that keeps a part of the directory has one document, and
//! each change of it is a step, as with matters. What the steps come to is laid over a base that
//! the relay keeps ([`crate::Directory::overlaid`]).

mod arrange;
mod contest;
mod effect;
mod local_code;
mod names;
mod overlay;
mod report;
mod step;
mod view;
mod why;

pub use arrange::ArrangeStep;
pub use local_code::local_code;
pub use report::OrgReport;
pub use step::OrgStep;
pub use view::{KeptDevice, NoEffect, OrgView, Seat};
pub use why::Why;
