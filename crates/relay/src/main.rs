//! The command `relay`.

mod arenas;
mod cli;

use anyhow::{Context, bail};
use casework::directory::Tier;
use relay::{
    Settings,
    apart::escrow,
    at_rest::rekey,
    audit, backup, demo, doctor,
    door::Tls,
    erase, invite,
    key_file::KeyFile,
    launch, migrate, org,
    relay::secret_hash,
    repair::carried,
    root_file::RootFile,
    serve,
    store::{Authority, DemoLink, Location, Site, Store, StoreError, sqlite::Durability},
};
use std::{panic, path::Path, process::ExitCode, sync::Arc};
use tokio::{net::TcpListener, sync::watch};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    prelude::*,
};

use cli::{Asked, Command, Served};

/// What goes into the log: what is of interest to whoever runs it. Automerge wraps each change it reads and
/// each column of it into a span of its own, which cost a twentieth of the relay's time, and nobody looks at.
fn what_is_said() -> Targets {
    Targets::new()
        .with_default(tracing::Level::INFO)
        .with_target("automerge", LevelFilter::OFF)
        .with_target("sqlx", tracing::Level::WARN)
}

fn main() -> ExitCode {
    arenas::keep_to_few();
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    tracing_subscriber::registry().with(lines).with(what_is_said()).init();
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
    let Asked { command, key, new_key } =
        cli::parse().map_err(|error| anyhow::anyhow!("{error}\n\n{}", cli::USAGE))?;
    // Two threads do for a city: the work is the disk's. Blocking ones go after idling.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let site = |location: Location| Site::new(location, key.as_deref());
    runtime.block_on(async {
        match command {
            Command::Help => {
                println!("{}", cli::USAGE);
                Ok(())
            }
            Command::Serve { store, served } => serve(&site(store)?, served).await,
            Command::Audit { store, root } => examine_record(&site(store)?, root).await,
            Command::Keygen { file } => {
                KeyFile::new(invite::random()?).write(&file)?;
                println!("{}", file.display());
                Ok(())
            }
            Command::Backup { store, file, key } => back_up(&site(store)?, &file, &key).await,
            Command::Restore { store, file, key } => {
                let key = KeyFile::read(&key)?;
                let store = site(store)?;
                let backed = backup::restore(&file, &key, &store, durability()).await?;
                print!("已还原并逐表核对 restored, read back and compared:\n{backed}");
                examine(&store).await
            }
            Command::ErasedList { store, file } => list_erased(&site(store)?, &file).await,
            Command::ErasedApply { store, file } => apply_erased(&site(store)?, &file).await,
            Command::Init { store, root, existing } => {
                if let Some(key) = &key {
                    make_key(&store, key)?;
                }
                init(&site(store)?, &root, existing).await
            }
            Command::OrgImport { store, file } => org_import(&site(store)?, &file).await,
            Command::Demo { store, today, survey_year: true } => {
                make_year(&site(store)?, today).await
            }
            Command::Demo { store, today, survey_year: false } => {
                make_demo(&site(store)?, today).await
            }
            Command::Doctor { store } => examine(&site(store)?).await,
            Command::Migrate { from, to } => {
                let to = Site::new(to, new_key.as_deref().or(key.as_deref()))?;
                migrate(&site(from)?, &to).await
            }
            Command::Rekey { store } => {
                let Some(new) = &new_key else { bail!("--new-key KEY") };
                make_key(&store, new)?;
                let done = rekey(&site(store)?, &KeyFile::read(new)?, durability()).await?;
                for (table, values) in &done.tables {
                    println!("  {table:<12} {values:>10}");
                }
                println!(
                    "已加密存放，密钥编号 sealed under the key with the number {}",
                    done.number
                );
                Ok(())
            }
            Command::EscrowMake { store, file, root } => {
                escrow_make(&site(store)?, &file, root).await
            }
            Command::EscrowPass { store, file, device } => {
                let key = KeyFile::read(&file)?;
                let opened = open(&site(store)?).await?;
                let passed = escrow::pass_on(&*opened, *key.bytes(), device).await;
                opened.close().await;
                let (done, all) = passed?;
                println!("已转封 passed on: {done} / {all}");
                Ok(())
            }
            Command::CourierKey { file } => courier_key(&file),
            Command::CourierTake { store, file, key: courier } => {
                courier_take(&site(store)?, &file, courier.as_deref()).await
            }
            Command::Invite { store, office, person, url, root } => {
                let root = root.map(|path| RootFile::read(&path)).transpose()?;
                let store = open(&site(store)?).await?;
                let code = invite::invite(&*store, &office, &person, root.as_ref()).await;
                store.close().await;
                let code = code?;
                println!("{url}/#enrol={code}");
                println!("登记码 code: {code} （一天内有效，只能用一次 good for one day, once）");
                Ok(())
            }
        }
    })
}

/// Makes the key of a store where there is none, outside of the store.
fn make_key(store: &Location, file: &Path) -> anyhow::Result<()> {
    if store.holds_file(file) {
        return Err(StoreError::KeyInside.into());
    }
    if file.exists() {
        return Ok(());
    }
    KeyFile::new(invite::random()?).write_for(
        file,
        "没有这个文件，中继存放的内容打不开。请与数据和备份分开存放两份。",
        "Without this file nothing opens that the relay has stored. Keep it twice, apart from the data and \
         its backups.",
    )?;
    println!("密钥文件 the key's file: {}", file.display());
    Ok(())
}

/// Whether acknowledged work is to be on disk, as always but in one test.
fn durability() -> Durability {
    let unsafe_no_sync = std::env::var_os("CUNZHAN_UNSAFE_NO_SYNC").is_some_and(|set| set == "1");
    if unsafe_no_sync {
        tracing::warn!(
            "CUNZHAN_UNSAFE_NO_SYNC=1: changes are acknowledged BEFORE they are on disk. \
             A power cut will lose acknowledged work. This is for one test only."
        );
        Durability::UnsafeNone
    } else {
        Durability::Full
    }
}

async fn open(store: &Site) -> anyhow::Result<Arc<dyn Store>> {
    store.open(durability()).await.with_context(|| store.to_string())
}

async fn serve(store: &Site, served: Served) -> anyhow::Result<()> {
    let Served { app, port, stations, origins, courier, on, tls } = served;
    let tls = match &tls {
        Some((certificates, key)) => Some(Tls::read(certificates, key)?),
        None => None,
    };
    if tls.is_none() && !on.is_loopback() {
        tracing::warn!("--listen without --tls-cert: whoever is in between reads and alters all");
    }
    let safe = tls.is_some();
    let settings = Settings { app, origins, tls, courier, ..Settings::default() };
    let store = open(store).await?;
    if let Some(place) = store.moved_to().await? {
        return Err(StoreError::Moved(place).into());
    }
    let mut links = store.demo_links().await?;
    links.truncate(usize::from(stations.unwrap_or(u16::MAX)));
    let mut listeners = vec![serve::listen(on, port).await?];
    for link in &links {
        // Port 0 is any free one, for each.
        let place = if port == 0 { 0 } else { link.place };
        let port = port.checked_add(place).context("--port is too high for the links")?;
        listeners.push(serve::listen(on, port).await?);
    }
    announce(&*store, &links, &listeners, safe).await?;
    let (stop, shutdown) = watch::channel(false);
    tokio::spawn(async move {
        stop_signal().await;
        let _ = stop.send(true);
    });
    launch(settings, store, listeners, shutdown).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Settles who speaks for the city: a new root key, whose secret goes to a file and nowhere else; or,
/// for a relay that begins anew, the one there is.
async fn init(location: &Site, path: &Path, existing: bool) -> anyhow::Result<()> {
    let store = open(location).await?;
    let seed = invite::random()?;
    let certificate = if existing {
        RootFile::read(path)?.certificate
    } else {
        if store.keys().authority().await?.is_some() {
            bail!("本市已有根密钥，未作改动。the city has a root key already: nothing was changed");
        }
        let made = relay::clock::now_millis();
        let root = RootFile::new(&seed, store.log().tenant, made);
        // The file first: a root whose secret is nowhere would be of no use.
        RootFile::write(&seed, &root.certificate, path)?;
        root.certificate
    };
    let wanted = Authority { root: certificate, secret: None };
    let stands = store.keys().found(&wanted).await;
    store.close().await;
    if stands? != wanted {
        bail!("本市已有根密钥，未作改动。the city has a root key already: nothing was changed");
    }
    println!(
        "根密钥已定 the city's root key: {}\n\
         私钥文件 its secret: {} （请离线保存两份，并从本机删除 keep it offline, twice, and remove it \
         from this machine）\n\
         下一步 next: relay org import FILE.csv, relay invite --office CODE --person NAME --root {}",
        certificate.key,
        path.display(),
        path.display(),
    );
    Ok(())
}

/// Makes the escrow key: the file first, for a key whose private half is nowhere is of no use.
async fn escrow_make(
    store: &Site,
    file: &Path,
    root: Option<std::path::PathBuf>,
) -> anyhow::Result<()> {
    let root = root.map(|path| RootFile::read(&path)).transpose()?;
    let seed = invite::random()?;
    KeyFile::new(seed).write_for(
        file,
        "没有这个文件，纪检联络人的设备全丢了以后，封存的检举控告就打不开。请离线保存两份，不要留在中继机器上。",
        "Without this file nothing opens sealed accusations once all liaisons' devices are lost. Keep it \
         offline, twice, and not on the relay's machine.",
    )?;
    let opened = open(store).await?;
    let set = escrow::set(&*opened, seed, root).await;
    opened.close().await;
    match set {
        Ok(said) => {
            println!("托管密钥 escrow key: {}\n{}", said.key, file.display());
            Ok(())
        }
        Err(error) => {
            // Of no use: not the city's key.
            std::fs::remove_file(file)?;
            Err(error.into())
        }
    }
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
    safe: bool,
) -> anyhow::Result<()> {
    let mut addresses = Vec::new();
    for listener in listeners {
        let scheme = if safe { "https" } else { "http" };
        addresses.push(format!("{scheme}://{}", listener.local_addr()?));
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

async fn org_import(store: &Site, file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file)
        .with_context(|| format!("{} 无法读取 cannot be read", file.display()))?;
    let table = org::read_table(&bytes)?;
    for bad in &table.bad {
        eprintln!("第 {} 行 line {}: {}", bad.line, bad.line, bad.why);
    }
    if table.offices.is_empty() {
        bail!("没有可用的行。no row could be taken");
    }
    let store = open(store).await?;
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

async fn make_demo(store: &Site, today: Option<chrono::NaiveDate>) -> anyhow::Result<()> {
    let store = open(store).await?;
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

async fn examine(store: &Site) -> anyhow::Result<()> {
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let report = doctor::examine(&*opened).await;
    opened.close().await;
    let report = report?;
    print!("{report}");
    if !report.faults.is_empty() {
        bail!("有 {} 处不对，见上。{} things are wrong, see above", report.count, report.count);
    }
    Ok(())
}

/// Verifies the record end to end.
async fn examine_record(store: &Site, root: Option<std::path::PathBuf>) -> anyhow::Result<()> {
    let root = root.map(|path| RootFile::read(&path)).transpose()?;
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let found = audit::audit(&*opened, root.as_ref()).await;
    opened.close().await;
    let found = found?;
    print!("{found}");
    if found.count > 0 {
        bail!("有 {} 处不符，见上。{} things are not as they were", found.count, found.count);
    }
    Ok(())
}

async fn back_up(store: &Site, file: &Path, key: &Path) -> anyhow::Result<()> {
    let key = KeyFile::read(key)?;
    if file.exists() {
        bail!("{} 已存在 is there already", file.display());
    }
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let backed = backup::backup(&*opened, &key, file).await;
    opened.close().await;
    print!("已备份 backed up to {}:\n{}", file.display(), backed?);
    Ok(())
}

async fn list_erased(store: &Site, file: &Path) -> anyhow::Result<()> {
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let text = erase::list(&*opened).await;
    opened.close().await;
    let text = text?;
    // Beside it first: a list that was cut off would say that less was erased.
    let beside = file.with_extension("part");
    std::fs::write(&beside, &text)?;
    std::fs::rename(&beside, file)?;
    let count = text.lines().count().saturating_sub(1);
    println!("已清除的文档 documents erased: {count}\n{}", file.display());
    Ok(())
}

async fn apply_erased(store: &Site, file: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let applied = erase::apply(&*opened, &text).await;
    opened.close().await;
    println!("已按清单再次清除 erased again, as listed: {}", applied?);
    examine(store).await
}

async fn migrate(from: &Site, to: &Site) -> anyhow::Result<()> {
    let moved = migrate::migrate(from, to, durability()).await?;
    println!("{moved}");
    println!("体检新处 looking over the new store:");
    examine(to).await?;
    println!(
        "已搬到 moved to {to}\n原处数据未动，已作标记，不再从那里提供服务。{from} is as it \
         was, but for a mark: keep it as a backup; no relay serves from it again"
    );
    Ok(())
}

/// Makes the key that couriers' files are sealed to. It lies in a file of its own, not in the store:
/// a copy of the store opens no courier's file.
fn courier_key(file: &Path) -> anyhow::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut seed = [0u8; 32];
    getrandom::fill(&mut seed).map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut out = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| {
        format!("{} 已存在或无法写入 exists or cannot be written", file.display())
    })?;
    out.write_all(&seed)?;
    out.sync_all()?;
    let public = replica::BoxKey::from_seed(seed).public();
    println!("公钥 public key: {}", ident::PublicKey::new(*public.as_bytes()));
    Ok(())
}

async fn courier_take(store: &Site, file: &Path, key: Option<&Path>) -> anyhow::Result<()> {
    let read = |path: &Path| {
        let bytes = std::fs::read(path);
        bytes.with_context(|| format!("{} 无法读取 cannot be read", path.display()))
    };
    let mut keys = Vec::new();
    if let Some(path) = key {
        let seed = read(path)?;
        let seed: [u8; 32] =
            seed.try_into().map_err(|_| anyhow::anyhow!("不是钥匙文件 not a key file"))?;
        keys.push(replica::BoxKey::from_seed(seed));
    }
    let size = std::fs::metadata(file).map_or(0, |file| file.len());
    if size > replica::parcel::MAX_PARCEL as u64 {
        bail!("文件过大 the file is larger than the limit");
    }
    let bytes = read(file)?;
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let carried = carried::take(&*opened, &bytes, &keys).await;
    opened.close().await;
    print!("{}", carried?);
    Ok(())
}

/// The demo city with a year of work behind it. Fails where a figure is not the published one.
async fn make_year(store: &Site, today: Option<chrono::NaiveDate>) -> anyhow::Result<()> {
    let store = open(store).await?;
    let begin = std::time::Instant::now();
    let progress = |day: chrono::NaiveDate, forms: usize| {
        let seconds = begin.elapsed().as_secs();
        println!("{day}: 已录入 forms saved {forms} ({seconds} s)");
    };
    let last = today.unwrap_or_else(demo::year::last_day);
    let targets = demo::year::Targets::SURVEY;
    let made = demo::year::make(Arc::clone(&store), last, targets, &progress).await;
    store.close().await;
    match made {
        Ok(year) => println!(
            "演示市一年已建好 the city's year is made: {} tablets, {} meetings with the relay, \
             {} forms, {} cases ({} unclear), {} s\n{}与公布数字一致 as published",
            year.tablets,
            year.meetings,
            year.forms,
            year.cases,
            year.unclear,
            begin.elapsed().as_secs(),
            demo::year::table(&year.tally),
        ),
        Err(demo::DemoError::NotEmpty) => println!(
            "数据目录里已有单位，未作改动。the store already holds offices: nothing was changed"
        ),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
