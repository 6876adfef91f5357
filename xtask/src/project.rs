//! Where things are: the repository, cargo's target directory, the machine-wide cache.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The directories every command works with.
pub struct Project {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Project {
    /// Finds the repository this xtask belongs to, wherever in it one stands.
    pub fn locate() -> Result<Self> {
        // The variable of the running cargo comes before the one baked in: a shared target
        // directory may hold the xtask of another clone.
        let manifest_dir = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir
            .parent()
            .context("xtask lies in no repository; call it as `cargo xtask` inside one")?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        let cache = cache_dir().context("HOME is not set; set CUNZHAN_CACHE to a directory")?;
        Ok(Self { root, target, cache })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Tools and derived files that clones on this machine share.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The built app, as the relay serves it.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    pub fn relay_binary(&self) -> PathBuf {
        self.target.join("release").join("relay").with_extension(env::consts::EXE_EXTENSION)
    }
}

/// `$CUNZHAN_CACHE`, else `$XDG_CACHE_HOME/cunzhan`, else `~/.cache/cunzhan`.
fn cache_dir() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("CUNZHAN_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|dir| dir.join("cunzhan")))
        .or_else(|| env::home_dir().map(|home| home.join(".cache").join("cunzhan")))
}
