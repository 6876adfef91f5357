//! What is half typed: drafts of registrations, and the texts of other forms. The first part of the program
//! reads and keeps it, so that it waits for nothing.

use replica::{Station, StationError};

use super::{draft, entropy, store::DeviceStore};
use crate::bridge::{Draft, Reply};

/// Texts whose names begin like this.
pub async fn scratches(
    station: &Station<DeviceStore>,
    prefix: &str,
) -> Result<Reply, StationError> {
    let texts = station.scratches(prefix).await?.into_iter();
    let texts = texts.filter_map(|(name, text)| Some((name, String::from_utf8(text).ok()?)));
    Ok(Reply::Scratches(texts.collect()))
}

/// The drafts that are listed, newest first.
pub async fn drafts(station: &Station<DeviceStore>) -> Result<Vec<Draft>, StationError> {
    Ok(newest_first(&station.drafts().await?))
}

/// The drafts of accusations of whoever works here, newest first.
pub async fn sealed_drafts(station: &Station<DeviceStore>) -> Result<Vec<Draft>, StationError> {
    Ok(newest_first(&station.sealed_drafts().await?))
}

fn newest_first(kept: &[Vec<u8>]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = kept.iter().filter_map(|bytes| draft::from_bytes(bytes)).collect();
    drafts.sort_by_key(|draft| core::cmp::Reverse(draft.kept_at));
    drafts
}

/// Keeps a draft where it belongs: an accusation's is listed nowhere.
pub async fn keep_draft(
    station: &Station<DeviceStore>,
    draft: Draft,
) -> Result<Reply, StationError> {
    let draft = Draft { kept_at: entropy::now().millis(), ..draft };
    let content = draft::to_bytes(&draft);
    if draft.intake.is_accusation() {
        station.keep_sealed_draft(&draft.id, &content).await?;
    } else {
        station.keep_draft(&draft.id, &content).await?;
    }
    Ok(Reply::Saved)
}
