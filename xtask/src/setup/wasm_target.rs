//! The standard library for wasm32: through rustup, or from Debian's packages where rustup cannot
//! fetch it (many offices reach package mirrors and nothing else).

mod debian;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::{process, project::Project};

pub const TRIPLE: &str = "wasm32-unknown-unknown";
/// Long enough for 30 MB on a slow line; an unreachable server is given up earlier by rustup itself.
const RUSTUP_LIMIT: Duration = Duration::from_secs(300);

/// A compiler that can build for wasm32.
pub enum WasmTarget {
    /// The toolchain everything else is built with.
    Default,
    /// Debian's, linked into rustup under the name `debian`, with rustup's linker.
    Debian { linker: PathBuf },
}

impl WasmTarget {
    /// Makes a cargo (or a Trunk that calls it) build for wasm32.
    pub fn apply(&self, command: &mut Command) {
        if let Self::Debian { linker } = self {
            command
                .env("RUSTUP_TOOLCHAIN", debian::TOOLCHAIN)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
    }

    /// Part of the key under which a build counts as done.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Debian { .. } => debian::TOOLCHAIN,
        }
    }
}

/// Finds the target or gets it. `CUNZHAN_WASM_TARGET=debian` skips rustup (to try that path).
pub fn ensure(project: &Project) -> Result<WasmTarget> {
    let debian_asked = match env::var("CUNZHAN_WASM_TARGET").as_deref() {
        Err(_) | Ok("") => false,
        Ok("debian") => true,
        Ok(other) => {
            bail!("CUNZHAN_WASM_TARGET is \"{other}\"; leave it unset or set it to debian")
        }
    };
    if !debian_asked {
        if has_std(project) {
            return Ok(WasmTarget::Default);
        }
        if debian::is_ready() {
            return debian::ensure(project);
        }
        println!("setup: rustup target add {TRIPLE}");
        let mut add = process::command("rustup");
        add.args(["target", "add", TRIPLE])
            .current_dir(project.root())
            // Failing is foreseen here: its one line suffices.
            .env("RUST_BACKTRACE", "0");
        if process::succeeds_within(&mut add, RUSTUP_LIMIT) && has_std(project) {
            return Ok(WasmTarget::Default);
        }
        println!("setup: rustup cannot fetch {TRIPLE} here; taking Debian's Rust instead");
    }
    debian::ensure(project)
}

/// Whether the toolchain in use has the target's standard library.
fn has_std(project: &Project) -> bool {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", TRIPLE]).current_dir(project.root());
    process::capture(&mut rustc).is_ok_and(|dir| holds_std(Path::new(dir.trim())))
}

fn holds_std(libdir: &Path) -> bool {
    let Ok(files) = libdir.read_dir() else {
        return false;
    };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}
