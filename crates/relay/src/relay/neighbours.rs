//! Other relay processes on the same store: what they take in, stations connected here hear of.

use std::sync::Arc;
use tokio::{sync::Notify, task::JoinHandle};

use crate::{
    directory::CurrentDirectory,
    hub::Hub,
    store::{Grown, Store},
};

/// Heeds them for as long as it lives.
#[derive(Debug)]
pub(super) struct Neighbours(JoinHandle<()>);

impl Neighbours {
    pub(super) fn heed(
        store: Arc<dyn Store>,
        directory: Arc<CurrentDirectory>,
        hub: Arc<Hub>,
        rows: Arc<Notify>,
    ) -> Self {
        Self(tokio::spawn(async move {
            loop {
                let grown = store.grown_elsewhere().await;
                // Beforehand, so that a hundred sessions do not each find it out of date.
                if let Err(error) = directory.refresh(&*store).await {
                    tracing::warn!(%error, "the directory could not be read");
                }
                match grown {
                    Grown::Feeds(audiences) => hub.wake(&audiences),
                    Grown::Any => hub.wake_all(),
                }
                rows.notify_one();
            }
        }))
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        self.0.abort();
    }
}
