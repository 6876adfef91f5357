//! The wasm32 target out of Debian's packages.
//!
//! Debian's own `rustc-web` is a current Rust and brings the library's source, but no compiled
//! library for wasm32. So: install it, link it into rustup, compile the library once, and put it
//! where that compiler looks. rustup's own toolchains are not touched.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{TRIPLE, WasmTarget, holds_std};
use crate::setup::apt;
use crate::{process, project::Project};

/// The name under which rustup knows it.
pub const TOOLCHAIN: &str = "debian";
const RUSTC: &str = "/usr/bin/rustc";
const LIBDIR: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// Records which compiler the library was built by: it fits no other.
const STAMP: &str = "cunzhan-std.txt";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

/// Whether the library is there and of the compiler's version.
pub fn is_ready() -> bool {
    compiler_version().is_ok_and(|version| stamp_matches(&version))
}

/// Finds or makes it all.
pub fn ensure(project: &Project) -> Result<WasmTarget> {
    let linker = rustup_linker(project)?;
    let installed = [
        RUSTC,
        "/usr/bin/cargo",
        "/usr/bin/clippy-driver",
        "/usr/lib/rustlib/src/rust/library/std",
    ];
    if !installed.iter().all(|path| Path::new(path).exists()) {
        apt::install(&PACKAGES, "the wasm32 target")?;
    }
    let version = compiler_version().context(
        "Debian's rustc does not run; reinstall it with `apt-get install --reinstall rustc-web`",
    )?;
    link_toolchain(project)?;
    if !stamp_matches(&version) {
        if holds_std(Path::new(LIBDIR)) && compiles(project, &linker) {
            println!("setup: Debian's Rust can already build for {TRIPLE}");
        } else {
            build_std(project, &linker)?;
        }
        fs::write(Path::new(LIBDIR).join(STAMP), &version)
            .with_context(|| format!("cannot write to {LIBDIR}; run this once as root"))?;
    }
    Ok(WasmTarget::Debian { linker })
}

fn compiler_version() -> Result<String> {
    process::capture(process::command(RUSTC).arg("-vV"))
}

fn stamp_matches(version: &str) -> bool {
    fs::read_to_string(Path::new(LIBDIR).join(STAMP)).is_ok_and(|stamp| stamp == version)
}

/// Debian's packages bring no `rust-lld`; rustup's toolchains do.
fn rustup_linker(project: &Project) -> Result<PathBuf> {
    let rustc = |arguments: &[&str]| {
        process::capture(process::command("rustc").args(arguments).current_dir(project.root()))
    };
    let sysroot = rustc(&["--print", "sysroot"])?;
    let version = rustc(&["-vV"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    if !linker.is_file() {
        bail!(
            "{} is missing; install a toolchain with `rustup toolchain install stable`",
            linker.display()
        );
    }
    Ok(linker)
}

fn link_toolchain(project: &Project) -> Result<()> {
    let mut which = process::command("rustup");
    which.args(["which", "--toolchain", TOOLCHAIN, "rustc"]).current_dir(project.cache());
    // rustup answers with the path through its own link.
    let linked = process::capture(&mut which)
        .is_ok_and(|path| fs::canonicalize(path.trim()).ok() == fs::canonicalize(RUSTC).ok());
    if linked {
        return Ok(());
    }
    println!("setup: rustup toolchain link {TOOLCHAIN} /usr");
    process::run(process::command("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]))
}

/// Whether an (almost) empty program compiles, which needs a library of this very compiler.
fn compiles(project: &Project, linker: &Path) -> bool {
    let dir = project.cache().join("std-check");
    let source = dir.join("check.rs");
    let program = "#[unsafe(no_mangle)] pub extern \"C\" fn check() -> usize { vec![1].len() }";
    if fs::create_dir_all(&dir).and_then(|()| fs::write(&source, program)).is_err() {
        return false;
    }
    let mut rustc = process::command(RUSTC);
    rustc
        .args(["--edition=2024", "--crate-type=cdylib", "--target", TRIPLE])
        .arg(format!("-Clinker={}", linker.display()))
        .arg(&source)
        .arg("-o")
        .arg(dir.join("check.wasm"));
    process::capture(&mut rustc).is_ok()
}

fn build_std(project: &Project, linker: &Path) -> Result<()> {
    println!(
        "setup: compiling the standard library for {TRIPLE} (once a compiler version, about 2 minutes)"
    );
    let scratch = project.cache().join("std-build");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)
            .with_context(|| format!("cannot remove {}; do it by hand", scratch.display()))?;
    }
    let manifest = "[package]\nname = \"std-build\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                    [lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n";
    fs::create_dir_all(scratch.join("src"))
        .and_then(|()| fs::write(scratch.join("Cargo.toml"), manifest))
        .and_then(|()| fs::write(scratch.join("src/lib.rs"), ""))
        .with_context(|| format!("cannot write {}; check the disk", scratch.display()))?;

    let mut cargo = process::command("cargo");
    cargo
        // `test`, or no wasm test compiles.
        .args(["build", "-Zbuild-std=std,panic_abort,test", "--release", "--target", TRIPLE])
        .current_dir(&scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        // -Z options are a nightly's; this flag has been the same for years.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode in the library a later `lto = "fat"` fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    WasmTarget::Debian { linker: linker.to_path_buf() }.apply(&mut cargo);
    process::run(&mut cargo)?;

    install_std(&scratch.join("target").join(TRIPLE).join("release/deps"))
        .with_context(|| format!("cannot write to {LIBDIR}; run this once as root"))?;
    // What was compiled against the former library names hashes that are gone now.
    let stale = project.target().join(TRIPLE);
    if stale.exists() {
        fs::remove_dir_all(&stale)
            .with_context(|| format!("cannot remove {}; do it by hand", stale.display()))?;
    }
    // Only space is lost if this fails.
    let _ = fs::remove_dir_all(&scratch);
    Ok(())
}

fn install_std(built: &Path) -> std::io::Result<()> {
    let libdir = Path::new(LIBDIR);
    fs::create_dir_all(libdir)?;
    let is_library = |path: &Path| path.extension().is_some_and(|extension| extension == "rlib");
    for file in libdir.read_dir()? {
        let path = file?.path();
        if is_library(&path) {
            fs::remove_file(path)?;
        }
    }
    for file in built.read_dir()? {
        let path = file?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        if is_library(&path) && !name.to_string_lossy().contains("std_build") {
            fs::copy(&path, libdir.join(name))?;
        }
    }
    Ok(())
}
