//! Names for the log: what was wrong, never with what.

use wire::{Fault, Refusal};

pub(super) fn fault_name(fault: &Fault) -> &'static str {
    match fault {
        Fault::UnknownVersion => "unknown-version",
        Fault::Malformed => "malformed",
        Fault::TooLarge => "too-large",
        Fault::NotIntroduced => "not-introduced",
        Fault::NotKnown => "not-known",
        Fault::BadEnrolment => "bad-enrolment",
        Fault::BadManifest => "bad-manifest",
        Fault::StaleManifest { .. } => "stale-manifest",
        Fault::Unavailable => "unavailable",
    }
}

pub(super) fn refusal_name(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotAllowed => "not-allowed",
        Refusal::Malformed => "malformed",
        Refusal::TooLarge => "too-large",
        Refusal::Forged => "forged",
        Refusal::Missing { .. } => "missing",
    }
}
