//! Hearing which feeds other processes have grown.
//!
//! Notifications make it quick. That nothing is missed rests on two other things: whenever
//! listening begins anew (the server was restarted, the network was cut), all readers look once;
//! and every few seconds the log's end is looked at and compared with what was heard of it, in case
//! a connection died without a word.

use sqlx::{PgPool, Row, postgres::PgListener};
use std::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, sleep, sleep_until},
};

use super::{
    StoreError,
    tell::{End, Voice},
};
use crate::store::Grown;

/// How often the log's end is looked at.
const LOOKING: Duration = Duration::from_secs(3);
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
    /// The log's end, as last heard of.
    heard: End,
    /// The log's end, as last looked at. What is there then is heard of before the next look.
    looked: End,
}

/// What ended a wait.
enum Woken {
    Heard(Grown),
    Lost,
    Look,
}

impl Listening {
    pub(super) fn new(voice: Voice, pool: PgPool, readers: PgPool) -> Self {
        let state = State {
            listener: None,
            next_look: Instant::now() + LOOKING,
            heard: End::default(),
            looked: End::default(),
        };
        Self { voice, pool, readers, state: Mutex::new(state) }
    }

    pub(super) async fn close(&self) {
        // Whoever listens just now hears of it, and lets go.
        let closed = self.pool.close();
        self.state.lock().await.listener = None;
        closed.await;
    }

    /// Returns when another process has grown feeds, or may have.
    pub(super) async fn grown(&self) -> Grown {
        let mut state = self.state.lock().await;
        loop {
            if self.pool.is_closed() {
                drop(state);
                return std::future::pending().await;
            }
            if state.listener.is_none() {
                match self.listen().await {
                    Ok((listener, end)) => {
                        state.listener = Some(listener);
                        (state.heard, state.looked) = (end, end);
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

    async fn listen(&self) -> Result<(PgListener, End), StoreError> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(self.voice.channel()).await?;
        Ok((listener, self.end().await?))
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
                    let heard = self.voice.hear(said.payload());
                    state.heard = heard.end.unwrap_or(state.heard);
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

    /// Whether there is something that should have been heard of by now.
    async fn missed_something(&self, state: &mut State) -> bool {
        let missed = state.heard.is_behind(state.looked);
        match self.end().await {
            Ok(end) => state.looked = end,
            Err(error) => tracing::warn!(%error, "the log's end could not be looked at"),
        }
        if missed {
            // A connection that says nothing may be dead: another one.
            tracing::warn!("the log has grown and nothing was heard of it");
            state.listener = None;
        }
        missed
    }

    async fn end(&self) -> Result<End, StoreError> {
        let row = sqlx::query(
            "SELECT coalesce((SELECT max(no) FROM change), 0), directory FROM identity",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(End { change: row.try_get(0)?, directory: row.try_get(1)? })
    }
}
