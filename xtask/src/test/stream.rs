//! Running a test program so that its output is seen while it runs and counted on the way.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::counts::Counts;
use crate::process;

/// Runs it and sums what its harnesses report. Failed tests are a result here, not an error.
pub fn tests(command: &mut Command) -> Result<Counts> {
    let shown = process::describe(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{shown}`; is it installed?"))?;
    let output = child
        .stdout
        .take()
        .with_context(|| format!("`{shown}` has no output to read; run it by hand"))?;
    let mut reader = BufReader::new(output);
    let mut counts = Counts::default();
    let mut line = Vec::new();
    // By bytes: a test may print what is no UTF-8.
    while reader
        .read_until(b'\n', &mut line)
        .with_context(|| format!("lost the output of `{shown}`"))?
        > 0
    {
        let mut out = std::io::stdout().lock();
        // Nobody listening is no reason to stop counting.
        let _ = out.write_all(&line).and_then(|()| out.flush());
        if let Some(found) = Counts::from_line(&String::from_utf8_lossy(&line)) {
            counts = counts.plus(found);
        }
        line.clear();
    }
    let status = child.wait().with_context(|| format!("lost `{shown}`"))?;
    counts.run_failed = !status.success();
    Ok(counts)
}
