//! cargo-deny, which holds the dependencies against `deny.toml`.

use std::path::PathBuf;

use anyhow::Result;

use super::tools::cargo_install;
use crate::project::Project;

/// Pinned: what it warns of changes from version to version.
const VERSION: &str = "0.20.2";

/// Finds or installs it.
pub fn ensure(project: &Project) -> Result<PathBuf> {
    let home = project.cache().join("tools").join(format!("cargo-deny-{VERSION}"));
    let program = home.join("bin/cargo-deny");
    if !program.exists() {
        // Unoptimised it compiles in half the time, and takes seconds all the same.
        cargo_install(project, "cargo-deny", VERSION, &["--locked", "--debug"], &home)?;
    }
    Ok(program)
}
