//! The relay: the release binary with a data directory of its own.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::Stdio,
};
use tempfile::TempDir;
use tokio::{
    net::TcpStream,
    process::{Child, Command},
    sync::Mutex,
};

use crate::{Machine, SOON, network::free_port, until};

/// The village station of the tests, 前杨村, both in the demo city and in [`Relay::with_offices`].
pub const VILLAGE: &str = "990101101201";
/// The city office, 云岭市.
pub const CITY: &str = "990101";
/// The township office above it, 柳湾镇.
pub const TOWNSHIP: &str = "990101101";

/// A small invented city without a single matter.
const OFFICES: &str = "code,name,parent\n\
    990101,云岭市,\n\
    990101101,柳湾镇,990101\n\
    990101101201,前杨村,990101101\n\
    990101101202,后单村,990101101\n";

/// A relay on a port that stays the same over its restarts.
pub struct Relay {
    binary: PathBuf,
    data: TempDir,
    app: PathBuf,
    port: u16,
    child: Mutex<Option<Child>>,
}

impl Relay {
    /// A city of four offices and no matters, served.
    pub(crate) async fn with_offices(machine: &Machine, app: &Path) -> Result<Self> {
        Self::with_these(machine, app, OFFICES).await
    }

    /// A city with these offices (`code,name,parent`) and no matters, served.
    pub(crate) async fn with_these(machine: &Machine, app: &Path, offices: &str) -> Result<Self> {
        let relay = Self::new(machine, app).await?;
        let file = relay.data.path().with_extension("csv");
        fs::write(&file, offices)?;
        let imported = relay.call(&["org", "import", &file.to_string_lossy()]).await;
        fs::remove_file(&file)?;
        imported?;
        relay.start().await?;
        Ok(relay)
    }

    /// The demo city with its 60 matters, served.
    pub(crate) async fn with_demo(machine: &Machine, app: &Path) -> Result<Self> {
        let relay = Self::new(machine, app).await?;
        relay.call(&["demo"]).await?;
        relay.start().await?;
        Ok(relay)
    }

    async fn new(machine: &Machine, app: &Path) -> Result<Self> {
        Ok(Self {
            binary: machine.relay.clone(),
            data: tempfile::Builder::new().prefix("cunzhan-relay-").tempdir()?,
            app: app.to_owned(),
            port: free_port().await?,
            child: Mutex::new(None),
        })
    }

    /// Its port.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// A one-time secret for a device of an office.
    ///
    /// # Errors
    /// Where the relay does not give one.
    pub async fn invite(&self, office: &str, person: &str) -> Result<String> {
        let printed = self.call(&["invite", "--office", office, "--person", person]).await?;
        let (_, secret) =
            printed.split_once("#enrol=").with_context(|| format!("no link in: {printed}"))?;
        let code = secret.lines().next().unwrap_or_default();
        Ok(code.trim().to_owned())
    }

    /// Starts it; returns when it takes connections.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn start(&self) -> Result<()> {
        let mut child = self.child.lock().await;
        ensure!(child.is_none(), "the relay runs already");
        let started = Command::new(&self.binary)
            .args(["serve", "--stations", "0", "--port", &self.port.to_string(), "--data"])
            .arg(self.data.path())
            .arg("--app")
            .arg(&self.app)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        let started = child.insert(started);
        until("the relay takes connections", SOON, async || {
            if let Some(status) = started.try_wait()? {
                anyhow::bail!("the relay ended: {status}");
            }
            Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.ok())
        })
        .await?;
        Ok(())
    }

    /// SIGKILL, whatever it is doing.
    ///
    /// # Errors
    /// Where it did not run.
    pub async fn kill(&self) -> Result<()> {
        let mut child = self.child.lock().await.take().context("the relay does not run")?;
        child.kill().await.context("the relay was gone already")
    }

    async fn call(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new(&self.binary)
            .args(arguments)
            .arg("--data")
            .arg(self.data.path())
            .stdin(Stdio::null())
            .output()
            .await
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        ensure!(
            output.status.success(),
            "relay {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
