//! `cargo xtask crash`: the relay killed again and again under load, on both of its stores, and a
//! disk that loses what was not synced; with `--browser`, the browser killed in mid-save instead. The
//! same tests run with fewer kills in every test run.

use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::*;

use crate::{process, project::Project, setup, test};

/// How often it is killed on each store, and how often the power is cut.
#[derive(Debug)]
pub struct Options {
    kills: u32,
    cuts: u32,
    /// How often the browser is killed, where that is what is wanted.
    browser: Option<u32>,
}

impl Options {
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self { kills: 200, cuts: 60, browser: None };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("kills") => options.kills = arguments.value()?.parse()?,
                Long("cuts") => options.cuts = arguments.value()?.parse()?,
                Long("browser") => options.browser = Some(arguments.value()?.parse()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Runs them one after the other, so that each has the machine to itself.
pub fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    if let Some(kills) = options.browser {
        let browser = setup::for_browser_tests(project)?;
        let mut test = test::browser_tests(project, &browser);
        test.args(["killed_in_mid_save", "--nocapture"])
            .env("CUNZHAN_BROWSER_KILLS", kills.to_string());
        process::run(&mut test)?;
        return Ok(ExitCode::SUCCESS);
    }
    setup::for_relay_tests(project)?;
    let mut test = process::command("cargo");
    test.args(["test", "--package", "relay", "--test", "relay", "--"])
        .args(["kill::", "power_cut::", "--nocapture", "--test-threads=1"])
        .env("CUNZHAN_KILLS", options.kills.to_string())
        .env("CUNZHAN_CUTS", options.cuts.to_string())
        .current_dir(project.root());
    process::run(&mut test)?;
    Ok(ExitCode::SUCCESS)
}
