//! A station's place in its feed, for as long as it is connected.

use ident::{DeviceId, OfficeCode};
use tokio::sync::watch;
use wire::{Cursor, Fault, Feed, FeedEntry};

use crate::{
    Relay,
    relay::unavailable,
    store::{FeedRequest, PageEntry},
};

/// Bytes of changes in one `Feed`, about: a second's worth on a poor line, and what a tablet
/// takes in with one transaction.
const FEED_BYTES: usize = 512 << 10;

pub(crate) struct Reader {
    device: DeviceId,
    audience: OfficeCode,
    place: Cursor,
    /// The last entry there was when the connection began.
    present: Cursor,
    /// Whether what comes is sent as it comes; otherwise the station asks for it.
    reads_along: bool,
    live: watch::Receiver<()>,
}

impl Reader {
    /// Begins where the station says it stands; tells whether that is a place in its feed.
    pub(crate) async fn begin(
        relay: &Relay,
        device: DeviceId,
        audience: OfficeCode,
        cursor: Option<Cursor>,
    ) -> Result<(Self, bool), Fault> {
        // Listen first, look then: what comes between is at worst looked for in vain.
        let live = relay.hub().subscribe(&audience);
        let (place, known) = relay.place(&audience, cursor).await?;
        let present = relay.store().latest(&audience).await.map_err(|error| unavailable(&error))?;
        Ok((Self { device, audience, place, present, reads_along: true, live }, known))
    }

    pub(crate) fn present(&self) -> Cursor {
        self.present
    }

    /// Whether what comes is sent as it comes.
    pub(super) fn reads_along(&self) -> bool {
        self.reads_along
    }

    /// The station says where it stands.
    pub(crate) async fn moved_to(
        &mut self,
        relay: &Relay,
        cursor: Option<Cursor>,
    ) -> Result<(), Fault> {
        (self.place, _) = relay.place(&self.audience, cursor).await?;
        Ok(())
    }

    /// What comes next, from the store: a reader that was too slow finds everything there.
    pub(crate) async fn next(&mut self, relay: &Relay) -> Result<Feed, Fault> {
        self.live.mark_unchanged();
        let request = FeedRequest {
            audience: &self.audience,
            after: self.place,
            reader: (self.device, self.present.seq),
            byte_limit: FEED_BYTES,
        };
        let page = relay.store().read_feed(&request).await.map_err(|error| unavailable(&error))?;
        // Whoever wrote the entry may not have read the new directory back yet.
        let directory = if page.entries.contains(&PageEntry::Directory) {
            relay.fresh_directory().await?
        } else {
            relay.directory()
        };
        let entries = page.entries.into_iter().map(|entry| match entry {
            PageEntry::Doc { granted: true, doc, numbers } => FeedEntry::Granted(doc, numbers),
            PageEntry::Doc { granted: false, doc, numbers } => FeedEntry::Changes(doc, numbers),
            PageEntry::Directory => FeedEntry::Directory(directory.bytes.clone()),
        });
        let feed = Feed {
            from: self.place,
            entries: entries.collect(),
            to: page.to,
            more: page.more,
            manifests: page.manifests,
        };
        self.place = page.to;
        self.reads_along = !page.more;
        Ok(feed)
    }

    /// Returns when there is something for a reader that reads along.
    pub(crate) async fn grown(reader: &mut Option<Self>) {
        match reader {
            Some(reader) if reader.reads_along => {
                if reader.live.changed().await.is_ok() {
                    return;
                }
                // The hub is gone with the relay.
                std::future::pending().await
            }
            _ => std::future::pending().await,
        }
    }
}
