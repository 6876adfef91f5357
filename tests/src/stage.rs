//! A test from its set-up to what is left of it.

mod chromedriver;

use anyhow::{Context, Result, anyhow};
use std::{
    any::Any,
    fmt, fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::{Machine, Proxy, Relay, Size, Tablet};
use chromedriver::ChromeDriver;

/// No scenario takes longer, even on a machine that does much else.
const LIMIT: Duration = Duration::from_secs(480);

/// What a scenario plays on.
pub struct Stage {
    name: String,
    machine: Machine,
    temp: TempDir,
    driver: ChromeDriver,
    tablets: Mutex<Vec<Arc<Tablet>>>,
    /// Relays and networks, so that they outlive a failure until its evidence is kept.
    props: Mutex<Vec<Arc<dyn Any + Send + Sync>>>,
}

/// Why a scenario failed; as a test prints it, a line for each cause and no backtrace.
pub struct Failed(anyhow::Error);

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let causes: Vec<String> = self.0.chain().map(ToString::to_string).collect();
        f.write_str(&causes.join("\n  because: "))
    }
}

/// Plays a scenario. When it fails, every open tablet's picture, text and console log are kept.
///
/// # Errors
/// The scenario's, or that of setting the stage.
pub fn scenario(name: &str, act: impl AsyncFnOnce(&Stage) -> Result<()>) -> Result<(), Failed> {
    scenario_within(LIMIT, name, act)
}

/// The same for what takes longer than a test may.
///
/// # Errors
/// The scenario's, or that of setting the stage.
pub fn scenario_within(
    limit: Duration,
    name: &str,
    act: impl AsyncFnOnce(&Stage) -> Result<()>,
) -> Result<(), Failed> {
    play(limit, name, act).map_err(Failed)
}

fn play(limit: Duration, name: &str, act: impl AsyncFnOnce(&Stage) -> Result<()>) -> Result<()> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let played = runtime.block_on(async {
        let stage = Stage::set(name).await?;
        let played = match timeout(limit, act(&stage)).await {
            Ok(played) => played,
            Err(_) => Err(anyhow!("not done within {} s", limit.as_secs())),
        };
        if played.is_err() {
            stage.keep_evidence().await;
        }
        stage.close().await;
        played
    });
    runtime.shutdown_timeout(Duration::from_secs(2));
    played
}

impl Stage {
    async fn set(name: &str) -> Result<Self> {
        let machine = Machine::find()?;
        let driver = ChromeDriver::start(&machine.chromedriver).await?;
        let temp = tempfile::Builder::new().prefix("cunzhan-acceptance-").tempdir()?;
        Ok(Self {
            name: name.to_owned(),
            machine,
            temp,
            driver,
            tablets: Mutex::default(),
            props: Mutex::default(),
        })
    }

    /// The machine.
    #[must_use]
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// A directory that goes with the test.
    #[must_use]
    pub fn temp(&self) -> &Path {
        self.temp.path()
    }

    /// A relay with four offices and no matters.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn relay(&self) -> Result<Arc<Relay>> {
        self.relay_with_app(&self.machine.dist).await
    }

    /// The same, serving another build of the app.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn relay_with_app(&self, app: &Path) -> Result<Arc<Relay>> {
        Ok(self.keep(Relay::with_offices(&self.machine, app).await?))
    }

    /// A relay with these offices (`code,name,parent`) and no matters.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn relay_of(&self, offices: &str) -> Result<Arc<Relay>> {
        Ok(self.keep(Relay::with_these(&self.machine, &self.machine.dist, offices).await?))
    }

    /// A relay with the demo city.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn demo_relay(&self) -> Result<Arc<Relay>> {
        Ok(self.keep(Relay::with_demo(&self.machine, &self.machine.dist).await?))
    }

    /// A way to the relay for one tablet.
    ///
    /// # Errors
    /// Where no port is free.
    pub async fn network(&self, relay: &Relay) -> Result<Arc<Proxy>> {
        Ok(self.keep(Proxy::before(relay.port()).await?))
    }

    /// A tablet nobody has used yet. Its name is for pictures and messages.
    ///
    /// # Errors
    /// Where the browser does not start.
    pub async fn tablet(&self, name: &str, network: &Proxy, size: Size) -> Result<Arc<Tablet>> {
        let tablet = Arc::new(Tablet::new(
            name,
            network.origin(),
            self.temp.path().join(name),
            self.machine.chromium.clone(),
            self.driver.address(),
            size,
        ));
        self.tablets.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&tablet));
        tablet.switch_on().await?;
        Ok(tablet)
    }

    /// A tablet of an office, at its list, with the whole app on it.
    ///
    /// # Errors
    /// Where it cannot be registered.
    pub async fn enrolled(
        &self,
        name: &str,
        (relay, network): (&Relay, &Proxy),
        (office, person): (&str, &str),
        size: Size,
    ) -> Result<Arc<Tablet>> {
        let tablet = self.tablet(name, network, size).await?;
        let secret = relay.invite(office, person).await?;
        tablet.goto(&format!("/#enrol={secret}")).await?;
        tablet.is_ready().await.with_context(|| format!("{name} opens its invitation"))?;
        tablet.is_installed().await?;
        Ok(tablet)
    }

    fn keep<T: Send + Sync + 'static>(&self, prop: T) -> Arc<T> {
        let prop = Arc::new(prop);
        self.props.lock().unwrap_or_else(PoisonError::into_inner).push(prop.clone());
        prop
    }

    /// Where pictures of this kind go.
    #[must_use]
    pub fn output(&self, kind: &str) -> PathBuf {
        self.machine.output.join(kind)
    }

    fn everyone(&self) -> Vec<Arc<Tablet>> {
        self.tablets.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn keep_evidence(&self) {
        let dir = self.output("failures");
        let _ = fs::create_dir_all(&dir);
        for tablet in self.everyone() {
            let place = dir.join(format!("{}-{}", self.name, tablet.name()));
            match tablet.keep_evidence(&place).await {
                Ok(()) => eprintln!("{}: see {}.png and .txt", tablet.name(), place.display()),
                Err(error) => eprintln!("{}: no evidence: {error:#}", tablet.name()),
            }
        }
    }

    async fn close(&self) {
        for tablet in self.everyone() {
            // What does not close by itself is ended with the driver.
            let _ = tablet.switch_off().await;
        }
    }
}
