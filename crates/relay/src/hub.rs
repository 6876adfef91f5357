//! Wakes the readers of a feed that has grown.
//!
//! A wake-up carries nothing: each reader reads on from its own place in the store. So nothing is
//! buffered for a slow reader, nothing can arrive twice or out of order, and a hundred entries
//! that come while it is busy are one wake-up.

use ident::OfficeCode;
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};
use tokio::sync::watch;

/// Readers by audience.
#[derive(Debug, Default)]
pub struct Hub(Mutex<HashMap<OfficeCode, watch::Sender<()>>>);

impl Hub {
    /// To be called *before* looking at how far the feed goes, so that no entry falls between.
    #[must_use]
    pub fn subscribe(&self, audience: &OfficeCode) -> watch::Receiver<()> {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        audiences.entry(audience.clone()).or_insert_with(|| watch::Sender::new(())).subscribe()
    }

    /// To be called *after* the entries are on disk.
    pub fn wake(&self, grown: &BTreeSet<OfficeCode>) {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for audience in grown {
            // Nobody listens any more: forget it.
            if audiences.get(audience).is_some_and(|sender| sender.send(()).is_err()) {
                audiences.remove(audience);
            }
        }
    }

    /// Wakes everybody: what has grown is not known.
    pub fn wake_all(&self) {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        audiences.retain(|_, sender| sender.send(()).is_ok());
    }
}
