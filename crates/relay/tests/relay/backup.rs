//! A backup that was not put back is none.

use ident::MatterId;
use relay::{
    audit::audit,
    backup::{BackupError, backup, restore},
    doctor,
    key_file::KeyFile,
    store::{StoreError, sqlite::Durability},
};
use std::fs;

use crate::harness::{Home, Place, Scratch, Station, Town, registration};

const VILLAGE: &str = "990101001201";

/// Backed up while the relay goes on, put back into the other kind of database, and gone on with.
async fn a_drill(from: Home, to: Home, name: &str) {
    let scratch = Scratch::new(name);
    let file = scratch.path().join("city.czb");
    let key = KeyFile::new([7; 32]);
    let town = Town::at(&from).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (_, docs) = registration(&village.hand, MatterId::new([1; 16]));
    village.push(docs).await.expect("taken");
    let (_, later) = registration(&village.hand, MatterId::new([2; 16]));
    let (made, pushed) =
        tokio::join!(backup(&*town.store, &key, &file), village.push(later.clone()));
    pushed.expect("the relay goes on");
    let made = made.expect("backed up");
    let hand = village.hand.clone();
    town.stop().await;

    let put_back = restore(&file, &key, &to.location(), Durability::Full).await.expect("restored");
    assert_eq!(put_back, made);
    let again = restore(&file, &key, &to.location(), Durability::Full).await;
    assert!(matches!(again, Err(BackupError::Store(StoreError::NotEmpty))), "{again:?}");
    let store = to.open().await;
    let report = doctor::examine(&*store).await.expect("reads");
    assert_eq!(report.count, 0, "{report}");
    let found = audit(&*store, None).await.expect("reads");
    assert_eq!(found.count, 0, "{found}");
    // The tablet goes on as before, and hands in again what the backup may lack.
    let town = Town::serve(store, to.path()).await;
    let mut village = Station::connect(&town.url, hand).await;
    village.hello(Place(None)).await.expect("is known");
    assert_eq!(village.push(later).await.expect("taken").docs.len(), 2);
    town.stop().await;
}

#[tokio::test]
async fn a_city_is_put_back_from_sqlite_to_postgresql() {
    let (from, to) = (Home::sqlite("drill-from"), Home::postgres("drill_to").await);
    a_drill(from, to, "drill-a").await;
}

#[tokio::test]
async fn a_city_is_put_back_from_postgresql_to_sqlite() {
    let (from, to) = (Home::postgres("drill_from").await, Home::sqlite("drill-to"));
    a_drill(from, to, "drill-b").await;
}

#[tokio::test]
async fn a_backup_shows_nothing_and_tells_when_it_was_altered() {
    let scratch = Scratch::new("sealed-backup");
    let file = scratch.path().join("city.czb");
    let home = Home::sqlite("sealed-from").furnished().await;
    let store = home.open().await;
    let key = KeyFile::new([7; 32]);
    backup(&*store, &key, &file).await.expect("backed up");
    let bytes = fs::read(&file).expect("reads");
    for planted in ["人1", "990101001201", "所990101"] {
        let found = bytes.windows(planted.len()).any(|part| part == planted.as_bytes());
        assert!(!found, "{planted}");
    }
    assert!(backup(&*store, &key, &scratch.path().join("no/where")).await.is_err());
    store.close().await;

    let restored = |name: &'static str, key: KeyFile, bytes: Vec<u8>| {
        let path = scratch.path().join(name);
        async move {
            fs::write(&path, bytes).expect("writes");
            let to = Home::sqlite(&format!("sealed-{name}"));
            restore(&path, &key, &to.location(), Durability::Full).await
        }
    };
    let other = KeyFile::new([8; 32]);
    let answer = restored("other", other, bytes.clone()).await;
    assert!(matches!(answer, Err(BackupError::Sealed)), "{answer:?}");
    let cut = bytes[..bytes.len() - 40].to_vec();
    let answer = restored("cut", key.clone(), cut).await;
    assert!(matches!(answer, Err(BackupError::CutOff)), "{answer:?}");
    // Without its last piece it would be whole otherwise.
    let mut altered = bytes.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    let answer = restored("altered", key.clone(), altered).await;
    assert!(matches!(answer, Err(BackupError::Sealed)), "{answer:?}");
    let answer = restored("none", key.clone(), b"not a backup".to_vec()).await;
    assert!(matches!(answer, Err(BackupError::NotOne)), "{answer:?}");
    assert!(restored("good", key, bytes).await.is_ok());
}

#[test]
fn a_key_is_made_once_and_read_back() {
    let scratch = Scratch::new("key-file");
    let path = scratch.path().join("backup.key");
    let key = KeyFile::new([9; 32]);
    key.write(&path).expect("writes");
    assert!(key.write(&path).is_err(), "is not written over");
    assert_eq!(KeyFile::read(&path).expect("reads").bytes(), key.bytes());
    assert!(!format!("{key:?}").contains('9'));
    fs::write(&path, "cunzhan-key-1\nzz\n").expect("writes");
    assert!(KeyFile::read(&path).is_err());
}
