//! What the machine provides: the built app, the relay's binary, the browser and its driver.

use anyhow::{Context, Result, ensure};
use std::{
    env,
    path::{Path, PathBuf},
};

/// Where everything is. `cargo xtask test` says so in the environment; a test run by hand finds the
/// usual places.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The built app.
    pub dist: PathBuf,
    /// The relay's binary.
    pub relay: PathBuf,
    /// The WebDriver server.
    pub chromedriver: PathBuf,
    /// The browser.
    pub chromium: PathBuf,
    /// Tools and derived files that all clones on this machine share.
    pub cache: PathBuf,
    /// Where pictures go.
    pub output: PathBuf,
}

impl Machine {
    /// Finds it all.
    ///
    /// # Errors
    /// With what is missing, and how to get it.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no repository")?;
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(dir));
        let given =
            |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let machine = Self {
            dist: given("CUNZHAN_DIST").unwrap_or_else(|| root.join("dist")),
            relay: given("CUNZHAN_RELAY").unwrap_or_else(|| target.join("release/relay")),
            chromedriver: given("CHROMEDRIVER").unwrap_or_else(|| on_path("chromedriver")),
            chromium: given("CHROMIUM").unwrap_or_else(|| on_path("chromium")),
            cache: given("CUNZHAN_CACHE")
                .or_else(|| given("XDG_CACHE_HOME").map(|dir| dir.join("cunzhan")))
                .or_else(|| env::home_dir().map(|home| home.join(".cache/cunzhan")))
                .context("HOME is not set; set CUNZHAN_CACHE to a directory")?,
            output: target.join("acceptance"),
        };
        for needed in [&machine.dist.join("index.html"), &machine.relay] {
            ensure!(needed.exists(), "{} is missing; run `cargo xtask build`", needed.display());
        }
        for needed in [&machine.chromedriver, &machine.chromium] {
            ensure!(needed.exists(), "{} is missing; run `cargo xtask test`", needed.display());
        }
        Ok(machine)
    }

    /// A file of `tests/fixtures`.
    #[must_use]
    pub fn fixture(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
    }
}

fn on_path(name: &str) -> PathBuf {
    env::var_os("PATH")
        .and_then(|path| {
            env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
        })
        .unwrap_or_else(|| PathBuf::from(name))
}
