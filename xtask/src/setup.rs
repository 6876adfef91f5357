//! Getting a machine ready: what is there is found in well under a second, what is missing is
//! installed.

mod apt;
mod browser;
mod deny;
mod postgres;
mod tools;
mod wasm_target;

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context, Result};

pub use browser::Browser;
pub use tools::Tools;
pub use wasm_target::{TRIPLE, WasmTarget};

use crate::project::Project;

/// What building the app takes.
pub struct AppToolchain {
    pub target: WasmTarget,
    pub tools: Tools,
}

/// The wasm32 target and the tools around it.
pub fn for_app(project: &Project) -> Result<AppToolchain> {
    let _lock = lock(project)?;
    Ok(AppToolchain { target: wasm_target::ensure(project)?, tools: tools::ensure(project)? })
}

/// The browser, its driver and a Chinese font, for the tests.
pub fn for_browser_tests(project: &Project) -> Result<Browser> {
    let _lock = lock(project)?;
    browser::ensure()
}

/// A PostgreSQL server's programs, for the relay's tests.
pub fn for_relay_tests(project: &Project) -> Result<()> {
    let _lock = lock(project)?;
    postgres::ensure()
}

/// What looks at the dependencies.
pub fn for_deny(project: &Project) -> Result<PathBuf> {
    let _lock = lock(project)?;
    deny::ensure(project)
}

/// One installation at a time on a machine: two clones would overwrite each other's half-built tool.
fn lock(project: &Project) -> Result<File> {
    let cache = project.cache();
    let open = || {
        fs::create_dir_all(cache)?;
        let file = File::create(cache.join("setup.lock"))?;
        if file.try_lock().is_err() {
            println!("setup: waiting for another xtask that is installing");
            file.lock()?;
        }
        std::io::Result::Ok(file)
    };
    open().with_context(|| {
        format!("cannot write to {}; set CUNZHAN_CACHE to a directory that can be", cache.display())
    })
}
