//! Killed at any moment: what was acknowledged is there, once; the rest is handed in again.

use casework::{Step, document::ReadChange};
use ident::{ChangeHash, DocKey, MatterId};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};
use tokio::sync::watch;
use wire::{Cursor, DocChanges, DocOutcome, FeedEntry, Push, ToRelay, ToStation};

use crate::harness::{Home, LossyDisk, Place, RelayProcess, Station, hand, registration};

const VILLAGES: [&str; 4] = ["990101001201", "990101001202", "990101002201", "990101002202"];

type Change = (DocKey, ChangeHash);

fn changes(docs: &[DocChanges]) -> impl Iterator<Item = Change> {
    docs.iter().flat_map(|doc| {
        doc.changes.iter().map(|bytes| {
            let read = ReadChange::from_bytes(bytes, &doc.key.part).expect("a change");
            (doc.key.clone(), read.seen.hash)
        })
    })
}

/// Hands in one batch after another, each until it is acknowledged, over however many lives of
/// the relay that takes. Returns what was acknowledged.
async fn write(
    which: u8,
    mut url: watch::Receiver<String>,
    end: watch::Receiver<bool>,
) -> Vec<Change> {
    let office = VILLAGES[usize::from(which)];
    let mut hand = hand(office, 0);
    let mut acknowledged = Vec::new();
    let mut waiting: Option<Push> = None;
    let mut count = 0u16;
    loop {
        let at = url.borrow_and_update().clone();
        let lost = tokio::select! {
            () = live(&at, &mut hand, which, &mut waiting, &mut count, &mut acknowledged, &end) => false,
            // The relay was killed under it.
            _ = url.changed() => true,
        };
        if !lost && *end.borrow() {
            return acknowledged;
        }
    }
}

/// As long as one connection holds.
async fn live(
    url: &str,
    hand: &mut relay::demo::Hand,
    which: u8,
    waiting: &mut Option<Push>,
    count: &mut u16,
    acknowledged: &mut Vec<Change>,
    end: &watch::Receiver<bool>,
) {
    let Some(mut station) = Station::try_connect(url, hand.clone()).await else {
        tokio::time::sleep(Duration::from_millis(5)).await;
        return;
    };
    let tenant = station.challenge.tenant;
    let hello = hand.hello(station.on(), None);
    if !station.try_say(&ToRelay::Hello(hello)).await {
        return;
    }
    loop {
        if waiting.is_none() {
            if *end.borrow() {
                return;
            }
            *count += 1;
            let mut docs = Vec::new();
            for part in 0..3 {
                let mut id = [which; 16];
                id[..2].copy_from_slice(&count.to_be_bytes());
                id[2] = part;
                let (mut core, mut pair) = registration(hand, MatterId::new(id));
                let note = Step::Noted { text: format!("第 {count} 笔") };
                let writer = hand.writer(casework::Moment::from_millis(1_795_000_000_000));
                let bytes = core.write(&writer, &note, &[]).expect("writes").bytes;
                pair[0].changes.push(wire::Bytes::from(bytes));
                docs.extend(pair);
            }
            *waiting = Some(hand.push(tenant, docs));
        }
        let Some(push) = waiting.clone() else { return };
        if !station.try_say(&ToRelay::Push(push)).await {
            return;
        }
        loop {
            match station.try_hear().await {
                Some(ToStation::PushResult(result)) => {
                    assert!(result.docs.iter().all(|doc| *doc == DocOutcome::Kept), "{result:?}");
                    let push = waiting.take().expect("the push");
                    assert_eq!(push.manifest.number, result.number);
                    acknowledged.extend(changes(&push.docs));
                    break;
                }
                Some(ToStation::Fault(fault)) => panic!("{fault:?}"),
                Some(_) => {}
                None => return,
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_doubles() {
    let home = Home::sqlite("kill").furnished().await;
    let lives = Lives { relay: RelayProcess::serve(&home), other: None, disk: None };
    survive(home, lives, times("CUNZHAN_KILLS", 20)).await.nothing_is_lost();
}

/// How often: in CI a few times, with `cargo xtask crash` as often as it is told.
pub fn times(name: &str, few: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// The same with two relays on one database, one of which is killed again and again while the
/// other goes on; a station reads along at the other all the while.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_killed_at_any_moment_loses_and_doubles_nothing() {
    let home = Home::postgres("kill").await.furnished().await;
    let other = Some(RelayProcess::serve(&home));
    let lives = Lives { relay: RelayProcess::serve(&home), other, disk: None };
    survive(home, lives, times("CUNZHAN_KILLS", 12)).await.nothing_is_lost();
}

pub struct Lives {
    /// Is killed.
    pub relay: RelayProcess,
    /// Goes on.
    pub other: Option<RelayProcess>,
    /// Loses what was not synced, each time that the relay is killed.
    pub disk: Option<LossyDisk>,
}

impl Lives {
    /// Killed, and started again on what is left.
    fn again(&mut self, home: &Home, moment: u32) {
        self.relay.kill();
        self.relay = match &mut self.disk {
            None => RelayProcess::serve(home),
            Some(disk) => {
                disk.power_cut(moment);
                disk.serve()
            }
        };
    }
}

/// What writers were told and what a reader found in the end.
pub struct Outcome {
    acknowledged: BTreeSet<Change>,
    found: BTreeSet<Change>,
    kills: u32,
    took: Duration,
    what: &'static str,
}

impl Outcome {
    pub fn lost(&self) -> Vec<&Change> {
        self.acknowledged.difference(&self.found).collect()
    }

    pub fn nothing_is_lost(&self) {
        let lost = self.lost();
        assert!(lost.is_empty(), "lost: {lost:?}");
        // Everything was acknowledged in the end, so there is nothing else either.
        assert_eq!(self.found.len(), self.acknowledged.len());
        println!(
            "{} {} in {:?}: {} changes acknowledged, each there once",
            self.kills,
            self.what,
            self.took,
            self.acknowledged.len()
        );
    }
}

/// Registers the writers.
pub async fn known(home: &Home) {
    let relay = RelayProcess::serve(home);
    for office in VILLAGES {
        Station::enrolled(&relay.url, office, 0).await;
    }
}

pub async fn survive(home: Home, mut lives: Lives, kills: u32) -> Outcome {
    for office in VILLAGES {
        Station::enrolled(&lives.relay.url, office, 0).await;
    }
    let (tell_url, url) = watch::channel(lives.relay.url.clone());
    let (tell_end, end) = watch::channel(false);
    // Where there is another, one of the writers hands in there.
    let (_tell_other, other_url) =
        watch::channel(lives.other.as_ref().unwrap_or(&lives.relay).url.clone());
    let tail = match &lives.other {
        Some(other) => {
            let station = Station::enrolled(&other.url, "990101", 1).await;
            Some(tokio::spawn(read_along(station, end.clone())))
        }
        None => None,
    };
    let writers: Vec<_> = (0..4u8)
        .map(|which| {
            let there = which == 3 && lives.other.is_some();
            let url = if there { other_url.clone() } else { url.clone() };
            tokio::spawn(write(which, url, end.clone()))
        })
        .collect();
    let started = Instant::now();
    let mut moment = 0x9e37_79b9_u32;
    for _ in 0..kills {
        moment ^= moment << 13;
        moment ^= moment >> 17;
        moment ^= moment << 5;
        tokio::time::sleep(Duration::from_millis(20 + u64::from(moment % 180))).await;
        lives.again(&home, moment);
        tell_url.send_replace(lives.relay.url.clone());
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    tell_end.send_replace(true);
    let mut acknowledged = BTreeSet::new();
    for writer in writers {
        for change in writer.await.expect("a writer") {
            assert!(acknowledged.insert(change));
        }
    }

    // The city sees everything: read all of it, once from the start.
    let reader = lives.other.as_ref().unwrap_or(&lives.relay);
    let mut city = Station::enrolled(&reader.url, "990101", 0).await;
    let welcome = city.hello(Place(None)).await.expect("welcome");
    let mut found: BTreeMap<Change, u32> = BTreeMap::new();
    let mut at = Cursor::start(welcome.latest.epoch);
    let mut feed = city.hear_feed().await;
    loop {
        assert_eq!(feed.from, at);
        at = feed.to;
        note(&feed, &mut found);
        if !feed.more {
            break;
        }
        feed = city.pull(Some(at)).await;
    }
    assert_eq!(at, welcome.latest);
    assert!(found.values().all(|times| *times == 1), "something doubled");
    let found: BTreeSet<Change> = found.into_keys().collect();
    if let Some(tail) = tail {
        assert!(tail.await.expect("reads along") == found, "who read along saw just that");
    }
    let what = if lives.disk.is_some() { "power cuts" } else { "kills" };
    drop(lives);
    let store = home.open().await;
    let report = relay::doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    store.close().await;
    Outcome { acknowledged, found, kills, took: started.elapsed(), what }
}

fn note(feed: &wire::Feed, found: &mut BTreeMap<Change, u32>) {
    for entry in &feed.entries {
        if let FeedEntry::Changes(doc, _) = entry {
            for change in changes(std::slice::from_ref(doc)) {
                *found.entry(change).or_default() += 1;
            }
        }
    }
}

/// Reads along on one connection until the writers have ended and nothing comes any more; what was
/// seen, each once and without a gap.
async fn read_along(mut station: Station, end: watch::Receiver<bool>) -> BTreeSet<Change> {
    let welcome = station.hello(Place(None)).await.expect("welcome");
    let mut at = Cursor::start(welcome.latest.epoch);
    let mut found = BTreeMap::new();
    loop {
        match station.hear_within(Duration::from_secs(3)).await {
            Some(ToStation::Feed(feed)) => {
                assert_eq!(feed.from, at, "no gap");
                at = feed.to;
                note(&feed, &mut found);
                if feed.more {
                    station.say(&ToRelay::Pull(wire::Pull { cursor: Some(at) })).await;
                }
            }
            Some(other) => panic!("{other:?}"),
            None if *end.borrow() => break,
            None => {}
        }
    }
    assert!(found.values().all(|times| *times == 1), "something came twice");
    found.into_keys().collect()
}
