//! Leaders meet people: visits (下访) and receptions (接访、约访).

mod apply;
pub mod codes;
pub mod form;
mod permit;
mod state;
pub mod step;
pub mod tally;
pub mod unconfirmed;

pub use state::{MeetingState, ProblemState, QueueState, RequestState, TalkState};
pub use step::{MeetingKind, MeetingStep};
