//! What is taken in, and what is refused.
//!
//! In two parts. [`CheckedPush::check`] needs nothing but the push and the device's key: it reads
//! untrusted bytes, and runs away from the async threads. [`judge`] needs to know what is held,
//! and runs within the appending transaction.

mod checked;
mod judge;
mod limits;
mod sight;

pub use checked::{CheckedChange, CheckedDoc, CheckedPush, Introduced};
pub use judge::{JudgeError, judge};
pub use limits::{MAX_CHANGES, MAX_DOCS, MAX_DOCUMENT};
