//! Keeping what is over: for how long, when it is left alone (frozen), how it is erased, and what the
//! person concerned may ask for.
//!
//! Closing freezes: nothing is to be done with it any more but to keep it (PIPL Art. 47, second
//! paragraph). Erasing takes two persons, a ground in law, and, of what is an archive, the end of its
//! term and an approved list (Archives Law: nobody destroys archives on their own). The steps stand in
//! the core document; the personal data lie in the people document, which goes.

mod apply;
mod class;
mod codes;
mod due;
mod permit;
mod profile;
mod state;
pub mod step;

pub use class::RetentionClass;
pub use codes::{ErasureGround, ErasureScope, Requester};
pub use due::{Appraisal, appraisal};
pub use profile::{RetentionProfile, Term};
pub use state::{CorrectionState, ErasureEnd, ErasureState, Keeping, RetentionState};
pub use step::{RetentionKind, RetentionStep};
