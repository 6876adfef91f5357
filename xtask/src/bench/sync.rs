//! Synchronisation: headless stations against the relay's binary.

use anyhow::Result;

use crate::{process, project::Project};

pub(super) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    super::say_load();
    // Beside the other figures; on the disk that the target directory is on, as its fsync counts.
    let home = project.target().join("bench");
    let mut loadgen = process::command("cargo");
    loadgen
        .args(["run", "--quiet", "--release", "--package", "loadgen", "--", "--relay"])
        .arg(project.relay_binary())
        .arg("--report")
        .arg(home.join("report.json"))
        .arg("--data")
        .arg(home.join("data"))
        .args(arguments)
        .current_dir(project.root());
    process::run(&mut loadgen)
}
