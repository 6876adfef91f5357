//! What became of the steps on the directory.

use ident::ChangeHash;
use minicbor::{Decode, Encode};

use super::Why;

/// What became of the steps that a directory was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct OrgReport {
    /// The last place in the relay's log that is taken into account; 0 for none. What a station
    /// holds beyond it, it lays over the directory itself.
    #[n(0)]
    pub through: u64,
    /// Steps without effect, in the order they were judged.
    #[cbor(n(1), default)]
    pub without_effect: Vec<(ChangeHash, Why)>,
}

impl OrgReport {
    /// Why a step has no effect; none where it has.
    #[must_use]
    pub fn why(&self, change: &ChangeHash) -> Option<Why> {
        self.without_effect.iter().find(|(hash, _)| hash == change).map(|(_, why)| *why)
    }
}
