//! What is taken in, and what is refused.
//!
//! In two parts. [`CheckedPush::check`] needs nothing but the push and the device's key: it reads
//! untrusted bytes, and runs away from the async threads. [`judge`] needs to know what is held,
//! and runs within the appending transaction.

mod checked;
pub(crate) mod judge;
mod limits;
mod sight;

pub(crate) use checked::read_change;
pub use checked::{CheckedChange, CheckedDoc, CheckedPush, Introduced};
pub use judge::{JudgeError, judge};
pub use limits::{MAX_CHANGES, MAX_DOCS, MAX_DOCUMENT};
