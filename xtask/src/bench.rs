//! `cargo xtask bench`: prints the figures a worker feels. Nothing is asserted here: a figure says
//! what was measured on this machine, at this load.

use std::process::ExitCode;

use anyhow::Result;

use crate::{build, process, project::Project, setup};

/// Builds what is measured, and measures.
pub fn run(project: &Project) -> Result<ExitCode> {
    build::app(project)?;
    build::relay(project)?;
    let browser = setup::for_browser_tests(project)?;
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("bench: load {}", load.trim());
    let mut bench = process::command("cargo");
    bench
        .args(["run", "--quiet", "--package", "acceptance", "--bin", "bench"])
        .current_dir(project.root())
        .env("CUNZHAN_DIST", project.dist())
        .env("CUNZHAN_RELAY", project.relay_binary())
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("CHROMIUM", &browser.chromium);
    process::run(&mut bench)?;
    Ok(ExitCode::SUCCESS)
}
