//! The relay's binary, and what the operating system knows of it.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// Which relay is measured, and where it keeps what it holds.
#[derive(Debug, Clone)]
pub struct Binary {
    pub path: PathBuf,
    /// `sqlite`, or the address of an empty PostgreSQL database.
    pub store: String,
}

impl Binary {
    /// A command of the relay on a data directory.
    pub fn command(&self, data: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        command.args(words).arg("--data").arg(data);
        if self.store != "sqlite" {
            command.arg("--store").arg(&self.store);
        }
        command
    }

    /// Runs a command to its end and gives back what it printed.
    pub fn run(&self, data: &Path, words: &[&str]) -> Result<String> {
        let output = self.command(data, words).output().context("the relay does not start")?;
        if !output.status.success() {
            bail!("relay {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// A relay that serves.
#[derive(Debug)]
pub struct Serving {
    child: Child,
    pub address: SocketAddr,
}

impl Serving {
    /// Serves a data directory on a free port.
    pub fn start(binary: &Binary, data: &Path) -> Result<Self> {
        let mut command = binary.command(data, &["serve", "--port", "0"]);
        command.arg("--app").arg(data).stdout(Stdio::piped()).stderr(Stdio::inherit());
        command.env("RUST_LOG", "warn");
        let mut child = command.spawn().context("the relay does not start")?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("the relay has no output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.split("http://").nth(1).context("the relay names no address")?;
        let address = address.trim_end_matches(['/', '\n']).parse()?;
        Ok(Self { child, address })
    }

    /// Seconds of processor time it has used, in user and kernel mode.
    pub fn cpu(&self) -> Result<f64> {
        self.meter().read()
    }

    /// For reading that from another thread.
    pub fn meter(&self) -> Meter {
        Meter(self.child.id())
    }

    /// A line of its `/proc/PID/status`, in bytes: `VmRSS`, or `VmHWM` for the peak.
    pub fn memory(&self, name: &str) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(name));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        Ok(kib.context("no such line")? * 1024)
    }

    /// Ends it as an administrator would; returns when it is gone.
    pub fn stop(mut self) -> Result<()> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status()?;
        for _ in 0..1500 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        bail!("the relay does not end")
    }
}

/// Reads how much processor time a process has used.
#[derive(Debug, Clone, Copy)]
pub struct Meter(u32);

impl Meter {
    /// Seconds, in user and kernel mode.
    pub fn read(self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        let fields: Vec<&str> =
            stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |at: usize| -> f64 {
            fields.get(at).and_then(|field| field.parse().ok()).unwrap_or_default()
        };
        // Fields 14 and 15 of proc(5), counted from behind the name; a tick is 10 ms.
        Ok((ticks(11) + ticks(12)) / 100.0)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
