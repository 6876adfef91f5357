//! Work outside the desk: screening, a village at a glance, duty.

use ident::OfficeCode;
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldAsk {
    /// The own office's page of screening; answered by [`super::Reply::Screening`].
    Screening,
    /// An office at a glance, the own one or one below it; answered by [`super::Reply::Glance`].
    Glance(Option<OfficeCode>),
    /// Who must know, who is on duty and who helps today; answered by [`super::Reply::Duty`].
    Duty,
}
