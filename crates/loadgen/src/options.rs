//! The command line.

use std::path::PathBuf;

use lexopt::prelude::*;

pub const USAGE: &str = "\
loadgen --relay BINARY [--report FILE] [--data DIR] [--store sqlite|postgres://...]
        [--stations 20] [--matters 200] [--subscribers 50] [--connections 1000] [--changed 20]
        [--edits 200] [--runs 3] [--seed 1] [--only w1,w4]
  Headless stations against the relay's binary. W1 to W3: a village merge, a reconnection, one change;
  W4: how fast an edit is seen; W5: memory of idle connections; W6: a first sync; W7: a morning.
  The relay's `{}` in a --store is replaced by the workload's name, so that each has a database.";

#[derive(Debug, Clone)]
pub struct Options {
    pub relay: PathBuf,
    pub report: PathBuf,
    pub data: PathBuf,
    pub store: String,
    pub stations: usize,
    pub matters: usize,
    pub subscribers: usize,
    pub connections: usize,
    pub changed: usize,
    pub edits: usize,
    pub runs: usize,
    pub seed: u64,
    only: Vec<String>,
}

impl Options {
    pub fn parse() -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self {
            relay: PathBuf::new(),
            report: "target/bench/report.json".into(),
            data: "target/bench/data".into(),
            store: "sqlite".into(),
            stations: 20,
            matters: 200,
            subscribers: 50,
            connections: 1000,
            changed: 20,
            edits: 200,
            runs: 3,
            seed: 1,
            only: Vec::new(),
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Short('h') | Long("help") => return Ok(None),
                Long("relay") => options.relay = parser.value()?.into(),
                Long("report") => options.report = parser.value()?.into(),
                Long("data") => options.data = parser.value()?.into(),
                Long("store") => options.store = parser.value()?.string()?,
                Long("stations") => options.stations = parser.value()?.parse()?,
                Long("matters") => options.matters = parser.value()?.parse()?,
                Long("subscribers") => options.subscribers = parser.value()?.parse()?,
                Long("connections") => options.connections = parser.value()?.parse()?,
                Long("changed") => options.changed = parser.value()?.parse()?,
                Long("edits") => options.edits = parser.value()?.parse()?,
                Long("runs") => options.runs = parser.value()?.parse()?,
                Long("seed") => options.seed = parser.value()?.parse()?,
                Long("only") => {
                    let names = parser.value()?.string()?;
                    options.only.extend(names.split(',').map(str::to_owned));
                }
                _ => return Err(arg.unexpected()),
            }
        }
        if options.relay.as_os_str().is_empty() {
            return Err("missing: --relay BINARY".into());
        }
        // A database cannot be copied from here: each workload runs once on its own.
        if options.store != "sqlite" {
            options.runs = 1;
        }
        Ok(Some(options))
    }

    /// Whether a workload is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}
