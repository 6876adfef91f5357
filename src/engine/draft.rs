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

#[cfg(test)]
mod tests {
    use super::*;

    /// As the first version kept it: such bytes lie on devices.
    #[test]
    fn a_kept_draft_is_read_and_written_with_the_same_names() {
        let kept = br#"{"id":"0123456789abcdef","kept_at":1795000000000,"intake":{
            "petitioner":{"name":"\u5f20\u4e09"},"channel":"visit","received_on":"2026-11-22",
            "petitioners":"1","place":"","demands":["\u4fee\u8def"]}}"#;
        let draft = from_bytes(kept).expect("reads");
        assert_eq!((draft.id.as_str(), draft.kept_at), ("0123456789abcdef", 1_795_000_000_000));
        assert_eq!(draft.intake.demands, ["修路"]);
        let old: serde_json::Value = serde_json::from_slice(kept).expect("is JSON");
        let new: serde_json::Value = serde_json::from_slice(&to_bytes(&draft)).expect("is JSON");
        for part in ["/id", "/kept_at", "/intake/channel", "/intake/petitioner/name"] {
            assert_eq!(new.pointer(part), old.pointer(part), "{part}");
        }
    }
}
