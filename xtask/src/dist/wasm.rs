//! wasm-opt over each binary, and a look at what the binary asks of a browser.

use std::fs;
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use super::derived::Derived;
use super::files::Files;
use crate::process;
use crate::setup::Tools;

/// What Chromium 100 (and Firefox and Safari of its time) can run. A compiler that starts to use
/// more by default must stop the build, not a tablet.
pub const ALLOWED: [&str; 8] = [
    "mutable-globals",
    "nontrapping-float-to-int",
    "bulk-memory",
    "bulk-memory-opt",
    "sign-ext",
    "reference-types",
    "multivalue",
    // The encoding of an index in more bytes than needed, part of reference types.
    "call-indirect-overlong",
];

const LEVEL: &str = "-Oz";

/// Replaces each `*_bg.wasm` by a smaller one that does the same.
pub fn optimise(files: &mut Files, tools: &Tools, derived: &Derived) -> Result<()> {
    let names: Vec<String> =
        files.names().filter(|name| name.ends_with(".wasm")).map(str::to_owned).collect();
    if names.is_empty() {
        bail!("Trunk built no WebAssembly; does index.html link the app's binaries?");
    }
    let recipe = format!("wasm-opt {} {LEVEL}", tools.wasm_opt_version());
    let inputs = &*files;
    let results: Vec<Result<Vec<u8>>> = thread::scope(|scope| {
        let jobs: Vec<_> = names
            .iter()
            .map(|name| {
                let recipe = &recipe;
                scope.spawn(move || {
                    let input = inputs.get(name)?;
                    derived.get_or_make(recipe, input, || wasm_opt(name, input, tools))
                })
            })
            .collect();
        jobs.into_iter()
            .map(|job| {
                job.join().unwrap_or_else(|_| Err(anyhow!("wasm-opt's thread panicked; run again")))
            })
            .collect()
    });
    for (name, result) in names.into_iter().zip(results) {
        files.insert(name, result?);
    }
    Ok(())
}

fn wasm_opt(name: &str, input: &[u8], tools: &Tools) -> Result<Vec<u8>> {
    println!("app: wasm-opt {LEVEL} {name}");
    let scratch =
        std::env::temp_dir().join(format!("cunzhan-wasm-opt-{}-{name}", std::process::id()));
    let output = scratch.with_extension("out");
    fs::write(&scratch, input)
        .with_context(|| format!("cannot write {}; check the disk", scratch.display()))?;
    let mut command = tools.binaryen("wasm-opt");
    command.args([LEVEL, "--print-features"]).arg(&scratch).arg("-o").arg(&output);
    // A merged module has lost the list of what it uses.
    command.args(ALLOWED.map(|feature| format!("--enable-{feature}")));
    let result = process::capture(&mut command).and_then(|features| {
        check_features(name, &features)?;
        fs::read(&output).with_context(|| format!("wasm-opt wrote no {}", output.display()))
    });
    for path in [scratch, output] {
        // A leftover in the temporary directory harms nobody.
        let _ = fs::remove_file(path);
    }
    result
}

/// `printed` is wasm-opt's list, one `--enable-<feature>` a line.
fn check_features(name: &str, printed: &str) -> Result<()> {
    let newer: Vec<&str> = printed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--enable-"))
        .filter(|feature| !ALLOWED.contains(feature))
        .collect();
    if !newer.is_empty() {
        bail!(
            "{name} uses WebAssembly features that Chromium 100 may lack ({}); switch them off with \
             -Ctarget-feature in .cargo/config.toml, or allow them in xtask/src/dist/wasm.rs",
            newer.join(", ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn todays_defaults_pass() {
        assert!(check_features("ui", "--enable-sign-ext\n--enable-bulk-memory\n").is_ok());
    }

    #[test]
    fn a_newer_feature_stops_the_build() {
        let error = check_features("ui", "--enable-sign-ext\n--enable-exception-handling\n");
        assert!(error.is_err_and(|error| error.to_string().contains("exception-handling")));
    }
}
