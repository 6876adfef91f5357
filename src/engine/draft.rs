//! Drafts as stored: JSON, so that a later version with more fields reads them all the same.

use serde::{Deserialize, Serialize};

use crate::bridge::Draft;
use casework::intake::Intake;

#[derive(Serialize, Deserialize)]
struct Stored {
    id: String,
    kept_at: i64,
    intake: Intake,
}

/// Writes a draft.
pub fn to_bytes(draft: &Draft) -> Vec<u8> {
    let Draft { id, intake, kept_at } = draft.clone();
    serde_json::to_vec(&Stored { id, kept_at, intake }).unwrap_or_default()
}

/// Reads a draft.
pub fn from_bytes(bytes: &[u8]) -> Option<Draft> {
    let Stored { id, kept_at, intake } = serde_json::from_slice(bytes).ok()?;
    Some(Draft { id, intake, kept_at })
}
