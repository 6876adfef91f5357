//! Several relays on one PostgreSQL database are one relay to the stations.

use ident::{BlobId, MatterId};
use relay::store::{FeedRequest, PageEntry, Store};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use wire::{Cursor, FeedEntry, ToStation};

use crate::{
    attachments::sealed,
    harness::{Home, Place, RelayProcess, Station, Town, code, registration},
};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";
/// Of each writer.
const MATTERS: u16 = 20;

fn matter(at: u16) -> MatterId {
    let mut id = [7; 16];
    id[..2].copy_from_slice(&at.to_be_bytes());
    MatterId::new(id)
}

#[tokio::test]
async fn an_attachment_begun_at_one_process_goes_on_at_the_other() {
    let home = Home::postgres("two_blobs").await.furnished().await;
    let (one, other) = (RelayProcess::serve(&home), RelayProcess::serve(&home));
    let (mut village, _) = Station::new(&one.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&one.url, TOWNSHIP, 0).await;
    let bytes = sealed(1, 150_000);
    let blob = BlobId::of(&bytes);
    village.mention(1, blob).await;
    village.offer(blob, bytes.len()).await;
    let ToStation::BlobAt(at) = village.put(blob, &bytes, 0).await else { panic!("a part") };
    let mut village = village.reconnect(&other.url).await;
    village.hello(Place(None)).await.expect("welcome");
    let answer = village.offer(blob, bytes.len()).await;
    assert_eq!(answer, ToStation::BlobAt(at), "it is known how far it is");
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    assert_eq!(township.fetch(blob).await, bytes);
}

#[tokio::test]
async fn what_is_pushed_to_one_process_is_told_by_the_other() {
    let home = Home::postgres("two").await.furnished().await;
    let (one, other) = (RelayProcess::serve(&home), RelayProcess::serve(&home));
    let (mut village, _) = Station::new(&one.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&other.url, TOWNSHIP, 0).await;
    township.settle().await;
    for at in 0..20 {
        let before = township.at;
        let (_, docs) = registration(&village.hand, matter(at));
        village.push(docs.clone()).await.expect("taken");
        let feed = township.hear_feed().await;
        assert_eq!(feed.from, before);
        let told: Vec<_> = feed
            .entries
            .into_iter()
            .map(|entry| match entry {
                FeedEntry::Changes(doc, _) => doc,
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(told == docs, "what was handed in there, told here");
    }
    // A device that one enrols, the other knows, and tells its stations of.
    let newcomer = Station::enrolled(&one.url, TOWNSHIP, 1).await;
    let feed = township.hear_feed().await;
    assert!(matches!(&feed.entries[..], [FeedEntry::Directory(_)]), "{:?}", feed.entries);
    let mut newcomer = newcomer.reconnect(&other.url).await;
    newcomer.hello(Place(None)).await.expect("is welcome at the other");
}

#[tokio::test]
async fn a_lost_connection_to_the_database_is_made_good() {
    let home = Home::postgres("lost").await.furnished().await;
    let (one, other) = (RelayProcess::serve(&home), RelayProcess::serve(&home));
    let (mut village, _) = Station::new(&one.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&other.url, TOWNSHIP, 0).await;
    village.settle().await;
    township.settle().await;
    let mut past = home.connect().await;
    for round in 0..3 {
        // All of both relays' connections, those that listen and those that do not.
        sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = current_setting('application_name')
             AND pid <> pg_backend_pid()",
        )
        .execute(&mut past)
        .await
        .expect("terminates");
        let (_, docs) = registration(&village.hand, matter(round));
        // The connection it was to be written with may be the one that was cut.
        while village.push(docs.clone()).await.is_err() {}
        let mut told = 0;
        while told < docs.len() {
            let before = township.at;
            let feed = township.hear_feed().await;
            assert_eq!(feed.from, before);
            told += feed.entries.len();
        }
    }
}

/// Pages of a feed, read again and again while it grows, as one sequence.
async fn poll(store: &dyn Store, at: &mut Cursor, seen: &mut Vec<PageEntry>) {
    let audience = code(TOWNSHIP);
    loop {
        let reader = (ident::DeviceId::new([0; 8]), 0);
        let request = FeedRequest { audience: &audience, after: *at, reader, byte_limit: 1 << 20 };
        let page = store.read_feed(&request).await.expect("reads");
        // Notices of a directory that a later one of the page makes superfluous are left out.
        let told = page.entries.len() as u64;
        assert!(page.to.seq >= at.seq + told, "{} entries from {at:?} to {:?}", told, page.to);
        assert!(store.holds(&audience, &page.to).await.expect("reads"));
        *at = page.to;
        seen.extend(page.entries.into_iter().filter(|entry| *entry != PageEntry::Directory));
        if !page.more {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_and_slow_transactions_leave_no_gap_and_no_disorder() {
    let home = Home::postgres("slow").await.furnished().await;
    let towns = [
        Town::serve(home.open().await, home.path()).await,
        Town::serve(home.open().await, home.path()).await,
    ];
    let (mut live, _) = Station::new(&towns[1].url, TOWNSHIP, 0).await;
    let store: Arc<dyn Store> = home.open().await;
    // A transaction as old as the test, that has written and does not end.
    let mut past = home.connect().await;
    let mut old = sqlx::Connection::begin(&mut past).await.expect("begins");
    sqlx::query("INSERT INTO demo_link VALUES (999, 'old', '990101', '')")
        .execute(&mut *old)
        .await
        .expect("writes");

    let mut writers = Vec::new();
    for which in 0..5u8 {
        let url = towns[usize::from(which) % 2].url.clone();
        writers.push(tokio::spawn(async move {
            let mut station = Station::enrolled(&url, VILLAGE, which).await;
            station.hello(Place(None)).await.expect("welcome");
            for at in 0..MATTERS {
                let (_, docs) = registration(&station.hand, matter(u16::from(which) * 100 + at));
                station.push(docs).await.expect("taken");
            }
        }));
    }
    // Appenders that take their numbers, and then their time; some give up.
    let slow = Arc::clone(&store);
    writers.push(tokio::spawn(async move {
        for round in 0..4 {
            let mut append = slow.begin().await.expect("begins");
            append.tell_directory().await.expect("appends");
            tokio::time::sleep(Duration::from_millis(400)).await;
            if round % 2 == 0 {
                append.commit().await.expect("commits");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }));
    let polled = Arc::clone(&store);
    let (tell_end, end) = tokio::sync::watch::channel(false);
    let poller = tokio::spawn(async move {
        let mut at = Cursor::start(polled.log().epoch);
        let mut seen = Vec::new();
        loop {
            let last = *end.borrow();
            poll(&*polled, &mut at, &mut seen).await;
            if last {
                return (at, seen);
            }
        }
    });

    let all = 5 * usize::from(MATTERS) * 2;
    let mut heard = BTreeSet::new();
    while heard.len() < all {
        let before = live.at;
        let feed = live.hear_feed().await;
        assert_eq!(feed.from, before, "no gap");
        for entry in feed.entries {
            if let FeedEntry::Changes(doc, _) = entry {
                assert!(heard.insert(doc.key.clone()), "twice: {:?}", doc.key);
            }
        }
    }
    for writer in writers {
        writer.await.expect("writes");
    }
    tell_end.send_replace(true);
    let (end, seen) = poller.await.expect("polls");
    // Read at one go, now that all is quiet, it is what was seen piece by piece.
    let (mut at, mut again) = (Cursor::start(store.log().epoch), Vec::new());
    poll(&*store, &mut at, &mut again).await;
    assert_eq!(at, end);
    assert_eq!(at, store.latest(&code(TOWNSHIP)).await.expect("reads"));
    assert_eq!(seen.len(), all);
    assert!(seen == again, "another order, or something was passed over");
    old.rollback().await.expect("ends");
    let report = relay::doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    store.close().await;
    for town in towns {
        town.stop().await;
    }
}
