//! What the relay answers over HTTP.

use axum::{
    Router,
    extract::{ConnectInfo, Request, State},
    http::StatusCode,
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
    session::{self, Line, NotAsked, Socket, Visit},
};

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
    request: Request,
) -> Result<Response, StatusCode> {
    let origins =
        greeting::origins(&sync.origins, request.headers()).map_err(|_| StatusCode::FORBIDDEN)?;
    Socket::answer(request, move |socket| {
        let visit = Visit { origins, trust: peer.trust, seats: sync.seats };
        session::serve(sync.relay, Line::Socket(Box::new(socket)), visit, sync.shutdown)
    })
    .map_err(|NotAsked| StatusCode::BAD_REQUEST)
}
