//! Stopping the network at a chosen byte, to see what happens when the relay dies just there.

use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// Where a WebSocket's bytes stop. Bytes count from the end of the HTTP request on; what lies before
/// the place has been delivered, nothing behind it will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trap {
    /// After so many bytes from the tablet: in the middle of what it says.
    Saying(usize),
    /// When so many bytes have come from the tablet, at the relay's next word: it has taken in what
    /// was said, and the tablet does not hear of it.
    Answer(usize),
}

/// The trap of a proxy, if one is set.
#[derive(Default)]
pub(super) struct Traps {
    set: Mutex<Option<Trap>>,
    sprung: Notify,
}

impl Traps {
    pub(super) fn set(&self, trap: Trap) {
        *self.lock() = Some(trap);
    }

    /// For one connection: the next one gets none.
    pub(super) fn take(&self) -> Option<Trap> {
        self.lock().take()
    }

    pub(super) fn spring(&self) {
        self.sprung.notify_one();
    }

    pub(super) async fn sprung(&self) {
        self.sprung.notified().await;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Trap>> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
