//! W1 to W3: many stations that worked without a network come online together; the client that has
//! everything reconnects; one document changes while it is away.

use std::{
    sync::{Arc, Barrier},
    time::{Duration, Instant},
};

use anyhow::Result;
use serde_json::json;

use crate::{
    check,
    client::{Client, Snapshot},
    counted::Traffic,
    dice::Dice,
    matters::Entered,
    options::Options,
    report::{Report, median},
    threads,
    town::{Copy, Left, Town, township, village},
};

/// Steps on each matter after its registration, saved one by one.
const STEPS: usize = 10;
/// When the first of them was entered.
const BEGINNING: i64 = 1_795_000_000_000;
/// Reconnections of W2.
const RECONNECTIONS: usize = 7;
const MEGABYTE: f64 = 1e6;

/// A village that worked offline.
#[derive(Debug, Clone)]
struct Village {
    left: Left,
    entered: Vec<Entered>,
}

/// One run's figures.
#[derive(Debug, Default)]
struct Figures {
    wall: f64,
    acknowledged: f64,
    rows: f64,
    cpu: f64,
    cpu_after: f64,
    rss: f64,
    up: f64,
    down: f64,
    down_reader: f64,
    again_wall: f64,
    again_bytes: f64,
    one_wall: f64,
    one_bytes: f64,
}

pub async fn run(options: &Options, report: &mut Report) -> Result<()> {
    let started = Instant::now();
    let mut dice = Dice::new(options.seed, 1);
    let town = Town::found(options, "w1", options.stations)?;
    let mut offices: Vec<String> = (0..options.stations).map(village).collect();
    offices.push(township(0));
    let mut left = town.register(&offices, &mut dice).await?;
    let Some(reader) = left.pop() else { return Ok(()) };
    let villages = work_offline(left, options)?;
    let json: usize = villages.iter().flat_map(|it| &it.entered).map(|it| it.json.len()).sum();
    if let Some(path) = std::env::var_os("LOADGEN_DUMP") {
        let all = villages.iter().flat_map(|it| &it.entered).map(|it| it.json.as_str());
        std::fs::write(path, all.collect::<Vec<_>>().join("\n"))?;
    }
    let changes: usize = villages.iter().flat_map(|it| &it.entered).map(|it| it.changes).sum();
    println!(
        "W1-W3: {} stations, {} matters each, {changes} changes, {:.1} MB as JSON; made in {:.0} s",
        options.stations,
        options.matters,
        json as f64 / MEGABYTE,
        started.elapsed().as_secs_f64()
    );
    report.say("w1_changes", json!(changes));
    report.say("w1_json_mb", json!(json as f64 / MEGABYTE));
    let mut runs = Vec::new();
    for at in 0..options.runs {
        let copy = town.copy(&format!("run{at}"))?;
        let figures = once(copy, villages.clone(), reader.clone(), options.seed + at as u64)?;
        println!(
            "  run {at}: wall {:.2} s (acknowledged {:.2}), rows {:.2} s later, cpu {:.2} s, after {:.2}, rss {:.1} MB, \
             load {}",
            figures.wall,
            figures.acknowledged,
            figures.rows,
            figures.cpu,
            figures.cpu_after,
            figures.rss,
            crate::report::load()
        );
        runs.push(figures);
    }
    let of = |which: fn(&Figures) -> f64| median(runs.iter().map(which).collect());
    report.put("w1_wall_s", of(|it| it.wall), Some(1.6));
    report.put("w1_server_cpu_s", of(|it| it.cpu), Some(0.4));
    report.put("w1_server_cpu_after_s", of(|it| it.cpu_after), None);
    report.put("w1_server_rss_mb", of(|it| it.rss), Some(48.0));
    report.put("w1_bytes_up_mb", of(|it| it.up), Some(2.5));
    report.put("w1_bytes_down_mb", of(|it| it.down), Some(2.5));
    report.put("w1_bytes_down_reader_mb", of(|it| it.down_reader), None);
    report.put("w1_acknowledged_s", of(|it| it.acknowledged), None);
    report.put("w1_rows_s", of(|it| it.rows), None);
    report.put("w2_wall_ms", of(|it| it.again_wall), Some(10.0));
    report.put("w2_bytes", of(|it| it.again_bytes), Some(500.0));
    report.put("w3_wall_ms", of(|it| it.one_wall), Some(12.0));
    report.put("w3_bytes", of(|it| it.one_bytes), Some(1000.0));
    Ok(())
}

/// Enters everything without a network.
fn work_offline(left: Vec<Left>, options: &Options) -> Result<Vec<Village>> {
    let half = left.len().div_ceil(2).max(1);
    let threads: Vec<_> = left
        .chunks(half)
        .enumerate()
        .map(|(part, left)| {
            let (left, options) = (left.to_vec(), options.clone());
            threads::spawn(move || async move {
                let mut villages = Vec::new();
                for (at, left) in left.into_iter().enumerate() {
                    let mut dice = Dice::new(options.seed, (1000 + part * half + at) as u64);
                    villages.push(enter(left, &options, &mut dice).await?);
                }
                Ok(villages)
            })
        })
        .collect();
    let mut villages = Vec::new();
    for thread in threads {
        villages.extend(threads::join(thread)?);
    }
    Ok(villages)
}

async fn enter(left: Left, options: &Options, dice: &mut Dice) -> Result<Village> {
    let mut client = Client::open(&left.snapshot, dice, Arc::default()).await?;
    let mut entered = Vec::with_capacity(options.matters);
    let mut at = BEGINNING;
    for _ in 0..options.matters {
        let station = &mut client.station;
        entered.push(Entered::enter(station, &left.office, dice, STEPS, &mut at).await?);
    }
    let snapshot = client.snapshot().await?;
    Ok(Village { left: Left { office: left.office, snapshot }, entered })
}

/// One run on a copy of the relay.
fn once(copy: Copy, villages: Vec<Village>, reader: Left, seed: u64) -> Result<Figures> {
    let relay = copy.serve()?;
    let address = relay.address;
    let (up, down) = (Arc::new(Traffic::default()), Arc::new(Traffic::default()));
    let ready = Arc::new(Barrier::new(3));
    let meter = relay.meter();
    let before = meter.read()?;
    let entered: Vec<Entered> = villages.iter().flat_map(|it| it.entered.clone()).collect();
    let expected: usize = entered.iter().map(|it| it.changes).sum();

    let (traffic, barrier) = (Arc::clone(&up), Arc::clone(&ready));
    let writers = threads::spawn(move || async move {
        let mut clients = Vec::with_capacity(villages.len());
        for (at, village) in villages.iter().enumerate() {
            let mut dice = Dice::new(seed, at as u64);
            let snapshot = &village.left.snapshot;
            clients.push(Client::open(snapshot, &mut dice, Arc::clone(&traffic)).await?);
        }
        drop(villages);
        barrier.wait();
        let tasks: Vec<_> = clients
            .into_iter()
            .map(|mut client| {
                tokio::task::spawn_local(async move {
                    client.connect(address).await?;
                    client.settle().await?;
                    anyhow::Ok(client)
                })
            })
            .collect();
        let mut clients = Vec::new();
        for task in tasks {
            clients.push(task.await??);
        }
        let ended = (Instant::now(), meter.read()?);
        let mut snapshots = Vec::new();
        for client in &mut clients {
            client.disconnect();
            snapshots.push(client.snapshot().await?);
        }
        Ok((ended, snapshots))
    });
    let (traffic, barrier) = (Arc::clone(&down), Arc::clone(&ready));
    let reads = threads::spawn(move || async move {
        let mut dice = Dice::new(seed, 99);
        let mut client = Client::open(&reader.snapshot, &mut dice, traffic).await?;
        barrier.wait();
        client.connect(address).await?;
        while client.changes < expected {
            client.hear().await?;
        }
        let ended = (Instant::now(), meter.read()?);
        client.make_rows().await?;
        let rows = ended.0.elapsed().as_secs_f64();
        client.disconnect();
        Ok((ended, rows, client.snapshot().await?))
    });
    ready.wait();
    let start = Instant::now();
    // Whoever ends last ends the run; its CPU time is read at that moment, before the client makes rows
    // and anything is compared.
    let mut figures = Figures::default();
    let ((ended, cpu_read), rows, held) = threads::join(reads)?;
    let ((acknowledged, cpu_taken), snapshots) = threads::join(writers)?;
    figures.cpu = cpu_read.max(cpu_taken) - before;
    figures.wall = ended.max(acknowledged).duration_since(start).as_secs_f64();
    figures.acknowledged = acknowledged.duration_since(start).as_secs_f64();
    figures.rows = rows;
    figures.rss = relay.memory("VmHWM")? as f64 / MEGABYTE;
    figures.up = (up.up() + down.up()) as f64 / MEGABYTE;
    figures.down = (up.down() + down.down()) as f64 / MEGABYTE;
    figures.down_reader = down.down() as f64 / MEGABYTE;
    std::thread::sleep(Duration::from_millis(500));
    figures.cpu_after = relay.cpu()? - before;

    let later = threads::spawn(move || async move {
        compare(&held, &snapshots, &entered).await?;
        let again = reconnect(address, &held).await?;
        let one = one_change(address, &held, snapshots, entered).await?;
        Ok((again, one))
    });
    let (again, one) = threads::join(later)?;
    (figures.again_wall, figures.again_bytes) = again;
    (figures.one_wall, figures.one_bytes) = one;
    relay.stop()?;
    Ok(figures)
}

/// Loads every document at the reader and compares it with what was entered, and with its author's.
async fn compare(held: &Snapshot, authors: &[Snapshot], entered: &[Entered]) -> Result<()> {
    let mut dice = Dice::new(7, 7);
    let mut reader = Client::open(held, &mut dice, Arc::default()).await?;
    check::same(&mut reader.station, &entered.iter().collect::<Vec<_>>()).await?;
    for author in authors {
        let author = Client::open(author, &mut dice, Arc::default()).await?;
        let Some(office) = author.station.identity().map(|it| it.office.clone()) else { continue };
        for entered in entered.iter().filter(|it| it.home == office) {
            check::equal_heads(&author.station, &reader.station, entered.matter).await?;
        }
    }
    Ok(())
}

/// W2: nothing is new. Median of several: milliseconds, bytes both ways.
async fn reconnect(relay: std::net::SocketAddr, held: &Snapshot) -> Result<(f64, f64)> {
    let (mut walls, mut bytes) = (Vec::new(), Vec::new());
    for at in 0..RECONNECTIONS {
        let traffic = Arc::new(Traffic::default());
        let mut dice = Dice::new(at as u64, 5);
        let mut client = Client::open(held, &mut dice, Arc::clone(&traffic)).await?;
        let start = Instant::now();
        client.connect(relay).await?;
        client.settle().await?;
        walls.push(start.elapsed().as_secs_f64() * 1000.0);
        tokio::time::sleep(Duration::from_millis(50)).await;
        bytes.push((traffic.up() + traffic.down()) as f64);
    }
    Ok((median(walls), median(bytes)))
}

/// W3: one document was changed elsewhere meanwhile. The same several times.
async fn one_change(
    relay: std::net::SocketAddr,
    held: &Snapshot,
    authors: Vec<Snapshot>,
    mut entered: Vec<Entered>,
) -> Result<(f64, f64)> {
    let (mut walls, mut bytes) = (Vec::new(), Vec::new());
    let mut dice = Dice::new(3, 3);
    let Some(author) = authors.first() else { return Ok((0.0, 0.0)) };
    let mut author = Client::open(author, &mut dice, Arc::default()).await?;
    author.connect(relay).await?;
    author.settle().await?;
    let mut held = held.clone();
    let office = author.station.identity().map(|it| it.office.clone());
    let mut at = crate::client::now().millis();
    for matter in entered.iter_mut().filter(|it| Some(&it.home) == office.as_ref()).take(5) {
        let effects = matter.go_on(&mut author.station, &mut dice, 0, &mut at).await?;
        author.carry_out(effects).await?;
        author.settle().await?;
        let traffic = Arc::new(Traffic::default());
        let mut client = Client::open(&held, &mut dice, Arc::clone(&traffic)).await?;
        let start = Instant::now();
        client.connect(relay).await?;
        while client.changes < 1 {
            client.hear().await?;
        }
        walls.push(start.elapsed().as_secs_f64() * 1000.0);
        bytes.push((traffic.up() + traffic.down()) as f64);
        client.settle().await?;
        client.make_rows().await?;
        client.disconnect();
        held = client.snapshot().await?;
        check::same(&mut client.station, &[&*matter]).await?;
    }
    Ok((median(walls), median(bytes)))
}
