//! Reading versions out of Cargo.lock.

use std::fs;

use anyhow::{Context, Result};

use crate::project::Project;

/// The version of wasm-bindgen the app is compiled against. Its command line tool must be the very
/// same, or it refuses the binary.
pub fn wasm_bindgen_version(project: &Project) -> Result<String> {
    let path = project.root().join("Cargo.lock");
    let text = fs::read_to_string(&path).with_context(|| {
        format!("cannot read {}; run `cargo generate-lockfile`", path.display())
    })?;
    version_of(&text, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen; run `cargo generate-lockfile`")
}

/// The version of the first package of that name.
///
/// Cargo writes `name` and `version` as the first two lines of each `[[package]]`, which saves a
/// TOML parser here.
fn version_of(lock: &str, package: &str) -> Option<String> {
    let name_line = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name_line)?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.60\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn finds_the_package_of_exactly_that_name() {
        assert_eq!(version_of(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn a_missing_package_has_no_version() {
        assert_eq!(version_of(LOCK, "wasm"), None);
    }
}
