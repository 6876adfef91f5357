//! Disputes (矛盾纠纷): the ledger entry, its risk, who takes charge, mediation, its end.

mod apply;
pub mod codes;
mod counts;
mod intake;
mod permit;
pub mod scheme;
mod standing;
mod state;
pub mod step;

pub use counts::DisputeCounts;
pub use intake::{DisputeIntake, DisputeProblem};
pub use standing::DisputeStanding;
pub use state::{
    AgreementState, ChargeState, ConfirmationState, DisputeState, MediationState, PerformanceState,
};
pub use step::{DisputeKind, DisputeStep};
