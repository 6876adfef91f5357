//! Hearing which feeds other processes have grown.
//!
//! Notifications make it quick. That nothing is missed rests on two other things: whenever
//! listening begins anew (the server was restarted, the network was cut), all readers look once;
//! and every few seconds the log's end is looked at, in case a connection died without a word.

use sqlx::{PgPool, postgres::PgListener};
use std::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, sleep, sleep_until},
};

use super::{StoreError, rows, tell::Voice};
use crate::store::Grown;

/// How often the log's end is looked at.
const LOOKING: Duration = Duration::from_secs(5);
/// Between attempts to listen.
const AGAIN: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub(super) struct Listening {
    voice: Voice,
    pool: PgPool,
    readers: PgPool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    listener: Option<PgListener>,
    next_look: Instant,
    /// The log's end, as last looked at.
    end: Option<End>,
    /// Whether anything was heard since then.
    heard: bool,
}

/// How far the log goes: its last change, and the directory's version.
type End = (i64, i64);

/// What ended a wait.
enum Woken {
    Heard(Grown),
    Lost,
    Look,
}

impl Listening {
    pub(super) fn new(voice: Voice, pool: PgPool, readers: PgPool) -> Self {
        let state =
            State { listener: None, next_look: Instant::now() + LOOKING, end: None, heard: false };
        Self { voice, pool, readers, state: Mutex::new(state) }
    }

    pub(super) async fn close(&self) {
        // The connection goes back only when nobody is listening on it any more.
        if let Ok(mut state) = self.state.try_lock() {
            state.listener = None;
        }
        self.pool.close().await;
    }

    /// Returns when another process has grown feeds, or may have.
    pub(super) async fn grown(&self) -> Grown {
        let mut state = self.state.lock().await;
        loop {
            if state.listener.is_none() {
                match self.listen().await {
                    Ok(listener) => {
                        state.listener = Some(listener);
                        // Nothing was heard before now.
                        return Grown::Any;
                    }
                    Err(error) => {
                        tracing::warn!(%error, "not listening to the other relays");
                        sleep(AGAIN).await;
                        continue;
                    }
                }
            }
            match self.wait(&mut state).await {
                Woken::Heard(grown) => return grown,
                Woken::Lost => state.listener = None,
                Woken::Look => {
                    state.next_look = Instant::now() + LOOKING;
                    if self.missed_something(&mut state).await {
                        return Grown::Any;
                    }
                }
            }
        }
    }

    async fn listen(&self) -> Result<PgListener, StoreError> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(self.voice.channel()).await?;
        Ok(listener)
    }

    async fn wait(&self, state: &mut State) -> Woken {
        let Some(listener) = &mut state.listener else { return Woken::Lost };
        loop {
            let said = tokio::select! {
                said = listener.try_recv() => said,
                () = sleep_until(state.next_look) => return Woken::Look,
            };
            match said {
                Ok(Some(said)) => {
                    state.heard = true;
                    let heard = self.voice.hear(said.payload());
                    // Our own readers were woken when it was committed.
                    if !heard.own {
                        return Woken::Heard(Grown::Feeds(heard.feeds));
                    }
                }
                // Listening has to begin anew; what was said meanwhile nobody says again.
                Ok(None) => return Woken::Lost,
                Err(error) => {
                    tracing::warn!(%error, "the connection to the other relays is lost");
                    return Woken::Lost;
                }
            }
        }
    }

    /// Whether the log has grown since the last look and not a word was heard of it.
    async fn missed_something(&self, state: &mut State) -> bool {
        let end = match self.end().await {
            Ok(end) => end,
            Err(error) => {
                tracing::warn!(%error, "the log's end could not be looked at");
                return false;
            }
        };
        let grown = state.end.replace(end).is_some_and(|before| before != end);
        let heard = std::mem::take(&mut state.heard);
        if grown && !heard {
            // A connection that says nothing may be dead: another one.
            tracing::warn!("the log has grown and nothing was heard of it");
            state.listener = None;
        }
        grown && !heard
    }

    async fn end(&self) -> Result<End, StoreError> {
        let row = sqlx::query(
            "SELECT coalesce((SELECT max(no) FROM change), 0), directory FROM identity",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok((rows::signed(rows::unsigned(&row, 0)?), rows::signed(rows::unsigned(&row, 1)?)))
    }
}
