//! The table, and the same as JSON.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// What was measured.
#[derive(Debug, Default)]
pub struct Report(Map<String, Value>);

impl Report {
    /// Notes a figure and prints it beside what is to be reached, where that is known.
    pub fn put(&mut self, name: &str, value: f64, target: Option<f64>) {
        let rounded = (value * 1000.0).round() / 1000.0;
        self.0.insert(name.to_owned(), json!(rounded));
        match target {
            Some(target) => {
                let verdict = if value <= target { "reached" } else { "NOT reached" };
                println!("  {name:<34} {rounded:>12.3}   to reach {target:>8.1}  {verdict}");
            }
            None => println!("  {name:<34} {rounded:>12.3}"),
        }
    }

    /// Notes what is no figure.
    pub fn say(&mut self, name: &str, value: Value) {
        println!("  {name:<34} {value}");
        self.0.insert(name.to_owned(), value);
    }

    /// Writes it; what a former run of other workloads wrote stays.
    pub fn write(self, path: &Path) -> Result<()> {
        let former = std::fs::read(path).ok();
        let mut all: Map<String, Value> =
            former.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        all.extend(self.0);
        let text = serde_json::to_string_pretty(&all)?;
        if let Some(dir) = path.parent() {
            std::fs::create_dir_all(dir)?;
        }
        std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
    }
}

/// How busy the machine is.
pub fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()
}

/// A percentile, by the nearest rank.
pub fn percentile(of: &mut [f64], which: f64) -> f64 {
    of.sort_by(f64::total_cmp);
    let at = ((which / 100.0) * of.len() as f64).ceil() as usize;
    of.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

/// The median.
pub fn median(mut of: Vec<f64>) -> f64 {
    percentile(&mut of, 50.0)
}
