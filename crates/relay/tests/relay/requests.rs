//! Lines made of requests: the same sessions, limits and authentication as behind a WebSocket.

use std::process::Command;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use wire::{BUNDLE_TYPE, Fault, LINE_HEADER, bundle, unbundle};

use crate::harness::{Line, Place, Requests, Station, Town, hand, registration};
use ident::MatterId;

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";

/// What of these tests speaks over a connection, once more over requests.
#[test]
fn sessions_are_the_same_over_requests() {
    let own = std::env::current_exe().expect("this binary");
    let output = Command::new(own)
        .env("CUNZHAN_TEST_LINE", "requests")
        .args(["feed::", "faults::", "visibility::", "packed::", "attachments::", "held::"])
        .args(["devices::", "org::", "courier::", "repair::"])
        .args(["--test-threads=2", "--skip", "postgres"])
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(!said.contains(" 0 passed"), "{said}");
}

fn host(town: &Town) -> String {
    town.url.trim_start_matches("ws://").trim_end_matches("/sync").to_owned()
}

/// Status and body of a request.
async fn post(town: &Town, what: &str, headers: &str, body: &[u8]) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(host(town)).await.expect("connects");
    let (host, length) = (host(town), body.len());
    let head = format!(
        "POST /sync/{what} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes()).await.expect("asks");
    // What is too long is not read to its end.
    let _ = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n");
    let Some(end) = end else { return (0, answer) };
    let status = String::from_utf8_lossy(&answer[9..12]).parse().expect("a status");
    (status, answer[end + 4..].to_vec())
}

async fn open(town: &Town) -> String {
    let (status, body) = post(town, "open", "", &[]).await;
    assert_eq!(status, 200);
    let frames = unbundle(&body).expect("frames");
    assert_eq!(frames.len(), 2, "a name, and the challenge");
    String::from_utf8(frames[0].to_vec()).expect("a name")
}

#[tokio::test]
async fn a_line_is_its_own_and_nobody_elses() {
    let town = Town::new("requests").await;
    let line = open(&town).await;
    let named = |line: &str| format!("{LINE_HEADER}: {line}\r\n");
    let other = format!("{}\r\n", named(&line)).replace(&line, &"0".repeat(64));
    assert_eq!(post(&town, "hear", &other, &[]).await.0, 410, "no such line");
    assert_eq!(post(&town, "hear", "", &[]).await.0, 400, "no name");
    assert_eq!(post(&town, "say", &named(&line), b"<html>").await.0, 400, "no frames");
    let page = "origin: https://evil.example\r\n";
    assert_eq!(post(&town, "open", page, &[]).await.0, 403, "another page");
    assert_eq!(post(&town, "hear", &(named(&line) + page), &[]).await.0, 403, "another page");
    // A stranger is not listened to for long, whatever the relay reads from those it knows.
    let long = bundle(&[vec![0; 9 << 10]]);
    assert_eq!(post(&town, "say", &named(&line), &long).await.0, 413);
    let larger = bundle(&[vec![0; 200 << 10]]);
    assert_ne!(post(&town, "say", &named(&line), &larger).await.0, 200);
    let bad = [wire::VERSION, 0, 0xff];
    assert_eq!(post(&town, "say", &named(&line), &bundle(&[bad])).await.0, 200);
    let (status, body) = post(&town, "hear", &named(&line), &[]).await;
    let frames = unbundle(&body).expect("frames");
    let fault = wire::decode_frame::<wire::ToStation>(frames[0]);
    assert_eq!((status, fault), (200, Ok(wire::ToStation::Fault(Fault::Malformed))));
    assert!(BUNDLE_TYPE.starts_with("application/"));
    town.stop().await;
}

/// One hears over requests what another hands in over a socket, and the other way round.
#[tokio::test]
async fn requests_and_sockets_meet() {
    let town = Town::new("requests-meet").await;
    let url = &town.url;
    let line = Requests::open(url).await.map(Line::Requests).expect("opens");
    let mut village = Station::greeted(url, hand(VILLAGE, 0), line).await.expect("is greeted");
    village.enrol(&format!("{VILLAGE}-0")).await.expect("enrols");
    village.hello(Place(None)).await.expect("is welcome");
    let (mut township, _) = Station::new(url, TOWNSHIP, 0).await;
    village.settle().await;
    township.settle().await;
    let (_, docs) = registration(&village.hand, MatterId::new([1; 16]));
    village.push(docs).await.expect("is kept");
    assert_eq!(township.hear_feed().await.entries.len(), 2);
    let (_, docs) = registration(&township.hand, MatterId::new([2; 16]));
    township.push(docs).await.expect("is kept");
    // A large message, now that the device is known.
    village.settle().await;
    village.say_bytes([vec![wire::VERSION, 0], vec![0xff; 300 << 10]].concat()).await;
    assert_eq!(village.hear_fault().await, Fault::Malformed);
    town.stop().await;
}
