//! `cargo xtask ...`: everything one does to this project.
//!
//! This program installs what a build needs, calls cargo and Trunk, turns Trunk's output into the
//! files that are served (`dist`), and runs the tests. It is deliberately no part of the product:
//! nothing here is shipped. Messages are for engineers, each failure ends in one sentence that says
//! what to do.

mod bench;
mod build;
mod clock;
mod content_hash;
mod crash;
mod dist;
mod fuzz;
mod lockfile;
mod process;
mod project;
mod read_ledger;
mod run;
mod setup;
mod simulate;
mod size;
mod test;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::project::Project;

const HELP: &str = "\
cargo xtask run   [--port N] [--data DIR] [--no-demo]   install what is missing, build, start the relay
                  [--survey-year]                       with a demo city that has a year behind it
cargo xtask test  [--only NAME]...                      all that CI runs; NAME one of: fmt, clippy,
                                                        clippy-wasm, unit, simulate, store, build,
                                                        browser
cargo xtask build [--quick]                             build the app into dist and the relay; quick: large, for
                                                        looking at a screen while working on it
cargo xtask setup                                       only install what is missing
cargo xtask size                                        what the built app weighs, against its budget
cargo xtask bench [--only browser|sync] [--store URL] [--workloads w1,w4]
                                                        print the figures a worker feels, and those of
                                                        synchronisation (target/bench/report.json)
cargo xtask simulate [--seeds N] [--from K] [--threads N] [--failures N]
                                                        play days of a small city from seeds; without
                                                        --from, from where the last run stopped
cargo xtask crash [--kills N] [--cuts N]                kill the relay under load, on both stores; cut
                                                        the power under it
cargo xtask crash --browser N                           kill the browser in the middle of saving
cargo xtask fuzz  [--minutes N] [--only TARGET]...      every decoder under libFuzzer
cargo xtask read-ledger FILE.xlsx                       read an Excel ledger, print it as JSON
cargo xtask clock --profile ID[/VERSION] --clock ID --start YYYY-MM-DD
                  [--extended N] [--stated YYYY-MM-DD] [--paused FROM..TO]
                                                        when something is due, as JSON
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let command: OsString = match arguments.next()? {
        Some(Value(name)) => name,
        Some(Short('h') | Long("help")) | None => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    let project = Project::locate()?;
    match command.to_string_lossy().as_ref() {
        "run" => {
            let options = run::Options::parse(&project, arguments)?;
            run::run(&project, &options)
        }
        "test" => {
            let options = test::Options::parse(arguments)?;
            test::run(&project, &options)
        }
        "build" => {
            build::app(&project, effort(arguments)?)?;
            build::relay(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        "setup" => {
            nothing_more(arguments)?;
            setup::for_app(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        "size" => {
            nothing_more(arguments)?;
            size::print(&project)
        }
        "bench" => {
            let options = bench::Options::parse(arguments)?;
            bench::run(&project, &options)
        }
        "simulate" => {
            let options = simulate::Options::parse(arguments)?;
            simulate::run(&project, &options)
        }
        "crash" => {
            let options = crash::Options::parse(arguments)?;
            crash::run(&project, &options)
        }
        "fuzz" => {
            let options = fuzz::Options::parse(arguments)?;
            fuzz::run(&project, &options)
        }
        "read-ledger" => {
            let file: OsString = arguments.value()?;
            nothing_more(arguments)?;
            read_ledger::run(file.as_ref())
        }
        "clock" => {
            let question = clock::Question::parse(arguments)?;
            clock::run(&question)
        }
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command \"{other}\"; `cargo xtask help` lists them"),
    }
}

fn effort(mut arguments: lexopt::Parser) -> Result<build::Effort> {
    let mut effort = build::Effort::Full;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("quick") => effort = build::Effort::Quick,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(effort)
}

fn nothing_more(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(argument) => Err(argument.unexpected().into()),
    }
}
