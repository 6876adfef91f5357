//! Stations live on one thread each group: they are not to be shared.

use std::thread::JoinHandle;

use anyhow::{Result, anyhow};

/// Runs a piece of work that makes and keeps stations, on a thread of its own.
pub fn spawn<T, W, F>(work: W) -> JoinHandle<Result<T>>
where
    T: Send + 'static,
    W: FnOnce() -> F + Send + 'static,
    F: Future<Output = Result<T>>,
{
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        tokio::task::LocalSet::new().block_on(&runtime, work())
    })
}

/// Waits for it.
pub fn join<T>(thread: JoinHandle<Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("a thread of stations panicked"))?
}
