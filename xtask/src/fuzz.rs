//! `cargo xtask fuzz`: every decoder under libFuzzer, guided by which code each input reaches
//! (docs/simulation.md). It needs a C++ compiler and the ordinary toolchain, no nightly one.
//!
//! What is found lies in `target/fuzz/found`; it becomes a file in the corpus and a named test.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::{process, project::Project};

/// All targets, as `fuzz/src/lib.rs` names them, and how large an input is tried, in bytes.
const TARGETS: [(&str, u32); 12] = [
    ("frame", 16_384),
    ("to_relay", 16_384),
    ("to_station", 16_384),
    ("manifest", 4_096),
    ("change", 8_192),
    ("document", 16_384),
    ("records", 8_192),
    ("store", 32_768),
    ("receive", 32_768),
    ("org", 16_384),
    ("workbook", 32_768),
    ("texts", 4_096),
];
/// What tells the engine where an input has been: compiler passes that the stable compiler has.
const COVERAGE: [&str; 8] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=yes",
    "-Coverflow-checks=yes",
    "-Ccodegen-units=1",
];

/// How long, and what.
#[derive(Debug)]
pub struct Options {
    minutes: f64,
    only: Vec<String>,
}

impl Options {
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self { minutes: 30.0, only: Vec::new() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("minutes") => options.minutes = arguments.value()?.parse()?,
                Long("only") => options.only.push(arguments.value()?.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Builds the engine and gives each target its share of the time.
pub fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    let home = project.target().join("fuzz");
    let targets: Vec<(&str, u32)> = TARGETS
        .into_iter()
        .filter(|(name, _)| options.only.is_empty() || options.only.iter().any(|one| one == name))
        .collect();
    if targets.is_empty() {
        let names = TARGETS.map(|(name, _)| name).join(", ");
        bail!("there is no such target; --only takes one of: {names}");
    }
    let triple = host()?;
    let mut build = process::command("cargo");
    build
        .args(["build", "--quiet", "--release", "--package", "fuzz", "--bin", "engine"])
        // With a target of its own the flags are not for build scripts.
        .args(["--features", "engine", "--target", &triple, "--target-dir"])
        .arg(home.join("build"))
        .env("RUSTFLAGS", COVERAGE.join(" "))
        .current_dir(project.root());
    process::run(&mut build)?;
    let engine = home.join("build").join(&triple).join("release").join("engine");
    let seconds = options.minutes * 60.0 / targets.len() as f64;
    let mut failed = Vec::new();
    for (name, largest) in targets {
        let (found, grown) = (home.join("found").join(name), home.join("corpus").join(name));
        for folder in [&found, &grown] {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        println!("\n== fuzz {name}: {seconds:.0} s");
        let mut fuzz = process::command(&engine);
        fuzz.arg(format!("-max_total_time={seconds:.0}"))
            .arg(format!("-max_len={largest}"))
            .arg(format!("-artifact_prefix={}/", found.display()))
            .args(["-timeout=20", "-rss_limit_mb=1500", "-print_final_stats=1", "-verbosity=0"])
            .arg(&grown)
            .arg(project.root().join("fuzz").join("corpus").join(name))
            .env("CUNZHAN_FUZZ", name);
        if process::run(&mut fuzz).is_err() {
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("found something in {}; see {}", failed.join(", "), home.join("found").display());
    }
    Ok(ExitCode::SUCCESS)
}

fn host() -> Result<String> {
    let said = process::capture(process::command("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say what it is built for")
}
