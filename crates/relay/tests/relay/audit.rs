//! An audit names the first entry that was altered, removed or put elsewhere.

use ident::{MatterId, TenantId};
use relay::{
    audit::{Audit, Finding, audit},
    root_file::RootFile,
    store::{Location, sqlite},
};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{fs, path::Path};
use wire::{RootCertificate, SecretKey};

use crate::harness::{Home, Scratch, Station, Town, hand, registration};

const VILLAGE: &str = "990101001201";
const NEXT_VILLAGE: &str = "990101001202";

/// A city where two villages have registered and noted things.
async fn city(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    let home = Home::sqlite(&format!("{name}-home"));
    let town = Town::at(&home).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut next, _) = Station::new(&town.url, NEXT_VILLAGE, 0).await;
    for at in 1..=3u8 {
        let (mut core, docs) = registration(&village.hand, MatterId::new([at; 16]));
        village.push(docs).await.expect("taken");
        let note = casework::Step::Noted { text: format!("第{at}次") };
        let more = village.step(&mut core, &note, &[]);
        village.push(vec![more]).await.expect("taken");
        let (_, docs) = registration(&next.hand, MatterId::new([at + 100; 16]));
        next.push(docs).await.expect("taken");
    }
    town.stop().await;
    for file in fs::read_dir(home.path()).expect("lists") {
        let file = file.expect("a file");
        if file.file_name().to_string_lossy().starts_with(sqlite::FILE) {
            fs::copy(file.path(), scratch.path().join(file.file_name())).expect("copies");
        }
    }
    scratch
}

async fn examined(data: &Path, root: Option<&RootFile>) -> Audit {
    let location = Location::Directory(data.to_owned());
    let store = location.open_existing(sqlite::Durability::Full).await.expect("opens");
    let found = audit(&*store, root).await.expect("reads");
    store.close().await;
    found
}

/// The same city, after somebody was at its file.
async fn after(city: &Scratch, case: &str, sql: &str) -> Audit {
    let copy = Scratch::new(&format!("audit-{case}"));
    for file in fs::read_dir(city.path()).expect("lists") {
        let file = file.expect("a file");
        fs::copy(file.path(), copy.path().join(file.file_name())).expect("copies");
    }
    let options =
        SqliteConnectOptions::new().filename(copy.path().join(sqlite::FILE)).foreign_keys(false);
    let mut past = SqliteConnection::connect_with(&options).await.expect("opens");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut past).await.expect("is done");
    past.close().await.expect("closes");
    examined(copy.path(), None).await
}

fn place(audit: &Audit) -> Option<u64> {
    match audit.findings.first() {
        Some(Finding::Change { place, .. }) => Some(*place),
        _ => None,
    }
}

#[tokio::test]
async fn the_first_entry_that_is_not_as_it_was_is_named() {
    let city = city("audited").await;
    let clean = examined(city.path(), None).await;
    assert_eq!((clean.count, clean.devices, clean.changes, clean.gaps), (0, 2, 15, 0), "{clean}");
    assert!(clean.manifests == 9 && clean.entries > 30, "{clean}");

    // A word in a change, far behind; its row's hash made to fit, too.
    let altered = after(
        &city,
        "word",
        "UPDATE change SET bytes = CAST(substr(bytes, 1, length(bytes) - 4) || x'00' ||
         substr(bytes, length(bytes) - 2) AS BLOB) WHERE no IN (7, 11)",
    )
    .await;
    assert_eq!(place(&altered), Some(7), "{altered}");
    let hashed = after(&city, "hash", "UPDATE change SET hash = zeroblob(32) WHERE no = 9").await;
    assert_eq!(place(&hashed), Some(9), "{hashed}");

    // One taken out; the first of all; one moved to where another stood.
    let removed = after(&city, "removed", "DELETE FROM change WHERE no IN (6, 12)").await;
    assert_eq!(place(&removed), Some(6), "{removed}");
    let removed = after(&city, "first", "DELETE FROM change WHERE no = 1").await;
    assert_eq!(place(&removed), Some(1), "{removed}");
    let moved = after(
        &city,
        "moved",
        "UPDATE change SET no = -3 WHERE no = 3; UPDATE change SET no = 3 WHERE no = 1;
         UPDATE change SET no = 1 WHERE no = -3",
    )
    .await;
    assert_eq!(place(&moved), Some(1), "{moved}");
    // Given to another's batch.
    let sql =
        "UPDATE change SET manifest = (SELECT manifest FROM change WHERE no = 4) WHERE no = 3";
    let lent = after(&city, "lent", sql).await;
    assert_eq!(place(&lent), Some(3), "{lent}");

    // A batch.
    let number = |audit: &Audit| match audit.findings.first() {
        Some(Finding::Manifest { number, .. }) => Some(*number),
        _ => None,
    };
    let sql =
        "UPDATE manifest SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'ff' AS BLOB)
         WHERE no = 4";
    let batch = after(&city, "batch", sql).await;
    assert_eq!(number(&batch), Some(3), "the village's third, {batch}");
    let other =
        "UPDATE manifest SET bytes = (SELECT bytes FROM manifest WHERE no = 2) WHERE no = 4";
    assert!(number(&after(&city, "other", other).await).is_some());
    let gone = after(&city, "gone", "DELETE FROM manifest WHERE no = 4").await;
    assert!(gone.count > 0 && gone.gaps == 1, "{gone}");

    // A feed.
    let entry = |audit: &Audit| match audit.findings.first() {
        Some(Finding::Feed { audience, seq, .. }) => Some((audience.as_str().to_owned(), *seq)),
        _ => None,
    };
    let at = format!("audience = '{VILLAGE}'");
    let sql = format!("UPDATE feed SET document = document + 1 WHERE {at} AND seq = 5");
    assert_eq!(entry(&after(&city, "feed", &sql).await), Some((VILLAGE.to_owned(), 5)));
    let sql = format!("DELETE FROM feed WHERE {at} AND seq = 4");
    assert_eq!(entry(&after(&city, "feed-gap", &sql).await), Some((VILLAGE.to_owned(), 5)));
    let sql = format!("UPDATE feed SET hash = zeroblob(32) WHERE {at} AND seq = 6");
    assert_eq!(entry(&after(&city, "feed-hash", &sql).await), Some((VILLAGE.to_owned(), 6)));

    // Who the devices are.
    let village = hand(VILLAGE, 0).device;
    let first_device = |audit: &Audit| match audit.findings.first() {
        Some(Finding::Device { device, .. }) => Some(*device),
        _ => None,
    };
    let id = format!("x'{}'", village.to_hex());
    for (case, sql) in [
        ("key", format!("UPDATE device SET key = randomblob(32) WHERE id = {id}")),
        ("no-certificate", format!("DELETE FROM certificate WHERE device = {id}")),
        (
            "swapped",
            format!(
                "UPDATE certificate SET bytes = (SELECT bytes FROM certificate
                 WHERE device <> {id}) WHERE device = {id}"
            ),
        ),
    ] {
        let found = after(&city, case, &sql).await;
        assert_eq!(first_device(&found), Some(village), "{case}: {found}");
    }
    let revoked = format!("INSERT INTO revocation VALUES ({id}, 1, x'80', 1)");
    assert!(after(&city, "revoked", &revoked).await.count > 0);
}

#[tokio::test]
async fn the_root_is_compared_with_the_file_that_is_kept_offline() {
    let city = city("audited-root").await;
    let store = Location::Directory(city.path().to_owned());
    let store = store.open_existing(sqlite::Durability::Full).await.expect("opens");
    let authority = store.keys().authority().await.expect("reads").expect("founded");
    store.close().await;
    let path = city.path().join("root.key");
    let seed = authority.secret.expect("online");
    RootFile::write(&seed, &authority.root, &path).expect("writes");
    assert!(RootFile::write(&seed, &authority.root, &path).is_err(), "is not written over");
    let file = RootFile::read(&path).expect("reads");
    assert_eq!(file.certificate, authority.root);
    assert_eq!(examined(city.path(), Some(&file)).await.count, 0);

    // Somebody puts a root of their own in, and certificates that lead to it.
    let thief = SecretKey::from_seed(&[0x66; 32]);
    let root = RootCertificate::make(&thief, authority.root.tenant, 1);
    let hex: String =
        minicbor::to_vec(root).expect("encodes").iter().map(|b| format!("{b:02x}")).collect();
    let sql = format!("UPDATE authority SET root = x'{hex}'; DELETE FROM certificate");
    let options = SqliteConnectOptions::new().filename(city.path().join(sqlite::FILE));
    let mut past = SqliteConnection::connect_with(&options).await.expect("opens");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut past).await.expect("is done");
    past.close().await.expect("closes");
    let found = examined(city.path(), Some(&file)).await;
    assert!(matches!(found.findings.first(), Some(Finding::Root(_))), "{found}");
    let other = RootFile::new(&[1; 32], TenantId::new([1; 16]), 1);
    assert!(other.of(&authority.root).is_err());
}
