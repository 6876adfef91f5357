//! The command `relay`.

mod arenas;
mod cli;
mod commands;

use anyhow::bail;
use relay::store::{Location, Site};
use std::{panic, process::ExitCode};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    prelude::*,
};

use cli::{Asked, Command};
use commands::{copies, demo, keys, looking, serving, taking};

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
            Command::Serve { store, served } => serving::serve(&site(store)?, served).await,
            Command::Audit { store, root } => looking::examine_record(&site(store)?, root).await,
            Command::Doctor { store } => looking::examine(&site(store)?).await,
            Command::Backup { store, file, key } => {
                copies::back_up(&site(store)?, &file, &key).await
            }
            Command::Restore { store, file, key } => {
                copies::restore(&site(store)?, &file, &key).await
            }
            Command::ErasedList { store, file } => copies::list_erased(&site(store)?, &file).await,
            Command::ErasedApply { store, file } => {
                copies::apply_erased(&site(store)?, &file).await
            }
            Command::Migrate { from, to } => {
                let to = Site::new(to, new_key.as_deref().or(key.as_deref()))?;
                copies::migrate(&site(from)?, &to).await
            }
            Command::Keygen { file } => keys::keygen(&file),
            Command::Init { store, root, existing } => {
                if let Some(key) = &key {
                    keys::make_key(&store, key)?;
                }
                keys::init(&site(store)?, &root, existing).await
            }
            Command::Rekey { store } => {
                let Some(new) = &new_key else { bail!("--new-key KEY") };
                keys::make_key(&store, new)?;
                keys::rekey(&site(store)?, new).await
            }
            Command::EscrowMake { store, file, root } => {
                keys::escrow_make(&site(store)?, &file, root).await
            }
            Command::EscrowPass { store, file, device } => {
                keys::escrow_pass(&site(store)?, &file, device).await
            }
            Command::CourierKey { file } => keys::courier_key(&file),
            Command::Invite { store, office, person, url, root } => {
                keys::invite(&site(store)?, (&office, &person), root, &url).await
            }
            Command::OrgImport { store, file } => taking::org_import(&site(store)?, &file).await,
            Command::CourierTake { store, file, key: courier } => {
                taking::courier_take(&site(store)?, &file, courier.as_deref()).await
            }
            Command::Demo { store, today, survey_year: true } => {
                demo::make_year(&site(store)?, today).await
            }
            Command::Demo { store, today, survey_year: false } => {
                demo::make_demo(&site(store)?, today).await
            }
        }
    })
}
