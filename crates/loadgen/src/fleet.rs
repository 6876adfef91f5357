//! W5 to W7: a whole county's stations. Idle connections; the first sync of everything by one client;
//! a morning on which all come online with what they did.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    check,
    client::{Client, Snapshot},
    counted::Traffic,
    dice::Dice,
    matters::Entered,
    options::Options,
    report::Report,
    threads,
    town::{CITY, Copy, Left, Town, catch_up, village},
};

/// All come within so long.
const MORNING: Duration = Duration::from_secs(10);
/// So many come over one relay connection at a time while the city is furnished.
const MEGABYTE: f64 = 1e6;

pub async fn run(options: &Options, report: &mut Report) -> Result<()> {
    let started = Instant::now();
    let mut dice = Dice::new(options.seed, 5);
    let town = Town::found(options, "w5", options.connections)?;
    let mut offices: Vec<String> = (0..options.connections).map(village).collect();
    // One that is online all morning, and one that comes for the first time.
    offices.extend([CITY.to_owned(), CITY.to_owned()]);
    let mut stations = town.register(&offices, &mut dice).await?;
    let (Some(newcomer), Some(city)) = (stations.pop(), stations.pop()) else { return Ok(()) };
    println!(
        "W5-W7: {} stations registered in {:.0} s",
        stations.len(),
        started.elapsed().as_secs_f64()
    );
    if options.wants("w5") {
        idle(&town.copy("idle")?, &stations, report)?;
    }
    if !options.wants("w6") && !options.wants("w7") {
        return Ok(());
    }
    let (stations, city) = enter_all(&town, stations, city, options).await?;
    if options.wants("w6") {
        first_sync(&town.copy("first")?, &newcomer, &stations, report)?;
    }
    if options.wants("w7") {
        morning(&town.copy("morning")?, stations, city, options, report)?;
    }
    Ok(())
}

/// W5: what the relay's memory grows by with each connection that only waits.
fn idle(copy: &Copy, stations: &[Left], report: &mut Report) -> Result<()> {
    let relay = copy.serve()?;
    let address = relay.address;
    let stations = stations.to_vec();
    let count = stations.len() as f64;
    let connect = |stations: Vec<Left>| {
        threads::spawn(move || async move {
            let mut clients = Vec::with_capacity(stations.len());
            for (at, left) in stations.iter().enumerate() {
                let mut dice = Dice::new(5, at as u64);
                let mut client = Client::open(&left.snapshot, &mut dice, Arc::default()).await?;
                client.connect(address).await?;
                client.settle().await?;
                let socket = client.into_socket().context("not connected")?;
                clients.push(socket);
            }
            Ok(clients)
        })
    };
    // The first ones warm up what all share.
    let warm = threads::join(connect(stations.iter().take(20).cloned().collect()))?;
    drop(warm);
    std::thread::sleep(Duration::from_secs(1));
    let before = relay.memory("VmRSS")?;
    let connected = threads::join(connect(stations))?;
    std::thread::sleep(Duration::from_secs(3));
    let after = relay.memory("VmRSS")?;
    println!("W5: {} idle connections, load {}", connected.len(), crate::report::load());
    let each = (after.saturating_sub(before)) as f64 / count;
    report.put("w5_bytes_per_connection", each, Some(8000.0));
    report.put("w5_server_rss_mb", after as f64 / MEGABYTE, None);
    drop(connected);
    relay.stop()
}

/// A station with what it entered.
#[derive(Debug, Clone)]
struct Worked {
    left: Left,
    entered: Vec<Entered>,
}

/// Every station registers its matters and hands them in; then changes each of them once, offline.
async fn enter_all(
    town: &Town,
    stations: Vec<Left>,
    city: Left,
    options: &Options,
) -> Result<(Vec<Worked>, Left)> {
    let started = Instant::now();
    let relay = crate::process::Serving::start(&town.binary, &town.data)?;
    let mut worked = Vec::with_capacity(stations.len());
    for (place, left) in stations.into_iter().enumerate() {
        let mut dice = Dice::new(options.seed, 10_000 + place as u64);
        let mut client = Client::open(&left.snapshot, &mut dice, Arc::default()).await?;
        let mut at = 1_795_000_000_000;
        let mut entered = Vec::with_capacity(options.changed);
        for _ in 0..options.changed {
            let station = &mut client.station;
            entered.push(Entered::enter(station, &left.office, &mut dice, 0, &mut at).await?);
        }
        client.connect(relay.address).await?;
        client.settle().await?;
        client.disconnect();
        let snapshot = client.snapshot().await?;
        worked.push(Worked { left: Left { office: left.office, snapshot }, entered });
    }
    let mut dice = Dice::new(options.seed, 6);
    let snapshot = catch_up(relay.address, &city.snapshot, &mut dice).await?;
    relay.stop()?;
    println!("W6-W7: entered in {:.0} s", started.elapsed().as_secs_f64());
    Ok((worked, Left { office: city.office, snapshot }))
}

/// W6: everything comes to a client that has nothing.
fn first_sync(
    copy: &Copy,
    newcomer: &Left,
    stations: &[Worked],
    report: &mut Report,
) -> Result<()> {
    let relay = copy.serve()?;
    let (address, before) = (relay.address, relay.cpu()?);
    let entered: Vec<Entered> = stations.iter().flat_map(|it| it.entered.clone()).collect();
    let (documents, expected) = (entered.len(), entered.iter().map(|it| it.changes).sum());
    let snapshot = newcomer.snapshot.clone().unread();
    let traffic = Arc::new(Traffic::default());
    let (counted, rows_down) = (Arc::clone(&traffic), Arc::clone(&traffic));
    let syncs = threads::spawn(move || async move {
        let mut client = Client::open(&snapshot, &mut Dice::new(1, 1), counted).await?;
        let start = Instant::now();
        client.connect(address).await?;
        let (mut first, mut all_rows) = (None, None);
        while client.changes < expected {
            client.hear().await?;
            if first.is_none() && client.station.rows().next().is_some() {
                first = Some(start.elapsed().as_secs_f64());
            }
            let status = client.station.sync_status().first;
            if all_rows.is_none() && status.is_some_and(|first| first.rows_here) {
                all_rows = Some((start.elapsed().as_secs_f64(), rows_down.down()));
            }
        }
        client.settle().await?;
        let wall = start.elapsed().as_secs_f64();
        let rows = Instant::now();
        client.make_rows().await?;
        let rows = rows.elapsed().as_secs_f64();
        client.disconnect();
        let held = client.snapshot().await?;
        let mut client = Client::open(&held, &mut Dice::new(1, 2), Arc::default()).await?;
        check::same(&mut client.station, &entered.iter().collect::<Vec<_>>()).await?;
        Ok((wall, first.unwrap_or_default(), rows, all_rows.unwrap_or_default()))
    });
    let (wall, first, rows, (rows_wall, rows_down)) = threads::join(syncs)?;
    println!("W6: first sync of {documents} matters, load {}", crate::report::load());
    report.put("w6_documents", documents as f64, None);
    report.put("w6_documents_server_cpu_s", relay.cpu()? - before, Some(10.0));
    report.put("w6_documents_wall_s", wall, None);
    report.put("w6_documents_first_s", first, Some(2.0));
    report.put("w6_documents_rows_s", rows, None);
    report.put("w6_documents_server_rss_mb", relay.memory("VmHWM")? as f64 / MEGABYTE, None);
    report.put("w6_documents_bytes_down_mb", traffic.down() as f64 / MEGABYTE, None);
    report.put("w6_rows", documents as f64, None);
    report.put("w6_rows_usable_s", first, Some(2.0));
    report.put("w6_rows_wall_s", rows_wall, None);
    report.put("w6_rows_bytes_mb", rows_down as f64 / MEGABYTE, None);
    let of_300k = rows_down as f64 / MEGABYTE * 300_000.0 / documents.max(1) as f64;
    report.put("w6_rows_bytes_mb_if_300000", of_300k, Some(60.0));
    relay.stop()
}

/// W7: everybody comes online within a few seconds, each with what it changed.
fn morning(
    copy: &Copy,
    stations: Vec<Worked>,
    city: Left,
    options: &Options,
    report: &mut Report,
) -> Result<()> {
    let (stations, expected) = change_offline(stations, options)?;
    let relay = copy.serve()?;
    let (address, before) = (relay.address, relay.cpu()?);
    let traffic = Arc::new(Traffic::default());
    let half = stations.len().div_ceil(2).max(1);
    let ready = Arc::new(std::sync::Barrier::new(stations.chunks(half).count() + 2));
    let seed = options.seed;
    let mut threads = Vec::new();
    for (part, some) in stations.chunks(half).enumerate() {
        let snapshots: Vec<Snapshot> = some.iter().map(|it| it.left.snapshot.clone()).collect();
        let (barrier, traffic) = (Arc::clone(&ready), Arc::clone(&traffic));
        threads.push(threads::spawn(move || async move {
            let mut clients = Vec::with_capacity(snapshots.len());
            for (at, snapshot) in snapshots.iter().enumerate() {
                let mut dice = Dice::new(seed, (20_000 + part * half + at) as u64);
                clients.push((
                    Duration::from_millis(dice.roll(MORNING.as_millis() as u64)),
                    Client::open(snapshot, &mut dice, Arc::clone(&traffic)).await?,
                ));
            }
            drop(snapshots);
            barrier.wait();
            arrive(clients, address).await
        }));
    }
    let entered: Vec<Entered> = stations.into_iter().flat_map(|it| it.entered).collect();
    let (barrier, counted) = (Arc::clone(&ready), Arc::clone(&traffic));
    let watches = threads::spawn(move || async move {
        let mut dice = Dice::new(seed, 8);
        let mut client = Client::open(&city.snapshot, &mut dice, counted).await?;
        client.connect(address).await?;
        client.settle().await?;
        client.changes = 0;
        barrier.wait();
        while client.changes < expected {
            client.hear().await?;
        }
        let ended = Instant::now();
        client.make_rows().await?;
        client.disconnect();
        check::same(&mut client.station, &entered.iter().collect::<Vec<_>>()).await?;
        Ok(ended)
    });
    ready.wait();
    let start = Instant::now();
    let mut ended = start;
    for thread in threads {
        ended = ended.max(threads::join(thread)?);
    }
    let cpu = relay.cpu()? - before;
    ended = ended.max(threads::join(watches)?);
    println!(
        "W7: {} stations, {expected} changed documents within {} s, load {}",
        options.connections,
        MORNING.as_secs(),
        crate::report::load()
    );
    report.put("w7_wall_s", ended.duration_since(start).as_secs_f64(), Some(20.0));
    report.put("w7_server_cpu_s", cpu, None);
    report.put("w7_server_rss_mb", relay.memory("VmHWM")? as f64 / MEGABYTE, Some(256.0));
    report.put("w7_bytes_up_mb", traffic.up() as f64 / MEGABYTE, None);
    report.put("w7_bytes_down_mb", traffic.down() as f64 / MEGABYTE, None);
    relay.stop()
}

/// Each station connects when its time has come, hands in, and stays until all have done so.
async fn arrive(clients: Vec<(Duration, Client)>, relay: std::net::SocketAddr) -> Result<Instant> {
    let left = Rc::new(Cell::new(clients.len()));
    let ended = Rc::new(RefCell::new(Instant::now()));
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|(after, mut client)| {
            let (left, ended) = (Rc::clone(&left), Rc::clone(&ended));
            tokio::task::spawn_local(async move {
                tokio::time::sleep(after).await;
                client.connect(relay).await?;
                client.settle().await?;
                left.set(left.get() - 1);
                let now = Instant::now();
                ended.replace_with(|ended| (*ended).max(now));
                while left.get() > 0 {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    let ended = *ended.borrow();
    Ok(ended)
}

/// One step on each matter, without a network. Gives back how many changes that makes.
fn change_offline(stations: Vec<Worked>, options: &Options) -> Result<(Vec<Worked>, usize)> {
    let half = stations.len().div_ceil(2).max(1);
    let seed = options.seed;
    let threads: Vec<_> = stations
        .chunks(half)
        .enumerate()
        .map(|(part, some)| {
            let some = some.to_vec();
            threads::spawn(move || async move {
                let mut changed = Vec::with_capacity(some.len());
                for (place, mut one) in some.into_iter().enumerate() {
                    let mut dice = Dice::new(seed, (30_000 + part * half + place) as u64);
                    let mut client =
                        Client::open(&one.left.snapshot, &mut dice, Arc::default()).await?;
                    let mut at = 1_795_100_000_000;
                    for (step, matter) in one.entered.iter_mut().enumerate() {
                        matter.go_on(&mut client.station, &mut dice, step, &mut at).await?;
                    }
                    one.left.snapshot = client.snapshot().await?;
                    changed.push(one);
                }
                Ok(changed)
            })
        })
        .collect();
    let mut changed = Vec::new();
    for thread in threads {
        changed.extend(threads::join(thread)?);
    }
    let expected = changed.iter().map(|it| it.entered.len()).sum();
    if expected == 0 {
        bail!("nothing was changed");
    }
    Ok((changed, expected))
}
