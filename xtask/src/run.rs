//! `cargo xtask run`: from a fresh clone to a running city.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::{build, process, project::Project};

const DEFAULT_PORT: u16 = 7400;

pub struct Options {
    port: u16,
    data: PathBuf,
    demo: bool,
    survey_year: bool,
}

impl Options {
    pub fn parse(project: &Project, mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self {
            port: DEFAULT_PORT,
            data: project.root().join("data"),
            demo: true,
            survey_year: false,
        };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") => {
                    options.port =
                        arguments.value()?.parse().context("--port takes a number below 65536")?
                }
                // Where the person stands, not where the repository is.
                Long("data") => options.data = std::path::absolute(arguments.value()?)?,
                Long("no-demo") => options.demo = false,
                Long("survey-year") => options.survey_year = true,
                other => return Err(other.unexpected().into()),
            }
        }
        if options.survey_year && !options.demo {
            bail!("--survey-year is a demo city: leave out --no-demo");
        }
        if options.survey_year && !is_unused(&options.data)? {
            bail!(
                "--survey-year needs a place where nothing is: name one with --data, or leave it \
                 out to run what is in {}",
                options.data.display()
            );
        }
        Ok(options)
    }
}

pub fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    build::app(project, build::Effort::Full)?;
    build::relay(project)?;
    let relay = || process::command(project.relay_binary());
    let key = key_beside(&options.data)?;
    if !key.exists() && is_unused(&options.data)? {
        process::run(relay().arg("keygen").arg(&key))?;
    }
    if options.demo && is_unused(&options.data)? {
        println!("run: loading the demo city into {}", options.data.display());
        let mut demo = relay();
        demo.arg("demo").arg("--data").arg(&options.data);
        demo.arg("--key-file").arg(&key);
        if options.survey_year {
            demo.arg("--survey-year");
        }
        process::run(&mut demo).with_context(|| {
            format!("the demo city was not loaded; delete {} and run again", options.data.display())
        })?;
    }
    let mut serve = relay();
    serve
        .arg("serve")
        .args(["--port", &options.port.to_string()])
        .arg("--data")
        .arg(&options.data)
        .arg("--app")
        .arg(project.dist());
    // What was begun without a key goes on without one.
    if key.exists() {
        serve.arg("--key-file").arg(&key);
    }
    become_process(serve)
}

/// The file of the key that what is stored is sealed under: beside the data, for whoever tries it here. A
/// city's lies on another disk (docs/operations.md).
fn key_beside(data: &Path) -> Result<PathBuf> {
    let name = data.file_name().context("name a directory with --data")?;
    let mut name = name.to_owned();
    name.push(".key");
    Ok(data.with_file_name(name))
}

/// The demo is only for a place where nothing is: never among somebody's data.
fn is_unused(data: &Path) -> Result<bool> {
    if !data.exists() {
        return Ok(true);
    }
    let mut entries = data
        .read_dir()
        .with_context(|| format!("{} is no directory; name another with --data", data.display()))?;
    Ok(entries.next().is_none())
}

/// The relay takes this process's place, so that Ctrl-C and SIGTERM reach it directly.
#[cfg(unix)]
fn become_process(mut command: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    bail!(
        "cannot start `{}`: {error}; build it with `cargo xtask build`",
        process::describe(&command)
    )
}

#[cfg(not(unix))]
fn become_process(mut command: Command) -> Result<ExitCode> {
    if !command
        .status()
        .context("cannot start the relay; build it with `cargo xtask build`")?
        .success()
    {
        bail!("the relay ended with an error; its last lines above say why");
    }
    Ok(ExitCode::SUCCESS)
}
