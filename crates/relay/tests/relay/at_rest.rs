//! What is stored lies sealed under a key that lies elsewhere: in files, in tables, after a change of key,
//! and on the way to other places.

use casework::{
    Moment,
    intake::{Intake, PersonIntake},
};
use ident::{DeviceId, MatterId};
use relay::{
    at_rest::rekey,
    audit::audit,
    backup::{backup, restore},
    doctor,
    key_file::KeyFile,
    migrate::migrate,
    store::{NewPiece, Shelf, Site, SiteError, StoreError, sqlite::Durability},
};
use std::{fs, path::Path, process::Command};

use crate::harness::{Device, Home, Scratch, Town, furnish};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";
/// What is said of people: a name, an ID number, a telephone, a text, a note.
const PLANTED: [&str; 5] =
    ["单小兰", "990101198001011234", "19900001234", "村口的路坏了三年", "她家的门牌是七号"];

fn site(home: &Home, key: Option<u8>) -> Site {
    let key = key.map(|key| KeyFile::new([key; 32]));
    Site { location: home.location(), key }
}

async fn refused(site: Site) -> StoreError {
    site.open(Durability::Full).await.err().expect("does not open")
}

/// Works in a city: a village enters something, the township reads it, rows are made, and something lies
/// apart.
async fn work(site: &Site, home: &Home, fresh: bool) {
    let store = site.open(Durability::Full).await.expect("opens");
    if fresh {
        furnish(&*store).await;
    }
    let town = Town::serve(store, home.path()).await;
    let mut village = Device::new(&town.url, VILLAGE, 81).await;
    let intake = Intake {
        petitioner: PersonIntake {
            name: PLANTED[0].into(),
            id_number: PLANTED[1].into(),
            phone: PLANTED[2].into(),
            ..PersonIntake::default()
        },
        channel: "visit".into(),
        received_on: "2026-11-01".into(),
        petitioners: "1".into(),
        demands: vec!["修路".into()],
        narrative: PLANTED[3].into(),
        ..Intake::default()
    };
    let now = Moment::from_millis(1_795_000_000_000);
    village.tablet.register(MatterId::new([1; 16]), &intake, "", now).await.expect("saved");
    village.note(1, PLANTED[4]).await;
    village.meet(&town.url).await;
    assert_eq!(village.tablet.sync_status().waiting, 0);
    read(&town).await;
    town.stop().await;
}

/// A township that comes for the first time reads all of it.
async fn read(town: &Town) {
    let mut township = Device::new(&town.url, TOWNSHIP, 82).await;
    township.meet(&town.url).await;
    let today = Moment::from_millis(1_795_000_000_000).date();
    let view = township.tablet.matter(MatterId::new([1; 16]), today).await.expect("opens");
    assert!(view.history.len() >= 2);
}

/// The planted texts that stand in any file of a directory, as UTF-8 or as UTF-16.
fn found_in(data: &Path) -> Vec<&'static str> {
    let mut all = Vec::new();
    for entry in fs::read_dir(data).expect("a directory") {
        all.push(fs::read(entry.expect("an entry").path()).expect("reads"));
    }
    let holds = |text: &str| {
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
        let forms: [Vec<u8>; 3] =
            [text.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
        forms.iter().any(|form| {
            all.iter().any(|file| file.windows(form.len()).any(|part| part == form.as_slice()))
        })
    };
    PLANTED.into_iter().filter(|text| holds(text)).collect()
}

/// The same in the tables of a PostgreSQL database.
async fn found_in_tables(home: &Home) -> Vec<&'static str> {
    let mut connection = home.connect().await;
    let mut found = Vec::new();
    for text in PLANTED {
        for table in ["change", "matter_row", "surrender", "apart"] {
            let count =
                format!("SELECT count(*) FROM {table} WHERE position($1::bytea IN bytes) > 0");
            let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
                .bind(text.as_bytes())
                .fetch_one(&mut connection)
                .await
                .expect("reads");
            if count > 0 && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

async fn is_sound(site: &Site) {
    let store = site.open_existing(Durability::Full).await.expect("opens");
    let report = doctor::examine(&*store).await.expect("reads");
    assert_eq!(report.count, 0, "{report}");
    let found = audit(&*store, None).await.expect("reads");
    assert_eq!(found.count, 0, "{found}");
    store.close().await;
}

#[tokio::test]
async fn files_show_nothing_and_plain_ones_are_sealed_by_rekey() {
    let home = Home::sqlite("at-rest");
    // As it was before there was a key: all of it can be read.
    work(&site(&home, None), &home, true).await;
    assert_eq!(found_in(home.path()), PLANTED, "without a key they stand there");
    // A key does not seal what is there by itself, and hinders nobody.
    is_sound(&site(&home, Some(1))).await;

    let done = rekey(&site(&home, None), &KeyFile::new([1; 32]), Durability::Full).await;
    let done = done.expect("sealed");
    assert!(done.number == 1 && done.tables.iter().any(|table| table.0 == "change" && table.1 > 2));
    assert_eq!(found_in(home.path()), [""; 0]);
    is_sound(&site(&home, Some(1))).await;
    assert!(matches!(refused(site(&home, None)).await, StoreError::KeyNeeded));
    assert!(matches!(refused(site(&home, Some(2))).await, StoreError::OtherKey));

    // It goes on, and what comes in is sealed; while a relay runs, too, with its log beside the file.
    let open = site(&home, Some(1)).open(Durability::Full).await.expect("opens");
    let town = Town::serve(open, home.path()).await;
    read(&town).await;
    assert_eq!(found_in(home.path()), [""; 0]);
    town.stop().await;

    // Another key: all of it, and whoever still has the old one writes nothing more.
    let late = site(&home, Some(1)).open(Durability::Full).await.expect("opens");
    let done = rekey(&site(&home, Some(1)), &KeyFile::new([2; 32]), Durability::Full).await;
    assert_eq!(done.expect("sealed").number, 2);
    assert!(matches!(late.begin().await.err(), Some(StoreError::Rekeyed)));
    late.close().await;
    assert!(matches!(refused(site(&home, Some(1))).await, StoreError::OtherKey));
    is_sound(&site(&home, Some(2))).await;
}

#[tokio::test]
async fn a_city_that_begins_with_a_key_is_sealed_wherever_it_goes() {
    let (first, second) = (Home::sqlite("at-rest-a"), Home::postgres("at_rest_b").await);
    let last = Home::sqlite("at-rest-c");
    let scratch = Scratch::new("at-rest-backup");
    let file = scratch.path().join("city.czb");
    let own = site(&first, Some(1));
    work(&own, &first, true).await;
    assert_eq!(found_in(first.path()), [""; 0]);
    is_sound(&own).await;

    let there = site(&second, Some(2));
    migrate(&own, &there, Durability::Full).await.expect("moved");
    assert_eq!(found_in_tables(&second).await, [""; 0]);
    is_sound(&there).await;
    // From where it was it is not served any more; it can be looked over.
    let store = own.open(Durability::Full).await.expect("opens");
    assert!(store.moved_to().await.expect("reads").is_some());
    store.close().await;
    is_sound(&own).await;

    // From a database under one key to a directory under another, and on from there.
    let store = there.open(Durability::Full).await.expect("opens");
    backup(&*store, &KeyFile::new([9; 32]), &file).await.expect("backed up");
    let town = Town::serve(store, scratch.path()).await;
    read(&town).await;
    town.stop().await;
    let done = rekey(&there, &KeyFile::new([4; 32]), Durability::Full).await.expect("sealed");
    assert_eq!(done.number, 2);
    is_sound(&site(&second, Some(4))).await;
    let back = site(&last, Some(3));
    restore(&file, &KeyFile::new([9; 32]), &back, Durability::Full).await.expect("restored");
    assert_eq!(found_in(last.path()), [""; 0]);
    is_sound(&back).await;
    // Off again: the test would see them.
    let plain = Home::postgres("at_rest_d").await;
    migrate(&back, &site(&plain, None), Durability::Full).await.expect("moved");
    assert!(!found_in_tables(&plain).await.is_empty());
}

/// What lies apart, and what revoked devices surrendered, on both databases.
#[tokio::test]
async fn the_shelves_and_the_inbox_are_sealed() {
    for home in [Home::sqlite("at-rest-inbox"), Home::postgres("at_rest_inbox").await] {
        let own = site(&home, Some(1));
        work(&own, &home, true).await;
        let store = own.open(Durability::Full).await.expect("opens");
        let text = PLANTED[0].as_bytes();
        store.apart().add(Shelf::Access, &[7; 16], 1, text).await.expect("adds");
        let device = DeviceId::new([81; 8]);
        let piece = NewPiece { device, number: 1, received: 0, changes: 1, bytes: text };
        assert!(store.keys().surrender(&piece).await.expect("adds"));
        let kept = store.apart().named(Shelf::Access, &[7; 16]).await.expect("reads");
        assert_eq!(kept.first().map(|kept| kept.bytes.as_slice()), Some(text));
        let no = store.keys().inbox().await.expect("reads").first().expect("is there").no;
        assert_eq!(store.keys().piece(no).await.expect("reads").as_deref(), Some(text));
        store.close().await;
        rekey(&own, &KeyFile::new([2; 32]), Durability::Full).await.expect("sealed");
        let store = site(&home, Some(2)).open(Durability::Full).await.expect("opens");
        assert_eq!(store.keys().piece(no).await.expect("reads").as_deref(), Some(text));
        let last = store.apart().last(Shelf::Access, &[7; 16]).await.expect("reads");
        assert_eq!(last.map(|kept| kept.bytes).as_deref(), Some(text));
        store.close().await;
        assert_eq!(found_in(home.path()), [""; 0]);
    }
}

/// Damage is told with its place, under a key too.
#[tokio::test]
async fn a_value_that_was_moved_or_altered_is_named() {
    let home = Home::sqlite("at-rest-damage");
    let own = site(&home, Some(1));
    work(&own, &home, true).await;
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(home.path().join(relay::store::sqlite::FILE));
    let mut connection = sqlx::ConnectOptions::connect(&options).await.expect("opens");
    let change = "UPDATE change SET bytes = (SELECT bytes FROM change WHERE no = 2) WHERE no = 1";
    sqlx::query(change).execute(&mut connection).await.expect("moves");
    sqlx::Connection::close(connection).await.expect("closes");
    let store = own.open(Durability::Full).await.expect("opens");
    let report = doctor::examine(&*store).await.expect("reads");
    assert!(report.count > 0, "{report}");
    assert!(audit(&*store, None).await.expect("reads").count > 0);
    let key = KeyFile::new([9; 32]);
    let copied = backup(&*store, &key, &home.path().join("x")).await;
    assert!(copied.is_err(), "what does not open is not carried on");
    store.close().await;
}

#[test]
fn a_key_in_the_data_directory_is_refused() {
    let scratch = Scratch::new("at-rest-key");
    let (data, beside) = (scratch.path().join("data"), scratch.path().join("relay.key"));
    fs::create_dir(&data).expect("makes");
    let key = KeyFile::new([1; 32]);
    key.write(&beside).expect("writes");
    key.write(&data.join("relay.key")).expect("writes");
    let location = || relay::store::Location::Directory(data.clone());
    Site::new(location(), Some(&beside)).expect("may lie there");
    for inside in [data.join("relay.key"), data.join("../data/relay.key")] {
        let refused = Site::new(location(), Some(&inside));
        assert!(matches!(refused, Err(SiteError::Store(StoreError::KeyInside))), "{refused:?}");
    }
    // The command makes none there, and without a key it says one sentence and ends.
    let run = |arguments: &[&str]| {
        let mut relay = Command::new(env!("CARGO_BIN_EXE_relay"));
        relay.args(arguments).arg("--data").arg(&data).env_remove("CUNZHAN_KEY_FILE");
        let output = relay.output().expect("runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let text = |path: &Path| path.display().to_string();
    let root = text(&scratch.path().join("root.key"));
    let new = text(&scratch.path().join("new.key"));
    let inside = text(&data.join("new.key"));
    assert!(!run(&["init", "--root", &root, "--key-file", &inside]).0);
    assert!(!data.join("new.key").exists());
    assert_eq!(run(&["init", "--root", &root, "--key-file", &new]), (true, String::new()));
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &fs::metadata(&new).expect("is there").permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
    let (served, said) = run(&["serve", "--app", "/nowhere", "--port", "0"]);
    assert!(!served && said.lines().count() == 1 && said.contains("--key-file"), "{said}");
}
