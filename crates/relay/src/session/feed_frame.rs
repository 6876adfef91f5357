//! A part of a feed becomes a frame.

use axum::body::Bytes as Frame;
use std::sync::Arc;
use wire::{Feed, FeedEntry, FrameError, PackedFeed, ToStation};

use crate::directory::Standing;

/// Larger feeds are packed and compressed away from the async threads: half a megabyte takes
/// milliseconds.
const SMALL: usize = 8 << 10;

/// Packs and compresses; as plain messages for a station that does not read packed ones.
pub(super) async fn feed_frame(
    feed: Feed,
    packs: bool,
    standing: Arc<Standing>,
) -> Result<Frame, FrameError> {
    let weight: usize = feed.entries.iter().map(weight).sum();
    let has_directory = feed.entries.iter().any(|it| matches!(it, FeedEntry::Directory(_)));
    let encode = move || {
        let message = if packs {
            ToStation::PackedFeed(Box::new(PackedFeed::pack(feed)))
        } else {
            ToStation::Feed(feed)
        };
        let prepared = if has_directory { standing.prepared() } else { None };
        match prepared {
            Some(prepared) => wire::encode_frame_with(&message, prepared),
            None => wire::encode_frame(&message),
        }
        .map(Frame::from)
    };
    if weight <= SMALL {
        return encode();
    }
    tokio::task::spawn_blocking(encode).await.unwrap_or(Err(FrameError::Malformed))
}

fn weight(entry: &FeedEntry) -> usize {
    match entry {
        FeedEntry::Changes(doc, _) | FeedEntry::Granted(doc, _) => {
            doc.changes.iter().map(|change| change.len() + 64).sum()
        }
        FeedEntry::Directory(bytes) => bytes.len(),
        FeedEntry::Withdrawn(_) | FeedEntry::Erased(_) => 16,
    }
}
