//! Building the app (Trunk, then dist.rs) and the relay (cargo).

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::content_hash::ContentHash;
use crate::setup::{self, AppToolchain, TRIPLE};
use crate::{dist, process, project::Project};

/// Everything in the repository that can change a byte of `dist`.
const INPUTS: [&str; 10] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates",
    "index.html",
    "public",
    "src",
    "style",
];
/// Crates the app does not depend on. Leaving one out here costs only a needless, short Trunk run.
const NOT_IN_APP: [&str; 2] = ["crates/relay", "crates/loadgen"];
/// The part of xtask that shapes the output, and says with which tools.
const POST_PROCESSING: [&str; 3] =
    ["xtask/src/dist.rs", "xtask/src/dist", "xtask/src/setup/tools.rs"];

/// How much work goes into making the app small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As it ships.
    Full,
    /// For looking at a screen while working on it: large, and built in a fraction of the time.
    Quick,
}

impl Effort {
    /// The profile in Cargo.toml.
    pub fn cargo_profile(self) -> &'static str {
        match self {
            Self::Full => "web",
            Self::Quick => "web-quick",
        }
    }
}

/// Builds `dist`, unless it is what the present sources give.
pub fn app(project: &Project, effort: Effort) -> Result<()> {
    let toolchain = setup::for_app(project)?;
    let start = Instant::now();
    let inputs = format!("{} {}", effort.cargo_profile(), hash_of_inputs(project, &toolchain)?);
    let stamp = project.target().join("xtask").join("app.stamp");
    // The version ties the stamp to the files: another clone or a plain `trunk build` may have
    // written its own since.
    let current = || format!("{inputs} {}", dist::version(&project.dist()).unwrap_or_default());
    if fs::read_to_string(&stamp).is_ok_and(|text| text == current()) {
        println!("app: nothing changed since it was built");
        return Ok(());
    }

    println!("app: trunk build (wasm32 by the {} toolchain)", toolchain.target.name());
    // Outside dist, so that a running relay never sees a half-built app.
    let staging = project.target().join("trunk");
    trunk(project, &toolchain, &staging, effort)?;
    dist::assemble(project, &toolchain.tools, &staging, effort)?;
    let stamped = stamp
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&stamp, current()));
    stamped.with_context(|| format!("cannot write {}; check the disk", stamp.display()))?;
    println!(
        "app: built into {} in {:.1} s",
        project.dist().display(),
        start.elapsed().as_secs_f32()
    );
    Ok(())
}

/// Builds the relay; cargo knows best whether there is anything to do.
pub fn relay(project: &Project) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo.args(["build", "--release", "--package", "relay"]).current_dir(project.root());
    process::run(&mut cargo)
}

fn trunk(
    project: &Project,
    toolchain: &AppToolchain,
    staging: &Path,
    effort: Effort,
) -> Result<()> {
    // Trunk copies whatever snippets lie here, those of a former build as well.
    let snippets = project.target().join("wasm-bindgen/release/snippets");
    if snippets.exists() {
        fs::remove_dir_all(&snippets)
            .with_context(|| format!("cannot remove {}; do it by hand", snippets.display()))?;
    }
    // Trunk calls cargo with --offline, so that it never downloads tools of its own; what the
    // crates need is fetched here, for the two machines involved and no others.
    let host = process::capture(process::command("rustc").args(["--print", "host-tuple"]))?;
    let mut fetch = process::command("cargo");
    fetch
        .args(["fetch", "--quiet", "--locked", "--target", TRIPLE, "--target", host.trim()])
        .current_dir(project.root());
    toolchain.target.apply(&mut fetch);
    process::run(&mut fetch)?;

    let mut trunk = toolchain.tools.trunk()?;
    trunk
        .args(["build", "--release", "--offline", "--locked"])
        .args(["--cargo-profile", effort.cargo_profile(), "--dist"])
        .arg(staging)
        .current_dir(project.root());
    toolchain.target.apply(&mut trunk);
    process::run(&mut trunk)
}

fn hash_of_inputs(project: &Project, toolchain: &AppToolchain) -> Result<String> {
    let mut hash = ContentHash::default();
    hash.add(toolchain.target.name());
    hash.add(std::env::var("RUSTFLAGS").unwrap_or_default());
    for input in INPUTS.iter().chain(&POST_PROCESSING) {
        for file in files_under(&project.root().join(input))? {
            let name = file.strip_prefix(project.root()).unwrap_or(&file);
            if NOT_IN_APP.iter().any(|left_out| name.starts_with(left_out)) {
                continue;
            }
            hash.add(name.as_os_str().as_encoded_bytes());
            hash.add(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
        }
    }
    Ok(hash.hex())
}

/// Every file below, in an order that does not depend on the file system.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut left = vec![path.to_path_buf()];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            let entries =
                path.read_dir().with_context(|| format!("cannot list {}", path.display()))?;
            for entry in entries {
                left.push(entry.with_context(|| format!("cannot list {}", path.display()))?.path());
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
