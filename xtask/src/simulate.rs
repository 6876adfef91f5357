//! `cargo xtask simulate`: days of a small city played from seeds (docs/simulation.md). A run without
//! `--from` goes on where the last one stopped.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use lexopt::prelude::*;

use crate::{process, project::Project};

/// Seeds of a run that does not say how many.
const SEEDS: u64 = 1_000;
/// Seeds that CI plays.
pub const IN_CI: u64 = 200;

/// Which seeds to play.
#[derive(Debug)]
pub struct Options {
    seeds: u64,
    /// None: from where the last run stopped.
    from: Option<u64>,
    threads: Option<u64>,
    failures: Option<u64>,
}

impl Options {
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self { seeds: SEEDS, from: None, threads: None, failures: None };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("seeds") => options.seeds = arguments.value()?.parse()?,
                Long("from") => options.from = Some(arguments.value()?.parse()?),
                Long("threads") => options.threads = Some(arguments.value()?.parse()?),
                Long("failures") => options.failures = Some(arguments.value()?.parse()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Plays them, with optimisation: that saves more time than it takes to compile.
pub fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    let home = project.target().join("simulate");
    fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    let mut test = binary(project, &["--ignored", "--exact", "play::long::many_seeds_hold"]);
    test.arg("--nocapture")
        .env("CUNZHAN_SIMULATED", home.join("reached"))
        .env("CUNZHAN_SEEDS", options.seeds.to_string());
    for (name, value) in [
        ("CUNZHAN_FROM", options.from),
        ("CUNZHAN_THREADS", options.threads),
        ("CUNZHAN_FAILURES", options.failures),
    ] {
        if let Some(value) = value {
            test.env(name, value.to_string());
        }
    }
    process::run(&mut test)?;
    Ok(ExitCode::SUCCESS)
}

/// The simulation's tests, with what CI plays of it.
pub fn in_ci(project: &Project) -> Command {
    let mut test = binary(project, &["--include-ignored", "play::"]);
    test.env("CUNZHAN_FROM", "0").env("CUNZHAN_SEEDS", IN_CI.to_string());
    test
}

fn binary(project: &Project, arguments: &[&str]) -> Command {
    let mut test = process::command("cargo");
    test.args(["test", "--release", "--package", "replica", "--test", "simulation", "--"])
        .args(arguments)
        .current_dir(project.root());
    test
}
