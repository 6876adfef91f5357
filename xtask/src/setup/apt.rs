//! Debian's packages, where Debian is what we run on.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process;

/// Installs packages, or says in one sentence who has to.
///
/// `purpose` completes "needed for ...".
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if !Path::new("/etc/debian_version").exists() {
        bail!(
            "{purpose} needs what Debian calls {list}; install the same with your system's package manager"
        );
    }
    if !is_root() {
        bail!(
            "{purpose} needs packages; run `sudo apt-get install --no-install-recommends {list}`, then this again"
        );
    }
    println!("setup: apt-get install {list} (for {purpose})");
    let apt = || {
        let mut command = process::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // Without a fresh list an old image asks for versions the mirror has dropped.
    process::run(apt().args(["update", "-qq"]))?;
    process::run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}

fn is_root() -> bool {
    process::capture(process::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
