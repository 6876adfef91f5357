//! Waiting for something to become true.

use anyhow::{Result, anyhow};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// What follows at once, on a machine that is busy with other things.
pub const SOON: Duration = Duration::from_secs(15);
/// What takes a connection, an installation or a second browser.
pub const LONG: Duration = Duration::from_secs(45);

/// How often is looked.
const EVERY: Duration = Duration::from_millis(60);

/// Looks again and again until there is something, or the time is up. An error of a look is no
/// failure: the page may have changed under it. The last one is told if nothing ever comes.
///
/// # Errors
/// When the time is up.
pub async fn until<T>(
    what: &str,
    limit: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let seen = look().await;
        match seen {
            Ok(Some(found)) => return Ok(found),
            Ok(None) if start.elapsed() < limit => {}
            Err(_) if start.elapsed() < limit => {}
            Ok(None) => return Err(anyhow!("not within {} s: {what}", limit.as_secs())),
            Err(error) => {
                return Err(error.context(format!("not within {} s: {what}", limit.as_secs())));
            }
        }
        sleep(EVERY).await;
    }
}
