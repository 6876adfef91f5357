//! `cargo xtask test`: all that CI runs.
//!
//! Every step runs even when an earlier one failed, so that one run tells all. Only the browser
//! tests are left out when the build they would look at failed.

mod counts;
mod step;
mod stream;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::project::Project;
use counts::Counts;
use step::Step;

pub use step::browser_tests;

/// Which steps to run: all, or those named with `--only`.
pub struct Options {
    steps: Vec<Step>,
}

impl Options {
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut steps = Vec::new();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("only") => steps.push(Step::named(&arguments.value()?.string()?)?),
                other => return Err(other.unexpected().into()),
            }
        }
        if steps.is_empty() {
            steps.extend(Step::ALL);
        }
        Ok(Self { steps })
    }
}

/// What became of one step.
struct Outcome {
    step: Step,
    took: Duration,
    /// Tests counted, whether or not the step as a whole succeeded.
    counts: Counts,
    failure: Option<String>,
}

/// Runs the steps and prints what became of each, ending with one line that sums all tests.
pub fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for &step in &options.steps {
        println!("\n== {}: {}", step.name(), step.title());
        let start = Instant::now();
        let result = if step == Step::Browser && build_failed(&outcomes) {
            not_built()
        } else {
            step.run(project)
        };
        let took = start.elapsed();
        let (counts, failure) = match result {
            Ok(counts) => (counts, counts.sentence()),
            Err(error) => (Counts::default(), Some(format!("{error:#}"))),
        };
        outcomes.push(Outcome { step, took, counts, failure });
    }
    Ok(report(&outcomes))
}

fn build_failed(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|earlier| earlier.step == Step::Build && earlier.failure.is_some())
}

fn not_built() -> Result<Counts> {
    bail!("left out, because the build failed; mend that first")
}

fn report(outcomes: &[Outcome]) -> ExitCode {
    println!();
    for outcome in outcomes {
        let word = if outcome.failure.is_some() { "FAILED" } else { "ok" };
        println!("{:<12} {:>7.1} s  {word}", outcome.step.name(), outcome.took.as_secs_f32());
    }
    for outcome in outcomes {
        if let Some(sentence) = &outcome.failure {
            println!("{}: {sentence}", outcome.step.name());
        }
    }
    let total = outcomes.iter().map(|outcome| outcome.counts).fold(Counts::default(), Counts::plus);
    println!("{total}");
    if outcomes.iter().any(|outcome| outcome.failure.is_some()) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
