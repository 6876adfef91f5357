//! From Trunk's output to the files the relay serves.
//!
//! Trunk names the main binary by a hash of what cargo built and workers not at all, and writes the
//! start-up code into the page. Served here is something stricter:
//!
//! - the UI's program is cut into a first part and a chunk for each page that is opened later, the
//!   engine's into what lists need and a chunk with the rest;
//! - every file that can be is named by a hash of its final content, `name-<16 hex digits>.ext`, and
//!   may be cached for ever;
//! - the page holds no inline script, so that a strict Content-Security-Policy can be sent with it;
//! - `sw.js` lists every file with its SHA-256;
//! - beside each compressible file lies `<file>.br`, made at the highest quality.
//!
//! What is slow (wasm-opt, brotli) is kept in the cache under a hash of its input.

mod chunks;
mod compress;
mod derived;
mod files;
mod module;
mod page;
mod rename;
mod service_worker;
mod slim;
mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::{self, Effort};
use crate::project::Project;
use crate::setup::Tools;
use derived::Derived;
use files::Files;

pub use service_worker::version;

/// Makes `dist` out of what Trunk left in `staging`.
pub fn assemble(project: &Project, tools: &Tools, staging: &Path, effort: Effort) -> Result<()> {
    check_styles(project)?;
    let derived = Derived::open(project)?;
    let mut files = Files::read(staging)?;

    let template = |name: &str| {
        let path = project.root().join("public").join(name);
        fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}; restore it", path.display()))
    };
    for cut in &chunks::CUTS {
        let linked = cut.linked(project, effort);
        chunks::cut(&mut files, tools, cut, &linked, &template("chunks.template.js")?)?;
    }
    slim::drop_classes(&mut files)?;
    if effort == Effort::Full {
        wasm::optimise(&mut files, tools, &derived)?;
    }
    slim::tidy(&mut files)?;
    let programs = rename::programs(&mut files, &template("worker.template.js")?)?;
    page::rewrite(&mut files, &programs)?;
    service_worker::add(&mut files, &template("sw.template.js")?)?;
    if effort == Effort::Full {
        compress::add(&mut files, &derived)?;
    }

    write(&files, project)
}

/// A stylesheet that exists but is not linked would be missed only by whoever looks at its screen.
fn check_styles(project: &Project) -> Result<()> {
    let page = project.root().join(files::PAGE);
    let html = fs::read_to_string(&page)
        .with_context(|| format!("cannot read {}; restore it", page.display()))?;
    for path in build::files_under(&project.root().join("style"))? {
        let name =
            path.strip_prefix(project.root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if name.ends_with(".css") && !html.contains(&format!("href=\"{name}\"")) {
            bail!(
                "{name} is not part of the app; link it in index.html with \
                 <link data-trunk rel=\"css\" href=\"{name}\">"
            );
        }
    }
    Ok(())
}

/// Writes beside the old `dist` and then swaps, so that a relay that is running finds complete files.
fn write(files: &Files, project: &Project) -> Result<()> {
    let dist = project.dist();
    let new = dist.with_extension("new");
    let old = dist.with_extension("old");
    let swap = || {
        for leftover in [&new, &old] {
            if leftover.exists() {
                fs::remove_dir_all(leftover)?;
            }
        }
        files.write(&new)?;
        if dist.exists() {
            fs::rename(&dist, &old)?;
        }
        fs::rename(&new, &dist)?;
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        std::io::Result::Ok(())
    };
    swap()
        .with_context(|| format!("cannot write {}; check the disk and who owns it", dist.display()))
}
