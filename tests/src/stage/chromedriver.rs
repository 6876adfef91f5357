//! The WebDriver server: one for each test, on a port it chooses.

use anyhow::{Context, Result, bail};
use std::{path::Path, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::{SOON, processes};

pub(super) struct ChromeDriver {
    child: Child,
    address: String,
}

impl ChromeDriver {
    pub(super) async fn start(program: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("--port=0")
            // The language of calendars, where that of the browser is installed.
            .env("LANGUAGE", "zh_CN")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = child.stdout.take().context("chromedriver says nothing")?;
        let mut lines = BufReader::new(output).lines();
        let port = timeout(SOON, async {
            while let Some(line) = lines.next_line().await? {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    return Ok(port.trim_end_matches('.').to_owned());
                }
            }
            bail!("chromedriver ended")
        })
        .await
        .context("chromedriver did not start in time")??;
        // A full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { child, address: format!("http://127.0.0.1:{port}") })
    }

    pub(super) fn address(&self) -> String {
        self.address.clone()
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        // Its browsers would outlive it.
        if let Some(id) = self.child.id() {
            processes::kill_below(id);
        }
        let _ = self.child.start_kill();
    }
}
