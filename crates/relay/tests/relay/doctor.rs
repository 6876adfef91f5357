//! `relay doctor` says what is wrong, and nothing where nothing is.

use ident::{BlobId, MatterId};
use relay::{
    doctor::{Fault, examine},
    store::sqlite,
};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::process::Command;
use wire::ToStation;

use crate::{
    attachments::sealed,
    harness::{Home, Place, Station, Town, registration},
};

async fn city(home: &Home) {
    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = Station::enrolled(&town.url, "990101001201", 0).await;
    village.hello(Place(None)).await.expect("welcome");
    for at in 1..4 {
        let (mut core, docs) = registration(&village.hand, MatterId::new([at; 16]));
        village.push(docs).await.expect("taken");
        let note = casework::Step::Noted { text: "回访".to_owned() };
        let step = village.step(&mut core, &note, &[]);
        village.push(vec![step]).await.expect("taken");
    }
    let bytes = sealed(1, 100_000);
    let blob = BlobId::of(&bytes);
    village.mention(4, blob).await;
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    Station::enrolled(&town.url, "990101001", 0).await;
    town.stop().await;
}

/// What happens to a database, and what is said of it.
const DAMAGES: [(&str, &str); 22] = [
    ("UPDATE change SET bytes = zeroblob(length(bytes)) WHERE no = 1", "not a change"),
    (
        "UPDATE change SET bytes = (SELECT bytes FROM change WHERE no = 4) WHERE no = 1",
        "not the change that the record says",
    ),
    ("UPDATE change SET seq = seq + 7 WHERE no = 2", "not the change that the record says"),
    ("DELETE FROM change WHERE no = 1", "stands before one that it builds on"),
    ("DELETE FROM change WHERE no = 3", "feed of 990101001201: 所指更改不在"),
    ("UPDATE change SET manifest = 1 WHERE no = 3", "does not vouch"),
    ("UPDATE document SET size = size + 1 WHERE no = 1", "its size is not"),
    ("UPDATE document SET held = zeroblob(32) WHERE no = 1", "what is noted of its changes"),
    ("UPDATE document SET part = 1 WHERE no = 1", "its id is not"),
    ("UPDATE manifest SET bytes = zeroblob(9) WHERE no = 1", "manifest 1: 无法读取"),
    ("UPDATE manifest SET number = 99 WHERE no = 1", "manifest 1: 与登记不符"),
    ("UPDATE device SET key = zeroblob(32)", "its signature is not"),
    (
        "UPDATE feed SET hash = zeroblob(32) WHERE seq = 3 AND audience = '990101001'",
        "entry 3 of the feed of 990101001: 校验值不符",
    ),
    (
        "DELETE FROM feed WHERE seq = 2 AND audience = '990101'",
        "entry 3 of the feed of 990101: 编号不连续",
    ),
    ("DELETE FROM feed WHERE audience = '990101'", "the feed of 990101 lacks"),
    ("UPDATE blob_part SET bytes = zeroblob(length(bytes)) WHERE start = 0", "another hash"),
    ("DELETE FROM blob_part WHERE start = 0", "a part before another is missing"),
    ("DELETE FROM blob_part WHERE start > 0", "its size is not that of its parts"),
    ("DELETE FROM blob_part", "its size is not that of its parts"),
    ("DELETE FROM blob", "belongs to no attachment"),
    ("UPDATE blob_mention SET document = 99", "a document that mentions it is not there"),
    ("DELETE FROM blob_mention", "no document mentions it"),
];

#[tokio::test]
async fn each_damage_is_named() {
    let whole = Home::sqlite("doctor").furnished().await;
    city(&whole).await;
    let store = whole.open().await;
    let report = examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    assert_eq!((report.matters, report.documents, report.changes), (4, 8, 12));
    assert_eq!((report.devices, report.manifests), (2, 8));
    assert_eq!((report.attachments, report.attachment_bytes), (1, 100_000));
    store.close().await;
    for (damage, expected) in DAMAGES {
        let home = Home::sqlite("doctor-damaged");
        let file = home.path().join(sqlite::FILE);
        std::fs::copy(whole.path().join(sqlite::FILE), &file).expect("copies");
        let mut past =
            SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.expect("opens");
        for sql in ["PRAGMA foreign_keys = off", damage] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut past).await.expect("damages");
        }
        past.close().await.expect("closes");
        let store = home.open().await;
        let report = examine(&*store).await.expect("looks it over");
        store.close().await;
        let said = report.to_string();
        assert!(said.contains(expected), "{damage}\nshould be told as: {expected}\n{said}");
        assert!(report.count > 0 && report.count < 30, "{said}");
    }
}

#[tokio::test]
async fn of_a_matter_that_an_office_was_not_told_of_it_says_how_much() {
    let home = Home::postgres("doctor").await.furnished().await;
    city(&home).await;
    let mut past = home.connect().await;
    sqlx::query("INSERT INTO audience SELECT DISTINCT matter, '990101002' FROM document")
        .execute(&mut past)
        .await
        .expect("damages");
    let store = home.open().await;
    let report = examine(&*store).await.expect("looks it over");
    store.close().await;
    assert_eq!(report.count, 8);
    let missing: u64 = report
        .faults
        .iter()
        .map(|fault| match fault {
            Fault::NotTold { missing, .. } => *missing,
            other => panic!("{other}"),
        })
        .sum();
    assert_eq!(missing, 12);
}

#[tokio::test]
async fn the_command_says_so_and_fails() {
    let home = Home::sqlite("doctor-command").furnished().await;
    city(&home).await;
    let doctor = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
        let output = command.arg("doctor").args(home.arguments()).output().expect("runs");
        (output.status.success(), String::from_utf8(output.stdout).expect("text"))
    };
    let (fine, said) = doctor();
    assert!(fine && said.contains("nothing is wrong"), "{said}");
    let file = home.path().join(sqlite::FILE);
    let mut past =
        SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.expect("opens");
    sqlx::query("UPDATE document SET size = 0").execute(&mut past).await.expect("damages");
    past.close().await.expect("closes");
    let (fine, said) = doctor();
    assert!(!fine && said.contains("things wrong: 8"), "{said}");
}
