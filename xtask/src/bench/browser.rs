//! What a worker feels: the app in a real browser.

use anyhow::Result;

use crate::{build, process, project::Project, setup};

pub(super) fn run(project: &Project) -> Result<()> {
    build::app(project, build::Effort::Full)?;
    let browser = setup::for_browser_tests(project)?;
    super::say_load();
    let mut bench = process::command("cargo");
    bench
        .args(["run", "--quiet", "--package", "acceptance", "--bin", "bench"])
        .current_dir(project.root())
        .env("CUNZHAN_DIST", project.dist())
        .env("CUNZHAN_RELAY", project.relay_binary())
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("CHROMIUM", &browser.chromium);
    process::run(&mut bench)
}
