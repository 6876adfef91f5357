//! The steps of a test run, in an order that tells the cheap things first.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::counts::Counts;
use super::stream;
use crate::setup::{self, TRIPLE};
use crate::{build, process, project::Project, simulate};

/// A part of the test run that one can ask for by name.
#[derive(Clone, Copy, PartialEq)]
pub enum Step {
    Fmt,
    Clippy,
    ClippyWasm,
    Deny,
    Unit,
    Simulate,
    Store,
    Build,
    Browser,
}

impl Step {
    pub const ALL: [Self; 9] = [
        Self::Fmt,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Deny,
        Self::Unit,
        Self::Simulate,
        Self::Store,
        Self::Build,
        Self::Browser,
    ];

    pub fn named(name: &str) -> Result<Self> {
        match Self::ALL.into_iter().find(|step| step.name() == name) {
            Some(step) => Ok(step),
            None => {
                let names = Self::ALL.map(Self::name).join(", ");
                bail!("there is no step \"{name}\"; --only takes one of: {names}")
            }
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Deny => "deny",
            Self::Unit => "unit",
            Self::Simulate => "simulate",
            Self::Store => "store",
            Self::Build => "build",
            Self::Browser => "browser",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Fmt => "formatting",
            Self::Clippy => "clippy on the host",
            Self::ClippyWasm => "clippy on wasm32",
            Self::Deny => "licences, sources and known holes of what we depend on",
            Self::Unit => "unit and property tests",
            Self::Simulate => "simulation: 200 seeds, and each rule broken on purpose",
            Self::Store => "store conformance in a real Chromium",
            Self::Build => "release build of app and relay",
            Self::Browser => "browser tests against a real relay",
        }
    }

    /// Runs it. Failed tests are counted, not an error.
    pub fn run(self, project: &Project) -> Result<Counts> {
        match self {
            // Only the names of the files: `cargo fmt` shows and mends the rest.
            Self::Fmt => plain(&mut cargo(project, &["fmt", "--all", "--", "--check", "-l"])),
            Self::Clippy => clippy(project),
            Self::ClippyWasm => clippy_wasm(project),
            Self::Deny => deny(project),
            Self::Unit => unit(project),
            Self::Simulate => stream::tests(&mut simulate::in_ci(project)),
            Self::Store => store(project),
            Self::Build => {
                build::app(project, build::Effort::Full)?;
                build::relay(project)?;
                Ok(Counts::default())
            }
            Self::Browser => browser(project),
        }
    }
}

/// What ends in a panic. It has no place in what ships to the browser or runs in the relay: there it is
/// somebody's lost form. Tests may.
const PANICS: [&str; 8] = [
    "unwrap_used",
    "expect_used",
    "panic",
    "unreachable",
    "todo",
    "unimplemented",
    "indexing_slicing",
    "string_slice",
];

fn without_panics(command: &mut Command) -> &mut Command {
    command.args(["--", "-D", "warnings"]);
    command.args(PANICS.iter().flat_map(|lint| ["-D".to_owned(), format!("clippy::{lint}")]))
}

fn clippy(project: &Project) -> Result<Counts> {
    // The app and its store only make sense in a browser; clippy-wasm has them.
    let elsewhere = ["--workspace", "--exclude", "cunzhan", "--exclude", "store-idb"];
    let mut all = cargo(project, &["clippy", "--all-targets"]);
    plain(all.args(elsewhere).args(["--", "-D", "warnings"]))?;
    let tools = ["xtask", "acceptance", "fuzz", "loadgen"];
    let mut shipped = cargo(project, &["clippy", "--lib", "--bins"]);
    shipped.args(elsewhere).args(tools.iter().flat_map(|tool| ["--exclude", tool]));
    plain(without_panics(&mut shipped))
}

fn clippy_wasm(project: &Project) -> Result<Counts> {
    let toolchain = setup::for_app(project)?;
    let packages = ["--package", "cunzhan", "--package", "store-idb"];
    let mut all = cargo(project, &["clippy", "--target", TRIPLE, "--all-targets"]);
    all.args(packages).args(["--", "-D", "warnings"]);
    let mut shipped = cargo(project, &["clippy", "--target", TRIPLE, "--lib", "--bins"]);
    without_panics(shipped.args(packages));
    for mut command in [all, shipped] {
        toolchain.target.apply(&mut command);
        plain(&mut command)?;
    }
    Ok(Counts::default())
}

/// The list of known holes is fetched each time. Where it cannot be, that is said, and the rest counts.
fn deny(project: &Project) -> Result<Counts> {
    let program = setup::for_deny(project)?;
    let asked = |arguments: &[&str]| {
        let mut command = process::command(&program);
        command.args(arguments).current_dir(project.root());
        command
    };
    plain(&mut asked(&["check", "licenses", "bans", "sources"]))?;
    if process::run(&mut asked(&["fetch", "db"])).is_err() {
        println!("deny: the list of known holes cannot be reached from here; it was not looked at");
        return Ok(Counts::default());
    }
    plain(&mut asked(&["check", "--disable-fetch", "advisories"]))
}

fn unit(project: &Project) -> Result<Counts> {
    setup::for_relay_tests(project)?;
    let elsewhere = ["--exclude", "cunzhan", "--exclude", "store-idb", "--exclude", "acceptance"];
    let mut crates = cargo(project, &["test", "--workspace", "--no-fail-fast"]);
    let crates = stream::tests(crates.args(elsewhere))?;
    // What of the app needs no browser: words, messages, formats.
    let app = stream::tests(&mut cargo(
        project,
        &["test", "--package", "cunzhan", "--lib", "--no-fail-fast"],
    ))?;
    Ok(crates.plus(app))
}

fn store(project: &Project) -> Result<Counts> {
    let toolchain = setup::for_app(project)?;
    let browser = setup::for_browser_tests(project)?;
    let mut test =
        cargo(project, &["test", "--package", "store-idb", "--target", TRIPLE, "--no-fail-fast"]);
    toolchain.target.apply(&mut test);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", toolchain.tools.test_runner())
        .env("CHROMEDRIVER", &browser.chromedriver)
        // Its default of 20 s is for a machine with nothing else to do.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    stream::tests(&mut test)
}

fn browser(project: &Project) -> Result<Counts> {
    require(&project.relay_binary())?;
    require(&project.dist().join("index.html"))?;
    let browser = setup::for_browser_tests(project)?;
    let mut test = browser_tests(project, &browser);
    stream::tests(&mut test)
}

/// The browser tests; names may be added.
pub fn browser_tests(project: &Project, browser: &setup::Browser) -> Command {
    let mut test = cargo(
        project,
        &["test", "--package", "acceptance", "--no-fail-fast", "--", "--test-threads=1"],
    );
    test.env("CUNZHAN_DIST", project.dist())
        .env("CUNZHAN_RELAY", project.relay_binary())
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("CHROMIUM", &browser.chromium);
    test
}

fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(arguments).current_dir(project.root());
    cargo
}

/// A step that counts no tests: it passes or it is an error.
fn plain(command: &mut Command) -> Result<Counts> {
    process::run(command)?;
    Ok(Counts::default())
}

fn require(path: &Path) -> Result<()> {
    if !path.exists() {
        bail!("{} is missing; run `cargo xtask build` first", path.display());
    }
    Ok(())
}
