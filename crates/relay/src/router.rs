//! What the relay answers over HTTP.

use axum::{
    Router,
    extract::{ConnectInfo, State, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{any, get},
};
use std::sync::Arc;
use tokio::sync::watch;

use crate::{
    Relay, Settings,
    app_files::AppFiles,
    door::Peer,
    greeting,
    limits::Seats,
    requests::{self, Requests},
    session::{self, Line, Visit},
};

/// Read at a time from a connection; 128 KiB each would be much with a thousand of them.
const READ_BUFFER: usize = 8 << 10;
/// A message a little over the limit is read and gets its fault, and the connection goes on; a
/// longer one is not read at all.
const READ_AT_MOST: usize = wire::MAX_FRAME + (64 << 10);

#[derive(Clone)]
struct Sync {
    relay: Relay,
    origins: Arc<[String]>,
    seats: Arc<Seats>,
    shutdown: watch::Receiver<bool>,
}

/// The routes: `/sync` and what stands in for it where there are no WebSockets, `/health`, and the app's files for everything else.
pub fn router(
    relay: Relay,
    settings: &Settings,
    seats: Arc<Seats>,
    lines: Arc<Requests>,
    shutdown: watch::Receiver<bool>,
) -> Router {
    let app = settings.app.clone();
    let origins: Arc<[String]> =
        settings.origins.iter().map(|origin| wire::origin_of(origin)).collect();
    let (own, taken, down) = (Arc::clone(&origins), Arc::clone(&seats), shutdown.clone());
    let requests = requests::routes(relay.clone(), own, taken, lines, down);
    Router::new()
        .route("/sync", any(sync))
        .with_state(Sync { relay, origins, seats, shutdown })
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .merge(requests)
        .merge(AppFiles::router(Arc::from(app)))
}

async fn sync(
    State(sync): State<Sync>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response, StatusCode> {
    let origins = greeting::origins(&sync.origins, &headers).map_err(|_| StatusCode::FORBIDDEN)?;
    Ok(upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(READ_AT_MOST)
        .max_frame_size(READ_AT_MOST)
        .on_upgrade(move |socket| {
            let visit = Visit { origins, trust: peer.trust, seats: sync.seats };
            session::serve(sync.relay, Line::Socket(Box::new(socket)), visit, sync.shutdown)
        }))
}
