//! Trunk, wasm-bindgen, wasm-split and Binaryen in the cache, each in a directory that carries its version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::apt;
use crate::{lockfile, process, project::Project};

/// Pinned: dist.rs rewrites the HTML of exactly this version.
const TRUNK: &str = "0.21.14";
/// Pinned: dist/chunks.rs puts its own loaders in place of those of exactly this version. It must know
/// the markers of the `wasm_split_helpers` that leptos brings.
const WASM_SPLIT: &str = "0.2.4";
/// The npm package's major version, which is Binaryen's.
const BINARYEN: &str = "132";

/// Where the tools are.
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen_dir: PathBuf,
    wasm_split: PathBuf,
    binaryen: PathBuf,
}

impl Tools {
    /// Trunk, with wasm-bindgen on its PATH: it would download one otherwise.
    pub fn trunk(&self) -> Result<Command> {
        let mut command = process::command(&self.trunk);
        process::prepend_path(&mut command, [self.wasm_bindgen_dir.clone()])?;
        // Trunk takes `NO_COLOR=1` for an invalid value and refuses to start.
        command.env_remove("NO_COLOR");
        Ok(command)
    }

    /// Makes a linked program into one that a page can load.
    pub fn wasm_bindgen(&self) -> Command {
        process::command(self.wasm_bindgen_dir.join("wasm-bindgen"))
    }

    /// Cuts a linked program into parts.
    pub fn wasm_split(&self) -> Command {
        process::command(&self.wasm_split)
    }

    /// A tool of Binaryen, like wasm-opt. They are scripts for Node.
    pub fn binaryen(&self, tool: &str) -> Command {
        let mut command = process::command("node");
        command.arg(self.binaryen.join(tool));
        command
    }

    /// Changes whenever wasm-opt's output may.
    pub fn wasm_opt_version(&self) -> &'static str {
        BINARYEN
    }

    /// What runs a wasm32 test binary in a browser.
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen_dir.join("wasm-bindgen-test-runner")
    }
}

/// Finds or installs all of them.
pub fn ensure(project: &Project) -> Result<Tools> {
    let bindgen = lockfile::wasm_bindgen_version(project)?;
    let tools = project.cache().join("tools");
    let trunk_home = tools.join(format!("trunk-{TRUNK}"));
    let bindgen_home = tools.join(format!("wasm-bindgen-cli-{bindgen}"));
    let split_home = tools.join(format!("wasm-split-{WASM_SPLIT}"));
    let binaryen_home = tools.join(format!("binaryen-{BINARYEN}"));
    let found = Tools {
        trunk: trunk_home.join("bin/trunk"),
        wasm_bindgen_dir: bindgen_home.join("bin"),
        wasm_split: split_home.join("bin/wasm-split-cli"),
        binaryen: binaryen_home.join("node_modules/binaryen/bin"),
    };

    if !found.binaryen.join("wasm-opt").exists() {
        install_binaryen(&binaryen_home)?;
    }
    if process::on_path("node").is_none() {
        apt::install(&["nodejs"], "wasm-opt")?;
    }
    if !found.test_runner().exists() {
        // Not --locked: its lock file names a dependency that the registry no longer has.
        cargo_install(project, "wasm-bindgen-cli", &bindgen, &[], &bindgen_home)?;
    }
    if !found.wasm_split.exists() {
        let extra = ["--features", "build-binary"];
        cargo_install(project, "wasm_split_cli_support", WASM_SPLIT, &extra, &split_home)?;
    }
    if !found.trunk.exists() {
        cargo_install(project, "trunk", TRUNK, &["--locked"], &trunk_home)?;
    }
    Ok(found)
}

/// Compiles a program of the registry into a directory of its own.
pub(super) fn cargo_install(
    project: &Project,
    name: &str,
    version: &str,
    extra: &[&str],
    home: &Path,
) -> Result<()> {
    println!("setup: cargo install {name} {version} (once on this machine, 3 to 10 minutes)");
    let partial = fresh_partial(home)?;
    // Kept between attempts, so that an interrupted one goes on where it was.
    let build = project.cache().join("install-target");
    let mut command = process::command("cargo");
    command
        .args(["install", name, "--version", version, "--root"])
        .arg(&partial)
        .args(extra)
        .current_dir(project.cache())
        .env("CARGO_TARGET_DIR", &build)
        // Tools are for this machine whatever the caller builds for.
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS");
    process::run(&mut command)?;
    publish(&partial, home)?;
    // Only space is lost if this fails.
    let _ = fs::remove_dir_all(build);
    Ok(())
}

fn install_binaryen(home: &Path) -> Result<()> {
    if process::on_path("npm").is_none() {
        apt::install(&["nodejs", "npm"], "wasm-opt")?;
    }
    println!("setup: npm install binaryen@{BINARYEN} (wasm-opt)");
    let partial = fresh_partial(home)?;
    let mut command = process::command("npm");
    command
        .args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(&partial)
        .arg(format!("binaryen@{BINARYEN}"))
        .current_dir(&partial);
    process::run(&mut command)?;
    publish(&partial, home)
}

/// An empty directory beside the final one: a tool appears under its name only when complete.
fn fresh_partial(home: &Path) -> Result<PathBuf> {
    let mut name = home.as_os_str().to_owned();
    name.push(".partial");
    let partial = PathBuf::from(name);
    if partial.exists() {
        fs::remove_dir_all(&partial)
            .with_context(|| format!("cannot remove {}; remove it by hand", partial.display()))?;
    }
    fs::create_dir_all(&partial).with_context(|| {
        format!("cannot create {}; make its parent writable", partial.display())
    })?;
    Ok(partial)
}

fn publish(partial: &Path, home: &Path) -> Result<()> {
    let swap = || {
        if home.exists() {
            fs::remove_dir_all(home)?;
        }
        fs::rename(partial, home)
    };
    swap().with_context(|| {
        format!("cannot move {} to {}; do it by hand", partial.display(), home.display())
    })
}
