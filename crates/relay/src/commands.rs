//! What the command `relay` does, by what it is about. Words go to whoever typed it: in both languages, on
//! standard output.

pub(crate) mod copies;
pub(crate) mod demo;
pub(crate) mod keys;
pub(crate) mod looking;
pub(crate) mod serving;
pub(crate) mod taking;

use anyhow::Context;
use relay::store::{Site, Store, sqlite::Durability};
use std::sync::Arc;

/// Whether acknowledged work is to be on disk, as always but in one test.
pub(crate) fn durability() -> Durability {
    let unsafe_no_sync = std::env::var_os("CUNZHAN_UNSAFE_NO_SYNC").is_some_and(|set| set == "1");
    if unsafe_no_sync {
        tracing::warn!(
            "CUNZHAN_UNSAFE_NO_SYNC=1: changes are acknowledged BEFORE they are on disk. \
             A power cut will lose acknowledged work. This is for one test only."
        );
        Durability::UnsafeNone
    } else {
        Durability::Full
    }
}

pub(crate) async fn open(store: &Site) -> anyhow::Result<Arc<dyn Store>> {
    store.open(durability()).await.with_context(|| store.to_string())
}
