//! The requests themselves.

use axum::{
    Router,
    body::{Body, Bytes as Frame, to_bytes},
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time::timeout};
use wire::{BUNDLE_TYPE, LINE_HEADER, MAX_BUNDLE, bundle, unbundle};

use super::{Open, Requests, Said, Token};
use crate::{
    Relay,
    door::Peer,
    greeting,
    limits::Seats,
    session::{self, Line, Visit},
};

/// So long is waited for something new: less than proxies let a request wait.
const PATIENCE: Duration = Duration::from_secs(25);
/// So long for the first word of a session.
const GREETING: Duration = Duration::from_secs(5);
/// So long may a session take to take in what was said.
const TAKING: Duration = Duration::from_secs(120);
/// An answer that has so many bytes takes no more frames along.
const FULL: usize = 1 << 20;
/// Longest body that is read from who has not introduced himself, in bytes.
const FROM_STRANGERS: usize = 8 << 10;

#[derive(Clone)]
struct Place {
    relay: Relay,
    origins: Arc<[String]>,
    seats: Arc<Seats>,
    requests: Arc<Requests>,
    shutdown: watch::Receiver<bool>,
}

/// The routes below `/sync`.
pub fn routes(
    relay: Relay,
    origins: Arc<[String]>,
    seats: Arc<Seats>,
    requests: Arc<Requests>,
    shutdown: watch::Receiver<bool>,
) -> Router {
    Router::new()
        .route("/sync/open", post(open))
        .route("/sync/say", post(say))
        .route("/sync/hear", post(hear))
        .with_state(Place { relay, origins, seats, requests, shutdown })
}

/// Opens a line: answers its name, and the session's first word.
async fn open(
    State(place): State<Place>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let origins = greeting::origins(&place.origins, &headers).map_err(|_| StatusCode::FORBIDDEN)?;
    let full = StatusCode::SERVICE_UNAVAILABLE;
    let (token, line, trust) = place.requests.open(peer.address).ok_or(full)?;
    let visit = Visit { origins, trust, seats: place.seats };
    tokio::spawn(session::serve(place.relay, Line::Requests(line), visit, place.shutdown));
    let open = place.requests.find(&token).ok_or(full)?;
    let mut frames = vec![Frame::from(hex(&token))];
    frames.extend(timeout(GREETING, open.next()).await.ok().flatten().unwrap_or_default());
    Ok(answer(&frames))
}

/// Says frames, in their order: the next request is made when this one is answered.
async fn say(
    State(place): State<Place>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, StatusCode> {
    let open = line(&place, &headers)?;
    let limit = if open.trust.is_gained() {
        // Whoever names the line is who introduced himself on it.
        peer.trust.gain();
        MAX_BUNDLE
    } else {
        FROM_STRANGERS
    };
    let body = to_bytes(body, limit).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let frames = unbundle(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    for frame in frames {
        let said = open.say.send(Said::Frame(body.slice_ref(frame)));
        match timeout(TAKING, said).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => return Err(StatusCode::GONE),
        }
    }
    Ok(answer(&[]))
}

/// Waits for what is new.
async fn hear(State(place): State<Place>, headers: HeaderMap) -> Result<Response, StatusCode> {
    let open = line(&place, &headers)?;
    // Where it is full, more than a sign is waiting to be read.
    let _ = open.say.try_send(Said::Sign);
    match timeout(PATIENCE, open.next()).await {
        Ok(Some(frames)) => Ok(answer(&frames)),
        Ok(None) => Err(StatusCode::GONE),
        Err(_) => Ok(answer(&[])),
    }
}

impl Open {
    /// What is there, or comes next; none where nothing will. Two who ask at once wait for each other.
    async fn next(&self) -> Option<Vec<Frame>> {
        let mut hear = self.hear.lock().await;
        let mut frames = vec![hear.recv().await?];
        let mut bytes = frames.iter().map(Frame::len).sum::<usize>();
        while bytes < FULL
            && let Ok(frame) = hear.try_recv()
        {
            bytes += frame.len();
            frames.push(frame);
        }
        Some(frames)
    }
}

/// The line that a request names. One that is not known here has to be opened anew.
fn line(place: &Place, headers: &HeaderMap) -> Result<Arc<Open>, StatusCode> {
    greeting::origins(&place.origins, headers).map_err(|_| StatusCode::FORBIDDEN)?;
    let named = headers.get(LINE_HEADER).and_then(|value| value.to_str().ok());
    let token = named.and_then(unhex).ok_or(StatusCode::BAD_REQUEST)?;
    place.requests.find(&token).ok_or(StatusCode::GONE)
}

fn answer(frames: &[Frame]) -> Response {
    let mut response = bundle(frames).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(BUNDLE_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn hex(token: &Token) -> String {
    token.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Token> {
    // The same length, and the same way of writing.
    ident::PublicKey::from_hex(text).ok().map(|bytes| *bytes.as_bytes())
}
