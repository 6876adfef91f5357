//! Starting other programs, so that each of them sees a clean environment and each failure becomes
//! a sentence.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A command without what `cargo run` put into our own environment.
///
/// Those variables describe xtask, not the child: `LD_LIBRARY_PATH` would give Debian's rustc the
/// libraries of rustup's, and `CARGO_PKG_*` makes build scripts run anew.
pub fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.stdin(Stdio::null());
    if env::var_os("CARGO_PKG_NAME").is_some_and(|name| name == "xtask") {
        command.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH");
    }
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text == "CARGO"
            || text == "RUST_RECURSION_COUNT"
            || text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs to the end with our own output streams; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = describe(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{shown}` failed ({status}); its last lines above say why");
    }
    Ok(())
}

/// Runs to the end and gives back what it printed.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({}): {}",
            describe(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether it ends well within the limit. Its output goes to ours.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => thread::sleep(Duration::from_millis(100)),
            _ => {
                // Both only fail when the child is gone already.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// The first executable of that name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = Path::new(name).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(&file)).find(|path| path.is_file())
}

/// Puts directories in front of the child's PATH.
pub fn prepend_path(command: &mut Command, dirs: impl IntoIterator<Item = PathBuf>) -> Result<()> {
    let old = env::var_os("PATH").unwrap_or_default();
    let joined = env::join_paths(dirs.into_iter().chain(env::split_paths(&old)))
        .context("a directory in PATH or of the cache has a path separator in its name")?;
    command.env("PATH", joined);
    Ok(())
}

/// What a person would have typed.
pub fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`; is it installed?", command.get_program().to_string_lossy())
}
