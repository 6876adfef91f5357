//! W4: somebody edits, and many watch.

use std::{
    sync::{Arc, Barrier},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    check,
    client::Client,
    dice::Dice,
    matters::Entered,
    options::Options,
    report::{Report, percentile},
    threads,
    town::{Left, Town, township, village},
};

/// Between two edits.
const PACE: Duration = Duration::from_millis(50);
/// So many of those who watch have their station take each edit as it comes. A station stores it and makes
/// its row, some milliseconds of a tablet's processor; 50 tablets have 50 of those, and here all share
/// one, which would be measured in the relay's place. The others read and unpack each message when it comes; their
/// stations take it when all is over, and what they hold then is compared like what these hold.
const AT_WORK: usize = 3;
/// Matters that are edited in turn, and steps each has before.
const MATTERS: usize = 20;
const STEPS: usize = 10;

pub async fn run(options: &Options, report: &mut Report) -> Result<()> {
    let mut dice = Dice::new(options.seed, 4);
    let town = Town::found(options, "w4", 1)?;
    let mut offices = vec![village(0)];
    offices.extend((0..options.subscribers).map(|_| township(0)));
    let mut left = town.register(&offices, &mut dice).await?;
    let copy = town.copy("run")?;
    let relay = copy.serve()?;
    let address = relay.address;
    let author = left.remove(0);

    // The matters are there before, and everybody has them.
    let mut client = Client::open(&author.snapshot, &mut dice, Arc::default()).await?;
    let mut at = 1_795_000_000_000;
    let mut entered = Vec::new();
    for _ in 0..MATTERS {
        let station = &mut client.station;
        entered.push(Entered::enter(station, &author.office, &mut dice, STEPS, &mut at).await?);
    }
    client.connect(address).await?;
    client.settle().await?;
    client.disconnect();
    let author = Left { office: author.office, snapshot: client.snapshot().await? };

    let edits = options.edits;
    let ready = Arc::new(Barrier::new(2));
    let (barrier, mut authors_dice) = (Arc::clone(&ready), dice.clone());
    let mut entered_by_author = entered;
    let writes = threads::spawn(move || async move {
        let mut client = Client::open(&author.snapshot, &mut authors_dice, Arc::default()).await?;
        client.connect(address).await?;
        client.settle().await?;
        barrier.wait();
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut begun = Vec::with_capacity(edits);
        let mut answered = Vec::with_capacity(edits);
        let start = Instant::now();
        for edit in 0..edits {
            let due = start + PACE * edit as u32;
            tokio::time::sleep(due.saturating_duration_since(Instant::now())).await;
            let matter = entered_by_author.get_mut(edit % MATTERS).context("a matter")?;
            begun.push(Instant::now());
            let effects =
                matter.go_on(&mut client.station, &mut authors_dice, edit, &mut at).await?;
            client.carry_out(effects).await?;
            client.settle().await?;
            answered.push(Instant::now());
        }
        Ok((begun, answered, entered_by_author))
    });
    let barrier = Arc::clone(&ready);
    let seed = options.seed;
    let watches = threads::spawn(move || async move {
        let mut clients = Vec::with_capacity(left.len());
        for (at, one) in left.iter().enumerate() {
            let mut dice = Dice::new(seed, 500 + at as u64);
            let mut client = Client::open(&one.snapshot, &mut dice, Arc::default()).await?;
            client.connect(address).await?;
            client.settle().await?;
            client.make_rows().await?;
            client.changes = 0;
            clients.push(client);
        }
        barrier.wait();
        let tasks: Vec<_> = clients
            .into_iter()
            .enumerate()
            .map(|(at, client)| tokio::task::spawn_local(watch(client, edits, at < AT_WORK)))
            .collect();
        let mut seen: Vec<Option<Instant>> = vec![None; edits];
        let mut each = Vec::with_capacity(edits);
        let mut rows = Vec::new();
        let mut held = Vec::new();
        let mut at_work = Vec::new();
        for (at, task) in tasks.into_iter().enumerate() {
            let (times, took, mut client) = task.await??;
            if at < AT_WORK {
                at_work.extend(times.iter().copied().enumerate());
            }
            for (all, one) in seen.iter_mut().zip(&times) {
                *all = (*all).max(Some(*one));
            }
            each.push(times);
            rows.extend(took);
            client.disconnect();
            // One that was at work, and one that was not.
            if at == 0 || at == AT_WORK {
                held.push(client.snapshot().await?);
            }
        }
        Ok((seen, each, at_work, rows, held))
    });
    let (begun, answered, entered) = threads::join(writes)?;
    let (seen, each, at_work, mut rows, held) = threads::join(watches)?;
    let millis = |from: &Instant, to: Instant| to.duration_since(*from).as_secs_f64() * 1000.0;
    let mut took: Vec<f64> =
        begun.iter().zip(seen).filter_map(|(from, to)| Some(millis(from, to?))).collect();
    if took.len() != edits {
        bail!("only {} edits were seen", took.len());
    }
    // Beside "seen by all", which is the slowest of them each time: what one of them sees.
    let mut each: Vec<f64> = each
        .iter()
        .flat_map(|times| begun.iter().zip(times).map(|(from, to)| millis(from, *to)))
        .collect();
    let mut acknowledged: Vec<f64> =
        begun.iter().zip(answered).map(|(from, to)| millis(from, to)).collect();
    for held in held {
        let mut reader = Client::open(&held, &mut dice, Arc::default()).await?;
        check::same(&mut reader.station, &entered.iter().collect::<Vec<_>>()).await?;
    }
    println!(
        "W4: {edits} edits, {} subscribers, load {}",
        options.subscribers,
        crate::report::load()
    );
    let taken = at_work.iter().filter_map(|(edit, to)| Some(millis(begun.get(*edit)?, *to)));
    let mut taken: Vec<f64> = taken.collect();
    let (fsync, _) = crate::fsync::measure(copy.data())?;
    let (median, p99) = (percentile(&mut took, 50.0), percentile(&mut took, 99.0));
    report.put("w4_fsync_median_ms", fsync, None);
    report.put("w4_median_ms", median, Some(4.0));
    report.put("w4_p99_ms", p99, None);
    report.put("w4_each_median_ms", percentile(&mut each, 50.0), None);
    report.put("w4_taken_median_ms", percentile(&mut taken, 50.0), None);
    report.put("w4_p99_beyond_fsync_ms", p99 - fsync, Some(12.0));
    report.put("w4_acknowledged_median_ms", percentile(&mut acknowledged, 50.0), None);
    report.put("w4_row_median_ms", percentile(&mut rows, 50.0), None);
    report.put("w4_server_rss_mb", relay.memory("VmHWM")? as f64 / 1e6, None);
    report.put("w4_server_cpu_s", relay.cpu()?, None);
    relay.stop()
}

/// Notes when each edit is here: in the store, where the station is at work, and else read and unpacked.
async fn watch(
    mut client: Client,
    edits: usize,
    at_work: bool,
) -> Result<(Vec<Instant>, Vec<f64>, Client)> {
    let mut seen = Vec::with_capacity(edits);
    let mut rows = Vec::new();
    while seen.len() < edits {
        if at_work {
            client.hear().await?;
        } else {
            client.read_ahead().await?;
        }
        let now = Instant::now();
        while seen.len() < client.changes.min(edits) {
            seen.push(now);
        }
        if client.station.wants_refreshing() {
            tokio::time::sleep(PACE / 3).await;
            let start = Instant::now();
            client.make_rows().await?;
            rows.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    }
    client.catch_up().await?;
    client.make_rows().await?;
    Ok((seen, rows, client))
}
