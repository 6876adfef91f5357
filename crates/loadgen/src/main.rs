//! `loadgen`: headless stations on the real engine against the relay's real binary. It prints what it
//! measures and asserts nothing of it; but every document that arrives is loaded and compared with
//! what was entered, and the run fails where one differs.

mod check;
mod client;
mod counted;
mod dice;
mod fleet;
mod fsync;
mod live;
mod matters;
mod merge;
mod options;
mod process;
mod report;
mod threads;
mod town;

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::{
    options::{Options, USAGE},
    report::Report,
};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("loadgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let Some(options) = Options::parse()? else {
        println!("{USAGE}");
        return Ok(());
    };
    std::fs::create_dir_all(&options.data)?;
    let mut report = Report::default();
    let (median, p99) = fsync::measure(&options.data)?;
    report.say("load", json!(report::load()));
    report.say("store", json!(options.store.split(':').next().unwrap_or_default()));
    report.put("fsync_median_ms", median, None);
    report.put("fsync_p99_ms", p99, None);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        if ["w1", "w2", "w3"].iter().any(|name| options.wants(name)) {
            merge::run(&options, &mut report).await?;
        }
        if options.wants("w4") {
            live::run(&options, &mut report).await?;
        }
        if ["w5", "w6", "w7"].iter().any(|name| options.wants(name)) {
            fleet::run(&options, &mut report).await?;
        }
        anyhow::Ok(())
    })?;
    report.say("load_after", json!(report::load()));
    report.write(&options.report)?;
    println!("written: {}", options.report.display());
    Ok(())
}
