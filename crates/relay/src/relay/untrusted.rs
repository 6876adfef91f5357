//! Where untrusted bytes are read: away from the async threads, and so that a panic there is an
//! answer and no more.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};
use tokio::sync::Semaphore;

/// Smaller reads are done at once: handing them over would cost more than they do.
const SMALL: usize = 2 << 10;
/// Large messages that are read at a time. Each may inflate to 48 MiB: this bounds what strangers
/// can make the relay hold.
const AT_A_TIME: usize = 2;

/// Reads untrusted bytes.
#[derive(Debug, Clone)]
pub struct Untrusted(Arc<Semaphore>);

impl Default for Untrusted {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }
}

impl Untrusted {
    /// Runs a reading of about `weight` bytes; `None` where it panicked.
    pub async fn read<T: Send + 'static>(
        &self,
        weight: usize,
        reading: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let guarded = move || catch_unwind(AssertUnwindSafe(reading)).ok();
        if weight <= SMALL {
            return guarded();
        }
        let _turn = self.0.acquire().await.ok()?;
        tokio::task::spawn_blocking(guarded).await.ok().flatten()
    }
}
