//! What the relay's tests on PostgreSQL run on: the server's programs, with which they start one of
//! their own.

use std::{env, fs, path::Path};

use anyhow::Result;

use crate::process;
use crate::setup::apt;

/// Finds them, or installs Debian's; or leaves it to the server that `CUNZHAN_TEST_POSTGRES` names.
pub fn ensure() -> Result<()> {
    if env::var_os("CUNZHAN_TEST_POSTGRES").is_some() || is_there() {
        return Ok(());
    }
    apt::install(&["postgresql"], "testing the relay on PostgreSQL")
}

/// Debian keeps them by version, off the path.
fn is_there() -> bool {
    process::on_path("initdb").is_some()
        || fs::read_dir(Path::new("/usr/lib/postgresql"))
            .into_iter()
            .flatten()
            .flatten()
            .any(|version| version.path().join("bin/initdb").is_file())
}
