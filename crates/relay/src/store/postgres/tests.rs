//! What holds for PostgreSQL beside what every store must do.

use sqlx::Row;
use std::collections::BTreeMap;

use super::*;
use crate::store::tables::{Kind, TABLES};

#[path = "../../../tests/support/cluster.rs"]
mod cluster;

use cluster::Schema;

async fn open(schema: &Schema) -> PostgresStore {
    PostgresStore::open(&schema.address, Durability::Full).await.expect("opens")
}

#[tokio::test]
async fn it_does_what_every_store_must() {
    let schema = Schema::new("conformance").await;
    let store = open(&schema).await;
    crate::store::conformance::all(&store).await;
    crate::store::derived::conformance::all(&store).await;
    crate::store::blobs::conformance::all(&store).await;
    crate::store::keys::conformance::all(&store).await;
    crate::store::apart::conformance::all(&store).await;
    let other = open(&schema).await;
    crate::store::blobs::conformance::two_at_once(&store, &other).await;
    other.close().await;
    let log = store.log();
    store.close().await;
    let store = open(&schema).await;
    assert_eq!(store.log(), log);
    store.close().await;
}

#[tokio::test]
async fn a_later_schema_is_an_error_that_says_so() {
    let schema = Schema::new("too_new").await;
    open(&schema).await.close().await;
    let mut past = schema.connect().await;
    sqlx::query("UPDATE schema_version SET version = 99").execute(&mut past).await.expect("marks");
    let error = PostgresStore::open(&schema.address, Durability::Full).await.expect_err("too new");
    assert!(matches!(error, StoreError::SchemaTooNew { found: 99, supported: 10 }), "{error}");
}

#[tokio::test]
async fn what_is_no_place_for_a_city_is_an_error_that_says_so() {
    let schema = Schema::new("address").await;
    let nowhere = schema.address.replace("search_path]=", "search_path]=no_");
    let error = PostgresStore::open(&nowhere, Durability::Full).await.expect_err("no schema");
    assert!(matches!(error, StoreError::NoSchema), "{error}");
    let error =
        PostgresStore::open("postgres://[", Durability::Full).await.expect_err("no address");
    assert!(matches!(error, StoreError::Address), "{error}");
}

#[tokio::test]
async fn several_that_start_at_once_make_one_city() {
    let schema = Schema::new("at_once").await;
    let opening = (0..4).map(|_| {
        let address = schema.address.clone();
        tokio::spawn(async move { PostgresStore::open(&address, Durability::Full).await })
    });
    let mut logs = Vec::new();
    for store in opening.collect::<Vec<_>>() {
        let store = store.await.expect("ends").expect("opens");
        logs.push(store.log());
        store.close().await;
    }
    assert!(logs.iter().all(|log| *log == logs[0]));
}

#[tokio::test]
async fn two_cities_in_one_database_do_not_wait_for_each_other() {
    let (one, other) = (Schema::new("city_one").await, Schema::new("city_two").await);
    let (one, other) = (open(&one).await, open(&other).await);
    assert_ne!(one.log().tenant, other.log().tenant);
    let mine = one.begin().await.expect("begins");
    drop(other.begin().await.expect("begins while the other is at it"));
    drop(mine);
    one.close().await;
    other.close().await;
}

#[tokio::test]
async fn while_a_city_is_moved_nobody_writes_attachments() {
    let schema = Schema::new("held").await;
    let store = open(&schema).await;
    let mut past = schema.connect().await;
    // As whoever writes one begins, but without patience.
    sqlx::query("SET lock_timeout = '50ms'").execute(&mut past).await.expect("sets");
    let write = "SELECT no FROM blob FOR UPDATE";
    sqlx::query(write).fetch_all(&mut past).await.expect("nobody holds them");
    let moved = store.rows(Access::Alone).await.expect("begins");
    sqlx::query(write).fetch_all(&mut past).await.expect_err("has to wait");
    moved.commit().await.expect("ends");
    sqlx::query(write).fetch_all(&mut past).await.expect("goes on");
    store.close().await;
}

/// What is not listed would be left behind by a move.
#[tokio::test]
async fn every_table_and_column_is_listed() {
    let schema = Schema::new("tables").await;
    let store = open(&schema).await;
    let found = sqlx::query(
        "SELECT table_name::text, column_name::text, data_type::text
         FROM information_schema.columns WHERE table_schema = current_schema()
         AND table_name NOT IN ('schema_version', 'sealing', 'moved')",
    );
    let mut there: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in found.fetch_all(&store.writer).await.expect("reads") {
        let column = (row.get(1), row.get(2));
        there.entry(row.get(0)).or_default().push(column);
    }
    let word = |kind: &Kind| match kind {
        Kind::Int => "bigint",
        Kind::Text => "text",
        Kind::Blob => "bytea",
    };
    let mut listed: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for table in TABLES {
        let columns = table.columns.iter();
        let columns = columns.map(|(name, kind)| ((*name).to_owned(), word(kind).to_owned()));
        listed.insert(table.name.to_owned(), columns.collect());
    }
    for columns in there.values_mut().chain(listed.values_mut()) {
        columns.sort();
    }
    assert_eq!(there, listed);
    store.close().await;
}

/// What the other hears of an append by this one.
async fn heard(this: &PostgresStore, other: &PostgresStore) -> Grown {
    let mut append = this.begin().await.expect("begins");
    append.tell_directory().await.expect("appends");
    append.commit().await.expect("commits");
    other.grown_elsewhere().await
}

#[tokio::test]
async fn what_one_appends_the_other_hears_of() {
    let schema = Schema::new("hears").await;
    let (this, other) = (open(&schema).await, open(&schema).await);
    let village = OfficeCode::parse("990101001201").expect("a code");
    let office = Office::new(village.clone(), "村".into(), None, casework::directory::Tier::City);
    this.put_offices(&[office]).await.expect("puts");
    let person = Person {
        id: ident::PersonId::new([3; 16]),
        name: "查志平".into(),
        office: village.clone(),
    };
    this.put_people(std::slice::from_ref(&person)).await.expect("puts");
    let invitation = Invitation {
        secret_hash: [5; 32],
        office: village.clone(),
        person: person.id,
        expires_at: None,
    };
    this.invite(&invitation).await.expect("invites");
    let wanted = Registration {
        secret_hash: [5; 32],
        device: ident::DeviceId::new([1; 8]),
        key: ident::PublicKey::new([9; 32]),
        now: 0,
        certificate: None,
    };
    assert_eq!(other.grown_elsewhere().await, Grown::Any, "nothing was heard so far");
    this.enrol(&wanted).await.expect("judges").expect("enrols");
    let feeds = Grown::Feeds([village].into());
    assert_eq!(other.grown_elsewhere().await, feeds);
    assert_eq!(heard(&this, &other).await, feeds);

    // The connection is cut: it may have missed something; then it hears again.
    let mut past = schema.connect().await;
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = current_setting('application_name')
         AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
    )
    .execute(&mut past)
    .await
    .expect("cuts");
    assert_eq!(other.grown_elsewhere().await, Grown::Any);
    assert_eq!(heard(&this, &other).await, feeds);

    // Its own it does not hear; what nobody said it finds by looking.
    let mut append = other.begin().await.expect("begins");
    append.tell_directory().await.expect("appends");
    append.commit().await.expect("commits");
    assert_eq!(heard(&this, &other).await, feeds);
    sqlx::query("UPDATE identity SET directory = directory + 1")
        .execute(&mut past)
        .await
        .expect("changes it past everybody");
    assert_eq!(other.grown_elsewhere().await, Grown::Any);
    this.close().await;
    other.close().await;
}
