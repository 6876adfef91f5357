//! An acknowledgement means: on disk. Shown with a disk that can be stopped: a small library put
//! before libc holds every sync for as long as a file, the gate, is there.

use ident::MatterId;
use relay::{Relay, store::sqlite::Durability};
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use wire::{DocOutcome, ToRelay, ToStation};

use crate::harness::{Place, RelayProcess, Scratch, Station, furnish, registration};

const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void gate(void) {
    const char *path = getenv("CUNZHAN_TEST_GATE");
    while (path && access(path, F_OK) == 0) usleep(2000);
}
int fsync(int fd) {
    gate();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
int fdatasync(int fd) {
    gate();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
"#;

fn build_shim(scratch: &Path) -> PathBuf {
    let (source, library) = (scratch.join("gate.c"), scratch.join("gate.so"));
    std::fs::write(&source, SHIM).expect("writes");
    let status = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&source)
        .arg("-ldl")
        .status()
        .expect("a C compiler");
    assert!(status.success());
    library
}

/// What is heard while the gate is shut, by the one who handed in and by a reader.
async fn behind_the_gate(name: &str, env: &[(&str, &str)]) -> (bool, bool) {
    let scratch = Scratch::new(name);
    let data = scratch.path().join("data");
    let store = Relay::open_store(&data, Durability::Full).await.expect("a store");
    furnish(&*store).await;
    store.close().await;
    let (shim, gate) = (build_shim(scratch.path()), scratch.path().join("gate"));
    let mut all = vec![
        ("LD_PRELOAD", shim.to_str().expect("text")),
        ("CUNZHAN_TEST_GATE", gate.to_str().expect("text")),
    ];
    all.extend_from_slice(env);
    let relay = RelayProcess::start(&data, &all);
    let (mut village, _) = Station::new(&relay.url, "990101001201", 0).await;
    let (mut township, _) = Station::new(&relay.url, "990101001", 0).await;
    village.settle().await;
    township.settle().await;

    std::fs::write(&gate, "").expect("shuts the gate");
    let (_, docs) = registration(&village.hand, MatterId::new([5; 16]));
    let push = village.hand.push(village.challenge.tenant, docs);
    village.say(&ToRelay::Push(push)).await;
    let a_while = Duration::from_millis(600);
    let (said, seen) = tokio::join!(village.hear_within(a_while), township.hear_within(a_while));
    let heard = (said.is_some(), seen.is_some());
    // A reader that comes just now sees nothing of it either.
    if !heard.0 {
        let mut late = Station::connect(&relay.url, township.hand.clone()).await;
        let welcome = late.hello(Place(Some(township.at))).await.expect("welcome");
        assert_eq!(welcome.latest, township.at);
    }
    std::fs::remove_file(&gate).expect("opens the gate");
    let result = match said {
        Some(said) => said,
        None => village.hear().await,
    };
    let ToStation::PushResult(result) = result else { panic!("{result:?}") };
    assert_eq!(result.docs, [DocOutcome::Kept, DocOutcome::Kept]);
    heard
}

#[tokio::test]
async fn the_acknowledgement_waits_for_the_disk() {
    assert_eq!(behind_the_gate("gate", &[]).await, (false, false));
}

#[tokio::test]
async fn without_durability_the_gate_holds_nothing() {
    let env = [("CUNZHAN_UNSAFE_NO_SYNC", "1")];
    assert_eq!(behind_the_gate("no-gate", &env).await, (true, true));
}
