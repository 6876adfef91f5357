//! Who comes in, and how: TLS, limits, floods.

use relay::{Settings, door::Tls, limits::Limits};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

use crate::harness::{Place, Station, Town, hand};

const VILLAGE: &str = "990101001201";
/// So long is waited for what must come.
const SOON: Duration = Duration::from_secs(20);

fn address(town: &Town) -> String {
    town.url.trim_start_matches("ws://").trim_end_matches("/sync").to_owned()
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls")).join(name)
}

/// What a server says to a request, until it closes.
async fn asked<S>(mut stream: S, request: &str) -> String
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    stream.write_all(request.as_bytes()).await.expect("asks");
    let mut answer = Vec::new();
    let _ = timeout(SOON, stream.read_to_end(&mut answer)).await.expect("an answer in time");
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(path: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: yunling.example\r\nConnection: close\r\n{more}\r\n")
}

#[tokio::test]
async fn tls_ends_at_the_relay() {
    let tls = Tls::read(&fixture("server.pem"), &fixture("server.key")).expect("reads");
    let settings = Settings { tls: Some(tls), ..Settings::default() };
    let town = Town::with("tls", settings).await;
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_file(fixture("server.pem")).expect("reads");
    roots.add(certificate).expect("a certificate");
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connector = TlsConnector::from(Arc::new(config));
    let name = ServerName::try_from("yunling.example").expect("a name");
    let stream = TcpStream::connect(address(&town)).await.expect("connects");
    let stream = connector.connect(name, stream).await.expect("is who it says");
    let answer = asked(stream, &get("/health", "")).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    // Without TLS there is nothing to be had.
    let plain = TcpStream::connect(address(&town)).await.expect("connects");
    let answer = asked(plain, &get("/health", "")).await;
    assert!(!answer.contains("204"), "{answer}");
    town.stop().await;

    assert!(Tls::read(&fixture("server.key"), &fixture("server.key")).is_err());
    assert!(Tls::read(&fixture("nothing.pem"), &fixture("server.key")).is_err());
}

#[tokio::test]
async fn a_page_of_another_origin_is_not_let_in() {
    let origins = vec!["https://yunling.example".to_owned()];
    let town = Town::with("origin", Settings { origins, ..Settings::default() }).await;
    let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let with = |origin: &str| {
        let headers = format!("{upgrade}Origin: {origin}\r\n");
        format!("GET /sync HTTP/1.1\r\nHost: yunling.example\r\n{headers}\r\n")
    };
    let mut stream = TcpStream::connect(address(&town)).await.expect("connects");
    stream.write_all(with("https://evil.example").as_bytes()).await.expect("asks");
    let mut answer = [0; 64];
    let read = timeout(SOON, stream.read(&mut answer)).await.expect("in time").expect("reads");
    assert!(answer[..read].starts_with(b"HTTP/1.1 403"));
    let mut stream = TcpStream::connect(address(&town)).await.expect("connects");
    stream.write_all(with("https://yunling.example").as_bytes()).await.expect("asks");
    let read = timeout(SOON, stream.read(&mut answer)).await.expect("in time").expect("reads");
    assert!(answer[..read].starts_with(b"HTTP/1.1 101"));

    // A device that believes it speaks to another name is not known here, whatever it is called.
    let mut village = Station::connect(&town.url, hand(VILLAGE, 0)).await;
    village.origin = "https://yunling.example".to_owned();
    village.enrol(&format!("{VILLAGE}-0")).await.expect("enrols");
    assert!(village.hello(Place(None)).await.is_ok());
    let mut village = village.reconnect(&town.url).await;
    assert_eq!(village.hello(Place(None)).await, Err(wire::Fault::NotKnown), "{}", village.origin);
    town.stop().await;
}

#[tokio::test]
async fn there_are_no_more_connections_than_allowed() {
    let limits = Limits { connections: 3, ..Limits::default() };
    let town = Town::with("many", Settings { limits, ..Settings::default() }).await;
    let mut first = Station::connect(&town.url, hand(VILLAGE, 0)).await;
    let _second = Station::connect(&town.url, hand(VILLAGE, 1)).await;
    let half_open = TcpStream::connect(address(&town)).await.expect("connects");
    // The fourth is closed without a word.
    let mut fourth = loop {
        let mut fourth = TcpStream::connect(address(&town)).await.expect("connects");
        let mut byte = [0; 1];
        // Else the third was not counted yet.
        if let Ok(Ok(0) | Err(_)) =
            timeout(Duration::from_millis(500), fourth.read(&mut byte)).await
        {
            break fourth;
        }
    };
    let mut byte = [0; 1];
    assert!(!matches!(fourth.read(&mut byte).await, Ok(1..)));
    // Those that are in go on, and who leaves makes room.
    first.enrol(&format!("{VILLAGE}-0")).await.expect("enrols");
    drop(half_open);
    let mut later = loop {
        if let Some(later) = Station::try_connect(&town.url, hand(VILLAGE, 2)).await {
            break later;
        }
    };
    later.enrol(&format!("{VILLAGE}-2")).await.expect("enrols");
    town.stop().await;
}

#[tokio::test]
async fn the_oldest_connection_of_a_device_gives_way() {
    let limits = Limits { per_device: 2, ..Limits::default() };
    let town = Town::with("tabs", Settings { limits, ..Settings::default() }).await;
    let (mut first, _) = Station::new(&town.url, VILLAGE, 0).await;
    let mut more = Vec::new();
    for _ in 0..2 {
        let mut next = Station::connect(&town.url, first.hand.clone()).await;
        next.hello(Place(None)).await.expect("is known");
        more.push(next);
    }
    while first.try_hear().await.is_some() {}
    for station in &mut more {
        station.settle().await;
        station.pull(None).await;
    }
    town.stop().await;
}

#[tokio::test]
async fn a_stranger_cannot_make_the_relay_hold_much() {
    let town = Town::with("stranger", Settings::default()).await;
    // The beginning of a message of eight megabytes: no more than a little of it is read.
    let mut stranger = Station::connect(&town.url, hand(VILLAGE, 3)).await;
    let mut sent = 0;
    while sent < 64 && stranger.try_say_bytes(vec![1; 1 << 20]).await {
        sent += 1;
        if stranger.hear_within(Duration::from_millis(50)).await.is_some() {
            panic!("a message of a megabyte was read");
        }
    }
    assert!(stranger.try_hear().await.is_none(), "the connection is ended");
    // Half a request that never ends likewise.
    let mut endless = TcpStream::connect(address(&town)).await.expect("connects");
    endless.write_all(b"GET / HTTP/1.1\r\n").await.expect("sends");
    let line = [b'x'; 1024];
    let ended = timeout(SOON, async {
        loop {
            let more = [b"X-More: ", &line[..], b"\r\n"].concat();
            if endless.write_all(&more).await.is_err() {
                break;
            }
        }
    });
    ended.await.expect("is ended");
    // A device that is known sends as much as ever, and the relay goes on.
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    village.say_bytes(vec![1; wire::MAX_FRAME + 1]).await;
    assert_eq!(village.hear_fault().await, wire::Fault::TooLarge);
    town.stop().await;
}
