//! axe-core: what its rules find wrong with a page. A tool of the tests; no part of the product.

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tokio::process::Command;

use crate::{Machine, Tablet};

const VERSION: &str = "4";

/// Something a rule found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The rule.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// Where: the first elements' places in the page, with what was found there.
    pub places: Vec<String>,
}

/// What axe finds on the page at hand.
///
/// # Errors
/// When axe cannot be had or run.
pub async fn faults(machine: &Machine, tablet: &Tablet) -> Result<Vec<Fault>> {
    let script = fs::read_to_string(script(machine).await?)?;
    let client = tablet.client().await?;
    client.execute(&script, vec![]).await.context("axe cannot be loaded into the page")?;
    let found = run(&client).await?;
    let violations = found.as_array().with_context(|| format!("axe: {found}"))?;
    Ok(violations.iter().map(fault).collect())
}

async fn run(client: &Client) -> Result<Value> {
    let run = "const done = arguments[0];
        axe.run(document, { resultTypes: ['violations'] })
          .then((result) => done(result.violations), (error) => done(String(error)));";
    Ok(client.execute_async(run, vec![]).await?)
}

fn fault(violation: &Value) -> Fault {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    let place = |node: &Value| format!("{}: {}", node["target"], text(&node["failureSummary"]));
    Fault {
        rule: text(&violation["id"]),
        impact: text(&violation["impact"]),
        places: nodes.iter().take(5).map(place).collect(),
    }
}

/// The script, installed on first use beside the other tools.
async fn script(machine: &Machine) -> Result<PathBuf> {
    let home = machine.cache.join("tools").join(format!("axe-core-{VERSION}"));
    let script = home.join("node_modules/axe-core/axe.min.js");
    if !script.exists() {
        install(&home).await?;
    }
    Ok(script)
}

async fn install(home: &Path) -> Result<()> {
    let partial = home.with_extension("partial");
    fs::create_dir_all(&partial)?;
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(&partial)
        .arg(format!("axe-core@{VERSION}"))
        .current_dir(&partial)
        .status()
        .await
        .context("npm is missing; install it (Debian: apt-get install npm)")?;
    ensure!(status.success(), "npm install axe-core failed; its lines above say why");
    // It appears under its name only when complete.
    fs::rename(&partial, home).with_context(|| format!("cannot make {}", home.display()))
}
