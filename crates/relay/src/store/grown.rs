//! What other processes on the same database have added to.

use ident::OfficeCode;
use std::collections::BTreeSet;

/// Feeds that have grown by another process's hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grown {
    /// These.
    Feeds(BTreeSet<OfficeCode>),
    /// Any may have: for a while nothing was heard.
    Any,
}
