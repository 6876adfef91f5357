//! Figures, on request: `cargo test --release -p relay --test relay measure -- --ignored --nocapture`.

use ident::MatterId;
use std::time::Instant;
use wire::Cursor;

use crate::harness::{Place, RelayProcess, Scratch, Station, furnish, registration};

fn memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or_default()
}

#[tokio::test]
#[ignore = "measures, proves nothing"]
async fn measure_pushes_and_a_first_sync() {
    let scratch = Scratch::new("measure");
    let store =
        relay::Relay::open_store(scratch.path(), relay::store::sqlite::Durability::Full).await;
    let store = store.expect("a store");
    furnish(&*store).await;
    store.close().await;
    let relay = RelayProcess::start(scratch.path(), &[]);
    let (mut village, _) = Station::new(&relay.url, "990101001201", 0).await;
    println!("memory at rest: {} kB", memory(relay.id()));
    for round in 0..10u8 {
        let mut docs = Vec::new();
        for at in 0..500u16 {
            let mut id = [round + 1; 16];
            id[..2].copy_from_slice(&at.to_be_bytes());
            docs.extend(registration(&village.hand, MatterId::new(id)).1);
        }
        let started = Instant::now();
        village.push(docs).await.expect("taken");
        println!("push of 1,000 new documents: {:?}", started.elapsed());
    }
    let mut small = Vec::new();
    for at in 0..200u16 {
        let mut id = [99; 16];
        id[..2].copy_from_slice(&at.to_be_bytes());
        let docs = registration(&village.hand, MatterId::new(id)).1;
        let started = Instant::now();
        village.push(docs).await.expect("taken");
        small.push(started.elapsed());
    }
    small.sort();
    println!("push of one matter: median {:?}, 95% {:?}", small[100], small[190]);
    let mut city = Station::enrolled(&relay.url, "990101", 0).await;
    let started = Instant::now();
    let welcome = city.hello(Place(None)).await.expect("welcome");
    let mut feed = city.hear_feed().await;
    let mut at = Cursor::start(welcome.latest.epoch);
    let mut pages = 1;
    while feed.more {
        assert_eq!(feed.from, at);
        at = feed.to;
        feed = city.pull(Some(at)).await;
        pages += 1;
    }
    println!(
        "first sync of {} entries: {:?}, {pages} pages, {} bytes",
        feed.to.seq,
        started.elapsed(),
        city.traffic
    );
    println!("memory after: {} kB", memory(relay.id()));
}
