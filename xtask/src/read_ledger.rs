//! `cargo xtask read-ledger FILE.xlsx`: what the app's importer reads in a ledger, as JSON.

use std::{fs, path::Path, process::ExitCode};

use anyhow::{Context, Result, anyhow};
use ledger::{Limits, Workbook, guess, interpret, to_json, wording};

/// Reads the file with the columns as guessed, and prints the rows.
pub fn run(file: &Path) -> Result<ExitCode> {
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let workbook = Workbook::read(&bytes, &Limits::default())
        .map_err(|error| anyhow!("{}: {error} ({})", file.display(), wording::refusal(&error)))?;
    let rows = to_json(&interpret(&workbook, &guess(&workbook)));
    println!("{}", serde_json::to_string_pretty(&rows)?);
    Ok(ExitCode::SUCCESS)
}
