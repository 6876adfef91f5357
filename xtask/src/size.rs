//! `cargo xtask size`: what the built app weighs on the line, against its budget.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{build, project::Project};

/// Files that are loaded together, and their budget in brotli bytes of wasm and JavaScript.
struct Budget {
    what: &'static str,
    /// How the names of its files begin.
    prefixes: &'static [&'static str],
    bytes: Option<u64>,
}

const BUDGETS: [Budget; 5] = [
    // docs/adr/0007 says why the budget is for this and not for all pages.
    Budget {
        what: "UI, until the list is usable",
        prefixes: &["ui-", "start-", "boot-"],
        bytes: Some(150_000),
    },
    Budget { what: "UI, all pages", prefixes: &["ui-", "start-", "boot-", "chunk-"], bytes: None },
    Budget {
        what: "engine, until the list is usable",
        prefixes: &["engine-"],
        bytes: Some(450_000),
    },
    Budget { what: "engine, all of it", prefixes: &["engine-", "part-"], bytes: None },
    Budget { what: "importer", prefixes: &["importer-"], bytes: None },
];

struct Weight {
    name: String,
    raw: u64,
    brotli: u64,
}

/// Prints every wasm and JavaScript file and the sums; fails when a budget is exceeded.
pub fn print(project: &Project) -> Result<ExitCode> {
    let weights = weigh(project)?;
    if weights.is_empty() {
        bail!("there is no built app; run `cargo xtask build` first");
    }
    println!("{:<44} {:>10} {:>10}", "file", "raw", "brotli");
    for weight in &weights {
        println!("{:<44} {:>10} {:>10}", weight.name, weight.raw, weight.brotli);
    }
    println!();
    let mut over = Vec::new();
    for budget in BUDGETS {
        let own = || {
            weights
                .iter()
                .filter(|weight| budget.prefixes.iter().any(|start| weight.name.starts_with(start)))
        };
        let (raw, brotli): (u64, u64) = (own().map(|w| w.raw).sum(), own().map(|w| w.brotli).sum());
        let limit =
            budget.bytes.map(|bytes| format!(" of {:.0} kB", kilo(bytes))).unwrap_or_default();
        println!(
            "{:<32} {:>8.1} kB raw {:>8.1} kB brotli{limit}",
            budget.what,
            kilo(raw),
            kilo(brotli)
        );
        if budget.bytes.is_some_and(|bytes| brotli > bytes) {
            over.push(budget.what);
        }
    }
    if !over.is_empty() {
        bail!("over budget: {}; see what grew with `twiggy` or drop a dependency", over.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

fn weigh(project: &Project) -> Result<Vec<Weight>> {
    let dist = project.dist();
    let size = |path: &std::path::Path| path.metadata().map(|data| data.len());
    let mut weights = Vec::new();
    for path in build::files_under(&dist)? {
        let name = path.strip_prefix(&dist).unwrap_or(&path).to_string_lossy().into_owned();
        if !name.ends_with(".wasm") && !name.ends_with(".js") {
            continue;
        }
        let raw = size(&path)?;
        let mut compressed = path.into_os_string();
        compressed.push(".br");
        // A file that brotli does not shrink is sent as it is.
        let brotli = size(compressed.as_ref()).unwrap_or(raw);
        weights.push(Weight { name, raw, brotli });
    }
    Ok(weights)
}

#[expect(clippy::cast_precision_loss, reason = "sizes far below 2^52")]
fn kilo(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
