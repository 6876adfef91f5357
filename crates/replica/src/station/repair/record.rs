//! What the last repair found, as stored.

use casework::Moment;
use minicbor::{Decode, Encode};
use wire::RepairCause;

/// What a repair found. Of an audit everything but `compared` should be 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct RepairRecord {
    /// Why it was due.
    #[n(0)]
    pub cause: RepairCause,
    /// When it began, milliseconds since 1970; 0 where the device had no clock yet.
    #[n(1)]
    pub at: i64,
    /// Documents that were compared; 0 where only a few were asked about.
    #[n(2)]
    pub compared: usize,
    /// Changes that the relay lacked and took back.
    #[n(3)]
    pub given_back: usize,
    /// Changes of others that it lacks and that nothing here vouches for, or that it did not take.
    #[n(4)]
    pub not_taken: usize,
    /// Own changes that it lacked, and that are handed in anew for want of a manifest.
    #[n(5)]
    pub handed_in_anew: usize,
    /// Documents that were erased there and are still here.
    #[n(6)]
    pub erased: usize,
    /// Documents that are there and not here.
    #[n(7)]
    pub only_there: usize,
}

impl RepairRecord {
    pub(super) fn begin(cause: RepairCause, now: Option<Moment>) -> Self {
        Self {
            cause,
            at: now.map_or(0, |now| now.millis()),
            compared: 0,
            given_back: 0,
            not_taken: 0,
            handed_in_anew: 0,
            erased: 0,
            only_there: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_pinned() {
        let record = RepairRecord {
            cause: RepairCause::Audit,
            at: 1_795_000_000_000,
            compared: 1,
            given_back: 2,
            not_taken: 3,
            handed_in_anew: 4,
            erased: 5,
            only_there: 6,
        };
        let bytes = minicbor::to_vec(record).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "88021b000001a1ee565e00010203040506");
        assert_eq!(minicbor::decode::<RepairRecord>(&bytes).expect("decodes"), record);
    }
}
