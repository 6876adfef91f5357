//! Disputes (矛盾纠纷): the ledger entry, its risk, who takes charge, mediation, its end.

mod apply;
pub mod codes;
mod permit;
mod state;
pub mod step;

pub use state::{
    AgreementState, ChargeState, ConfirmationState, DisputeState, MediationState, PerformanceState,
};
pub use step::{DisputeKind, DisputeStep};
