//! Figures for docs/operations.md, on request:
//! `cargo test --release -p relay --test relay measure_stores -- --ignored --nocapture`.

use ident::MatterId;
use relay::doctor;
use std::time::{Duration, Instant};

use crate::harness::{Home, Place, RelayProcess, Station, registration};

const VILLAGES: [&str; 4] = ["990101001201", "990101001202", "990101002201", "990101002202"];
/// Stations that hand in at the same time, up to 5 of each village.
const STATIONS: [usize; 3] = [1, 8, 20];
/// Pushes of all of them together.
const PUSHES: usize = 600;

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()
}

fn memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or_default()
}

/// Each hands in one new matter after another, each when the one before is acknowledged.
async fn hand_in(mut stations: Vec<Station>, round: u8) -> (Vec<Station>, Duration, Vec<Duration>) {
    let each = PUSHES / stations.len();
    let started = Instant::now();
    let tasks: Vec<_> = stations
        .drain(..)
        .enumerate()
        .map(|(which, mut station)| {
            tokio::spawn(async move {
                let mut took = Vec::with_capacity(each);
                for at in 0..each {
                    let mut id = [round; 16];
                    id[0] = which as u8;
                    id[1..3].copy_from_slice(&(at as u16).to_be_bytes());
                    let (_, docs) = registration(&station.hand, MatterId::new(id));
                    let started = Instant::now();
                    station.push(docs).await.expect("taken");
                    took.push(started.elapsed());
                }
                (station, took)
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        let (station, took) = task.await.expect("hands in");
        stations.push(station);
        all.extend(took);
    }
    let whole = started.elapsed();
    all.sort();
    (stations, whole, all)
}

async fn measure(name: &str, home: Home, processes: usize) {
    let home = home.furnished().await;
    let relays: Vec<RelayProcess> = (0..processes).map(|_| RelayProcess::serve(&home)).collect();
    for (round, count) in (1u8..).zip(STATIONS) {
        let mut stations = Vec::new();
        for which in 0..count {
            let url = &relays[which % relays.len()].url;
            let (office, which) = (VILLAGES[which % 4], (which / 4) as u8);
            let hand = crate::harness::hand(office, which);
            let mut station = Station::connect(url, hand).await;
            // Not so where it was enrolled for an earlier round.
            let _ = station.enrol(&format!("{office}-{which}")).await;
            // Manifests are numbered; a new connection goes on behind those of the rounds before.
            station.hand = stations_hand(station.hand, round);
            station.hello(Place(None)).await.expect("welcome");
            stations.push(station);
        }
        let (_, whole, took) = hand_in(stations, round).await;
        let per_second = took.len() as f64 / whole.as_secs_f64();
        println!(
            "{name}: {count} stations, {per_second:.0} matters/s, median {:?}, 95% {:?}; load {}",
            took[took.len() / 2],
            took[took.len() * 95 / 100],
            load()
        );
    }
    let memories: Vec<u64> = relays.iter().map(|relay| memory(relay.id())).collect();
    drop(relays);
    let store = home.open().await;
    let started = Instant::now();
    let report = doctor::examine(&*store).await.expect("looks it over");
    println!(
        "{name}: relays have {memories:?} kB; {} changes, {} bytes on disk, {} each; looked over \
         in {:?}",
        report.changes,
        report.database.bytes,
        report.database.bytes / report.changes.max(1),
        started.elapsed()
    );
    assert!(report.faults.is_empty(), "{report}");
    store.close().await;
}

/// A hand that numbers its manifests from far above what earlier rounds used.
fn stations_hand(mut hand: relay::demo::Hand, round: u8) -> relay::demo::Hand {
    let tenant = ident::TenantId::new([0; 16]);
    for _ in 1..u32::from(round) * 1000 {
        let _ = hand.push(tenant, Vec::new());
    }
    hand
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures, proves nothing"]
async fn measure_stores() {
    measure("SQLite, 1 process", Home::sqlite("measure-stores"), 1).await;
    measure("PostgreSQL, 1 process", Home::postgres("measure_one").await, 1).await;
    measure("PostgreSQL, 2 processes", Home::postgres("measure_two").await, 2).await;
    measure("PostgreSQL, 4 processes", Home::postgres("measure_four").await, 4).await;
}

/// Two cities in one server: what NOTIFY's one lock for a server costs them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures, proves nothing"]
async fn measure_two_cities_at_once() {
    tokio::join!(
        measure("city 1 of 2", Home::postgres("measure_city_a").await, 1),
        measure("city 2 of 2", Home::postgres("measure_city_b").await, 1),
    );
}
