//! Asking again where the connection broke: the server was restarted, another took over, a cable
//! was pulled. Only for questions, for beginnings, and for what is the same when it is done twice:
//! what was to be written may have been.

use std::time::Duration;

use super::StoreError;

/// How long to wait before each further attempt, in milliseconds: about ten seconds together.
const WAITS: [u64; 7] = [0, 50, 200, 500, 1000, 3000, 5000];

/// SQLSTATEs of a server that is going, or coming: shut down, crashed, not yet accepting.
const GOING: [&str; 3] = ["57P01", "57P02", "57P03"];

fn is_broken(error: &StoreError) -> bool {
    match error {
        StoreError::Database(sqlx::Error::Io(_)) => true,
        StoreError::Database(sqlx::Error::Database(error)) => {
            error.code().is_some_and(|code| GOING.contains(&&*code))
        }
        _ => false,
    }
}

/// Asks until there is an answer, or an error of another kind, or it has been long enough.
pub(super) async fn again<T, F>(ask: impl Fn() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    for wait in WAITS {
        match ask().await {
            Err(error) if is_broken(&error) => {
                tracing::warn!(%error, "asking the database again");
                tokio::time::sleep(Duration::from_millis(wait)).await;
            }
            answer => return answer,
        }
    }
    ask().await
}
