//! `cargo xtask bench`: prints the figures a worker feels, and those of synchronisation. Nothing is
//! asserted here: a figure says what was measured on this machine, at this load.

mod browser;
mod sync;

use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::*;

use crate::{build, project::Project};

/// What is measured.
pub struct Options {
    browser: bool,
    sync: bool,
    /// Passed on to `loadgen`.
    loadgen: Vec<String>,
}

impl Options {
    /// Reads what stands behind `bench`.
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self { browser: true, sync: true, loadgen: Vec::new() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("only") => match arguments.value()?.string()?.as_str() {
                    "browser" => options.sync = false,
                    "sync" => options.browser = false,
                    other => return Err(format!("--only browser or sync, not {other}").into()),
                },
                Long("workloads") => {
                    options.loadgen.extend(["--only".to_owned(), arguments.value()?.string()?]);
                }
                Long(
                    name @ ("store" | "stations" | "matters" | "subscribers" | "connections"
                    | "changed" | "edits" | "runs" | "seed"),
                ) => {
                    let flag = format!("--{name}");
                    options.loadgen.extend([flag, arguments.value()?.string()?]);
                }
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

/// Builds what is measured, and measures.
pub fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    build::relay(project)?;
    if options.browser {
        browser::run(project)?;
    }
    if options.sync {
        sync::run(project, &options.loadgen)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How busy the machine is.
fn say_load() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("bench: load {}", load.trim());
}
