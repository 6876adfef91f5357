//! The command `relay`.

mod cli;

use anyhow::{Context, bail};
use casework::directory::Tier;
use relay::{
    Relay, Settings, demo, invite, launch, org,
    relay::secret_hash,
    serve,
    store::{DemoLink, Store, sqlite::Durability},
};
use std::{panic, path::Path, process::ExitCode, sync::Arc};
use tokio::{net::TcpListener, sync::watch};

use cli::Command;

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    // A panic's message may quote what was being read: only its place is told.
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic was caught");
    }));
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("relay: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let command = cli::parse().map_err(|error| anyhow::anyhow!("{error}\n\n{}", cli::USAGE))?;
    // Two threads do for a city: the work is the disk's. Blocking ones go after idling.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Help => {
                println!("{}", cli::USAGE);
                Ok(())
            }
            Command::Serve { data, app, port, stations } => serve(&data, app, port, stations).await,
            Command::OrgImport { data, file } => org_import(&data, &file).await,
            Command::Demo { data, today } => make_demo(&data, today).await,
            Command::Invite { data, office, person, url } => {
                let store = open(&data).await?;
                let secret = invite::invite(&*store, &office, &person).await?;
                store.close().await;
                println!("{url}/#enrol={secret}");
                Ok(())
            }
        }
    })
}

async fn open(data: &Path) -> anyhow::Result<Arc<dyn Store>> {
    let unsafe_no_sync = std::env::var_os("CUNZHAN_UNSAFE_NO_SYNC").is_some_and(|set| set == "1");
    let durability = if unsafe_no_sync {
        tracing::warn!(
            "CUNZHAN_UNSAFE_NO_SYNC=1: changes are acknowledged BEFORE they are on disk. \
             A power cut will lose acknowledged work. This is for one test only."
        );
        Durability::UnsafeNone
    } else {
        Durability::Full
    };
    Ok(Relay::open_store(data, durability).await?)
}

async fn serve(
    data: &Path,
    app: std::path::PathBuf,
    port: u16,
    stations: Option<u16>,
) -> anyhow::Result<()> {
    let store = open(data).await?;
    let mut links = store.demo_links().await?;
    links.truncate(usize::from(stations.unwrap_or(u16::MAX)));
    let mut listeners = vec![serve::listen(port).await?];
    for link in &links {
        // Port 0 is any free one, for each.
        let place = if port == 0 { 0 } else { link.place };
        let port = port.checked_add(place).context("--port is too high for the links")?;
        listeners.push(serve::listen(port).await?);
    }
    announce(&*store, &links, &listeners).await?;
    let (stop, shutdown) = watch::channel(false);
    tokio::spawn(async move {
        stop_signal().await;
        let _ = stop.send(true);
    });
    launch(Settings { app }, store, listeners, shutdown).await?;
    tracing::info!("stopped");
    Ok(())
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                terminated.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Says where everything is. The demo's links come to standard output, one a line.
async fn announce(
    store: &dyn Store,
    links: &[DemoLink],
    listeners: &[TcpListener],
) -> anyhow::Result<()> {
    let mut addresses = Vec::new();
    for listener in listeners {
        addresses.push(format!("http://{}", listener.local_addr()?));
    }
    let plain = addresses.first().map(String::as_str).unwrap_or_default();
    println!("中继 relay: {plain}/");
    for (link, address) in links.iter().zip(addresses.iter().skip(1)) {
        if store.is_open(&secret_hash(&link.secret)).await? {
            println!("{}: {address}/#enrol={}", link.title, link.secret);
        } else {
            println!("{}: {address}/ （已有设备登记 already opened once）", link.title);
        }
    }
    Ok(())
}

async fn org_import(data: &Path, file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file)
        .with_context(|| format!("{} 无法读取 cannot be read", file.display()))?;
    let table = org::read_table(&bytes)?;
    for bad in &table.bad {
        eprintln!("第 {} 行 line {}: {}", bad.line, bad.line, bad.why);
    }
    if table.offices.is_empty() {
        bail!("没有可用的行。no row could be taken");
    }
    let store = open(data).await?;
    let counts = store.put_offices(&table.offices).await?;
    store.close().await;
    println!(
        "市 cities {}, 镇街 townships {}, 村社区 villages {}, 部门 departments {}; 新增 added {}, 更改 changed {}, \
         未变 unchanged {}, 有误 bad rows {}",
        table.count(Tier::City),
        table.count(Tier::Township),
        table.count(Tier::Village),
        table.count(Tier::Department),
        counts.added,
        counts.changed,
        counts.same,
        table.bad.len(),
    );
    Ok(())
}

async fn make_demo(data: &Path, today: Option<chrono::NaiveDate>) -> anyhow::Result<()> {
    let store = open(data).await?;
    let now = casework::Moment::from_millis(relay::clock::now_millis());
    let made = demo::make(Arc::clone(&store), today.unwrap_or_else(|| now.date())).await;
    store.close().await;
    match made {
        Ok(made) => println!(
            "演示市已建好 demo city made: {} offices, {} people, {} matters",
            made.offices, made.people, made.matters
        ),
        Err(demo::DemoError::NotEmpty) => println!(
            "数据目录里已有单位，未作改动。the store already holds offices: nothing was changed"
        ),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
