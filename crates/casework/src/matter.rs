//! What follows from a matter's steps: where it stands, who has it, who may see it, which clocks
//! run, who may do what next.

mod actor;
pub(crate) mod apply;
mod attachments;
mod barrier;
mod clock_run;
mod derive;
pub mod paper;
pub(crate) mod permit;
mod stage;
mod state;

pub use actor::Actor;
pub use attachments::{AttachmentState, MAX_ATTACHMENTS};
pub use barrier::{Barrier, Lack, Verdict};
pub use clock_run::{ClockEnd, ClockRun};
pub use derive::MAX_ACTS;
pub use stage::Stage;
pub use state::{
    BeforeMerge, ErrandState, InstructionState, Leg, LegKind, MatterState, OpinionState,
    PaperState, PromiseState, ReviewState, SupervisionState,
};
