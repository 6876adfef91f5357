//! The feed's continuity.

use casework::Step;
use ident::{LogHash, MatterId};
use sqlx::{Connection, SqliteConnection};
use std::time::{Duration, Instant};
use wire::{Cursor, Fault, FeedEntry, Numbers, ToStation};

use crate::harness::{Home, Place, Station, Town, registration};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";

fn matter(at: u16) -> MatterId {
    let mut id = [7; 16];
    id[..2].copy_from_slice(&at.to_be_bytes());
    MatterId::new(id)
}

#[tokio::test]
async fn pages_follow_each_other_and_the_live_tail_follows_them() {
    let town = Town::new("pages").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let mut all = Vec::new();
    let mut cores = Vec::new();
    let started = Instant::now();
    for group in 0..4u16 {
        let mut docs = Vec::new();
        for at in 0..250 {
            let (core, pair) = registration(&village.hand, matter(group * 250 + at));
            cores.push(core);
            docs.extend(pair);
        }
        all.extend(docs.clone());
        village.push(docs).await.expect("taken");
    }
    println!("1,000 matters (2,000 documents) written and pushed in {:?}", started.elapsed());
    let (mut township, welcome) = {
        let mut station = Station::enrolled(&town.url, TOWNSHIP, 0).await;
        let welcome = station.hello(Place(None)).await.expect("welcome");
        (station, welcome)
    };
    let mut at = Cursor::start(welcome.latest.epoch);
    let mut got = Vec::new();
    let mut pages = 0;
    let mut feed = township.hear_feed().await;
    loop {
        assert_eq!(feed.from, at, "no gap");
        at = feed.to;
        pages += 1;
        got.extend(feed.entries.into_iter().filter_map(|entry| match entry {
            FeedEntry::Changes(doc, _) => Some(doc),
            FeedEntry::Granted(..)
            | FeedEntry::Directory(_)
            | FeedEntry::Withdrawn(_)
            | FeedEntry::Erased(_) => None,
        }));
        if !feed.more {
            break;
        }
        // While behind, nothing comes that was not asked for.
        feed = township.pull(Some(at)).await;
    }
    assert!(pages > 1, "{pages} pages");
    assert_eq!(at.seq, welcome.latest.seq);
    // Within a push the core documents come first.
    got.sort_by(|a, b| a.key.cmp(&b.key));
    all.sort_by(|a, b| a.key.cmp(&b.key));
    assert!(got == all, "every document once");
    // Caught up: what comes now is told.
    let note = Step::Noted { text: "新情况".to_owned() };
    let changes = village.step(&mut cores[0], &note, &[]);
    village.push(vec![changes.clone()]).await.expect("taken");
    let feed = township.hear_feed().await;
    // The two thousand documents before it were one change each.
    let entry = FeedEntry::Changes(changes, Numbers(vec![2001]));
    assert_eq!((feed.from, &feed.entries[..]), (at, &[entry][..]));
    town.stop().await;
}

#[tokio::test]
async fn reconnecting_with_nothing_new_costs_few_bytes() {
    let town = Town::new("few-bytes").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (_, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    let mut village = village.reconnect(&town.url).await;
    let welcome = village.hello(Place(None)).await.expect("welcome");
    let mut village = village.reconnect(&town.url).await;
    let hello = village.hand.hello(village.on(), Some(welcome.latest));
    let directory = casework::Directory::from_bytes(&welcome.directory.expect("a directory"));
    let hello = wire::Hello { directory: directory.expect("reads").version, ..hello };
    village.say(&wire::ToRelay::Hello(hello)).await;
    let wire::ToStation::Welcome(second) = village.hear().await else { panic!("welcome") };
    assert!(second.cursor_known && second.directory.is_none());
    assert_eq!(second.latest, welcome.latest);
    village.hears_nothing().await;
    println!("a reconnection with nothing new: {} bytes both ways", village.traffic);
    assert!(village.traffic < 400, "{}", village.traffic);
    town.stop().await;
}

#[tokio::test]
async fn a_cursor_of_another_log_starts_again() {
    let town = Town::new("unknown-cursor").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (_, docs) = registration(&village.hand, matter(1));
    village.push(docs.clone()).await.expect("taken");
    let mut village = village.reconnect(&town.url).await;
    let latest = village.hello(Place(None)).await.expect("welcome").latest;
    let strange = [
        Cursor { epoch: latest.epoch + 1, ..latest },
        Cursor { seq: latest.seq + 1, ..latest },
        Cursor { hash: LogHash::new([9; 32]), ..latest },
        Cursor { hash: LogHash::new([9; 32]), ..Cursor::start(latest.epoch) },
    ];
    for cursor in strange {
        village = village.reconnect(&town.url).await;
        let welcome = village.hello(Place(Some(cursor))).await.expect("welcome");
        assert!(!welcome.cursor_known);
        let feed = village.hear_feed().await;
        assert_eq!(feed.from, Cursor::start(latest.epoch));
        // Its own changes too: it may have lost them.
        let sent = feed.entries.iter().filter(|entry| match entry {
            FeedEntry::Changes(doc, _) => !doc.changes.is_empty(),
            _ => false,
        });
        assert_eq!(sent.count(), docs.len());
        assert_eq!(village.pull(Some(cursor)).await.from, Cursor::start(latest.epoch));
    }
    town.stop().await;
}

#[tokio::test]
async fn many_writers_make_one_feed_without_gap_or_repetition() {
    let town = Town::new("writers").await;
    let (mut reader, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let mut writers = Vec::new();
    for which in 0..4u8 {
        let url = town.url.clone();
        writers.push(tokio::spawn(async move {
            let mut station = Station::enrolled(&url, VILLAGE, which).await;
            station.hello(Place(None)).await.expect("welcome");
            for at in 0..25 {
                let (_, docs) = registration(&station.hand, matter(u16::from(which) * 100 + at));
                station.push(docs).await.expect("taken");
            }
        }));
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut at = reader.at;
    let until = Instant::now() + Duration::from_secs(60);
    while seen.len() < 200 && Instant::now() < until {
        let feed = reader.hear_feed().await;
        assert_eq!(feed.from, at);
        at = feed.to;
        for entry in feed.entries {
            if let FeedEntry::Changes(doc, _) = entry {
                assert!(seen.insert(doc.key.clone()), "twice: {:?}", doc.key);
            }
        }
    }
    assert_eq!(seen.len(), 200);
    for writer in writers {
        writer.await.expect("writes");
    }
    town.stop().await;
}

/// Nobody wakes a session a second time for what it could not read.
#[tokio::test]
async fn what_could_not_be_read_is_handed_on_once_it_can() {
    let home = Home::sqlite("feed-again").furnished().await;
    let town = Town::serve(home.open().await, home.path()).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    township.settle().await;
    let file = home.path().join(relay::store::sqlite::FILE);
    let address = format!("sqlite:{}", file.display());
    let mut past = SqliteConnection::connect(&address).await.expect("opens");
    sqlx::raw_sql(
        "CREATE TRIGGER damage AFTER INSERT ON feed WHEN new.audience = '990101001' BEGIN
         UPDATE feed SET kind = 77 WHERE audience = new.audience AND seq = new.seq; END",
    )
    .execute(&mut past)
    .await
    .expect("damages");
    let (_, docs) = registration(&village.hand, matter(1));
    village.push(docs.clone()).await.expect("taken");
    assert_eq!(township.hear_fault().await, Fault::Unavailable);
    sqlx::raw_sql("DROP TRIGGER damage; UPDATE feed SET kind = 0 WHERE kind = 77")
        .execute(&mut past)
        .await
        .expect("mends");
    let before = township.at;
    let feed = loop {
        match township.hear().await {
            // It was looked at before it was mended.
            ToStation::Fault(Fault::Unavailable) => {}
            ToStation::Feed(feed) => break feed,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((feed.from, feed.entries.len()), (before, docs.len()));
    town.stop().await;
}
