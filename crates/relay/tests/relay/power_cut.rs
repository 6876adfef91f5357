//! The power fails: what was not synced is gone, or half of it is. What was acknowledged is there.

use crate::{
    harness::{Home, LossyDisk},
    kill::{Lives, known, survive, times},
};

async fn without_power(
    name: &str,
    env: &'static [(&str, &str)],
    cuts: u32,
) -> crate::kill::Outcome {
    let home = Home::sqlite(name).furnished().await;
    // Who is registered is on the disk before it begins to lose anything.
    known(&home).await;
    let disk = LossyDisk::under(home.path(), env);
    let lives = Lives { relay: disk.serve(), other: None, disk: Some(disk) };
    survive(home, lives, cuts).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_loses_what_was_not_synced_loses_nothing_acknowledged() {
    let outcome = without_power("power", &[], times("CUNZHAN_CUTS", 8)).await;
    outcome.nothing_is_lost();
}

/// That the disk does lose something: without syncing, what was acknowledged is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_syncing_it_loses_what_was_acknowledged() {
    let env = &[("CUNZHAN_UNSAFE_NO_SYNC", "1")];
    let outcome = without_power("no-power", env, 3).await;
    assert!(!outcome.lost().is_empty(), "the disk lost nothing");
}
