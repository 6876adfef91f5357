//! Moved to another database, a city is what it was.

use ident::{BlobId, OfficeCode, Part};
use relay::{
    demo, doctor,
    migrate::{MigrateError, migrate},
    serve::ServeError,
    store::{
        FeedRequest, Location, Mention, PageEntry, Store, StoreError,
        sqlite::Durability,
        tables::{Access, Line, Pages, TABLES},
    },
};
use wire::{Cursor, Manifest};

use crate::{
    attachments::sealed,
    harness::{Home, Place, Station, Town, code, registration},
};

/// All that stations could ask of a store.
#[derive(PartialEq)]
struct Everything {
    log: relay::store::LogIdentity,
    org: relay::store::OrgRecord,
    directory: casework::Directory,
    feeds: Vec<(OfficeCode, Vec<PageEntry>, Vec<Manifest>, Cursor)>,
    links: Vec<relay::store::DemoLink>,
    rows: Vec<Vec<Line>>,
}

async fn everything(store: &dyn Store) -> Everything {
    let org = store.org().await.expect("reads");
    let mut feeds = Vec::new();
    for office in &org.base.offices {
        let (mut entries, mut manifests) = (Vec::new(), Vec::new());
        let mut after = Cursor::start(store.log().epoch);
        loop {
            let (audience, reader) = (&office.code, (ident::DeviceId::new([0; 8]), 0));
            let request = FeedRequest { audience, after, reader, byte_limit: 64 << 10 };
            let page = store.read_feed(&request).await.expect("reads");
            entries.extend(page.entries);
            manifests.extend(page.manifests);
            after = page.to;
            if !page.more {
                break;
            }
        }
        assert_eq!(after, store.latest(&office.code).await.expect("reads"));
        feeds.push((office.code.clone(), entries, manifests, after));
    }
    let mut access = store.rows(Access::Snapshot).await.expect("reads");
    let mut rows = Vec::new();
    for table in TABLES {
        let (mut pages, mut all) = (Pages::of(table), Vec::new());
        loop {
            let page = pages.next(&mut *access).await.expect("reads");
            if page.is_empty() {
                break;
            }
            all.extend(page);
        }
        rows.push(all);
    }
    let directory = relay::directory::effective(store).await.expect("reads");
    let links = store.demo_links().await.expect("reads");
    Everything { log: store.log(), org, directory, feeds, links, rows }
}

async fn looked_over(location: &Location) -> Everything {
    let store = location.open_existing(Durability::Full).await.expect("opens");
    let report = doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    assert!(report.changes > 200 && report.feed_entries > 500, "{report}");
    assert_eq!((report.attachments, report.attachment_bytes), (2, 200_004), "{report}");
    let all = everything(&*store).await;
    store.close().await;
    all
}

/// Two attachments of some document, one of them whole.
async fn attach(store: &dyn Store) {
    let (audience, reader) = (code("990101"), (ident::DeviceId::new([0; 8]), 0));
    let after = Cursor::start(store.log().epoch);
    let request = FeedRequest { audience: &audience, after, reader, byte_limit: 64 << 10 };
    let page = store.read_feed(&request).await.expect("reads");
    let doc = page.entries.iter().find_map(|entry| match entry {
        PageEntry::Doc { doc, .. } if doc.key.part == Part::Core => Some(doc.key.id()),
        _ => None,
    });
    let doc = doc.expect("a document");
    let bytes = sealed(1, 200_000);
    let (whole, half) = (BlobId::of(&bytes), BlobId::of(b"half of it"));
    let mut append = store.begin().await.expect("begins");
    append.mention(&[whole, half].map(|blob| Mention { doc, blob })).await.expect("mentions");
    append.commit().await.expect("commits");
    let blobs = store.blobs().expect("keeps attachments");
    blobs.offer_blob(whole, 200_000).await.expect("offers");
    for part in bytes.chunks(50_000) {
        let held = blobs.offer_blob(whole, 200_000).await.expect("offers").held;
        blobs.put_blob(whole, held, part).await.expect("puts");
    }
    blobs.offer_blob(half, 10).await.expect("offers");
    blobs.put_blob(half, 0, b"half").await.expect("puts");
}

#[tokio::test]
async fn there_and_back_it_is_the_same_city() {
    let (first, middle) = (Home::sqlite("move-from"), Home::postgres("move").await);
    let last = Home::sqlite("move-to");
    let store = first.open().await;
    let today = "2026-11-22".parse().expect("a date");
    demo::make(store.clone(), today).await.expect("made");
    attach(&*store).await;
    store.close().await;
    let before = looked_over(&first.location()).await;

    let moved = migrate(&first.location(), &middle.location(), Durability::Full).await;
    let rows: u64 = moved.expect("moved").tables.iter().map(|(_, rows)| rows).sum();
    assert_eq!(rows, before.rows.iter().map(|table| table.len() as u64).sum::<u64>());
    assert!(before == looked_over(&middle.location()).await, "not the same there");
    // A place that holds something is left alone.
    let error = migrate(&first.location(), &middle.location(), Durability::Full).await;
    let error = error.expect_err("is not empty");
    assert!(matches!(&error, MigrateError::Store { error: StoreError::NotEmpty, .. }), "{error}");

    migrate(&middle.location(), &last.location(), Durability::Full).await.expect("moved back");
    assert!(before == looked_over(&last.location()).await, "not the same back again");
}

#[tokio::test]
async fn a_station_goes_on_where_it_was() {
    let (first, second) = (Home::sqlite("goes-on"), Home::postgres("goes_on").await);
    let first = first.furnished().await;
    let town = Town::serve(first.open().await, first.path()).await;
    let (mut village, _) = Station::new(&town.url, "990101001201", 0).await;
    let (township, _) = Station::new(&town.url, "990101001", 0).await;
    let (_, docs) = registration(&village.hand, ident::MatterId::new([3; 16]));
    village.push(docs).await.expect("taken");
    town.stop().await;

    migrate(&first.location(), &second.location(), Durability::Full).await.expect("moved");
    let town = Town::serve(second.open().await, first.path()).await;
    let at = township.at;
    let mut township = township.reconnect(&town.url).await;
    let welcome = township.hello(Place(Some(at))).await.expect("welcome");
    assert!(welcome.cursor_known);
    let feed = township.hear_feed().await;
    assert_eq!((feed.from, feed.entries.len()), (at, 2));
    // Numbers and manifests go on where they were.
    let mut village = village.reconnect(&town.url).await;
    village.hello(Place(None)).await.expect("welcome");
    let (_, docs) = registration(&village.hand, ident::MatterId::new([4; 16]));
    village.push(docs).await.expect("taken");
    assert_eq!(township.hear_feed().await.from, feed.to);
    town.stop().await;
    // Nobody goes on from where it was.
    let (_stop, shutdown) = tokio::sync::watch::channel(false);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let settings = relay::Settings { app: first.path().to_owned(), ..relay::Settings::default() };
    let served = relay::launch(settings, first.open().await, vec![listener], shutdown).await;
    let moved = served.expect_err("is served no more");
    assert!(matches!(moved, ServeError::Store(StoreError::Moved(_))), "{moved}");
}

#[tokio::test]
async fn what_is_not_there_is_not_moved() {
    let (from, to) = (Home::sqlite("nothing"), Home::sqlite("nowhere"));
    let error = migrate(&from.location(), &to.location(), Durability::Full).await;
    let error = error.expect_err("nothing there");
    assert!(matches!(&error, MigrateError::Store { error: StoreError::Missing, .. }), "{error}");
    assert!(!from.path().join(relay::store::sqlite::FILE).exists(), "and nothing is made");
}
