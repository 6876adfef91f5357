//! What the relay answers over HTTP.

use axum::{
    Router,
    extract::{State, WebSocketUpgrade},
    http::StatusCode,
    response::Response,
    routing::{any, get},
};
use std::{path::PathBuf, sync::Arc};
use tokio::sync::watch;

use crate::{Relay, app_files::AppFiles, session};

/// Read at a time from a connection; 128 KiB each would be much with a thousand of them.
const READ_BUFFER: usize = 8 << 10;
/// A message a little over the limit is read and gets its fault, and the connection goes on; a
/// longer one is not read at all.
const READ_AT_MOST: usize = wire::MAX_FRAME + (64 << 10);

#[derive(Clone)]
struct Sync {
    relay: Relay,
    shutdown: watch::Receiver<bool>,
}

/// The routes: `/sync`, `/health`, and the app's files for everything else.
pub fn router(relay: Relay, app: PathBuf, shutdown: watch::Receiver<bool>) -> Router {
    Router::new()
        .route("/sync", any(sync))
        .with_state(Sync { relay, shutdown })
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .merge(AppFiles::router(Arc::from(app)))
}

async fn sync(State(sync): State<Sync>, upgrade: WebSocketUpgrade) -> Response {
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(READ_AT_MOST)
        .max_frame_size(READ_AT_MOST)
        .on_upgrade(move |socket| session::serve(sync.relay, socket, sync.shutdown))
}
