//! A station's place in its feed, for as long as it is connected.

use axum::body::Bytes as Frame;
use ident::{DeviceId, OfficeCode};
use std::collections::HashSet;
use tokio::sync::watch;
use wire::{Cursor, Fault, Feed, FeedEntry, Hello};

use super::feed_frame::feed_frame;
use crate::{
    Relay,
    hub::SharedPart,
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
    /// Counts the wake-ups of the audience.
    live: watch::Receiver<u64>,
    packs: bool,
    /// Whether it reads that something is taken back.
    holds: bool,
    /// Whether it reads that something was erased.
    erases: bool,
    /// Manifests that went out with the parts of the feed before this one, while there are more: the
    /// station has them. By device and number.
    told: HashSet<(DeviceId, u64)>,
}

impl Reader {
    /// Begins where the station says it stands; tells whether that is a place in its feed.
    pub(crate) async fn begin(
        relay: &Relay,
        device: DeviceId,
        audience: OfficeCode,
        hello: &Hello,
    ) -> Result<(Self, bool), Fault> {
        let (cursor, packs) = (hello.cursor, hello.packs.is_some());
        // One that reads its first rows asks for the feed when it has them.
        let reads_along = !wire::holds_first(hello.packs);
        // Listen first, look then: what comes between is at worst looked for in vain.
        let live = relay.hub().subscribe(&audience);
        let (place, known) = relay.place(&audience, cursor).await?;
        let present = relay.store().latest(&audience).await.map_err(|error| unavailable(&error))?;
        let told = HashSet::new();
        let (holds, erases) = (wire::holds(hello.packs), wire::erases(hello.packs));
        let reader = Self {
            device,
            audience,
            place,
            present,
            reads_along,
            live,
            packs,
            holds,
            erases,
            told,
        };
        Ok((reader, known))
    }

    pub(crate) fn present(&self) -> Cursor {
        self.present
    }

    /// Whether the station reads packed feeds.
    pub(super) fn packs(&self) -> bool {
        self.packs
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
        // Where it should stand, nothing has to be looked up.
        if cursor != Some(self.place) {
            (self.place, _) = relay.place(&self.audience, cursor).await?;
            // What was sent in between may not have been taken.
            self.told = HashSet::new();
        }
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
        let mut feed = read(relay, &request).await?;
        self.place = feed.to;
        self.reads_along = !feed.more;
        if !self.holds {
            feed.entries.retain(|entry| !matches!(entry, FeedEntry::Withdrawn(_)));
        }
        if !self.erases {
            feed.entries.retain(|entry| !matches!(entry, FeedEntry::Erased(_)));
        }
        feed.manifests.retain(|manifest| self.told.insert((manifest.device, manifest.number)));
        if !feed.more {
            self.told = HashSet::new();
        }
        Ok(feed)
    }

    /// What comes next for all readers of the audience that stand at the same place: read, packed and
    /// compressed once. None where this reader needs a part of its own.
    pub(super) async fn shared(&mut self, relay: &Relay) -> Result<Option<Frame>, Fault> {
        if !self.packs
            || !self.holds
            || !self.erases
            || !self.reads_along
            || self.place.seq < self.present.seq
        {
            return Ok(None);
        }
        let generation = *self.live.borrow_and_update();
        let part = relay.hub().part(&self.audience, self.place, generation);
        let made = part
            .get_or_try_init(|| async {
                let request = FeedRequest {
                    audience: &self.audience,
                    after: self.place,
                    // Nobody's: what a device handed in itself is left out for it alone.
                    reader: (DeviceId::new([0; 8]), self.place.seq),
                    byte_limit: FEED_BYTES,
                };
                let feed = read(relay, &request).await?;
                let devices = feed.manifests.iter().map(|manifest| manifest.device).collect();
                let (from, to, more) = (feed.from, feed.to, feed.more);
                let frame = if more || to == from {
                    Frame::new()
                } else {
                    feed_frame(feed, true, relay.directory())
                        .await
                        .map_err(|_| Fault::Unavailable)?
                };
                Ok(SharedPart { to, more, devices, frame })
            })
            .await?;
        // More than one part is for the station to ask for; nothing is worth no message.
        if made.more || made.frame.is_empty() || made.devices.contains(&self.device) {
            return Ok(None);
        }
        self.place = made.to;
        relay.hub().forget_large(&self.audience, made);
        Ok(Some(made.frame.clone()))
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

/// Reads a part of a feed.
async fn read(relay: &Relay, request: &FeedRequest<'_>) -> Result<Feed, Fault> {
    let page = relay.store().read_feed(request).await.map_err(|error| unavailable(&error))?;
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
        PageEntry::Withdrawn(matter) => FeedEntry::Withdrawn(matter),
        PageEntry::Erased(key) => FeedEntry::Erased(key),
    });
    Ok(Feed {
        from: request.after,
        entries: entries.collect(),
        to: page.to,
        more: page.more,
        manifests: page.manifests,
    })
}
